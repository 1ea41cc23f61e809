//! The notation of the sample texts: a text file in, a [`Paper`] out.

/// One version of one paper, as a clerk would type it: nothing is corrected here.
#[derive(Debug, Default)]
pub(crate) struct Paper {
    /// Whether each Handlungsfeld has a sheet of its own.
    pub(crate) sheet_per_field: bool,
    /// Sheet `Dokument`: key and the lines of its value.
    pub(crate) facts: Vec<(String, Vec<String>)>,
    /// Sheet `Texte`.
    pub(crate) sections: Vec<Section>,
    /// The status table.
    pub(crate) fields: Vec<Field>,
    /// The sheets that are plain tables: `Abkürzungen`, `Personen`, `Versionen`.
    pub(crate) lists: Vec<List>,
}

/// A section of sheet `Texte`.
#[derive(Debug)]
pub(crate) struct Section {
    /// Abschnitt.
    pub(crate) title: String,
    /// Position: `vor`, `nach` or blank.
    pub(crate) position: String,
    /// One cell per row.
    pub(crate) cells: Vec<Cell>,
}

/// A Handlungsfeld.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its title.
    pub(crate) title: String,
    /// Whether its cell is merged down over its rows; else those below it stay blank.
    pub(crate) merged: bool,
    /// Its actions.
    pub(crate) actions: Vec<Action>,
}

/// An Aktion.
#[derive(Debug)]
pub(crate) struct Action {
    /// The lines of its cell.
    pub(crate) title: Vec<String>,
    /// Values of further columns (Nr, Status, Termin …).
    pub(crate) columns: Vec<(String, String)>,
    /// One cell per row.
    pub(crate) cells: Vec<Cell>,
}

/// A cell of several lines, perhaps with a hyperlink laid on it.
#[derive(Debug)]
pub(crate) struct Cell {
    /// Lines, as Alt+Enter parts them; `**bold**` stands for bold.
    pub(crate) lines: Vec<String>,
    /// Hyperlink of the whole cell.
    pub(crate) link: Option<String>,
}

impl Cell {
    fn new(line: &str) -> Self {
        Self { lines: vec![line.to_owned()], link: None }
    }
}

/// A sheet that is a plain table without its header row.
#[derive(Debug)]
pub(crate) struct List {
    /// Name of the sheet.
    pub(crate) sheet: String,
    /// Its rows.
    pub(crate) rows: Vec<Vec<String>>,
}

impl Paper {
    /// Its size, for the person who runs the command.
    pub(crate) fn figures(&self) -> String {
        let actions = self.fields.iter().flat_map(|field| &field.actions);
        let lines: Vec<&String> =
            actions.clone().flat_map(|action| &action.cells).flat_map(|cell| &cell.lines).collect();
        let words = lines.iter().flat_map(|line| line.split_whitespace());
        let words = words.filter(|word| word.contains(char::is_alphanumeric)).count();
        let (fields, actions) = (self.fields.len(), actions.count());
        format!("{fields} fields, {actions} actions, {} entries, {words} words of status", lines.len())
    }

    /// The first line of a fact; blank where it is missing.
    pub(crate) fn fact(&self, key: &str) -> &str {
        let fact = self.facts.iter().find(|(name, _)| name == key);
        fact.and_then(|(_, lines)| lines.first()).map_or("", String::as_str)
    }
}

/// Reads a sample text; the error names the line.
pub(crate) fn parse(text: &str) -> Result<Paper, String> {
    let mut paper = Paper::default();
    let mut sheet = "";
    for (index, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with("# ") {
            continue;
        }
        let understood = if let Some(name) = line.strip_prefix("@@ ") {
            sheet = name;
            open_sheet(&mut paper, name)
        } else {
            match sheet {
                "Dokument" => fact_line(&mut paper, line),
                "Texte" => text_line(&mut paper, line),
                "Sachstand" | "Sachstand je Blatt" => status_line(&mut paper, line),
                _ => list_line(&mut paper, line),
            }
        };
        understood.ok_or_else(|| format!("line {}: »{line}« does not belong here", index + 1))?;
    }
    Ok(paper)
}

fn open_sheet(paper: &mut Paper, name: &str) -> Option<()> {
    match name {
        "Dokument" | "Texte" | "Sachstand" => {}
        "Sachstand je Blatt" => paper.sheet_per_field = true,
        _ => paper.lists.push(List { sheet: name.to_owned(), rows: Vec::new() }),
    }
    Some(())
}

fn fact_line(paper: &mut Paper, line: &str) -> Option<()> {
    if let Some(more) = line.strip_prefix("+ ") {
        paper.facts.last_mut()?.1.push(more.to_owned());
    } else {
        let (key, value) = line.split_once(": ")?;
        paper.facts.push((key.to_owned(), vec![value.to_owned()]));
    }
    Some(())
}

fn text_line(paper: &mut Paper, line: &str) -> Option<()> {
    if let Some(title) = line.strip_prefix("## ") {
        let (title, position) = match title.strip_suffix(')').and_then(|title| title.rsplit_once(" (")) {
            Some((title, position)) => (title, position),
            None => (title, ""),
        };
        let (title, position) = (title.to_owned(), position.to_owned());
        paper.sections.push(Section { title, position, cells: Vec::new() });
        return Some(());
    }
    cell_line(&mut paper.sections.last_mut()?.cells, line)
}

fn status_line(paper: &mut Paper, line: &str) -> Option<()> {
    if let Some(title) = line.strip_prefix("### ") {
        let action = Action { title: vec![title.to_owned()], columns: Vec::new(), cells: Vec::new() };
        paper.fields.last_mut()?.actions.push(action);
        return Some(());
    }
    if let Some(title) = line.strip_prefix("##") {
        let merged = title.starts_with('=');
        let title = title.trim_start_matches('=').trim_start().to_owned();
        paper.fields.push(Field { title, merged, actions: Vec::new() });
        return Some(());
    }
    let action = paper.fields.last_mut()?.actions.last_mut()?;
    if let Some(more) = line.strip_prefix("#+ ") {
        action.title.push(more.to_owned());
        Some(())
    } else if let Some(column) = line.strip_prefix(": ") {
        let (name, value) = column.split_once(' ')?;
        action.columns.push((name.to_owned(), value.to_owned()));
        Some(())
    } else {
        cell_line(&mut action.cells, line)
    }
}

fn cell_line(cells: &mut Vec<Cell>, line: &str) -> Option<()> {
    if let Some(text) = line.strip_prefix("| ") {
        cells.push(Cell::new(text));
    } else if let Some(text) = line.strip_prefix("+ ") {
        cells.last_mut()?.lines.push(text.to_owned());
    } else {
        cells.last_mut()?.link = Some(line.strip_prefix("@ ")?.to_owned());
    }
    Some(())
}

fn list_line(paper: &mut Paper, line: &str) -> Option<()> {
    let cells = line.split('|').map(|cell| cell.trim().to_owned());
    paper.lists.last_mut()?.rows.push(cells.collect());
    Some(())
}

//! A [`Paper`] in, Markdown out, as an office would write it for pandoc: title, sections, and for each Handlungsfeld a
//! grid table of two columns, the only tables of pandoc whose cells hold lists.

use crate::samples::source::{Action, Cell, Paper};

/// Characters in a line of the left and of the right column. No word is longer than either.
const WIDTHS: [usize; 2] = [44, 76];

/// The text of a paper.
pub(super) fn markdown(paper: &Paper) -> String {
    let mut out = format!("---\ntitle: {:?}\nlang: de-DE\n---\n", paper.fact("Titel"));
    let (before, after): (Vec<_>, Vec<_>) = paper.sections.iter().partition(|it| it.position != "nach");
    let section = |out: &mut String, title: &str, cells: &[Cell]| {
        out.push_str(&format!("\n# {}\n\n", plain(title)));
        out.extend(blocks(cells).into_iter().map(|(marker, text)| format!("{marker}{text}\n")));
    };
    before.into_iter().for_each(|it| section(&mut out, &it.title, &it.cells));
    for field in &paper.fields {
        out.push_str(&format!("\n## {}\n\n{}", plain(&field.title), table(&field.actions)));
    }
    after.into_iter().for_each(|it| section(&mut out, &it.title, &it.cells));
    for list in paper.lists.iter().filter(|list| list.sheet != "Personen") {
        let row = |cells: &Vec<String>| format!("- {}\n", plain(&cells.join(", ")));
        out.push_str(&format!("\n# {}\n\n", plain(&list.sheet)));
        out.extend(list.rows.iter().map(row));
    }
    out
}

/// A grid table with a head.
fn table(actions: &[Action]) -> String {
    let rule = |sign: &str| format!("+{}+{}+\n", sign.repeat(WIDTHS[0] + 2), sign.repeat(WIDTHS[1] + 2));
    let mut out = rule("-") + &row(&["Aktion".into()], &["Sachstand".into()]) + &rule("=");
    for action in actions {
        let left = wrapped("", &plain(&action.title.join(" ")), WIDTHS[0]);
        let right = blocks(&action.cells);
        let right: Vec<String> =
            right.iter().flat_map(|(marker, text)| wrapped(marker, text, WIDTHS[1])).collect();
        out += &(row(&left, &right) + &rule("-"));
    }
    out
}

/// The lines of a row, filled up to the widths of the columns.
fn row(left: &[String], right: &[String]) -> String {
    let line = |at: usize| {
        let [left, right] = [left, right].map(|it| it.get(at).map_or("", String::as_str));
        format!("| {left:a$} | {right:b$} |\n", a = WIDTHS[0], b = WIDTHS[1])
    };
    (0..left.len().max(right.len())).map(line).collect()
}

/// The lines of cells as paragraphs and as items of lists on two levels, each behind the sign that makes it one; blank
/// lines stand between both.
fn blocks(cells: &[Cell]) -> Vec<(&'static str, String)> {
    let mut out: Vec<(&str, String)> = Vec::new();
    let mut list = false;
    for line in cells.iter().flat_map(|cell| &cell.lines) {
        let text = line.trim_start();
        let item = ["• ", "– ", "- ", "o "].into_iter().find_map(|sign| text.strip_prefix(sign));
        let marker = match item {
            Some(_) if list && text.len() < line.len() => "    - ",
            Some(_) => "- ",
            None => "",
        };
        let goes_on = list && item.is_some();
        if !out.is_empty() && !goes_on {
            out.push(("", String::new()));
        }
        list = item.is_some();
        out.push((marker, plain(item.unwrap_or(text))));
    }
    out
}

/// A text in which no character is a command to pandoc; `**bold**` stays.
fn plain(text: &str) -> String {
    let escape = |part: &str| -> String {
        let special = |c: char| c.is_ascii_punctuation() && !",.:;()/-%?!&=+".contains(c);
        part.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
    };
    text.split("**").map(escape).collect::<Vec<_>>().join("**")
}

/// Words in lines of at most so many characters, the first behind a marker, the others indented below it.
fn wrapped(marker: &str, text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) => lines.push(format!("{:1$}{word}", "", marker.len())),
            None => lines.push(format!("{marker}{word}")),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::source::parse;

    #[test]
    fn a_paper_becomes_headings_and_grid_tables() {
        let text = "@@ Dokument\nTitel: Der \"Stand\"\n@@ Texte\n## Vorab (vor)\n| Ein *Satz*.\n@@ Sachstand\n## Netz\n\
                    ### Ausbau\n| • Erstens\n+   – und **fett**\n| Danach.\n";
        let out = markdown(&parse(text).unwrap());
        let cells: Vec<String> =
            out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        for line in [
            r#"title: "Der \"Stand\"""#,
            "# Vorab",
            r"Ein \*Satz\*.",
            "## Netz",
            "| Aktion | Sachstand |",
            "| Ausbau | - Erstens |",
            "| | - und **fett** |",
            "| | Danach. |",
        ] {
            assert!(cells.iter().any(|it| it == line), "{line} is missing in\n{out}");
        }
        assert!(out.contains("|     - und **fett** "), "{out}");
    }

    #[test]
    fn every_line_of_a_table_is_as_wide_as_its_rule() {
        let text = crate::samples::read(&crate::root().join("tests/samples"), "krm_1.14.txt").unwrap();
        let out = markdown(&text);
        let table: Vec<&str> = out.lines().filter(|line| line.starts_with(['|', '+'])).collect();
        assert!(table.len() > 200);
        let wide = WIDTHS[0] + WIDTHS[1] + 7;
        assert!(table.iter().all(|line| line.chars().count() == wide), "a word is longer than its column");
    }
}

//! Heads of status tables as offices write them (`tests/heads`): how many tables are understood.

use rust_xlsxwriter::Workbook;
use sachstand::pipeline::{SheetColumns, columns, understand};
use sachstand::recognise::{Column, SheetKind};
use sachstand::settings::{Settings, with_column};

use crate::support::root;

/// The files of the collection.
const FILES: [&str; 5] = ["public.txt", "own.txt", "reports.txt", "registers.txt", "lists.txt"];

/// A table of the collection.
struct Sample {
    name: String,
    heads: Vec<Vec<String>>,
    roles: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn cells(line: &str) -> Vec<String> {
    line.split('|').map(|cell| cell.trim().replace("\\n", "\n")).collect()
}

fn samples(file: &str) -> Vec<Sample> {
    let text = std::fs::read_to_string(root().join("tests/heads").join(file)).unwrap();
    let sample = |block: &str| {
        let mut lines = block.lines().filter(|line| !line.is_empty()).peekable();
        let name = lines.next()?.strip_prefix("# ")?.to_owned();
        let mut heads = vec![cells(lines.next()?)];
        while let Some(line) = lines.next_if(|line| line.starts_with("> ")) {
            heads.push(cells(&line[2..]));
        }
        let roles = cells(lines.next()?);
        Some(Sample { name, heads, roles, rows: lines.map(cells).collect() })
    };
    text.split("\n\n").filter_map(sample).collect()
}

impl Sample {
    fn bytes(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let facts = book.add_worksheet().set_name("Dokument").unwrap();
        for (row, (key, value)) in (0..).zip([("Titel", "Bericht"), ("Dokument", "b"), ("Version", "1.0")]) {
            facts.write(row, 0, key).unwrap().write(row, 1, value).unwrap();
        }
        let sheet = book.add_worksheet().set_name("Tabelle1").unwrap();
        for (row, line) in (0..).zip(self.heads.iter().chain(&self.rows)) {
            for (column, text) in (0..).zip(line).filter(|(_, text)| !text.is_empty()) {
                sheet.write(row, column, text.as_str()).unwrap();
            }
        }
        book.save_to_buffer().unwrap()
    }

    fn missing(&self) -> bool {
        self.roles[0].starts_with('!')
    }

    /// The roles that its columns were given; none where it is no status table.
    fn found(&self) -> Option<Vec<String>> {
        let sheets = columns(&self.bytes(), "a.xlsx", &Settings::default()).unwrap();
        let sheet = sheets.into_iter().find(|it| it.sheet == "Tabelle1")?;
        let table = sheet.kind == Some(SheetKind::Status);
        let mut roles = vec!["-".to_owned(); self.roles.len()];
        for found in sheet.columns {
            let at = usize::from(found.column.as_bytes()[0] - b'A');
            if let Some(role_found) = roles.get_mut(at) {
                *role_found = role(found.meaning).to_owned();
            }
        }
        table.then_some(roles)
    }

    fn with_found(self) -> (Self, Option<Vec<String>>) {
        let found = self.found();
        (self, found)
    }

    /// What is wrong with how the columns of these roles are understood; nothing where all are right.
    fn fault(&self, found: Option<&Vec<String>>, roles: &[&str]) -> Option<String> {
        let found = match (found, self.missing()) {
            (None, missing) => return (!missing).then(|| "refused".to_owned()),
            (Some(_), true) => return Some("taken for a table".to_owned()),
            (Some(found), false) => found,
        };
        let wrong = self.roles.iter().zip(found).zip(self.heads()).find(|((wanted, found), _)| {
            let counts = [wanted, found].iter().any(|role| roles.contains(&role.as_str()));
            wanted != found && counts && *wanted != "-" && !(*wanted == "weiteres" && *found == "-")
        });
        wrong.map(|((wanted, found), head)| format!("»{head}« is {wanted}, not {found}"))
    }

    fn heads(&self) -> Vec<String> {
        let head = |at: usize| self.heads.iter().filter_map(|row| row.get(at)).cloned().collect::<Vec<_>>();
        (0..self.roles.len()).map(|at| head(at).join(" ").replace('\n', " ")).collect()
    }
}

/// The roles without which there is no paper.
const ESSENTIAL: [&str; 2] = ["aktion", "sachstand"];

/// The roles by which the paper is laid out; the others are printed with their heads whatever they are
/// taken for.
const LAYOUT: [&str; 8] =
    ["aktion", "teil", "sachstand", "frueher", "feld", "nr", "nichtoeffentlich", "oeffentlich"];

fn role(meaning: Option<Column>) -> &'static str {
    match meaning {
        Some(Column::Field) => "feld",
        Some(Column::Number) => "nr",
        Some(Column::Action) => "aktion",
        Some(Column::Part) => "teil",
        Some(Column::Status) => "sachstand",
        Some(Column::Earlier) => "frueher",
        Some(Column::StateLabel) => "status",
        Some(Column::Attainment) => "grad",
        Some(Column::Due) => "termin",
        Some(Column::Responsible) => "zustaendig",
        Some(Column::Nonpublic) => "nichtoeffentlich",
        Some(Column::Public) => "oeffentlich",
        _ => "weiteres",
    }
}

/// The workbooks of the whole collection, each with its name.
pub(crate) fn workbooks() -> Vec<(String, Vec<u8>)> {
    let all = FILES.iter().flat_map(|file| samples(file));
    all.map(|sample| (sample.name.clone(), sample.bytes())).collect()
}

#[test]
fn heads_of_status_tables_are_understood() {
    let all: Vec<(Sample, Option<Vec<String>>)> =
        FILES.iter().flat_map(|file| samples(file)).map(Sample::with_found).collect();
    let faults = |roles: &[&str]| -> Vec<String> {
        let fault = |(it, found): &(Sample, Option<Vec<String>>)| {
            Some(format!("{}: {}", it.name, it.fault(found.as_ref(), roles)?))
        };
        all.iter().filter_map(fault).collect()
    };
    for (roles, percent) in [(&ESSENTIAL[..], 93), (&LAYOUT[..], 85)] {
        let faults = faults(roles);
        println!("{roles:?}: {} of {} wrong\n{}", faults.len(), all.len(), faults.join("\n"));
        assert!(faults.len() * 100 <= all.len() * (100 - percent), "too many tables are misunderstood");
    }
}

#[test]
fn a_table_that_is_refused_says_first_what_to_do() {
    for sample in samples("own.txt").iter().filter(|sample| sample.found().is_none()) {
        let error = understand(&sample.bytes(), "a.xlsx", &Settings::default()).unwrap_err();
        assert!(error.message().contains("bitte"), "{}: {}", sample.name, error.message());
        assert!(error.help_text().is_some_and(|help| help.contains("sachstand.toml")), "{}", sample.name);
    }
}

/// How a table is understood once the office has said that the column with this head is `meaning`.
fn chosen(bytes: &[u8], head: &str, meaning: Column) -> SheetColumns {
    let settings = Settings::parse(&with_column("", head, meaning).unwrap()).unwrap();
    let sheets = columns(bytes, "a.xlsx", &settings).unwrap();
    sheets.into_iter().find(|it| it.sheet == "Tabelle1").unwrap()
}

/// A choice for each head, so that every meaning comes up over every kind of contents.
#[test]
fn what_the_office_says_of_a_column_holds() {
    let files = ["public.txt", "own.txt", "reports.txt", "registers.txt", "lists.txt"];
    let mut choices = SheetKind::Status.choices().into_iter().cycle();
    let (mut understood, mut wrong) = (0, Vec::new());
    for sample in files.iter().flat_map(|file| samples(file)) {
        let bytes = sample.bytes();
        let sheets = columns(&bytes, "a.xlsx", &Settings::default()).unwrap();
        let Some(sheet) = sheets.into_iter().find(|it| it.sheet == "Tabelle1") else { continue };
        // A column of numbers needs no head to be known.
        let heads: Vec<String> =
            sample.heads().iter().map(|head| fold(head)).filter(|it| !it.is_empty()).collect();
        for head in sheet.columns.iter().map(|it| &it.head).filter(|head| heads.contains(&fold(head))) {
            let meaning = choices.next().unwrap();
            let found = chosen(&bytes, head, meaning);
            let told = found.columns.iter().find(|it| it.head == *head).map(|it| it.meaning);
            understood += usize::from(found.kind.is_some());
            if told != Some(Some(meaning)) {
                wrong.push(format!("{}: »{head}« is {told:?}, not {meaning}", sample.name));
            }
        }
    }
    assert!(understood > 2000, "{understood}");
    // A sub-head that is needed to see that there are two rows of heads.
    assert!(wrong.len() < 3, "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// A head in the form in which names are compared.
fn fold(head: &str) -> String {
    head.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

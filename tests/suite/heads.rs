//! Heads of status tables as offices write them (`tests/heads`): how many tables are understood.

use rust_xlsxwriter::Workbook;
use sachstand::pipeline::understand;
use sachstand::settings::Settings;

use crate::support::root;

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

    fn under(&self, role: &str) -> Option<&str> {
        let column = self.roles.iter().position(|it| it == role)?;
        self.rows.iter().filter_map(|row| row.get(column)).map(String::as_str).find(|text| !text.is_empty())
    }

    /// What is wrong with how it is understood; nothing where it is right.
    fn fault(&self) -> Option<String> {
        let report = match understand(&self.bytes(), "a.xlsx", &Settings::default()) {
            Ok(done) => done.value,
            Err(_) => return (!self.missing()).then(|| "refused".to_owned()),
        };
        if self.missing() {
            return Some("taken for a table".to_owned());
        }
        let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let actions = || report.fields.iter().flat_map(|field| &field.actions);
        let titles = actions().flat_map(|it| &it.title).map(|it| squeezed(&it.text.to_plain()));
        let titles: Vec<String> = titles.collect();
        let status = actions().flat_map(|it| &it.status).filter_map(|it| it.paragraph());
        let status: Vec<String> = status.map(|it| squeezed(&it.text.to_plain())).collect();
        let fields: Vec<String> =
            report.fields.iter().map(|it| squeezed(&it.title.value.to_plain())).collect();
        let wrong = |role: &str, found: &[String]| {
            let text = self.under(role)?.lines().next()?;
            let wanted = squeezed(text);
            (!found.iter().any(|it| it.contains(&wanted) || wanted.contains(it.as_str()) && !it.is_empty()))
                .then(|| format!("{role}: »{text}« not there"))
        };
        wrong("aktion", &titles).or_else(|| wrong("sachstand", &status)).or_else(|| wrong("feld", &fields))
    }
}

#[test]
fn heads_of_status_tables_are_understood() {
    for file in ["public.txt", "own.txt"] {
        let samples = samples(file);
        let faults: Vec<String> =
            samples.iter().filter_map(|it| Some(format!("{}: {}", it.name, it.fault()?))).collect();
        println!("{file}: {} of {} wrong\n{}", faults.len(), samples.len(), faults.join("\n"));
    }
}

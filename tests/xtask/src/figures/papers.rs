//! Workbooks to measure with: the sample paper ten times as long, and as many different small papers as are wanted.

use std::path::Path;

use crate::Done;
use crate::samples::source::{Action, Cell, Field, List, Paper, Section};
use crate::samples::workbook;

/// How often the actions of a paper stand in the long one.
pub(super) const TIMES: usize = 10;

/// The paper with every action so many times. Each copy has its number in every paragraph, so that nothing that was
/// laid out is met again.
pub(super) fn longer(mut paper: Paper) -> Paper {
    let first = std::mem::take(&mut paper.fields);
    for copy in 1..=TIMES {
        paper.fields.extend(first.iter().map(|field| Field {
            title: format!("{}, Los {copy}", field.title),
            merged: field.merged,
            actions: field.actions.iter().map(|action| numbered(action, copy)).collect(),
        }));
    }
    paper
}

fn numbered(action: &Action, copy: usize) -> Action {
    let mut title = action.title.clone();
    if let Some(last) = title.last_mut() {
        last.push_str(&format!(", Los {copy}"));
    }
    let line = |line: &String| {
        let start = line.find(char::is_alphanumeric).unwrap_or(0);
        format!("{}Los {copy}: {}", &line[..start], &line[start..])
    };
    let cell = |cell: &Cell| Cell { lines: cell.lines.iter().map(line).collect(), link: cell.link.clone() };
    Action { title, columns: action.columns.clone(), cells: action.cells.iter().map(cell).collect() }
}

/// Writes so many small papers into a folder.
pub(super) fn write_small(folder: &Path, count: usize) -> Done {
    for number in 1..=count {
        let path = folder.join(format!("bericht_{number:05}.xlsx"));
        std::fs::write(path, workbook::write(&small(number))?)?;
    }
    Ok(())
}

const PLACES: [&str; 12] = [
    "Nordmühle",
    "Südhofen",
    "Altenbruck",
    "Neuwiesen",
    "Oberthal",
    "Unterfeld",
    "Kirchmoor",
    "Steinbach",
    "Waldrode",
    "Seeheim",
    "Grünau",
    "Hohenried",
];
const THINGS: [&str; 16] = [
    "Sanierung der Grundschule",
    "Erneuerung der Straßenbeleuchtung",
    "Ausbau des Radwegenetzes",
    "Umstellung der Telefonanlage",
    "Einführung der elektronischen Akte",
    "Neubau der Kindertagesstätte",
    "Fortschreibung des Lärmaktionsplans",
    "Beschaffung eines Löschfahrzeugs",
    "Erschließung des Gewerbegebiets",
    "Pflege der Ausgleichsflächen",
    "Aufnahme der Kanalschäden",
    "Gestaltung des Marktplatzes",
    "Erweiterung der Feuerwache",
    "Umbau der Haltestellen",
    "Prüfung der Brückenbauwerke",
    "Einrichtung des Bürgerbüros",
];
const STARTS: [&str; 12] = [
    "Die Ausschreibung ist abgeschlossen, den Zuschlag erhielt der günstigste Bieter",
    "Der Entwurf wurde dem Bauausschuss vorgestellt und mit Änderungen gebilligt",
    "Die Förderung ist beantragt, ein Bescheid liegt noch nicht vor",
    "Mit den Anliegern wurde eine Versammlung durchgeführt, die Hinweise sind eingearbeitet",
    "Der erste Abschnitt ist fertiggestellt und abgenommen",
    "Die Arbeiten ruhen seit dem Wintereinbruch und werden im Frühjahr fortgesetzt",
    "Das Gutachten zur Standsicherheit wurde beauftragt",
    "Die Mittel stehen im Haushalt bereit, die Freigabe erfolgt nach der Sitzung",
    "Der Personalrat hat der Einführung unter Auflagen zugestimmt",
    "Die Schulung der Beschäftigten läuft und wird durch Handreichungen ergänzt",
    "Nach der Insolvenz des Auftragnehmers wird die Leistung neu vergeben",
    "Die Abstimmung mit dem Landkreis dauert an",
];
const ENDS: [&str; 10] = [
    "die Mehrkosten trägt der Zweckverband",
    "eine Verlängerung ist nicht vorgesehen",
    "über die weiteren Schritte wird gesondert berichtet",
    "die Restarbeiten sind beauftragt",
    "der Zeitplan kann gehalten werden",
    "die Abnahme ist für den Herbst vorgesehen",
    "eine Beteiligung der Ortsteile ist erfolgt",
    "die Unterlagen liegen im Rathaus aus",
    "das Ergebnis wird dem Rat vorgelegt",
    "weitere Angebote werden eingeholt",
];

/// A small paper of about two pages; no two have a paragraph in common.
fn small(number: usize) -> Paper {
    let mut dice = Dice(number as u64);
    let fact = |key: &str, value: String| (key.to_owned(), vec![value]);
    let place = dice.of(&PLACES);
    let facts = vec![
        fact("Titel", format!("Sachstandsbericht {number} der Gemeinde {place}")),
        fact("Dokument", format!("Bericht_{number:05}")),
        fact("Version", "1.0".into()),
        fact("Datum", "2026-04-24".into()),
        fact("Ersteller", "Hauptamt".into()),
        fact("Vertraulichkeit", "öffentlich".into()),
        fact("Organisation", format!("Gemeinde {place}")),
    ];
    let cell = |text: String| Cell { lines: vec![text], link: None };
    let about =
        format!("Der Bericht {number} zeigt für jedes Handlungsfeld links die Aktion und rechts den Stand.");
    let sections =
        vec![Section { title: "Einleitung".into(), position: "vor".into(), cells: vec![cell(about)] }];
    let fields = (1..=3).map(|field| Field {
        title: format!("Handlungsfeld {field}: {}", dice.of(&PLACES)),
        merged: false,
        actions: (1..=3).map(|_| action(&mut dice, number)).collect(),
    });
    let fields = fields.collect();
    let rows = vec![vec!["1.0".into(), "2026-04-24".into(), "Erste Fassung".into()]];
    let lists = vec![List { sheet: "Versionen".into(), rows }];
    Paper { sheet_per_field: false, facts, sections, fields, lists }
}

fn action(dice: &mut Dice, number: usize) -> Action {
    let title = format!("{} {}", dice.of(&THINGS), dice.of(&PLACES));
    let cells = (0..3).map(|_| {
        let (start, end) = (dice.of(&STARTS), dice.of(&ENDS));
        let (day, month, sum) = (dice.below(28) + 1, dice.below(12) + 1, dice.below(900) + 20);
        let text =
            format!("• {start}; {end} (Vorgang {number}-{sum}, Stand {day}.{month}.2026, {sum}.000 Euro).");
        Cell { lines: vec![text], link: None }
    });
    Action { title: vec![title], columns: Vec::new(), cells: cells.collect() }
}

/// Numbers that look random and are the same every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len() as u64) as usize]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn lines(paper: &Paper) -> Vec<&str> {
        let cells = paper.fields.iter().flat_map(|field| &field.actions).flat_map(|action| &action.cells);
        cells.flat_map(|cell| &cell.lines).map(String::as_str).collect()
    }

    #[test]
    fn small_papers_are_the_same_every_time_and_have_no_paragraph_in_common() {
        let papers: Vec<Paper> = (1..=50).map(small).collect();
        let all: Vec<&str> = papers.iter().flat_map(lines).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        assert_eq!(all.len(), 50 * 27);
        assert_eq!(lines(&small(7)), lines(&papers[6]));
    }

    #[test]
    fn a_longer_paper_has_every_action_ten_times_and_no_line_twice() {
        let sample = || crate::samples::read(&crate::root().join("tests/samples"), "krm_1.14.txt").unwrap();
        let (short, long) = (sample(), longer(sample()));
        assert_eq!(lines(&long).len(), TIMES * lines(&short).len());
        let distinct = |paper: &Paper| lines(paper).into_iter().collect::<BTreeSet<_>>().len();
        assert_eq!(distinct(&long), TIMES * distinct(&short));
        assert!(lines(&long).iter().any(|line| line.starts_with("• Los 10: Die IT-Strategie")));
    }
}

//! What stands in an empty workbook to be written over: an invented report that uses every column.

use jiff::civil::Date;

use crate::german;
use crate::model::{
    Abbreviation, Action, Columns, Detail, DetailColumn, DetailValue, Details, Entry, Facts, Field,
    HistoryEntry, Paragraph, ParagraphKind, Position, Report, Section, Version,
};
use crate::source::{Located, Location};
use crate::text::Text;

/// The file and its sheets have no names yet.
fn nowhere() -> Location {
    Location::file("")
}

fn at<T>(value: T) -> Located<T> {
    Located::new(value, nowhere())
}

fn words(text: &str) -> Option<Located<String>> {
    Some(at(text.to_owned()))
}

/// The example, as of `date`.
pub(super) fn report(date: Option<Date>) -> Report {
    Report {
        file: nowhere().file,
        facts: facts(date),
        columns: Columns::default(),
        fields: vec![schools(date), streets(date)],
        sections: sections(),
        abbreviations: vec![Abbreviation {
            short: at("PV".into()),
            meaning: at("Photovoltaik".into()),
            variants: vec!["P.V.".to_owned()],
        }],
        persons: Vec::new(),
        history: version().map(|version| history(version, date)).into_iter().collect(),
    }
}

/// The first version.
fn version() -> Option<Version> {
    "1.0".parse().ok()
}

fn facts(date: Option<Date>) -> Facts {
    Facts {
        title: at("Sachstandsbericht (Beispiel, bitte überschreiben)".to_owned()),
        id: at("Sachstandsbericht".to_owned()),
        version: version().map(at),
        date: date.map(at),
        creator: words("Stabsstelle (Beispiel)"),
        document_status: words("Entwurf"),
        responsible: None,
        // In doubt a paper is not for everybody.
        confidentiality: words("nichtöffentlich"),
        recipients: vec![at("Ausschuss (Beispiel)".to_owned())],
        organisation: words("Stadt Beispielhausen"),
        summary: vec![at("Stand der Vorhaben (Beispiel).".to_owned())],
        logo: None,
        submission: None,
        committee: None,
        session_date: None,
        agenda_item: None,
        anonymised_from: None,
        others: Vec::new(),
    }
}

fn history(version: Version, date: Option<Date>) -> HistoryEntry {
    HistoryEntry { version: at(version), date: date.map(at), remark: words("Erste Fassung") }
}

fn schools(date: Option<Date>) -> Field {
    let solar = [
        (0, "Das Dach ist geprüft und trägt die Anlage."),
        (0, "Die Vergabe ist vorbereitet:"),
        (1, "Leistungsverzeichnis liegt vor"),
        (1, "Angebote werden bis zum Herbst eingeholt"),
    ];
    let air = [(0, "Ein Fachbüro untersucht die Klassenräume.")];
    Field {
        title: at("Beispiel: Schulen".into()),
        actions: vec![
            action(
                ["1.1", "PV-Anlage auf der Grundschule", "in Umsetzung", "Gebäudewirtschaft"],
                40.0,
                date,
                &solar,
            ),
            action(["1.2", "Lüftung in den Klassenräumen", "in Vorbereitung", "Schulamt"], 10.0, date, &air),
        ],
    }
}

fn streets(date: Option<Date>) -> Field {
    let bridge = [
        (0, "Die Brücke ist für Fahrzeuge über 3,5\u{a0}t gesperrt."),
        (0, "Das Gutachten schlägt eine Sanierung vor."),
    ];
    Field {
        title: at("Beispiel: Straßen".into()),
        actions: vec![action(
            ["2.1", "Sanierung der Brücke am Mühlweg", "offen", "Tiefbauamt"],
            0.0,
            date,
            &bridge,
        )],
    }
}

fn action(
    [number, title, label, responsible]: [&str; 4],
    attained: f64,
    date: Option<Date>,
    status: &[(u8, &str)],
) -> Action {
    use DetailColumn::{Attainment, Due, Responsible, StateLabel};
    let due = date.map(Date::last_of_year);
    let due = due.map(|day| detail(Due, "Termin", &german::date(day), DetailValue::Day(day)));
    let share = DetailValue::Percent(attained);
    let first = [
        detail(StateLabel, "Status", label, DetailValue::Text),
        detail(Attainment, "Zielerreichung", &german::percent(attained), share),
    ];
    let last = detail(Responsible, "Zuständig", responsible, DetailValue::Text);
    let values = first.into_iter().chain(due).chain([last]).collect();
    let entries = status.iter().map(|(level, text)| Entry::Paragraph(item(*level, text)));
    Action {
        number: words(number),
        title: vec![Paragraph { kind: ParagraphKind::Plain, ..item(0, title) }],
        status: std::iter::once(Entry::Details(Details { level: 0, values })).chain(entries).collect(),
        nonpublic: false,
        at: nowhere(),
    }
}

fn detail(column: DetailColumn, label: &str, text: &str, value: DetailValue) -> Detail {
    let lines = vec![Text::plain(text)];
    Detail { column, label: Text::plain(label), value, lines, nonpublic: false, at: nowhere() }
}

fn item(level: u8, text: &str) -> Paragraph {
    Paragraph { kind: ParagraphKind::Bullet, level, text: Text::plain(text), at: nowhere() }
}

fn sections() -> Vec<Section> {
    let section = |title: &str, text: &str, position| Section {
        title: at(title.into()),
        position,
        paragraphs: vec![Paragraph { kind: ParagraphKind::Plain, ..item(0, text) }],
        nonpublic: false,
    };
    vec![
        section(
            "Einleitung",
            "Beispiel: Der Bericht zeigt, wie weit die Vorhaben sind. Bitte überschreiben.",
            Position::Before,
        ),
        section(
            "Ausblick",
            "Beispiel: Der nächste Bericht folgt im Herbst. Bitte überschreiben.",
            Position::After,
        ),
    ]
}

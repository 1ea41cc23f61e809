//! The manual says what is true: every finding and every setting it shows exists.

use sachstand::diag::{Code, ErrorKind, render};
use sachstand::settings::Settings;

use crate::support::root;

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join("docs").join(name)).unwrap()
}

#[test]
fn every_finding_stands_in_the_manual_with_its_severity() {
    let page = page("meldungen.md");
    for code in Code::ALL {
        let row = format!("| `{}` | {} | ", code.id(), render::severity_word(code.severity()));
        assert_eq!(page.matches(&row).count(), 1, "{row}");
    }
    let listed =
        page.lines().filter(|line| line.contains("` | Fehler |") || line.contains("` | Warnung |")).count();
    assert_eq!(listed, Code::ALL.len(), "the page lists findings that do not exist");
}

#[test]
fn every_kind_of_error_stands_in_the_manual() {
    let page = page("meldungen.md");
    for kind in ErrorKind::ALL {
        assert!(page.contains(&format!("| `{}` | ", kind.id())), "{}", kind.id());
    }
}

#[test]
fn the_example_of_the_manual_shows_every_setting_and_is_understood() {
    let page = page("handbuch.md");
    let chapter = page.split(". Einstellungen\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let example: Vec<&str> = chapter.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    let settings = Settings::parse(&example.join("\n")).unwrap();
    assert_eq!(settings.fonts.docx, "Haus Sans");
    assert!(settings.rules.complete_abbreviations);
    let written: toml::Table = example.join("\n").parse().unwrap();
    assert_eq!(keys(&written), keys(&Settings::known()));
}

/// The names of all settings.
fn keys(table: &toml::Table) -> std::collections::BTreeSet<String> {
    let inner = |(key, value): (&String, &toml::Value)| match value {
        toml::Value::Table(table) => keys(table).into_iter().map(|it| format!("{key}.{it}")).collect(),
        _ => vec![key.clone()],
    };
    table.iter().flat_map(inner).collect()
}

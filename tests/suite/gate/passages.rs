//! Texts of withheld rows.

use sachstand::gate::{self, Secrets};

use super::refusal;
use super::word::saying;

fn secrets(withheld: &[&str], lawful: &[&str]) -> Secrets {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    Secrets::new(&[], &[], &owned(withheld), &owned(lawful))
}

const WITHHELD: &[&str] = &[
    "Ankauf Grundstück Nordheim",
    "Der Kaufpreis liegt nach dem Gutachten bei 1,2 Mio. Euro. Die Verhandlung ist vertraulich.\nMit dem Eigentümer wird bis 30.06.2026 verhandelt.",
    "Die Maßnahme ist abgeschlossen.",
    "in Arbeit",
];
const LAWFUL: &[&str] = &["Die Maßnahme ist abgeschlossen.", "Der Kaufpreis liegt vor."];

#[test]
fn passages_are_found() {
    for text in [
        "Ankauf Grundstück Nordheim",
        "ANKAUF: Grundstück »Nordheim«",
        "Der Kaufpreis liegt nach dem Gutachten bei 1,2 Mio. Euro.",
        "Jetzt: Kaufpreis liegt nach dem Gutachten bei 1,2 Mio.",
        "Der Kauf\u{ad}preis liegt nach dem Gut-\nachten bei",
        "Die Verhandlung ist vertraulich!",
        "Die\nVerhandlung\nist vertraulich",
        "Mit dem Eigentümer wird bis 30.06.2026 Seite 4 von 12 verhandelt.",
    ] {
        assert!(refusal(gate::docx(&saying(text), &secrets(WITHHELD, LAWFUL))).is_some(), "{text}");
    }
}

#[test]
fn what_stands_in_public_rows_too_is_none() {
    for text in [
        "Die Maßnahme ist abgeschlossen.",
        "Der Kaufpreis liegt vor.",
        "Ankauf und Grundstück in Nordheim",
        "in Arbeit",
        "Der Kaufpreis liegt nach dem Rat bei null",
        "Die Verhandlung ist öffentlich",
    ] {
        assert_eq!(refusal(gate::docx(&saying(text), &secrets(WITHHELD, LAWFUL))), None, "{text}");
    }
    let everything = secrets(WITHHELD, WITHHELD);
    assert!(everything.is_empty());
}

#[test]
fn a_common_sentence_that_no_public_row_says_is_one() {
    let told = refusal(gate::docx(&saying("Die Maßnahme ist abgeschlossen."), &secrets(WITHHELD, &[])));
    assert!(told.unwrap().contains("»Die Maßnahme ist abgeschlossen« im Text"));
}

//! What is a name and what is none.

use sachstand::gate;

use super::word::saying;
use super::{refusal, secrets};

#[test]
fn names_are_found_however_they_are_written() {
    for text in [
        "Das prüft Müller bis Mai.",
        "Das prüft MÜLLER bis Mai.",
        "Müllers Vorschlag",
        "Müller’s Vorschlag",
        "Mueller und Wendt",
        "Mu\u{308}ller",
        "M\u{ad}ül\u{ad}ler",
        "Mül\u{200b}ler",
        "M ü l l e r",
        "(Müller)",
        "»Müller«",
        "Müller-Schmidt",
        "Wendt-Müller",
        "Wendt/Müller",
        "Müller/Wendt",
        "FRANK  MÜLLER",
        "Frank\u{a0}Müller",
        "Frank\u{200b}Müller",
        "Müller, Frank",
        "Müller,Frank",
        "F. Müller",
        "F.Müller",
        "F.\u{202f}Müller",
        "frank.mueller@stadt.example",
        "fmueller@stadt.example",
        "frank_mueller",
        "FrankMüller",
        "Frank-Müller",
        "Herrn Müller",
        "Herrn\nMüller",
        "Frank\nMüller",
        "Mül-\nler",
        "MÜL-\nLER",
        "Sabine Koch",
        "Frau Koch",
        "S. Koch",
        "Sabine\nKoch",
        "Koch, Sabine",
        "Herr Müller GmbH",
        "Herr Dr. Müller GmbH",
        "Frau Dr. Koch",
        "Müller hat die GmbH beauftragt",
        "Petra Wendt, Müller",
        "Petra. Müller",
        "https://stadt.example/~frank%20m%c3%bcller",
        "Stein\u{ad}er",
        "Frank M. sagt zu",
        "Ｍüller",
        "Oﬃz Müller",
    ] {
        assert!(refusal(gate::docx(&saying(text), &secrets())).is_some(), "{text}");
    }
}

#[test]
fn other_words_are_no_names() {
    for text in [
        "Die Müllerei am Bach",
        "Müllerstraße",
        "Müller-Straße",
        "Müller-\nStraße",
        "Müller-\nstraße",
        "Mül\u{ad}lerstraße",
        "Frank-Müller-Platz",
        "Konrad-Müller-Schule",
        "Fa. Müller",
        "Firma Frank Müller",
        "Bäckerei Müller",
        "Müller GmbH",
        "Müller Bau GmbH",
        "Müller & Söhne",
        "Obermüller und Müllermann",
        "der müller mahlt",
        "Petra Müller",
        "Petra\u{a0}Müller, Bürgermeisterin",
        "Frau Petra Müller",
        "Der Koch kommt",
        "Koch und Kellner",
        "Der erste Stein\ner liegt",
        "Steinerne Brücke",
        "Frank sagt. Müllabfuhr",
        "auf Müllersuche",
        "",
    ] {
        let told = refusal(gate::docx(&saying(text), &secrets()));
        assert_eq!(told, None, "{text}");
    }
}

#[test]
fn a_refusal_says_what_stands_where_and_what_to_do() {
    let error = gate::docx(&saying("Herr Müller und Frau Sabine Koch"), &secrets()).unwrap_err();
    assert_eq!(
        error.message(),
        "Die öffentliche Ausgabe wurde nicht geschrieben: in der Word-Datei stünde, was nicht öffentlich ist: \
         »Müller« im Text, »Sabine Koch« im Text"
    );
    assert!(error.help_text().unwrap().contains("Personen"));
    let many: String = (0..8)
        .map(|number| format!("F. Müller sagt {number} zu {}, ja\n", "Müller".to_uppercase()))
        .collect();
    let error = gate::docx(&saying(&many), &secrets()).unwrap_err();
    assert!(error.message().ends_with("»F. Müller« im Text, »MÜLLER« im Text"), "{}", error.message());
}

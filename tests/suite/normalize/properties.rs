//! What holds for every text, whoever wrote it.

use std::sync::LazyLock;

use proptest::prelude::*;
use sachstand::normalize::{Glossary, Rules, normalize_text};
use sachstand::text::{Format, Style, Text};

use crate::normalize::table::{Case, Expected, Table, cell, text};

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read("cases.txt"));
static WORDS: LazyLock<Glossary> = LazyLock::new(|| TABLE.glossary());

fn normalized(text: &Text, glossary: &Glossary) -> Text {
    normalize_text(text, &cell(), &Rules::default(), glossary).text
}

/// Words, numbers and signs in any order: what the rules look for, and its neighbours.
fn sentence() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Wort",
        "der",
        "Die",
        "am ",
        "bis ",
        "vom ",
        "9.6.16",
        "1.-3.5.2020",
        "31.02.2020",
        "05/06/2020",
        "2016-06-09",
        "8. Mai 2018",
        "Mrz",
        "1.",
        "2.",
        "12",
        "2020",
        "2018-2020",
        "Q1",
        "/2020",
        "4 Quartal 2018",
        "IV.",
        "HJ",
        "KW",
        "z.B.",
        "d. h.",
        "u.a.m.",
        "i",
        ".",
        "..",
        "...",
        ",",
        ";",
        " ",
        "  ",
        "\u{a0}",
        "-",
        "–",
        " - ",
        "—",
        "\"",
        "„",
        "“",
        "”",
        "'",
        "‚",
        "‘",
        "’",
        "´",
        "`",
        "60",
        "%",
        "€",
        "°C",
        "km",
        "§",
        "§§",
        "Nr.",
        "Abs.",
        "Art.",
        "Dr.",
        "Prof.",
        "A.",
        "Frau ",
        "(",
        ")",
        "[",
        "]",
        "/",
        "\\",
        "@",
        "_",
        "https://a.example/9.6.16",
        "plan_1.pdf",
        "Kap. ",
        "Version ",
        "Kgrz",
        "KGRZ",
        "K.G.R.Z.",
        "ozg",
        "u\u{308}",
        "\u{7}",
        "\u{ad}",
        "\t",
        "🏛",
        "ß",
        "\u{1a}",
        "und –",
        "Vor– und ",
        "usw",
        "Montag, ",
        "Mio. ",
        "=",
        "0531 ",
        "\u{202f}",
        ",,",
        "''",
    ]);
    prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

fn formatted() -> impl Strategy<Value = Text> {
    prop::collection::vec((sentence(), any::<bool>(), any::<bool>()), 1..4).prop_map(|parts| {
        let run = |(text, bold, superscript): (String, bool, bool)| {
            (text, Format::from(Style { bold, superscript, ..Style::default() }))
        };
        parts.into_iter().map(run).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn a_second_pass_changes_nothing(text in formatted()) {
        let once = normalized(&text, &WORDS);
        prop_assert_eq!(&normalized(&once, &WORDS), &once);
    }

    #[test]
    fn any_text_is_taken(text in ".{0,300}") {
        let once = normalized(&Text::plain(text), &Glossary::default());
        prop_assert_eq!(&normalized(&once, &Glossary::default()), &once);
    }

    #[test]
    fn a_change_is_said_and_what_is_said_is_there(text in sentence()) {
        let done = normalize_text(&Text::plain(text.as_str()), &cell(), &Rules::default(), &Glossary::default());
        prop_assert_eq!(done.rewrites.is_empty(), done.text == Text::plain(text.as_str()));
        for rewrite in &done.rewrites {
            prop_assert_eq!(&rewrite.excerpt.text[rewrite.excerpt.mark.clone()], &rewrite.before);
            prop_assert_ne!(&rewrite.before, &rewrite.after);
        }
        for finding in &done.findings {
            let shown = finding.excerpt.as_ref().unwrap();
            prop_assert!(text.contains(&shown.text[shown.mark.clone()]));
            prop_assert!(finding.help.is_some());
        }
    }

    #[test]
    fn words_survive(words in prop::collection::vec("[A-ZÄÖÜ]?[a-zäöüß]{2,12}", 1..20)) {
        let text = words.join(" ");
        prop_assert_eq!(normalized(&Text::plain(text.as_str()), &Glossary::default()), Text::plain(text));
    }

    #[test]
    fn traps_stay_beside_each_other(picks in prop::collection::vec(any::<prop::sample::Index>(), 1..5)) {
        let alone = ["anfuehrungszeichen", "apostroph", "schreibweise", "gedankenstrich", "ergaenzungsstrich", "leerzeichen-satzzeichen"];
        let traps: Vec<&Case> = TABLE.cases.iter().filter(|case| case.expected == Expected::Same && !alone.contains(&case.rule.as_str())).collect();
        let joined = picks.iter().map(|pick| pick.get(&traps).input.as_str()).collect::<Vec<_>>().join(" (so) ");
        let text = text(&joined);
        prop_assert_eq!(normalized(&text, &WORDS), text);
    }
}

#[test]
fn long_strings_of_anything_come_through() {
    let hard = [
        "1.", "9.6.16", "\"", " \"a", "A. ", "z.B.", "a-", "(", "A (A", "`", "–", "1-1/", "u\u{308}", "x_",
        "„", " ,", "19\" ", "https://", "a@", "\u{a0}", ".",
    ];
    for piece in hard {
        let text = Text::plain(piece.repeat(20_000 / piece.len()));
        let once = normalized(&text, &Glossary::default());
        assert!(once.to_plain().len() <= text.to_plain().len() * 4, "{piece}");
    }
}

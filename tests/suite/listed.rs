//! Listed persons in texts (`tests/persons`): who is replaced by what.

use proptest::prelude::*;
use sachstand::model::{Person, Role};
use sachstand::persons::{FormKind, forms};
use sachstand::redact::listed::{How, Register};
use sachstand::source::{Located, Location};
use sachstand::text::{Format, Mark, Style, Text};

use crate::support::root;

/// A list of persons and the texts that name them.
struct Block {
    persons: Vec<Person>,
    cases: Vec<Case>,
}

struct Case {
    text: String,
    expected: String,
    told: Vec<String>,
}

fn located(text: &str) -> Located<String> {
    Located::new(text.to_owned(), Location::file("a.xlsx"))
}

/// A person from `Name | Ersatz | Genitiv | Dativ | Akkusativ | ja`.
fn person(line: &str) -> Person {
    let mut cells = line.split('|').map(str::trim);
    let mut next = || cells.next().filter(|cell| !cell.is_empty()).map(located);
    let name = next().unwrap();
    let [nominative, genitive, dative, accusative] = [(); 4].map(|()| next());
    let replacement = nominative.map(|nominative| Role { nominative, genitive, dative, accusative });
    Person { name, replacement, public: next().is_some_and(|public| public.value == "ja") }
}

/// Reads `\u{ad}`.
fn unescaped(text: &str) -> String {
    let mut pieces = text.split("\\u{");
    let mut read = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (code, rest) = piece.split_once('}').unwrap();
        read.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        read.push_str(rest);
    }
    read
}

fn blocks(file: &str) -> Vec<Block> {
    let text = std::fs::read_to_string(root().join("tests/persons").join(file)).unwrap();
    let mut blocks: Vec<Block> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(listed) = line.strip_prefix("= ") {
            if blocks.last().is_none_or(|block| !block.cases.is_empty()) {
                blocks.push(Block { persons: Vec::new(), cases: Vec::new() });
            }
            blocks.last_mut().unwrap().persons.push(person(listed));
            continue;
        }
        let (text, expected) = line.split_once(" => ").unwrap();
        let (expected, told) = expected.split_once(" ## ").unwrap_or((expected, ""));
        let told = told.split(' ').filter(|how| !how.is_empty()).map(str::to_owned).collect();
        blocks.last_mut().unwrap().cases.push(Case {
            text: unescaped(text),
            expected: unescaped(expected),
            told,
        });
    }
    blocks
}

#[test]
fn listed_persons_are_replaced_in_every_form() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for block in blocks("listed.txt") {
        let register = Register::new(&block.persons);
        for case in &block.cases {
            count += 1;
            let mut text = Text::plain(&case.text);
            let seen = register.replace(&mut text);
            let told: Vec<String> = seen
                .iter()
                .map(|seen| seen.how)
                .filter(|how| *how != How::Replaced)
                .map(|how| format!("{how:?}"))
                .collect();
            if text.as_str() != case.expected || told != case.told {
                wrong.push(format!("{}\n  {}\n  {} {told:?}", case.text, case.expected, text.as_str()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 350, "{count}");
}

fn register(listed: &[&str]) -> Register {
    Register::new(&listed.iter().map(|line| person(line)).collect::<Vec<_>>())
}

fn linked(link: &str) -> Format {
    Format { link: Some(link.into()), ..Format::default() }
}

const MUELLER: &str = "Frank Müller | der Projektleiter";

#[test]
fn a_role_looks_like_the_first_character_of_the_name() {
    for (runs, expected) in [
        (
            vec![
                ("mit Herrn ", Format::default()),
                ("Müller", Format::bold()),
                (" klären", Format::default()),
            ],
            "mit dem Projektleiter klären",
        ),
        (
            vec![
                ("mit ", Format::default()),
                ("Herrn Mül", Format::bold()),
                ("ler klären", Format::default()),
            ],
            "mit [dem Projektleiter] klären",
        ),
        (vec![("von ", Format::default()), ("Herrn Müller", Format::bold())], "vom [Projektleiter]"),
        (
            vec![("Müllers", Format::bold()), (" Antrag fehlt", Format::default())],
            "[Der] Antrag[ des Projektleiters] fehlt",
        ),
    ] {
        let mut text: Text = runs.into_iter().collect();
        register(&[MUELLER]).replace(&mut text);
        let shown = text.runs().map(|run| {
            if run.format.style == Style::BOLD { format!("[{}]", run.text) } else { run.text.to_owned() }
        });
        assert_eq!(shown.collect::<String>(), expected);
    }
}

#[test]
fn a_name_that_came_for_a_struck_one_stands_in_the_same_case() {
    let runs = [
        ("mit Herrn ", Mark::Kept),
        ("Müller", Mark::Deleted),
        ("Schulz", Mark::Inserted),
        (" klären", Mark::Kept),
    ];
    let mut text: Text = runs.into_iter().map(|(text, mark)| (text, Format::from(mark))).collect();
    register(&[MUELLER, "Jörg Schulz | der Dezernent"]).replace(&mut text);
    assert_eq!(text.as_str(), "mit dem Projektleiterdem Dezernenten klären");
}

#[test]
fn a_name_with_a_struck_or_added_letter_is_one() {
    for mark in [Mark::Deleted, Mark::Inserted] {
        let runs = [("Frau Wendt dankt Herrn Mü", Mark::Kept), ("x", mark), ("ller.", Mark::Kept)];
        let mut text: Text = runs.into_iter().map(|(text, mark)| (text, Format::from(mark))).collect();
        let seen = register(&[MUELLER, "Petra Wendt | die Leiterin | | | | ja"]).replace(&mut text);
        assert_eq!(text.as_str(), "Frau Wendt dankt dem Projektleiter.");
        assert_eq!(seen.iter().map(|seen| seen.range.clone()).collect::<Vec<_>>(), [0..10, 17..34]);
    }
}

#[test]
fn links_lose_a_target_that_names_somebody() {
    for (link, stays) in [
        ("mailto:frank.mueller@stadt.example", false),
        ("mailto:f.mueller@stadt.example", false),
        ("https://intranet.example/people/mueller", false),
        ("https://intranet.example/people/m%C3%BCller", false),
        ("https://intranet.example/?p=fmueller2", false),
        ("https://intranet.example/muellerei", true),
        ("mailto:info@stadt.example", true),
        ("mailto:petra.mueller@stadt.example", true),
    ] {
        let mut text: Text = [("siehe ", Format::default()), ("hier", linked(link))].into_iter().collect();
        let seen = register(&[MUELLER, "Petra Müller | die Leiterin | | | | ja"]).replace(&mut text);
        assert_eq!(text.as_str(), "siehe hier");
        assert_eq!(text.runs().any(|run| run.format.link.is_some()), stays, "{link}");
        assert_eq!(
            seen.iter().any(|seen| seen.how == How::Replaced && seen.range == (6..10)),
            !stays,
            "{link}"
        );
    }
}

#[test]
fn what_was_seen_is_where_it_stands_afterwards() {
    let mut text = Text::plain("Müllers Antrag und der von Petra Wendt, im Winter (Tel. 12)");
    let seen = register(&[MUELLER, "Petra Wendt | die Leiterin | | | | ja", "Uwe Winter | der Bote"])
        .replace(&mut text);
    let shown: Vec<_> =
        seen.iter().map(|seen| (&text.as_str()[seen.range.clone()], seen.person, seen.how)).collect();
    let expected = [
        (" des Projektleiters", 0, How::Replaced),
        ("Petra Wendt", 1, How::MayBeNamed),
        ("Winter", 2, How::EverydayWord),
    ];
    assert_eq!(shown, expected);
}

/// Small letters without marks, umlauts spelt out, nothing between words but one space.
fn folded(text: &str) -> String {
    let mut folded = String::from(" ");
    for c in text.to_lowercase().replace("u\u{308}", "ü").chars() {
        match c {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            '\u{ad}' | '\u{200b}' | '\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_alphanumeric() => folded.push(c),
            _ if !folded.ends_with(' ') => folded.push(' '),
            _ => {}
        }
    }
    folded + " "
}

const LISTED: &[&str] = &[
    "Frank Müller | der Projektleiter",
    "Frau Dr. Anna-Lena von der Heide-Kortmann | die Gutachterin",
    "Mehmet Öztürk | das Projektbüro",
    "Nguyen Thi Lan | Sachgebietsleitung",
    "Jörg Winter | der Bote",
    "Kortes, Ina | FB 51",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn no_form_is_left_whatever_stands_between(
        person in 0..LISTED.len(),
        pick in any::<proptest::sample::Index>(),
        between in proptest::sample::select(vec![" ", "  ", "\u{a0}", "\u{202f}", "\t", " \u{ad}", "\u{2009}"]),
        within in proptest::sample::select(vec!["", "\u{ad}", "\u{200b}", "\u{2060}"]),
        frame in proptest::sample::select(vec![
            ("Gespräch mit ", " am Montag."), ("", ""), ("(", ")"), ("»", "«, so"), ("am 3. ", ", dann"), ("Wegen ", " nicht."),
            ("Die Stadt bittet ", " um Antwort"), ("\t", "\t"), ("Der Plan: ", "; offen"),
        ]),
        loud in any::<bool>(),
        cut in any::<proptest::sample::Index>(),
    ) {
        let name = LISTED[person].split('|').next().unwrap().trim();
        let sure: Vec<String> =
            forms(name).into_iter().filter(|form| form.kind != FormKind::Everyday).map(|form| form.text).collect();
        let form = pick.get(&sure).replace(' ', between);
        let form: String = form.chars().flat_map(|c| [c.to_string(), within.to_owned()]).collect();
        let form = if loud { form.to_uppercase() } else { form };
        let whole = format!("{}{form}{}", frame.0, frame.1);
        let cuts: Vec<usize> = whole.char_indices().map(|(at, _)| at).collect();
        let (one, two) = whole.split_at(*cut.get(&cuts));
        let mut text: Text = [(one, Format::default()), (two, Format::bold())].into_iter().collect();
        register(LISTED).replace(&mut text);
        let left = folded(text.as_str());
        for form in sure.iter().map(|form| folded(form)) {
            prop_assert!(!left.contains(&form), "{:?} in {:?} from {:?}", form, text.as_str(), whole);
        }
    }
}

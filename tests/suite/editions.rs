//! The public and the internal edition of a paper, from the call to the finished files.

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output};

use rust_xlsxwriter::Workbook;

/// A person as the sheet `Personen` lists it: name, role in four cases, whether it may be named.
type Listed<'a> = [&'a str; 6];

const LEADER: Listed<'_> = [
    "Frank Müller",
    "der Projektleiter",
    "des Projektleiters",
    "dem Projektleiter",
    "den Projektleiter",
    "nein",
];
const HEAD: Listed<'_> = ["Sabine Kortmann", "die Amtsleitung", "", "", "", "nein"];
const MAYOR: Listed<'_> = ["Beate Uhlenbrock", "die Bürgermeisterin", "", "", "", "ja"];

/// Handlungsfeld, Aktion, Sachstand, Nichtöffentlich.
type Row<'a> = [&'a str; 4];

/// A version of a paper.
struct Paper<'a> {
    version: &'a str,
    facts: &'a [(&'a str, &'a str)],
    rows: &'a [Row<'a>],
    persons: &'a [Listed<'a>],
    abbreviations: &'a [[&'a str; 2]],
}

const PUBLIC: &[(&str, &str)] = &[("Vertraulichkeit", "öffentlich"), ("Organisation", "Stadt Probenau")];

impl Default for Paper<'_> {
    fn default() -> Self {
        Self { version: "1.0", facts: PUBLIC, rows: &[], persons: &[], abbreviations: &[] }
    }
}

impl Paper<'_> {
    fn save(&self, folder: &Path) {
        let mut book = Workbook::new();
        let mut write = |name: &str, rows: &mut dyn Iterator<Item = Vec<&str>>| {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            for (cells, row) in rows.zip(0..) {
                sheet.write_row(row, 0, cells).unwrap();
            }
        };
        let facts = [("Titel", "Sachstand Schulbau"), ("Dokument", "Schulbau"), ("Datum", "01.03.2026")];
        let facts = facts.into_iter().chain([("Version", self.version)]).chain(self.facts.iter().copied());
        write("Dokument", &mut facts.map(|(key, value)| vec![key, value]));
        let head = ["Handlungsfeld", "Aktion", "Sachstand", "Nichtöffentlich"];
        write("Sachstand", &mut std::iter::once(head).chain(self.rows.iter().copied()).map(Vec::from));
        let head = ["Name", "Ersatz", "Ersatz Genitiv", "Ersatz Dativ", "Ersatz Akkusativ", "Öffentlich"];
        write("Personen", &mut std::iter::once(head).chain(self.persons.iter().copied()).map(Vec::from));
        let head = ["Abkürzung", "Bedeutung"];
        let rows = std::iter::once(head).chain(self.abbreviations.iter().copied());
        write("Abkürzungen", &mut rows.map(Vec::from));
        let input = folder.join("input");
        std::fs::create_dir_all(&input).unwrap();
        book.save(input.join(format!("schulbau_{}.xlsx", self.version))).unwrap();
    }
}

fn office(papers: &[Paper<'_>]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    papers.iter().for_each(|paper| paper.save(folder.path()));
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sachstand")).args(arguments).current_dir(folder).output().unwrap()
}

/// The folder may be the one that is published.
#[test]
fn a_public_edition_that_is_none_any_more_is_said() {
    let rows: &[Row<'_>] = &[["Netze", "WLAN", "läuft", ""]];
    let folder = office(&[Paper { rows, ..Paper::default() }]);
    assert!(!said(&run(folder.path(), &[])).contains("oeffentlich-noch-da"));
    Paper { facts: &[("Vertraulichkeit", "nichtöffentlich")], rows, ..Paper::default() }.save(folder.path());
    let told = said(&run(folder.path(), &[]));
    assert!(told.contains("liegt noch die öffentliche Ausgabe »output/Schulbau_v1.0.docx«"), "{told}");
    assert!(told.contains("»output/Schulbau_v1.0.pdf«"), "{told}");
    assert!(
        !said(&run(folder.path(), &["--edition", "internal", "--force"])).contains("oeffentlich-noch-da")
    );
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The names of the papers in `output`.
fn written(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder.join("output")) else { return Vec::new() };
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

/// Every part of a Word file, unpacked, its tags taken out: all it says, and what its attributes say.
fn word(folder: &Path, name: &str) -> String {
    let file = std::fs::File::open(folder.join("output").join(name)).unwrap();
    let mut package = zip::ZipArchive::new(file).unwrap();
    let tags = regex::Regex::new("<[^>]*>").unwrap();
    let mut all = String::new();
    for at in 0..package.len() {
        let mut part = package.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let xml = String::from_utf8_lossy(&bytes);
        all.push_str(&tags.replace_all(&xml, ""));
        all.push_str(&xml);
    }
    all
}

const PUBLIC_WORD: &str = "Schulbau_v1.1.docx";
const INTERNAL_WORD: &str = "Schulbau_v1.1_nichtoeffentlich.docx";

#[test]
fn the_edition_follows_the_vertraulichkeit_unless_the_call_names_it() {
    let rows: &[Row<'_>] = &[["Schulen", "Anbau", "Der Bau läuft.", ""]];
    let (public, internal) = (
        ["Schulbau_v1.0.docx", "Schulbau_v1.0.pdf"],
        ["Schulbau_v1.0_nichtoeffentlich.docx", "Schulbau_v1.0_nichtoeffentlich.pdf"],
    );
    let both = [public[0], public[1], internal[0], internal[1]];
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("öffentlich", &[], &public),
        ("nichtöffentlich", &[], &internal),
        ("nur für den Dienstgebrauch", &[], &internal),
        ("", &[], &internal),
        ("nichtöffentlich", &["--edition", "public"], &public),
        ("nichtöffentlich", &["--edition", "öffentlich"], &public),
        ("öffentlich", &["--edition", "intern"], &internal),
        ("öffentlich", &["--edition", "both"], &both),
        ("", &["--ausgabe", "beide"], &both),
    ];
    for (confidentiality, arguments, files) in cases {
        let folder =
            office(&[Paper { facts: &[("Vertraulichkeit", confidentiality)], rows, ..Paper::default() }]);
        let run = run(folder.path(), arguments);
        assert_eq!(run.status.code(), Some(0), "{}", said(&run));
        assert_eq!(written(folder.path()), *files, "{confidentiality} {arguments:?}");
    }
}

#[test]
fn each_edition_says_which_it_is() {
    let rows: &[Row<'_>] = &[["Schulen", "Anbau", "Der Bau läuft.", ""], ["Schulen", "Kauf", "Läuft.", "ja"]];
    let folder = office(&[Paper { version: "1.1", rows, ..Paper::default() }]);
    run(folder.path(), &["--edition", "both"]);
    let (public, internal) = (word(folder.path(), PUBLIC_WORD), word(folder.path(), INTERNAL_WORD));
    assert!(public.contains("Stand\u{a0}01.03.2026 · öffentlich") && !public.contains("nichtöffentlich"));
    assert!(internal.contains("Stand\u{a0}01.03.2026 · nichtöffentlich"));
    assert!(internal.contains("(nichtöffentlich)"), "the row is labelled");
    assert!(!internal.contains(">öffentlich<"), "it does not call itself public");
}

/// A row that is secret from now on, one that always was, and the public one beside them.
const ROWS_BEFORE: &[Row<'_>] = &[
    ["Schulen", "Anbau", "Der Bau beginnt im Mai.", ""],
    ["Schulen", "Verkauf der Villa", "Der Kaufpreis beträgt nach dem Gutachten zwei Millionen Euro.", ""],
    ["Grundstücke", "Tausch", "Der Eigentümer will die Flächen nur gegen Bauland tauschen (GVV).", "ja"],
];
const ROWS_NOW: &[Row<'_>] = &[
    ["Schulen", "Anbau", "Der Bau beginnt im Juni.", ""],
    ["Schulen", "Verkauf der Villa", "Der Kaufpreis beträgt nach dem Gutachten drei Millionen Euro.", "ja"],
    ["Grundstücke", "Tausch", "Der Eigentümer will die Flächen nun auch gegen Geld tauschen (GVV).", "ja"],
];

#[test]
fn a_row_that_is_not_for_the_public_leaves_nothing_behind() {
    let list: &[[&str; 2]] = &[["GVV", "Grundstücksverkaufsvertrag"], ["OGS", "offene Ganztagsschule"]];
    let folder = office(&[
        Paper { rows: ROWS_BEFORE, abbreviations: list, ..Paper::default() },
        Paper { version: "1.1", rows: ROWS_NOW, abbreviations: list, ..Paper::default() },
    ]);
    let run = run(folder.path(), &["--edition", "both"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    let (public, internal) = (word(folder.path(), PUBLIC_WORD), word(folder.path(), INTERNAL_WORD));
    for secret in [
        "Verkauf",
        "Villa",
        "Kaufpreis",
        "Millionen",
        "Grundstücke",
        "Tausch",
        "Eigentümer",
        "GVV",
        "vertrag",
    ] {
        assert!(!public.contains(secret), "{secret} stands in the public file");
        assert!(internal.contains(secret), "{secret} is missing in the internal file");
    }
    assert!(public.contains("Mai") && public.contains("Juni") && public.contains("OGS"));
    assert!(
        said(&run)
            .contains("Schulbau 1.1, öffentlich, gegenüber 1.0 (input/schulbau_1.0.xlsx): 1 Änderung\n")
    );
    assert!(
        said(&run).contains(
            "Schulbau 1.1, nichtöffentlich, gegenüber 1.0 (input/schulbau_1.0.xlsx): 3 Änderungen\n"
        )
    );
}

#[test]
fn a_sentence_that_moved_into_a_secret_row_is_not_struck() {
    let before: &[Row<'_>] = &[[
        "Schulen",
        "Anbau",
        "Der Bau beginnt. Die Firma verlangt einen Nachtrag von hunderttausend Euro.",
        "",
    ]];
    let now: &[Row<'_>] = &[
        ["Schulen", "Anbau", "Der Bau beginnt. Er wird im Herbst fertig.", ""],
        ["Schulen", "Nachträge", "Die Firma verlangt einen Nachtrag von hunderttausend Euro.", "ja"],
    ];
    let folder = office(&[
        Paper { rows: before, ..Paper::default() },
        Paper { version: "1.1", rows: now, ..Paper::default() },
    ]);
    let run = run(folder.path(), &[]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    let public = word(folder.path(), PUBLIC_WORD);
    assert!(public.contains("Er wird im Herbst fertig.") && !public.contains("hunderttausend"));
}

#[test]
fn a_role_does_not_look_new_where_a_name_stood() {
    let rows: &[Row<'_>] = &[["Schulen", "Anbau", "Herr Müller plant mit Frau Kortmann den Anbau.", ""]];
    let folder = office(&[
        Paper { rows, ..Paper::default() },
        Paper { version: "1.1", rows, persons: &[LEADER, HEAD], ..Paper::default() },
    ]);
    let run = run(folder.path(), &[]);
    let said = said(&run);
    assert!(said.contains("gegenüber 1.0 (input/schulbau_1.0.xlsx): 0 Änderungen"), "{said}");
    let public = word(folder.path(), PUBLIC_WORD);
    assert!(public.contains("Der Projektleiter plant mit der Amtsleitung den Anbau."), "{public}");
    assert!(public.contains("Personen werden nicht namentlich genannt."));
    assert!(
        said.contains("person-schon-genannt") && said.contains("schulbau_1.0.xlsx › Sachstand!C2"),
        "{said}"
    );
}

#[test]
fn who_may_be_named_stays_and_the_legend_says_so() {
    let rows: &[Row<'_>] =
        &[["Schulen", "Anbau", "Bürgermeisterin Uhlenbrock dankt Herrn Müller für die Planung.", ""]];
    let facts = &[PUBLIC, &[("Anonymisiert ab Version", "1.1"), ("Ersteller", "Sabine Kortmann")]].concat();
    let persons = &[LEADER, HEAD, MAYOR];
    let folder = office(&[Paper { version: "1.1", facts, rows, persons, ..Paper::default() }]);
    let run = run(folder.path(), &["--edition", "both"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    let (public, internal) = (word(folder.path(), PUBLIC_WORD), word(folder.path(), INTERNAL_WORD));
    assert!(public.contains("Bürgermeisterin Uhlenbrock dankt dem Projektleiter für die Planung."));
    let since = "Seit Version\u{a0}1.1 werden Personen nicht mehr namentlich genannt, soweit";
    assert!(public.contains(since) && !internal.contains("namentlich"));
    assert!(public.contains("<dc:creator>Stadt Probenau</dc:creator>"));
    assert!(internal.contains("<dc:creator>Sabine Kortmann</dc:creator>"));
}

#[test]
fn a_person_whom_nobody_listed_keeps_the_public_edition_back() {
    let rows: &[Row<'_>] = &[["Schulen", "Anbau", "Frau Dr. Tunali prüft die Statik.", ""]];
    let folder = office(&[Paper { version: "1.1", rows, persons: &[LEADER], ..Paper::default() }]);
    let old = folder.path().join("output").join(PUBLIC_WORD);
    std::fs::create_dir_all(old.parent().unwrap()).unwrap();
    std::fs::write(&old, "eine ältere Datei").unwrap();
    let refused = run(folder.path(), &["--edition", "both"]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(said(&refused).contains("Fehler[person-nicht-gelistet]"), "{}", said(&refused));
    assert!(said(&refused).contains("Name »Tunali«"), "{}", said(&refused));
    assert_eq!(std::fs::read(&old).unwrap(), "eine ältere Datei".as_bytes());
    assert_eq!(written(folder.path()), [PUBLIC_WORD, INTERNAL_WORD, &INTERNAL_WORD.replace("docx", "pdf")]);

    let allowed = run(folder.path(), &["--allow-unlisted"]);
    assert_eq!(allowed.status.code(), Some(0), "{}", said(&allowed));
    assert!(said(&allowed).contains("Warnung[person-zugelassen]"), "{}", said(&allowed));
    let public = word(folder.path(), PUBLIC_WORD);
    assert!(public.contains("Frau Dr.\u{a0}Tunali") && !public.contains("namentlich"), "it names somebody");

    let listed = [LEADER, ["Tunali", "die Statikerin", "", "", "", "nein"]];
    Paper { version: "1.1", rows, persons: &listed, ..Paper::default() }.save(folder.path());
    let done = run(folder.path(), &[]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(word(folder.path(), PUBLIC_WORD).contains("Die Statikerin prüft die Statik."));
}

#[test]
fn somebody_with_another_first_name_is_another_person() {
    let rows: &[Row<'_>] = &[["Schulen", "Anbau", "Petra Müller klärt das mit Frank Müller.", ""]];
    let folder = office(&[Paper { version: "1.1", rows, persons: &[LEADER], ..Paper::default() }]);
    let refused = run(folder.path(), &[]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(
        said(&refused).contains("»Petra Müller« steht nicht in der Liste der Personen"),
        "{}",
        said(&refused)
    );
    assert!(written(folder.path()).is_empty());

    let allowed = run(folder.path(), &["--allow-unlisted"]);
    assert_eq!(allowed.status.code(), Some(0), "{}", said(&allowed));
    let public = word(folder.path(), PUBLIC_WORD);
    assert!(public.contains("Petra Müller klärt das mit dem Projektleiter."));
}

#[test]
fn the_comparison_on_the_terminal_and_as_json_has_editions_too() {
    let folder = office(&[
        Paper { rows: ROWS_BEFORE, ..Paper::default() },
        Paper { version: "1.1", rows: ROWS_NOW, ..Paper::default() },
    ]);
    let files = ["input/schulbau_1.0.xlsx", "input/schulbau_1.1.xlsx"];
    let public = said(&run(folder.path(), &["diff", files[0], files[1]]));
    assert!(public.starts_with("Schulbau, öffentlich\n") && !public.contains("Kaufpreis"), "{public}");
    let both = run(folder.path(), &["diff", "--edition", "both", "--json", files[0], files[1]]);
    let both: serde_json::Value = serde_json::from_slice(&both.stdout).unwrap();
    let counts: Vec<_> = both["editions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["edition"].clone(), it["changes"].as_array().unwrap().len()))
        .collect();
    assert_eq!(counts, [("public".into(), 1), ("internal".into(), 3)]);
    let made = run(folder.path(), &["check", "--edition", "both", "--json"]);
    let made: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    let editions = &made["papers"][0]["editions"];
    assert_eq!((&editions[0]["edition"], &editions[0]["changes"]), (&"public".into(), &1.into()));
    assert_eq!((&editions[1]["edition"], &editions[1]["changes"]), (&"internal".into(), &3.into()));
}

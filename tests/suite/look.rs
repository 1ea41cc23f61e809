//! What an office chooses for type, spacing and marks holds in both files; changes are told in words.

use sachstand::diag::{Error, ErrorKind};
use sachstand::document::{Block, Document, Kind, Shown};
use sachstand::model::{Change, ChangeKind, MarkSource, Report};
use sachstand::pipeline::{self, Order, Paper};
use sachstand::settings::Settings;
use sachstand::text::Mark;

use crate::support::{TYPESETTER, load, samples, squeezed, stdout, temporary, tool, workbook};
use crate::traces::word;

/// The paper of a report, compared with the one before.
fn made(before: &Report, now: &Report, settings: &Settings, shown: Shown) -> Paper {
    let order = Order {
        report: now,
        previous: Some(before),
        edition: Default::default(),
        allow_unlisted: true,
        logo: None,
        source: MarkSource::Auto,
        shown,
        change_list: true,
        unread: false,
    };
    Paper::new(order, &TYPESETTER, settings).unwrap().value
}

/// The paper of the second rows, compared with the first ones.
fn paper(before: &[(&str, &str)], now: &[(&str, &str)], settings: &str, shown: Shown) -> Paper {
    let settings = Settings::parse(settings).unwrap();
    let report = |version: &str, rows: &[(&str, &str)]| {
        let bytes = workbook("Schulen", version, rows);
        pipeline::load(&bytes, "a.xlsx", &settings).unwrap().report
    };
    let (before, now) = (report("1.0", before), report("1.1", now));
    made(&before, &now, &settings, shown)
}

/// The report of a workbook with these rows below the heads.
fn report<const N: usize>(version: &str, heads: [&str; N], rows: &[[&str; N]]) -> Result<Report, Error> {
    let mut book = crate::support::book("Schulen", version, &[]);
    let sheet = book.worksheet_from_name("Sachstand").unwrap();
    for (row, cells) in (0..).zip(std::iter::once(&heads).chain(rows)) {
        sheet.write_row(row, 0, *cells).unwrap();
    }
    pipeline::load(&book.save_to_buffer().unwrap(), "a.xlsx", &Settings::default()).map(|it| it.report)
}

const HEADS: [&str; 3] = ["Handlungsfeld", "Aktion", "Sachstand"];
const DATED: [&str; 4] = ["Handlungsfeld", "Aktion", "Sachstand", "Termin"];

const BEFORE: &[(&str, &str)] = &[
    ("Lüftung", "• Die Anlage wird bis Mai geprüft.\n• Der Einbau ist beauftragt."),
    ("Dach", "• Das Dach ist undicht und wird gesichert."),
];
const NOW: &[(&str, &str)] =
    &[("Lüftung", "• Die Anlage wird bis Juni geprüft.\n• Der Einbau ist beauftragt.")];

fn pdf_text(pdf: &[u8]) -> Option<String> {
    let (_folder, path) = temporary("paper.pdf", pdf);
    Some(stdout(tool("pdftotext", &["-raw", path.to_str().unwrap(), "-"])?))
}

/// The texts of a document that are printed, a line each.
fn printed(document: &Document) -> String {
    let mut lines = Vec::new();
    document.texts(&mut |kind, words, _| {
        lines.extend(kind.is_printed().then(|| words.as_str().replace('\u{a0}', " ")));
    });
    lines.join("\n")
}

/// The texts of the overview of changes.
fn overview(paper: &Paper) -> String {
    let all = printed(paper.document());
    let (_, overview) = all.rsplit_once("Änderungsübersicht\n").unwrap();
    overview.to_owned()
}

fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn dropped_text_is_struck_bracketed_or_left_out_in_both_files() {
    for (dropped, in_text, legend) in [
        ("durchgestrichen", "wird bis MaiJuni geprüft.", "Entfallenes ist durchgestrichen."),
        ("klammern", "wird bis [entfallen: Mai] Juni geprüft.", "Entfallenes steht in eckigen Klammern"),
        ("weglassen", "wird bis Juni geprüft.", "Entfallenes nennt allein die Änderungsübersicht"),
    ] {
        let paper = paper(BEFORE, NOW, &format!("[aenderungen]\nentfallen = \"{dropped}\""), Shown::Marked);
        let texts = printed(paper.document());
        assert!(texts.contains(in_text) && texts.contains(legend), "{dropped}: {texts}");
        let struck = part(&paper.docx().unwrap(), "word/document.xml").contains("<w:strike/>");
        assert_eq!(struck, dropped == "durchgestrichen", "{dropped}");
        // Whatever the form, the overview tells what is gone.
        assert!(overview(&paper).contains("Aktion entfallen: »Das Dach ist undicht und wird gesichert.«"));
        let rows = texts.matches("Das Dach ist undicht").count();
        assert_eq!(rows, if dropped == "weglassen" { 1 } else { 2 }, "{dropped}");
        let Some(read) = pdf_text(&paper.pdf().unwrap()) else { return };
        assert_eq!(read.contains("[entfallen]"), dropped == "durchgestrichen", "{read}");
        assert!(squeezed(&word(&paper.docx().unwrap())).contains(&squeezed(in_text)), "{dropped}");
    }
}

#[test]
fn a_page_is_named_for_what_is_left_out() {
    let paper = paper(BEFORE, NOW, "[aenderungen]\nentfallen = \"weglassen\"", Shown::Marked);
    let mut pages = Vec::new();
    paper.document().texts(&mut |kind, words, _| {
        if matches!(kind, Kind::PageOf(_)) {
            pages.push(words.as_str().to_owned());
        }
    });
    assert_eq!(pages.len(), 2, "{pages:?}");
    assert!(pages.iter().all(|anchor| paper.pages().anchors.contains_key(anchor)), "{pages:?}");
}

#[test]
fn the_words_for_marks_are_blanks_of_an_ordinary_size() {
    let paper = paper(BEFORE, NOW, "", Shown::Marked);
    let Some(read) = pdf_text(&paper.pdf().unwrap()) else { return };
    let read = squeezed(&read);
    for words in ["[entfallen]Mai[Endeentfallen][neu]Juni[Endeneu]geprüft", "[entfallen]Dach[Endeentfallen]"]
    {
        assert!(read.contains(words), "{words}: {read}");
    }
    let silent = self::paper(BEFORE, NOW, "[aenderungen]\nvorlesen = false", Shown::Marked);
    let read = pdf_text(&silent.pdf().unwrap()).unwrap();
    assert!(!read.contains("[neu]") && !read.contains("[entfallen]"), "{read}");
}

#[test]
fn type_and_spacing_hold_in_both_files() {
    let settings = "[satz]\nvorgabe = \"barrierefrei\"";
    let long = "Die Unterhaltungsmaßnahmen sind mit der Straßenverkehrsbehörde abgestimmt. ";
    let rows: &[(&str, &str)] = &[("Straßen", &long.repeat(8))];
    let paper = paper(BEFORE, rows, settings, Shown::Marked);
    let docx = paper.docx().unwrap();
    let styles = part(&docx, "word/styles.xml");
    assert!(styles.contains(r#"<w:sz w:val="24"/>"#) && !styles.contains(r#"<w:sz w:val="19"/>"#));
    assert!(styles.contains(r#"w:line="276" w:lineRule="auto""#), "1.15 of 240");
    assert!(part(&docx, "word/settings.xml").contains(r#"<w:autoHyphenation w:val="false"/>"#));
    let Some(read) = pdf_text(&paper.pdf().unwrap()) else { return };
    assert!(!read.contains('\u{ad}') && !read.contains("-\n"), "{read}");
    let usual = self::paper(BEFORE, rows, "", Shown::Marked);
    assert!(pdf_text(&usual.pdf().unwrap()).unwrap().contains('\u{ad}'));
    // What is chosen by itself goes before the preset.
    let own = self::paper(BEFORE, rows, &format!("{settings}\nschriftgroesse = 13.5"), Shown::Marked);
    assert!(part(&own.docx().unwrap(), "word/styles.xml").contains(r#"<w:sz w:val="27"/>"#));
}

#[test]
fn a_setting_that_is_no_choice_is_told_with_what_there_is() {
    for (text, message) in [
        (
            "[satz]\nschriftgroesse = 9",
            "Zeile 2: »schriftgroesse« hat keinen passenden Wert; nötig ist eine Zahl von 10 bis 14, mit Punkt statt Komma",
        ),
        (
            "[satz]\nzeilenabstand = \"1,5\"",
            "Zeile 2: »zeilenabstand« hat keinen passenden Wert; nötig ist eine Zahl von 1 bis 2, mit Punkt statt Komma",
        ),
        (
            "[satz]\nvorgabe = \"groß\"",
            "Zeile 2: »vorgabe« hat keinen passenden Wert; nötig ist einer der Texte \"standard\", \"barrierefrei\"",
        ),
        (
            "[aenderungen]\nentfallen = true",
            "Zeile 2: »entfallen« hat keinen passenden Wert; nötig ist einer der Texte \"durchgestrichen\", \"klammern\", \"weglassen\"",
        ),
    ] {
        assert_eq!(Settings::parse(text).unwrap_err().message(), message);
    }
}

#[test]
fn the_overview_says_in_words_what_changed() {
    let overview = overview(&paper(BEFORE, NOW, "", Shown::Marked));
    for words in [
        "Änderungen gegenüber der vorigen Fassung (Version 1.0, Stand 01.03.2026): 1 entfallen und 1 geändert.",
        "Entfallen\n",
        "Geändert\n",
        "Eintrag »Die Anlage wird bis Juni geprüft.« geändert: statt »Mai« jetzt »Juni«",
    ] {
        assert!(overview.contains(words), "{words}: {overview}");
    }
}

/// The changes between two states of one action.
fn changes(before: &str, now: &str) -> (Vec<Change>, String) {
    let paper = paper(&[("Radweg", before)], &[("Radweg", now)], "", Shown::Marked);
    let overview = if paper.changes.is_empty() { String::new() } else { overview(&paper) };
    (paper.changes, overview)
}

#[test]
fn an_entry_that_is_divided_or_joined_is_said_as_that() {
    let (one, two) = (
        "• Die Planung ist fertig. Der Bau beginnt im Herbst.",
        "• Die Planung ist fertig.\n• Der Bau beginnt im Herbst.",
    );
    for (before, now, kind, words) in [
        (one, two, ChangeKind::Split, "Eintrag »Die Planung ist fertig.« in 2 Einträge geteilt"),
        (two, one, ChangeKind::Joined, "aus mehreren zusammengefasst"),
    ] {
        let (changes, overview) = changes(before, now);
        assert_eq!(changes.iter().map(|it| it.kind).collect::<Vec<_>>(), [kind]);
        assert!(overview.contains(words), "{overview}");
    }
    // A line break inside a sentence divides nothing.
    assert_eq!(changes("Die Planung ist fertig.", "Die Planung\nist fertig.").0, []);
}

#[test]
fn what_changed_behind_a_line_break_inside_a_sentence_is_listed() {
    let before = "• Die neue Kita öffnet nach dem Umbau im Juni für alle Kinder der Stadt.";
    let now = "• Die neue Kita öffnet nach dem Umbau\n• im Herbst für alle Kinder der Stadt.";
    let (changes, _) = changes(before, now);
    let said = |op| -> String {
        let runs = changes.iter().flat_map(|it| &it.runs).filter(|run| run.op == op);
        runs.map(|run| run.text.trim()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!((said(Mark::Deleted), said(Mark::Inserted)), ("Juni".to_owned(), "Herbst".to_owned()));
}

#[test]
fn a_date_that_changed_is_named_with_both_values() {
    let due = |date| report("1.1", DATED, &[["Schulen", "Dach", "Das Dach wird saniert.", date]]).unwrap();
    let (before, now) = (due("31.12.2025"), due("30.06.2026"));
    let paper = made(&before, &now, &Settings::default(), Shown::Marked);
    assert!(overview(&paper).contains("Termin: 31.12.2025 → 30.06.2026"), "{}", overview(&paper));
}

#[test]
fn what_moved_names_both_pages() {
    let settings = Settings::default();
    let [old, new] = [0, 1].map(|at| load(&samples()[at], &settings).report);
    let paper = made(&old, &new, &settings, Shown::Marked);
    let tables = paper.document().blocks.iter().filter_map(|block| match block {
        Block::Table(table) if table.summary == "Änderungsübersicht: verschoben" => Some(table),
        _ => None,
    });
    let rows: Vec<_> = tables.flat_map(|table| &table.rows).collect();
    assert!(rows.len() >= 3);
    for row in rows {
        let [.., from, to] = &row.cells[..] else { panic!("{row:?}") };
        assert!(matches!((&from[..], &to[..]), ([Block::Page { .. }], [Block::Page { .. }])), "{row:?}");
    }
}

#[test]
fn an_action_that_runs_over_the_page_names_itself_again() {
    let entry = "• Der Abschnitt ist fertig, die Arbeiten gehen im nächsten Jahr weiter.\n";
    let rows: &[(&str, &str)] = &[("Radweg am Fluss", &entry.repeat(80))];
    let paper = paper(BEFORE, rows, "", Shown::Marked);
    let pdf = paper.pdf().unwrap();
    let Some(read) = pdf_text(&pdf) else { return };
    let pages: Vec<&str> = read.split('\u{c}').filter(|page| page.contains("gehen im nächsten")).collect();
    assert!(pages.len() >= 3);
    for (at, page) in pages.iter().enumerate() {
        let again = page.replace('\n', " ").contains("Radweg am Fluss (Fortsetzung)");
        assert_eq!(again, at > 0, "{page}");
    }
}

#[test]
fn an_address_stays_whole_and_copies_clean() {
    let mail = "geschaeftsstelle.mobilitaet@verbund-musterstadt.example";
    let status = format!(
        "• Anmeldung per Mail an {mail} oder im Netz unter https://www.verbund-musterstadt.example/anmeldung/mobilitaet möglich."
    );
    let hyphens = "Anfragen an amt@bad-musterstadt.example richten";
    let rows: &[(&str, &str)] =
        &[("Mobilität", &status), (mail, "• Kontakt beim Amt"), (hyphens, "• Kontakt beim Rat")];
    let paper = paper(rows, rows, "", Shown::Unmarked);
    let Some(read) = pdf_text(&paper.pdf().unwrap()) else { return };
    assert!(!read.contains(['\u{200b}', '\u{2060}']), "{read}");
    assert!(read.contains(mail), "on one line where there is room: {read}");
    // In the narrow column it breaks behind one of its signs, without a hyphen.
    assert_eq!(read.replace('\n', "").matches(mail).count(), 2, "{read}");
    assert!(read.contains("geschaeftsstelle.\n") || read.contains("mobilitaet@\n"), "{read}");
    // With a hyphen of its own it stands on a line, and what follows it behind it.
    assert!(read.contains("Anfragen an\namt@bad-musterstadt.example"), "{read}");
    assert!(read.replace('\n', " ").contains("amt@bad-musterstadt.example richten"), "{read}");
    let document = part(&paper.docx().unwrap(), "word/document.xml");
    assert!(document.contains(r#"<w:lang w:val="zxx"/>"#) && document.contains("<w:noProof/>"));
}

/// A text of the Word file without the revisions of this kind.
fn without(document: &str, revision: &str) -> String {
    let gone = regex::Regex::new(&format!("(?s)<w:{revision} [^>]*[^/]>.*?</w:{revision}>")).unwrap();
    let tags = regex::Regex::new("<[^>]*>").unwrap();
    tags.replace_all(&gone.replace_all(document, ""), "").into_owned()
}

#[test]
fn nothing_false_is_left_of_revisions_whatever_the_settings_say() {
    for chosen in ["", "[aenderungen]\nentfallen = \"klammern\"", "[aenderungen]\nentfallen = \"weglassen\""]
    {
        let docx = paper(BEFORE, NOW, chosen, Shown::Tracked).docx().unwrap();
        let document = part(&docx, "word/document.xml");
        let (rejected, accepted) = (without(&document, "ins"), without(&document, "del"));
        for words in ["Änderungsübersicht", "Entfallen", "statt »Mai«", "[entfallen"] {
            assert!(!rejected.contains(words), "{chosen}: {words}");
        }
        assert!(
            rejected.contains("bis Mai geprüft") && rejected.contains("Das Dach ist undicht"),
            "{chosen}"
        );
        assert!(
            accepted.contains("bis Juni geprüft") && accepted.contains("statt »Mai« jetzt »Juni«"),
            "{chosen}"
        );
        assert!(accepted.contains("werden alle Überarbeitungen abgelehnt"), "{chosen}");
    }
}

#[test]
fn a_name_is_not_repeated_over_other_text_nor_where_there_is_none() {
    let rest = "• Die Fläche misst 20 m² und mehr.";
    for lines in 30..60 {
        let status = format!("{}{rest}", "• Ein Punkt ist erledigt.\n".repeat(lines));
        let rows: &[(&str, &str)] = &[
            ("Leitlinie zum Einsatz künstlicher Intelligenz", &status),
            ("", &status),
            ("Nächste", "• Punkt."),
        ];
        let paper = paper(rows, rows, "", Shown::Unmarked);
        let Some(read) = pdf_text(&paper.pdf().unwrap()) else { return };
        let names = read.matches("(Fortsetzung)").count();
        assert!(names <= 3, "{lines}: {read}");
        let parts =
            read.split('\u{c}').filter(|page| page.contains("Punkt ist erledigt") || page.contains("Fläche"));
        let first = parts.clone().next().unwrap();
        assert!(!first.contains("(Fortsetzung)"), "{lines}: {first}");
        let without_name = parts.filter(|page| page.lines().any(|line| line == "… (Fortsetzung)")).count();
        assert_eq!(without_name, 0, "{lines}");
    }
}

#[test]
fn a_field_whose_actions_went_elsewhere_leaves_no_table_behind() {
    let lift = [
        "Der Aufzug an der Halle ist bestellt und kommt im Herbst.",
        "Die Wärmepumpe der Schule läuft seit dem Frühjahr ohne Störung.",
    ];
    let rows = |field| [["Bau", "Aufzug", lift[0]], [field, "Wärmepumpe", lift[1]]];
    let before = report("1.0", HEADS, &rows("Energie")).unwrap();
    let now = report("1.1", HEADS, &rows("Bau")).unwrap();
    let settings = Settings::parse("[aenderungen]\nentfallen = \"weglassen\"").unwrap();
    let paper = made(&before, &now, &settings, Shown::Marked);
    let texts = printed(paper.document());
    assert!(texts.contains("Die folgende Tabelle zeigt"), "{texts}");
    let empty = paper
        .document()
        .blocks
        .iter()
        .filter(|block| matches!(block, Block::Table(it) if it.rows.is_empty()));
    assert_eq!(empty.count(), 0);
}

#[test]
fn values_that_moved_and_changed_are_told_as_both() {
    let due = |version, [roof, yard]: [&'static str; 2]| {
        let roof = ["Schulen", "Dach", "Das Dach wird saniert.", roof];
        report(version, DATED, &[roof, ["Schulen", "Hof", "Der Hof wird entsiegelt.", yard]]).unwrap()
    };
    let (before, now) = (due("1.0", ["31.12.2025", ""]), due("1.1", ["31.12.2026", "30.06.2026"]));
    let changes = pipeline::mark(&now, Some(&before), MarkSource::Auto).unwrap().value.0.changes;
    assert!(changes.iter().all(|it| it.values.len() == 1 && it.kind != ChangeKind::Moved), "{changes:#?}");
}

#[test]
fn a_heading_that_no_file_can_hold_is_refused_with_its_cell() {
    let row = [&*"Schulbau ".repeat(2_000), "Dach", "Das Dach wird saniert."];
    let error = report("1.1", HEADS, &[row]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(
        error.message().contains("Eine Überschrift (Sachstand!A2) hat mehr als 15.000 Zeichen"),
        "{}",
        error.message()
    );
}

#[test]
fn no_line_that_leads_in_to_a_list_stands_alone_at_the_foot_of_a_page() {
    let mut apart = 0;
    for lines in 20..60 {
        let status = format!(
            "{}\n• Offen sind:\n  – Zaun\n  – Beleuchtung",
            "• Ein Punkt ist erledigt.\n".repeat(lines)
        );
        let rows: &[(&str, &str)] = &[("Spielplatz", &status)];
        let Some(read) = pdf_text(&paper(rows, rows, "", Shown::Unmarked).pdf().unwrap()) else { return };
        let pages: Vec<&str> = read.split('\u{c}').collect();
        let page = pages.iter().find(|page| page.contains("Offen sind:")).unwrap();
        assert!(page.contains("Zaun"), "{lines}: {page}");
        apart += usize::from(!page.contains("erledigt"));
    }
    assert!(apart > 0, "on some page it would have stood alone");
}

#[test]
fn a_row_of_the_overview_stays_on_one_page() {
    let names: Vec<String> = (0..60).map(|at| format!("Aktion {at}")).collect();
    let status = |month: &str| -> Vec<String> {
        let text = |at| format!("• Der Abschnitt {at} der langen Strecke am Fluss wird bis {month} gebaut.");
        (0..60).map(text).collect()
    };
    let (before, now) = (status("Mai"), status("Juni"));
    let [before, now] = [&before, &now].map(|status| {
        names.iter().map(String::as_str).zip(status.iter().map(String::as_str)).collect::<Vec<_>>()
    });
    let paper = paper(&before, &now, "", Shown::Marked);
    let Some(read) = pdf_text(&paper.pdf().unwrap()) else { return };
    let (_, overview) = read.rsplit_once("Änderungen gegenüber").unwrap();
    let pages: Vec<String> = overview.split('\u{c}').map(squeezed).collect();
    assert!(pages.len() > 2);
    for at in 0..60 {
        let whole =
            |page: &&String| page.contains(&format!("DerAbschnitt{at}derlangen")) && page.contains("Juni");
        let rows = pages.iter().filter(whole).count();
        let split = pages.iter().filter(|page| page.contains(&format!("Abschnitt{at}der"))).count();
        assert_eq!((rows, split), (1, 1), "{at}");
    }
}

#[test]
fn long_texts_that_differ_at_their_end_are_told_where_they_differ() {
    let long = "Der Umbau des Gebäudes an der Hauptstraße mit allen Anbauten und dem Hof ist mit der Kämmerei abgestimmt \
                und kostet nach dem letzten Stand der Planung insgesamt";
    let (_, overview) =
        changes(&format!("• {long} zwölf Millionen."), &format!("• {long} achtzehn Millionen."));
    assert!(overview.contains("statt »zwölf« jetzt »achtzehn«"), "{overview}");
    let joined = |end: &str| format!("• {}-{end}", ["Umbau"; 20].join("-"));
    let (_, overview) = changes(&joined("Nord"), &joined("Süd"));
    assert!(overview.contains("Nord«") && overview.contains("Süd«"), "{overview}");
}

//! Random workbooks: texts of every length in every place, the same for the same seed.

use rust_xlsxwriter::Workbook;

/// The most characters of a cell that Excel takes.
const LONGEST: usize = 32_000;
/// The most characters of a title or heading that a file can be called by.
const LONGEST_NAME: usize = 14_000;

/// Words that nothing makes uniform.
const WORDS: &[&str] = &[
    "der",
    "Bauhof",
    "prüft",
    "den",
    "Zustand",
    "Anlage",
    "und",
    "stimmt",
    "weitere",
    "Schritte",
    "mit",
    "dem",
    "Fachbereich",
    "ab",
    "Verwaltungsgebäude",
    "Straßenverkehrsordnung",
    "Haushaltsplanentwurf",
    "Stützwand",
    "öffentlich",
    "Überflutungsschutz",
    "Gehölzpflege",
    "im",
    "Ortsteil",
];

/// Numbers that look random: the SplitMix64 generator.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// A word that no other text has.
    fn unique(&mut self) -> String {
        let letters: String = (0..6).map(|_| char::from(b'a' + self.below(26) as u8)).collect();
        format!("Qz{letters}")
    }

    fn words(&mut self, letters: usize) -> String {
        let mut text = self.unique();
        while text.len() < letters {
            text.push(' ');
            text += self.one_of(WORDS);
        }
        text
    }

    fn lines(&mut self, before: &str, counts: &[usize], letters: &[usize]) -> String {
        let lines: Vec<String> = (0..self.one_of(counts))
            .map(|_| {
                let letters = self.one_of(letters);
                format!("{before}{}", self.words(letters))
            })
            .collect();
        lines.join("\n")
    }

    /// A text of any kind; `short` is one that clerks may well type in a place for short ones.
    fn text(&mut self, short: bool) -> String {
        let kind = if short { self.below(7) } else { self.below(14) };
        let text = match kind {
            0 => self.unique(),
            1..=3 => self.words(30),
            4 => self.words(120),
            5 => format!("{} {}", self.unique(), "Wäldchen".repeat(2)),
            6 => self.words(12).replace(' ', "\u{a0}"),
            7 => self.unique() + &"wm".repeat(self.one_of(&[50, 150])),
            8 => format!(
                "https://www.beispiel.example/{}",
                format!("{}/", self.unique()).repeat(self.one_of(&[1, 12, 40]))
            ),
            9 => {
                let letters = self.one_of(&[200, 600]);
                self.words(letters).replace(' ', "\u{a0}")
            }
            10 => self.lines("", &[2, 30, 120], &[5, 60]),
            11 => self.lines("- ", &[1, 8, 60, 150], &[5, 60, 300]),
            12 => self.words(9_000),
            _ => self.lines("", &[3, 6], &[1_200]),
        };
        text.chars().take(LONGEST).collect()
    }

    /// A text, a short one where places for short texts have no other: every fifth has.
    fn short_text(&mut self) -> String {
        let short = !self.percent(20);
        self.text(short).chars().take(LONGEST_NAME).collect()
    }

    fn maybe(&mut self, chance: usize) -> String {
        if self.percent(chance) { self.short_text() } else { String::new() }
    }
}

/// A sheet: its name and its rows.
pub(super) type Sheet = (&'static str, Vec<Vec<String>>);

/// The sheets of a workbook.
pub(super) fn sheets(random: &mut Random) -> Vec<Sheet> {
    vec![
        ("Dokument", facts(random)),
        ("Sachstand", table(random)),
        (
            "Texte",
            list(random, &["Abschnitt", "Text", "Position"], &[0, 1, 4], |random| {
                let position = random.one_of(&["vor", "nach"]).to_owned();
                vec![random.short_text(), random.text(false), position]
            }),
        ),
        (
            "Abkürzungen",
            list(random, &["Abkürzung", "Bedeutung"], &[0, 3, 40], |random| {
                let long = if random.percent(5) { 200 } else { 1 };
                vec![random.unique().to_uppercase().repeat(long / 8 + 1), random.short_text()]
            }),
        ),
        (
            "Versionen",
            list(random, &["Version", "Datum", "Bemerkung"], &[0, 1], |random| {
                vec!["1.1".into(), "24.04.2026".into(), random.short_text()]
            }),
        ),
    ]
}

/// The sheets with other texts in some of the places where the paper's own stand.
pub(super) fn previous(random: &mut Random, sheets: &[Sheet]) -> Vec<Sheet> {
    let mut sheets = sheets.to_vec();
    for (name, rows) in &mut sheets {
        if *name == "Dokument" {
            rows.iter_mut().filter(|row| row[0] == "Version").for_each(|row| row[1] = "1.0".into());
            continue;
        }
        rows.iter_mut().filter(|row| row[0] == "1.1").for_each(|row| row[0] = "1.0".into());
        let free = if *name == "Sachstand" { 1..4 } else { 1..2 };
        for row in rows.iter_mut().skip(1) {
            for cell in row.iter_mut().take(free.end).skip(free.start) {
                match random.below(6) {
                    0 => *cell = random.text(false),
                    1 => *cell = cell.split_inclusive(' ').skip(3).collect(),
                    _ => {}
                }
            }
        }
        if rows.len() > 2 && random.percent(30) {
            rows.remove(2);
        }
    }
    sheets
}

/// A person who stands in no random text.
pub(super) const NAME: &str = "Ottokar Wendemuth";

/// Puts the name at a space or at the end of one of the texts; says of which cell.
pub(super) fn name(random: &mut Random, sheets: &mut [Sheet]) -> String {
    let mut cells = Vec::new();
    for (name, rows) in sheets.iter_mut().filter(|(name, _)| *name != "Personen") {
        for (at, row) in rows.iter_mut().enumerate() {
            let free = match *name {
                "Dokument" if ["Version", "Datum"].contains(&&*row[0]) => 0..0,
                "Dokument" => 1..2,
                _ if at == 0 => 0..0,
                "Versionen" => 2..3,
                "Texte" => 0..2,
                "Abkürzungen" => 1..2,
                _ => 0..row.len(),
            };
            let texts = row.iter_mut().enumerate().filter(|(column, _)| free.contains(column));
            cells.extend(texts.map(|(column, text)| (format!("{name}, row {at}, cell {column}"), text)));
        }
    }
    let (place, text) = cells.swap_remove(random.below(cells.len()));
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]).collect();
    text.insert_str(random.one_of(&spaces), &format!(" {NAME}"));
    place
}

fn facts(random: &mut Random) -> Vec<Vec<String>> {
    let title = random.short_text();
    let letters = if random.percent(10) { 150 } else { 8 };
    let mut facts = vec![
        ["Titel".to_owned(), title],
        ["Version".into(), "1.1".into()],
        ["Datum".into(), "24.04.2026".into()],
        ["Dokument".into(), random.words(letters)],
    ];
    for key in [
        "Organisation",
        "Kurzbeschreibung",
        "Ersteller",
        "Status",
        "Verantwortlich",
        "Empfänger",
        "Vorlagennummer",
        "Gremium",
        "Tagesordnungspunkt",
        "Federführung im Haus",
    ] {
        if random.percent(40) {
            let text = random.short_text();
            facts.push([key.to_owned(), text]);
        }
    }
    facts.into_iter().map(Vec::from).collect()
}

fn table(random: &mut Random) -> Vec<Vec<String>> {
    let optional = ["Status", "Termin", "Zuständig", "Zielerreichung", "Kosten der Umsetzung", "Begründung"];
    let columns = random.one_of(&[0, 0, 2, 4, 6]);
    let mut head: Vec<String> = ["Handlungsfeld", "Aktion", "Sachstand"].map(String::from).to_vec();
    head.extend(optional.iter().take(columns).map(|column| (*column).to_owned()));
    let mut rows = vec![head];
    let (fields, actions) = random.one_of(&[(1, 1), (1, 12), (3, 2), (25, 1)]);
    // Many long texts of many rows only take long.
    let short = fields * actions > 6;
    for _ in 0..fields {
        let title = random.short_text();
        for _ in 0..actions {
            let action = random.short_text();
            let status = if short { random.short_text() } else { random.text(false) };
            let mut row = vec![title.clone(), action, status];
            row.extend((0..columns).map(|_| random.maybe(50)));
            rows.push(row);
        }
    }
    rows
}

fn list(
    random: &mut Random,
    head: &[&str],
    counts: &[usize],
    mut row: impl FnMut(&mut Random) -> Vec<String>,
) -> Vec<Vec<String>> {
    let mut rows = vec![head.iter().map(|head| (*head).to_owned()).collect()];
    rows.extend((0..random.one_of(counts)).map(|_| row(random)));
    rows
}

/// The workbook file; sheets with nothing but their head are left out.
pub(super) fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets.iter().filter(|(_, rows)| rows.len() > 1) {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

//! What stands below a head: sentences, catchwords, days, numbers, offices, names for several rows.

use std::collections::BTreeSet;

use super::names::{Column, begins_with, is_one_of};
use super::number::looks_like_number;
use crate::german::{CENTURY_PIVOT, fold, parse_date, parse_period};
use crate::grid::{Cell, Row, Value};

/// How many rows below a head are looked at.
const PROBED: usize = 40;

/// So many characters of two texts are compared to tell them apart.
const COMPARED: usize = 80;

/// Of what kind the cells of a column are, counted.
#[derive(Debug, Default)]
pub(super) struct Profile {
    /// Rows of the table that were looked at.
    rows: usize,
    /// Cells of any kind.
    filled: usize,
    /// Words: no number, no percentage, no day.
    texts: usize,
    /// The letters of these.
    letters: usize,
    /// Those of four words and more.
    phrases: usize,
    /// Those that say how far something is: »in Umsetzung«, »offen«, a light.
    states: usize,
    /// Lights and other signs without a letter in front.
    signs: usize,
    /// Those that name an office or a person by a title.
    offices: usize,
    /// Yes, no, a cross.
    answers: usize,
    /// Short ones with a digit: `1.2`, `HF 3`.
    codes: usize,
    numbers: usize,
    percents: usize,
    /// Days, periods and words such as »laufend«.
    terms: usize,
    distinct: BTreeSet<String>,
    /// How often another text begins; blank cells go on with the one above.
    changes: usize,
    last: String,
}

impl Profile {
    /// Looks at the cells of `column` in the rows of a table.
    pub(super) fn of(rows: &[Row], column: u32) -> Self {
        let mut profile = Self::default();
        for row in rows.iter().filter(|row| row.cells.len() > 1).take(PROBED) {
            profile.rows += 1;
            if let Some(cell) = row.cell(column) {
                profile.count(cell);
            }
        }
        profile
    }

    fn count(&mut self, cell: &Cell) {
        let dash = |text: &str| text.trim().chars().all(|c| matches!(c, '-' | '–' | '—' | '/'));
        if cell.value.text().is_some_and(dash) {
            return;
        }
        self.filled += 1;
        let text = match &cell.value {
            Value::Date(_) | Value::DateTime(_) | Value::Time(_) => return self.terms += 1,
            Value::Number { percent: true, .. } => return self.percents += 1,
            Value::Number { value, .. } => {
                self.distinct.insert(value.to_string());
                return self.numbers += 1;
            }
            Value::Bool(_) => return self.answers += 1,
            value => value.text().unwrap_or_default().trim().to_owned(),
        };
        if is_term(&text) {
            self.terms += 1;
        } else if text.ends_with('%') && text.len() < 12 {
            self.percents += 1;
        } else if is_amount(&text) {
            self.numbers += 1;
            self.distinct.insert(text);
        } else {
            self.count_words(&text);
        }
    }

    fn count_words(&mut self, text: &str) {
        self.texts += 1;
        self.letters += text.chars().count();
        self.phrases += usize::from(text.split_whitespace().count() > 3);
        self.signs +=
            usize::from(text.starts_with(|c: char| !c.is_alphanumeric() && !c.is_ascii_punctuation()));
        self.states += usize::from(is_state(text));
        self.offices += usize::from(is_office(text));
        self.answers +=
            usize::from(is_one_of(text, "x ja nein j n tw yes no oe noe oeffentlich nichtoeffentlich"));
        self.codes += usize::from(looks_like_number(text));
        let folded: String = text.chars().take(COMPARED).flat_map(char::to_lowercase).collect();
        self.changes += usize::from(folded != self.last);
        self.distinct.insert(folded.clone());
        self.last = folded;
    }

    /// Whether a share of the filled cells, in percent, is such.
    fn mostly(&self, count: usize, percent: usize) -> bool {
        self.filled > 0 && count * 100 >= self.filled * percent
    }

    /// The usual length of a text, in characters.
    pub(super) fn length(&self) -> usize {
        self.letters / self.texts.max(1)
    }

    fn differ(&self) -> bool {
        self.distinct.len() * 3 >= self.filled * 2
    }

    /// Whether it holds texts rather than numbers and days.
    pub(super) fn holds_text(&self) -> bool {
        self.filled == 0 || self.mostly(self.texts, 50)
    }

    /// Whether reports could stand there, be they short.
    pub(super) fn may_report(&self) -> bool {
        self.mostly(self.texts, 50)
            && !self.mostly(self.answers + self.signs, 60)
            && !self.mostly(self.offices, 60)
    }

    /// Whether most of it are sentences or longer notes.
    pub(super) fn is_prose(&self) -> bool {
        self.mostly(self.texts, 60) && self.mostly(self.phrases, 50) && self.length() >= 20
    }

    /// Whether it names things: texts, each another one.
    pub(super) fn is_named(&self) -> bool {
        self.mostly(self.texts, 60) && self.length() >= 4 && self.differ()
    }

    /// Names that hold for several rows, blank below or repeated: none comes again behind another one.
    pub(super) fn is_group(&self) -> bool {
        let runs = self.changes == self.distinct.len() && self.changes < self.rows;
        self.rows > 2 && self.mostly(self.texts, 60) && self.length() <= 80 && runs
    }

    /// Whether it groups rows, or there are too few rows to tell.
    pub(super) fn may_group(&self) -> bool {
        self.is_group() || self.rows < 3
    }

    /// Whether few words come again and again.
    fn repeats(&self) -> bool {
        self.rows > 2 && self.mostly(self.texts, 60) && self.distinct.len() * 3 <= self.texts * 2
    }

    /// Whether numbers or short names with a digit stand there.
    pub(super) fn is_numbered(&self) -> bool {
        self.mostly(self.codes + self.numbers, 70)
    }

    /// Whether percentages stand there.
    pub(super) fn is_share(&self) -> bool {
        self.mostly(self.percents, 60)
    }

    /// Whether it numbers the rows: short names with a digit, each another one.
    pub(super) fn is_numbering(&self) -> bool {
        self.mostly(self.codes + self.numbers, 80) && self.length() <= 8 && self.distinct.len() == self.filled
    }

    /// Whether it says how far things are in a few words that come again.
    pub(super) fn is_catchwords(&self) -> bool {
        self.mostly(self.states, 60) && !self.is_prose()
    }

    /// How well it fits a column, from -80 to 50; 0 where it says nothing.
    pub(super) fn fits(&self, key: Column) -> i32 {
        if self.filled == 0 {
            return if matches!(key, Column::Action | Column::Status) { -10 } else { 0 };
        }
        let points = |yes: bool, points: i32| if yes { points } else { 0 };
        match key {
            Column::Action => {
                points(self.is_named(), 20)
                    + points(!self.holds_text(), -110)
                    + points(self.mostly(self.codes, 70), -70)
                    + points(self.mostly(self.states, 60), -30)
                    + points(self.mostly(self.offices, 80), -25)
                    + points(self.mostly(self.answers, 60), -40)
                    + points(self.is_group(), -10)
                    + points(self.rows > 2 && self.length() > 90, -10)
            }
            Column::Status | Column::Earlier => {
                let length = i32::try_from(self.length().min(120) / 10).unwrap_or_default();
                points(self.is_prose(), 35 + length)
                    + points(!self.is_prose() && self.is_named() && self.length() >= 8, 10)
                    + points(!self.holds_text(), -110)
                    + points(self.is_catchwords(), -60)
                    + points(self.mostly(self.offices, 60), -40)
                    + points(self.mostly(self.answers, 60), -60)
                    + points(self.mostly(self.codes, 70), -40)
            }
            Column::Field => {
                points(self.is_group(), 35)
                    + points(!self.may_group() && self.differ(), if self.length() > 35 { -60 } else { -25 })
                    + points(!self.mostly(self.texts, 50), -60)
                    + points(self.length() > 80, -30)
                    + points(self.mostly(self.states, 60), -30)
                    + points(self.mostly(self.offices, 60), -20)
            }
            Column::Number => match self.mostly(self.codes + self.numbers + self.terms, 70) {
                true => 40,
                false => -70,
            },
            Column::StateLabel => {
                points(self.length() <= 30 && (self.mostly(self.states, 40) || self.repeats()), 30)
                    + points(self.is_prose(), -50)
                    + points(self.mostly(self.terms, 60), -60)
                    + points(self.mostly(self.percents, 60), -40)
            }
            Column::Attainment => {
                points(self.mostly(self.percents + self.numbers, 60), 40)
                    + points(self.mostly(self.texts, 50), -60)
            }
            Column::Due => {
                points(self.mostly(self.terms, 50), 40)
                    + points(self.is_prose() && !self.mostly(self.terms, 30), -40)
            }
            Column::Responsible => {
                points(self.mostly(self.offices, 40), 35)
                    + points(self.length() > 50 && self.mostly(self.phrases, 50), -40)
                    + points(self.mostly(self.terms, 60) || self.mostly(self.percents, 60), -60)
            }
            Column::Nonpublic | Column::Public => match self.mostly(self.answers, 60) {
                true => 30,
                false => -60,
            },
            Column::Part => {
                points(self.is_named(), 10)
                    + points(self.is_prose() && self.length() > 60, -20)
                    + points(!self.mostly(self.texts, 50), -60)
            }
            _ => 0,
        }
    }
}

/// A day, a period, or a word for one.
fn is_term(text: &str) -> bool {
    let words = "laufend fortlaufend dauerhaft dauernd sofort daueraufgabe kurzfristig mittelfristig langfristig \
                 jaehrlich monatlich halbjaehrlich quartalsweise jahresende";
    let year =
        |word: &str| word.len() == 4 && word.parse().is_ok_and(|year: u16| (1950..2150).contains(&year));
    let named =
        || text.split([' ', '/', '.', '-', '–', '\u{a0}']).any(year) && text.split_whitespace().count() < 5;
    text.len() < 40
        && (parse_date(text, CENTURY_PIVOT).is_some()
            || parse_period(text, CENTURY_PIVOT).is_some()
            || is_one_of(text, words)
            || named())
}

/// A number with thousands, decimals, a currency or another unit: `1.200 €`, `12,5 Mio. EUR`.
fn is_amount(text: &str) -> bool {
    let units = ["€", "Euro", "EUR", "T€", "TEUR", "Mio", "Tsd"];
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && (letters == 0 || letters < 12 && units.iter().any(|unit| text.contains(unit)))
}

/// A word for how far something is, or a light.
fn is_state(text: &str) -> bool {
    let words = "inumsetzung inbearbeitung inplanung inarbeit inpruefung invorbereitung inbau imbau implan laufend \
                 laeuft abgeschlossen erledigt offen begonnen nichtbegonnen geplant zurueckgestellt gestoppt \
                 umgesetzt teilweise teilumgesetzt verzoegert fertig beantragt bewilligt gruen gelb rot planmaessig \
                 realisiert ruht eingestellt ausgesetzt pausiert beauftragt done open inprogress ongoing completed \
                 planned erfuellt nichterfuellt abgelehnt angenommen erreicht nichterreicht kritisch onhold";
    let short = text.chars().count() <= 30;
    let light = text.chars().all(|c| !c.is_alphanumeric() && !c.is_ascii());
    short && (light || begins_with(text, words))
}

/// Something that names an office or a person.
fn is_office(text: &str) -> bool {
    let first = text.split([' ', '.', '/', ',', ';', '\n']).next().unwrap_or_default();
    let words = "amt fb fd fg dez dezernat referat stabsstelle stabstelle abteilung abt team fachbereich fachdienst \
                 sachgebiet sg oe ref herr frau dr stadtwerke buergermeister buergermeisterin gemeinde stadt \
                 landratsamt leitung wehrleitung eigenbetrieb gmbh";
    let ends = [
        "amt",
        "verwaltung",
        "stelle",
        "hof",
        "dienst",
        "abteilung",
        "betrieb",
        "werke",
        "buero",
        "leitung",
        "kaemmerei",
    ];
    let capitals = (2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_uppercase());
    let folded = fold(first);
    text.chars().count() <= 60
        && (is_one_of(first, words) || ends.iter().any(|end| folded.ends_with(end)) || capitals)
}

//! Mistakes in `sachstand.toml`, before anything is made of it: each is told with its line, what may
//! stand there, and what was meant.
//!
//! What there is to set is asked of [`Settings`] itself: a key is one of those that it writes, and its
//! value must be of the kind of the one written.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use serde::Deserialize as _;
use toml::de::{DeTable, DeValue, Deserializer};
use toml::{Spanned, Table, Value};

use super::Settings;
use super::typography::{CHOICES, NUMBERS};
use crate::diag::{Error, ErrorKind, meant};

/// So many keys are listed; where there are more, the manual is named.
const LISTED: usize = 24;

const MANUAL: &str = "Alle Einstellungen stehen im Handbuch unter »Einstellungen«";

/// Reads the settings, or tells the first mistake in them.
pub(super) fn read(text: &str) -> Result<Settings, Error> {
    let plain = plain_keys(text.trim_start_matches('\u{feff}'));
    let written = DeTable::parse(&plain).map_err(|error| {
        let place = error.span().unwrap_or_default();
        not_toml(line(&plain, &place), error.message(), &plain, &place).because(error)
    })?;
    let mut mistakes = Vec::new();
    let known = Settings::known();
    Check { known: &known, mistakes: &mut mistakes }.table(written.get_ref(), &known, &[]);
    mistakes.sort_by_key(|(at, ..)| at.start);
    if let Some((at, message, help)) = mistakes.into_iter().next() {
        return Err(mistake(line(&plain, &at), &message).help(help));
    }
    Settings::deserialize(Deserializer::from(written)).map_err(|error| {
        let line = line(&plain, &error.span().unwrap_or_default());
        mistake(line, "Der Wert ist nicht verständlich").help(format!("Wert prüfen. {MANUAL}")).because(error)
    })
}

fn mistake(line: usize, message: &str) -> Error {
    Error::new(ErrorKind::Options, format!("Zeile {line}: {message}"))
}

/// The line of a place, from 1.
fn line(text: &str, place: &Range<usize>) -> usize {
    text.get(..place.start).unwrap_or_default().matches('\n').count() + 1
}

/// What is wrong with the notation itself.
fn not_toml(line: usize, reason: &str, text: &str, place: &Range<usize>) -> Error {
    if reason.contains("duplicate key") {
        let key = text.get(place.clone()).unwrap_or_default();
        return mistake(line, &format!("»{key}« steht zweimal da"))
            .help("Eine der beiden Zeilen löschen oder beide zusammenfassen");
    }
    let written = text.lines().nth(line - 1).unwrap_or_default().trim();
    mistake(line, &format!("»{written}« ist so nicht lesbar")).help(
        "Texte stehen in geraden Anführungszeichen, Listen in eckigen Klammern, in Pfaden steht / statt \\, etwa: \
         aktion = [\"Arbeitspaket\", \"Teilprojekt\"]",
    )
}

/// The text with its keys in small letters and their umlauts written out: outside quotation marks TOML
/// knows no letters but those of ASCII. Lines stay lines.
pub(super) fn plain_keys(text: &str) -> String {
    let plain = |line: &str| match line.split_once('=') {
        Some((key, value)) if is_key(key) => format!("{}={value}", written_out(key)),
        _ if line.trim_start().starts_with('[') => written_out(line),
        _ => line.to_owned(),
    };
    text.split_inclusive('\n').map(plain).collect()
}

fn is_key(text: &str) -> bool {
    let text = text.trim();
    let bare = ['"', '\''].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote));
    bare.unwrap_or(text).chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' '))
}

fn written_out(key: &str) -> String {
    let key = key.to_lowercase();
    [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")]
        .iter()
        .fold(key, |key, (umlaut, letters)| key.replace(umlaut, letters))
}

/// A mistake: where, what, and what to do.
type Mistake = (Range<usize>, String, String);

struct Check<'a> {
    known: &'a Table,
    mistakes: &'a mut Vec<Mistake>,
}

impl Check<'_> {
    /// Looks through the table of this name.
    fn table(&mut self, written: &DeTable<'_>, known: &Table, name: &[&str]) {
        for (key, value) in written {
            match known.get(key.get_ref().as_ref()) {
                Some(kind) => self.value(key.get_ref(), value, kind, name),
                None => {
                    let (message, help) = self.unknown(key.get_ref(), value.get_ref(), known, name);
                    self.mistakes.push((key.span(), message, help));
                }
            }
        }
    }

    fn value(&mut self, key: &str, value: &Spanned<DeValue<'_>>, kind: &Value, name: &[&str]) {
        let (needed, example): (Cow<'_, str>, String) = match (kind, value.get_ref()) {
            (Value::Table(known), DeValue::Table(written)) => {
                return self.table(written, known, &[name, &[key]].concat());
            }
            (Value::Boolean(_), DeValue::Boolean(_)) => return,
            (Value::String(_), DeValue::String(text)) if is_choice(key, text) => return,
            (Value::Float(_), number) if is_in_range(key, number) => return,
            (Value::Array(_), DeValue::Array(items)) if items.iter().all(|it| it.get_ref().is_str()) => {
                return;
            }
            // The only numbers are years of a century.
            (Value::Integer(_), DeValue::Integer(number))
                if number.as_str().parse().is_ok_and(|year| (0..=100).contains(&year)) =>
            {
                return;
            }
            (Value::Table(_), _) => (
                "ein Abschnitt mit eigenen Zeilen".into(),
                format!("[{}]", [name, &[key]].concat().join(".")),
            ),
            (Value::Boolean(_), written) => {
                let no = ["nein", "aus", "no", "off", "false", "0"];
                let number = written.as_integer().map(|number| number.as_str());
                let off =
                    written.as_str().or(number).is_some_and(|it| no.contains(&it.to_lowercase().trim()));
                ("true (ja) oder false (nein), ohne Anführungszeichen".into(), format!("{key} = {}", !off))
            }
            (Value::Array(_), written) => {
                let text = written.as_str().unwrap_or("…");
                ("eine Liste von Texten".into(), format!("{key} = [\"{text}\"]"))
            }
            (Value::Integer(_), _) => ("eine ganze Zahl von 0 bis 100".into(), format!("{key} = {kind}")),
            (Value::Float(_), _) => (number_in_words(key).into(), format!("{key} = {kind}")),
            (Value::String(choice), _) if choices(key).is_some() => {
                (choices_in_words(key).into(), format!("{key} = \"{choice}\""))
            }
            _ => ("ein Text in Anführungszeichen".into(), format!("{key} = \"…\"")),
        };
        let message = format!("»{key}« hat keinen passenden Wert; nötig ist {needed}");
        self.mistakes.push((value.span(), message, format!("So schreiben: {example}")));
    }

    /// What to say of a key that nothing is known by.
    fn unknown(&self, key: &str, value: &DeValue<'_>, known: &Table, name: &[&str]) -> (String, String) {
        let here = match name {
            [] => String::new(),
            _ => format!(" unter [{}]", name.join(".")),
        };
        let message = format!("Die Einstellung »{key}« gibt es{here} nicht");
        let help = match (home(key, value, self.known, &[]), meant(key, known.keys().map(String::as_str))) {
            (Some(table), _) => format!("»{key}« gehört unter die Zeile [{table}]"),
            (None, Some(meant)) => {
                let meant = if name.is_empty() { format!("[{meant}]") } else { meant.to_owned() };
                format!("Gemeint ist vermutlich »{meant}«. {}", possible(known))
            }
            (None, None) => possible(known),
        };
        (message, help)
    }
}

/// What there is to choose from, where a text is a choice.
fn choices(key: &str) -> Option<&'static [&'static str]> {
    CHOICES.iter().find(|(name, _)| *name == key).map(|(_, choices)| *choices)
}

fn is_choice(key: &str, text: &str) -> bool {
    choices(key).is_none_or(|choices| choices.contains(&text))
}

fn choices_in_words(key: &str) -> String {
    let quoted: Vec<String> = choices(key).unwrap_or_default().iter().map(|it| format!("\"{it}\"")).collect();
    format!("einer der Texte {}", quoted.join(", "))
}

/// What a number may be.
fn range(key: &str) -> RangeInclusive<f64> {
    NUMBERS.iter().find(|(name, _)| *name == key).map_or(0.0..=0.0, |(_, range)| range.clone())
}

fn is_in_range(key: &str, value: &DeValue<'_>) -> bool {
    let float = value.as_float().and_then(|number| number.as_str().parse().ok());
    let number = float.or_else(|| value.as_integer().and_then(|number| number.as_str().parse().ok()));
    number.is_some_and(|number: f64| range(key).contains(&number))
}

fn number_in_words(key: &str) -> String {
    let range = range(key);
    format!("eine Zahl von {} bis {}, mit Punkt statt Komma", range.start(), range.end())
}

/// What may stand in a table.
fn possible(known: &Table) -> String {
    let keys: Vec<&str> = known.keys().map(String::as_str).collect();
    if keys.len() > LISTED { MANUAL.to_owned() } else { format!("Möglich ist hier: {}", keys.join(", ")) }
}

/// The name of the table in which a key belongs that has a value of this kind.
fn home(key: &str, value: &DeValue<'_>, known: &Table, name: &[&str]) -> Option<String> {
    let own = known.get(key).filter(|kind| kind.type_str() == value.type_str() && !name.is_empty());
    own.map(|_| name.join(".")).or_else(|| {
        let tables = known.iter().filter_map(|(name, kind)| Some((name, kind.as_table()?)));
        tables.map(|(inner, known)| home(key, value, known, &[name, &[inner]].concat())).find_map(|it| it)
    })
}

//! Persons whom the sheet `Personen` does not list, found in text.
//!
//! In: a text and what it is expected to hold. Out: the stretch of each person and the name for the list.
//! A name shows by its form first (salutation, title, office, initials, signature, telephone, a unit of
//! the administration in brackets), then by a known first name before a capitalised word; known surnames
//! alone count only where a person is expected. What is called after a person (streets, schools, firms,
//! ships, storms) is none. This is help, not proof: it misses some and takes some words for names.
//!
//! - [`tokens`]: a text as words and marks.
//! - [`words`]: what a word can be.
//! - [`reader`]: a name, read from a token on.
//! - [`cues`]: what shows that a name stands here.
//! - [`contexts`]: where a word that no list has can only be one.
//! - [`mail`]: names in mail addresses.

mod contexts;
mod cues;
mod mail;
mod reader;
mod tokens;
mod words;

use std::ops::Range;

use cues::Person;
use reader::Reader;

/// What a text is expected to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expected {
    /// Sentences, fragments, headings.
    Prose,
    /// Persons and offices, as a cell below »Zuständig« or »Empfänger« does: there a surname alone counts.
    Persons,
}

/// A person in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The whole stretch with salutation and titles, in bytes.
    pub range: Range<usize>,
    /// The name as the sheet `Personen` takes it: without salutation, titles and the s of the genitive.
    pub name: String,
}

/// The persons whom a text names, in its order; stretches do not overlap. Linear in the text's length.
///
/// ```
/// use sachstand::redact::unlisted::{Expected, persons_in};
/// let found = persons_in("Laut Frau Dr. Kortmann läuft die Vergabe.", Expected::Prose);
/// assert_eq!(found[0].name, "Kortmann");
/// assert_eq!(found[0].range, 5..22);
/// ```
pub fn persons_in(text: &str, expected: Expected) -> Vec<Found> {
    let reader = Reader::new(text);
    let mut found = Vec::new();
    // Up to which token a label such as »Teilnehmer:« announces persons.
    let mut announced = 0;
    let mut at = 0;
    while at < reader.len() {
        announced = announced.max(cues::announced_until(&reader, at));
        let place = match expected {
            Expected::Persons => cues::Place::Cell,
            Expected::Prose if at < announced => cues::Place::Label,
            Expected::Prose => cues::Place::Prose,
        };
        match cues::person_at(&reader, at, place) {
            Some(mut person) if person.end > at => {
                while let Some(next) = cues::next_in_row(&reader, &person) {
                    found.push(listed(&reader, std::mem::replace(&mut person, next)));
                }
                at = person.end;
                found.push(listed(&reader, person));
            }
            _ => at += 1,
        }
    }
    found
}

fn listed(reader: &Reader, person: Person) -> Found {
    Found { range: reader.range(person.start, person.end), name: person.name }
}

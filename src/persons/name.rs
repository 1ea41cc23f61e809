//! A name as the sheet `Personen` gives it, taken apart.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::functions::is_function;
use super::titles::{Address, Gender, address, is_particle, titles};
use crate::text::is_visible;

/// A person's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// What »Herr« or »Frau« in front of it says.
    pub gender: Option<Gender>,
    /// Titles as they are written, each word for itself: `Prof.`, `Dr.`
    pub titles: Vec<String>,
    /// First names and initials, in their order.
    pub first: Vec<String>,
    /// The surnames, that in use first, then one by birth and what else may be one. Not empty.
    pub surnames: Vec<Surname>,
    /// The letters it is shortened to, where the list says so: `FM`.
    pub short: Option<String>,
}

/// A surname.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surname {
    /// `von`, `der`: what stands in front of it.
    pub particles: Vec<String>,
    /// The name without them, its words with single spaces: `Heide-Müller`, `García Márquez`.
    pub core: String,
}

impl Surname {
    fn new(words: &[String]) -> Self {
        Self { particles: Vec::new(), core: words.join(" ") }
    }

    /// Particles and name.
    pub fn full(&self) -> String {
        [self.particles.as_slice(), std::slice::from_ref(&self.core)].concat().join(" ")
    }

    /// The names of a double name: `Heide`, `Müller`; of any other none.
    pub fn parts(&self) -> Vec<&str> {
        let parts: Vec<&str> = self.core.split(['-', ' ']).filter(|part| part.chars().count() > 2).collect();
        if parts.len() > 1 { parts } else { Vec::new() }
    }
}

/// The names in a cell of the sheet `Personen`: one, where it is filled as it should be.
pub fn names(cell: &str) -> Vec<Name> {
    let cell = readable(cell);
    people(&cell).iter().filter_map(|person| name(person)).collect()
}

/// The text as it is seen: composed, without invisible characters, one kind of hyphen and apostrophe.
pub fn readable(text: &str) -> String {
    let seen = text.chars().filter(|c| is_visible(*c) || c.is_whitespace()).map(|c| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '’' | '‘' | '´' | '`' | 'ʼ' | '′' => '\'',
        c => c,
    });
    seen.nfc().collect()
}

/// A letter without its marks.
pub fn base(c: char) -> String {
    match c {
        'ß' => "ss".to_owned(),
        'æ' | 'Æ' => "ae".to_owned(),
        'ø' => "o".to_owned(),
        'Ø' => "O".to_owned(),
        'ł' => "l".to_owned(),
        'Ł' => "L".to_owned(),
        'đ' | 'ð' => "d".to_owned(),
        'Đ' => "D".to_owned(),
        'ı' => "i".to_owned(),
        'ə' => "e".to_owned(),
        c => std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)).collect(),
    }
}

/// One string for each person of a cell that holds several.
fn people(cell: &str) -> Vec<String> {
    let listed = cell.replace([';', '\n', '/', '&', '|'], " und ");
    let mut people = vec![Vec::new()];
    for word in listed.split_whitespace() {
        if matches!(word, "und" | "u." | "sowie") {
            people.push(Vec::new());
        } else if let Some(last) = people.last_mut() {
            last.push(word);
        }
    }
    people.iter().filter(|words| !words.is_empty()).map(|words| words.join(" ")).collect()
}

fn name(text: &str) -> Option<Name> {
    let mut name = Name::default();
    let (text, birth) = without_birth_name(&without_brackets(text, &mut name));
    let mut parts: Vec<Vec<String>> = text.split(',').map(words).collect();
    for part in &mut parts {
        name.take_front(part);
    }
    parts.retain(|part| !part.is_empty());
    let mut parts = parts.into_iter();
    let mut before = parts.next()?;
    let behind = parts.next().filter(|part| !part.iter().any(|word| is_function(word) || has_digit(word)));
    if let Some(mut first) = behind {
        // `Heide, Anna von der`
        let end = first.iter().rposition(|word| !is_particle(word)).map_or(0, |last| last + 1);
        let particles = first.split_off(end);
        let core = before.iter().position(|word| !is_particle(word)).unwrap_or(0);
        let surname = before.split_off(core);
        name.surnames.push(Surname { particles: [before, particles].concat(), core: surname.join(" ") });
        name.first = first;
    } else {
        name.take_words(before);
    }
    name.surnames.extend(birth.map(|birth| Surname::new(&[birth])));
    name.surnames.retain(|surname| !surname.core.is_empty());
    (!name.surnames.is_empty()).then_some(name)
}

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_numeric())
}

/// What stands in brackets says which office a person has, or how the name is shortened.
fn without_brackets(text: &str, name: &mut Name) -> String {
    let mut rest = String::new();
    for (index, piece) in text.split(['(', '[']).enumerate() {
        let (inside, outside) =
            if index == 0 { ("", piece) } else { piece.split_once([')', ']']).unwrap_or((piece, "")) };
        let inside = inside.trim();
        if inside.starts_with("geb") {
            rest.extend([" ", inside]);
        } else if (2..=4).contains(&inside.chars().count()) && inside.chars().all(char::is_uppercase) {
            name.short = Some(inside.to_owned());
        }
        rest.extend([" ", outside]);
    }
    rest
}

/// The name and the surname by birth: `Wendt geb. Schulz`.
fn without_birth_name(text: &str) -> (String, Option<String>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let born = words.iter().position(|word| matches!(*word, "geb." | "geb" | "geborene" | "geborener"));
    let (name, born) = words.split_at(born.unwrap_or(words.len()));
    let birth = born.iter().skip(1).map(|word| word.trim_matches(',')).collect::<Vec<_>>().join(" ");
    (name.join(" "), Some(birth).filter(|birth| !birth.is_empty()))
}

/// The words of a part of a name, without what tells fathers from sons; in the usual case.
fn words(part: &str) -> Vec<String> {
    // `F.Müller`, `F.M.Müller`
    let spaced = part.split_whitespace().flat_map(|word| initials_apart(word));
    let words: Vec<&str> = spaced
        .filter(|word| !matches!(word.trim_end_matches('.'), "jun" | "sen" | "jr" | "sr" | "Jr" | "Sr"))
        .collect();
    let small = words.iter().all(|word| !word.contains(char::is_uppercase));
    let usual = |word: &&str| {
        let loud = word.chars().count() > 2 && !word.contains('.') && !word.contains(char::is_lowercase);
        if loud || small && !is_particle(word) { capitalised(word) } else { (*word).to_owned() }
    };
    words.iter().map(usual).collect()
}

/// `F.Müller` as `F.` and `Müller`; any other word as it is.
fn initials_apart(word: &str) -> Vec<&str> {
    let mut rest = word;
    let mut apart = Vec::new();
    while titles(&[rest]) == 0
        && let Some(dot) = rest.char_indices().nth(1).filter(|(_, c)| *c == '.').map(|(at, _)| at + 1)
        && rest.len() > dot
    {
        let (initial, behind) = rest.split_at(dot);
        if behind.starts_with('-') {
            break; // `A.-L.` is one
        }
        apart.push(initial);
        rest = behind;
    }
    apart.push(rest);
    apart
}

/// `MÜLLER-SCHMIDT` as `Müller-Schmidt`.
pub(crate) fn capitalised(word: &str) -> String {
    let mut begins = true;
    let mut written = String::new();
    for c in word.chars() {
        if begins {
            written.extend(c.to_uppercase())
        } else {
            written.extend(c.to_lowercase())
        }
        begins = !c.is_alphabetic();
    }
    written
}

impl Name {
    /// Takes salutation, functions and titles off the front of a part, and titles off its end.
    fn take_front(&mut self, part: &mut Vec<String>) {
        loop {
            let count = titles(part);
            self.titles.extend(part.drain(..count));
            let [word, _, ..] = part.as_slice() else { break };
            match address(word) {
                Some(Address::One(gender)) => self.gender = Some(gender),
                None if !is_function(word) => break,
                _ => {}
            }
            part.remove(0);
        }
        let end = (1..part.len()).find(|at| titles(part.get(*at..).unwrap_or_default()) == part.len() - at);
        self.titles.extend(part.drain(end.unwrap_or(part.len())..));
    }

    /// Takes first names and surname from words without a comma.
    fn take_words(&mut self, mut words: Vec<String>) {
        // `Mohamed El Amrani`: from the second word on, a particle begins the surname.
        let particle =
            words.iter().enumerate().position(|(at, word)| is_particle(word) && (at > 0 || is_small(word)));
        if let Some(at) = particle.filter(|at| at + 1 < words.len()) {
            let mut surname = words.split_off(at);
            let core = surname.iter().position(|word| !is_particle(word)).unwrap_or(surname.len() - 1);
            let core = surname.split_off(core);
            self.surnames.push(Surname { particles: surname, core: core.join(" ") });
            self.first = words;
            return;
        }
        let Some(last) = words.pop() else { return };
        // In Vietnamese names the surname stands first, and people are called by the last one too.
        if words.first().is_some_and(|first| VIETNAMESE.contains(&first.as_str())) {
            self.surnames.push(Surname::new(&words[..1]));
        }
        self.surnames.push(Surname::new(&[last]));
        self.first = words;
    }
}

fn is_small(word: &str) -> bool {
    !word.contains(char::is_uppercase)
}

#[rustfmt::skip]
const VIETNAMESE: &[&str] = &[
    "Nguyen", "Nguyễn", "Tran", "Trần", "Le", "Lê", "Pham", "Phạm", "Huynh", "Hoang", "Phan", "Vu", "Vo", "Võ", "Dang",
    "Bui", "Do", "Ho", "Ngo", "Duong", "Truong", "Dinh",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// `titles | first | particles+core …`
    fn shown(cell: &str) -> String {
        let one = |name: &Name| {
            let surnames: Vec<String> = name.surnames.iter().map(Surname::full).collect();
            let gender = name.gender.map_or("", |gender| if gender == Gender::Male { "m" } else { "f" });
            [gender, &name.titles.join(" "), &name.first.join(" "), &surnames.join(", ")].join("|")
        };
        names(cell).iter().map(one).collect::<Vec<_>>().join(" + ")
    }

    #[test]
    fn names_are_taken_apart() {
        for (cell, expected) in [
            ("Frank Müller", "||Frank|Müller"),
            ("Müller, Frank", "||Frank|Müller"),
            ("Müller, Dr. Frank", "|Dr.|Frank|Müller"),
            ("Dr. Frank Müller", "|Dr.|Frank|Müller"),
            ("Frank Müller, M. Sc.", "|M. Sc.|Frank|Müller"),
            ("Frank Müller a. D.", "|a. D.|Frank|Müller"),
            ("Frau Prof. Dr. Anna-Lena von der Heide-Müller", "f|Prof. Dr.|Anna-Lena|von der Heide-Müller"),
            ("Heide, Anna von der", "||Anna|von der Heide"),
            ("F. Müller", "||F.|Müller"),
            ("F.M.Müller", "||F. M.|Müller"),
            ("Müller", "|||Müller"),
            ("Herr Müller", "m|||Müller"),
            ("Herr Dr. Müller", "m|Dr.||Müller"),
            ("Mehmet Öztürk", "||Mehmet|Öztürk"),
            ("O\u{308}ztu\u{308}rk, Mehmet", "||Mehmet|Öztürk"),
            ("Nguyen Thi Lan", "||Nguyen Thi|Nguyen, Lan"),
            ("Mohamed El Amrani", "||Mohamed|El Amrani"),
            ("Frank MÜLLER", "||Frank|Müller"),
            ("frank müller", "||Frank|Müller"),
            ("Bürgermeister Frank Müller", "||Frank|Müller"),
            ("Frank Müller, Projektleiter", "||Frank|Müller"),
            ("Frank Müller (FB 51)", "||Frank|Müller"),
            ("Petra Wendt (geb. Schulz)", "||Petra|Wendt, Schulz"),
            ("Dipl.-Ing. (FH) Petra Wendt", "|Dipl.-Ing.|Petra|Wendt"),
            ("Frank Müller; Petra Wendt", "||Frank|Müller + ||Petra|Wendt"),
            ("von Berg", "|||von Berg"),
            ("", ""),
            ("Dr.", ""),
            (", ,", ""),
        ] {
            assert_eq!(shown(cell), expected, "{cell}");
        }
        assert_eq!(names("Frank Müller (FM)")[0].short.as_deref(), Some("FM"));
    }
}

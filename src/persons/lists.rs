//! Which words are names: lists of first names, of surnames, and of everyday words that look like names.
//!
//! The lists are text in `lists/`, made by `cargo xtask names` from two packages (`lists/NOTICE.md`) and
//! from the project's own additions. No list is complete, and a name that stands in one can be a word all
//! the same: they are hints, not proof.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

use super::name::base;

/// Folded words in ascending order.
struct List(LazyLock<Vec<&'static str>>);

impl List {
    /// Whether the list holds a word, however it is written: »MUELLER« is »Müller«, »Sahin« is »Şahin«.
    fn holds(&self, word: &str) -> bool {
        self.0.binary_search(&folded(word).as_ref()).is_ok()
    }
}

static FIRST_NAMES: List = List(LazyLock::new(|| words(include_str!("lists/first_names.txt"))));
static SURNAMES: List = List(LazyLock::new(|| words(include_str!("lists/surnames.txt"))));
static EVERYDAY: List = List(LazyLock::new(|| words(include_str!("lists/everyday.txt"))));

fn words(list: &'static str) -> Vec<&'static str> {
    list.split_ascii_whitespace().collect()
}

/// Whether a word is a first name in Germany or in a language of frequent immigrants. Of double names ask
/// for each part: the list holds »Karl« and »Heinz«, not »Karl-Heinz«.
pub fn is_first_name(word: &str) -> bool {
    FIRST_NAMES.holds(word)
}

/// Whether a word is a known surname. Of double names ask for each part, and leave »von« and »el« out.
pub fn is_surname(word: &str) -> bool {
    SURNAMES.holds(word)
}

/// Whether a word with a capital need not be a name: an everyday word, an adjective, an office, a month, a
/// place, a company (»Winter«, »Koch«, »Klein«, »Mai«, »Essen«, »Bosch«). It may be a name as well.
pub fn is_everyday(word: &str) -> bool {
    EVERYDAY.holds(word)
}

/// How the lists write a word: lower case, ä as ae, ß as ss, no accents, apostrophes and soft hyphens.
fn folded(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let mut folded = String::with_capacity(word.len() + 2);
    for c in word.nfc().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' => folded.push(c),
            'ä' => folded.push_str("ae"),
            'ö' | 'œ' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'þ' => folded.push_str("th"),
            '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '`' | '\u{ad}' | '\u{200b}'..='\u{200d}' => {}
            c => folded.push_str(&base(c)),
        }
    }
    Cow::Owned(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_folded_and_in_order() {
        for list in [&FIRST_NAMES, &SURNAMES, &EVERYDAY] {
            assert!(list.0.is_sorted_by(|a, b| a < b));
            assert!(list.0.iter().all(|word| folded(word) == **word && word.len() > 1));
        }
    }

    #[test]
    fn a_name_is_found_in_every_spelling() {
        for word in
            ["Jürgen", "JUERGEN", "Ju\u{308}rgen", "jürgen", "Jür\u{ad}gen", "Şükrü", "Sükrü", "Sukru"]
        {
            assert!(is_first_name(word), "{word}");
        }
        for word in ["Müller", "MÜLLER", "Mueller", "Groß", "GROSS", "Öztürk", "Ozturk", "Jovanovi\u{107}"]
        {
            assert!(is_surname(word), "{word}");
        }
    }

    #[test]
    fn names_of_many_origins_are_known() {
        for word in "Sabine Mehmet Agnieszka Oleksandr Sergej Fatima Reza Giulia Ivana Ioana Desislava Eleni \
                     Thanh Amadou Berivan"
            .split_whitespace()
        {
            assert!(is_first_name(word), "{word}");
        }
        for word in
            "Kortmann Yılmaz Kowalski Schewtschenko Shevchenko Nguyen Rossi Papadopoulos Jovanović Hosseini"
                .split_whitespace()
        {
            assert!(is_surname(word), "{word}");
        }
    }

    #[test]
    fn a_word_that_need_not_be_a_name_is_known() {
        for word in
            "Winter Koch Klein Mai Essen Bosch Fachbereich Sitzung Der Bürgermeisterin März".split(' ')
        {
            assert!(is_everyday(word), "{word}");
        }
        for word in "Kortmann Sabine Schmidt Yilmaz Frank Jan".split(' ') {
            assert!(!is_everyday(word), "{word}");
        }
    }
}

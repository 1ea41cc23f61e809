//! What the workbook itself says about words: its abbreviations, their spellings, its persons.

use regex::Regex;

use crate::model::Report;

/// Spellings and names of one workbook, made ready for looking up.
#[derive(Debug, Default)]
pub struct Vocabulary {
    entries: Vec<Entry>,
    spellings: Vec<Spelling>,
    finder: Option<Regex>,
    surnames: Vec<String>,
}

/// An abbreviation of the list.
#[derive(Clone, Debug)]
struct Entry {
    short: String,
    meaning: String,
}

/// A spelling to look for, and the abbreviation it stands for.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    pub(super) typed: String,
    pub(super) short: String,
    /// Compared without regard to case; as listed in the column `Schreibweisen` otherwise.
    pub(super) any_case: bool,
}

impl Vocabulary {
    /// Collects the list of abbreviations and the persons' surnames.
    pub fn new(report: &Report) -> Self {
        let rows = report.abbreviations.iter().map(|row| {
            (
                row.short.value.current().to_plain(),
                row.meaning.value.current().to_plain(),
                row.variants.clone(),
            )
        });
        let names = report.persons.iter().map(|person| person.name.value.clone());
        Self::of(rows, names)
    }

    /// The same from plain texts: abbreviation, meaning and spellings; names of persons.
    pub fn of(
        rows: impl IntoIterator<Item = (String, String, Vec<String>)>,
        persons: impl IntoIterator<Item = String>,
    ) -> Self {
        let mut vocabulary = Self::default();
        for (short, meaning, variants) in rows {
            let short = short.trim().to_owned();
            if short.is_empty() {
                continue;
            }
            let given = variants.iter().map(|typed| typed.trim().to_owned());
            let given = given.filter(|typed| !typed.is_empty() && *typed != short);
            vocabulary.spellings.extend(given.map(|typed| Spelling {
                typed,
                short: short.clone(),
                any_case: false,
            }));
            if may_unify_case(&short) {
                vocabulary.spellings.push(Spelling {
                    typed: short.clone(),
                    short: short.clone(),
                    any_case: true,
                });
            }
            vocabulary.entries.push(Entry { short, meaning: meaning.trim().to_owned() });
        }
        vocabulary.surnames = persons
            .into_iter()
            .filter_map(|name| name.split_whitespace().last().map(str::to_owned))
            .collect();
        vocabulary.drop_unclear();
        vocabulary.finder = vocabulary.build_finder();
        vocabulary
    }

    /// A spelling that belongs to two abbreviations, or is one itself, unifies nothing.
    fn drop_unclear(&mut self) {
        let fold = |text: &str| text.to_lowercase();
        let entries = &self.entries;
        let all = self.spellings.clone();
        self.spellings.retain(|spelling| {
            let others = all.iter().filter(|other| other.short != spelling.short);
            let rival = match spelling.any_case {
                true => entries.iter().any(|entry| {
                    entry.short != spelling.short && fold(&entry.short) == fold(&spelling.typed)
                }),
                false => {
                    entries.iter().any(|entry| entry.short == spelling.typed)
                        || others.clone().any(|other| other.typed == spelling.typed)
                }
            };
            !rival
        });
        self.spellings.sort_by(|a, b| b.typed.len().cmp(&a.typed.len()).then_with(|| a.typed.cmp(&b.typed)));
        self.spellings.dedup_by(|a, b| a.typed == b.typed && a.any_case == b.any_case);
    }

    /// One automaton for all spellings, the longest first.
    fn build_finder(&self) -> Option<Regex> {
        if self.spellings.is_empty() {
            return None;
        }
        let alternatives: Vec<String> = self
            .spellings
            .iter()
            .map(|spelling| {
                let literal = regex::escape(&spelling.typed).replace(' ', r"[\x20\x{A0}]");
                if spelling.any_case { format!("(?i:{literal})") } else { literal }
            })
            .collect();
        // A list of thousands of rows would only make the automaton too large: then nothing is unified.
        regex::RegexBuilder::new(&alternatives.join("|")).size_limit(50 << 20).build().ok()
    }

    /// Finds the next spelling in `text` from byte `from` on.
    pub(super) fn next_spelling<'v, 't>(
        &'v self,
        text: &'t str,
        from: usize,
    ) -> Option<(regex::Match<'t>, Option<&'v Spelling>)> {
        let found = self.finder.as_ref()?.find_at(text, from)?;
        let typed = found.as_str().replace('\u{a0}', " ");
        let exact = self.spellings.iter().find(|spelling| !spelling.any_case && spelling.typed == typed);
        let folded = || {
            self.spellings
                .iter()
                .find(|spelling| spelling.any_case && spelling.typed.to_lowercase() == typed.to_lowercase())
        };
        Some((found, exact.or_else(folded)))
    }

    /// Whether the list has `short` with a meaning that does not contain `word`.
    pub(super) fn means_otherwise(&self, short: &str, word: &str) -> bool {
        let mut rows = self.entries.iter().filter(|entry| entry.short == short);
        rows.any(|entry| !entry.meaning.to_lowercase().contains(word))
    }

    /// Whether one of the workbook's persons has this surname.
    pub(super) fn is_surname(&self, word: &str) -> bool {
        self.surnames.iter().any(|name| name == word)
    }
}

/// Whether another case of `short` can only be `short`: three letters at least, no blanks, at least
/// two capitals.
fn may_unify_case(short: &str) -> bool {
    let letters = short.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    letters >= 3 && letters == short.chars().count() && capitals >= 2
}

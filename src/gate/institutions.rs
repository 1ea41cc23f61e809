//! Streets, schools and firms that bear a name: they are no persons.

use std::ops::Range;

use super::fold::gap::{self, only};
use super::fold::{Folded, Gap};
use crate::persons::{places, titles};

/// Words of a name that are looked at.
const WORDS: usize = 6;

/// Whether the name `name`, a stretch of the letters of `folded`, stands in `text` as the name of a street,
/// an institution or a firm: `Müller-Straße`, `Konrad-Adenauer-Schule`, `Fa. Müller`, `Müller Bau GmbH`. It
/// does not where it is addressed.
pub(super) fn holds(text: &str, folded: &Folded, name: &Range<usize>) -> bool {
    let words = Words { text, folded };
    let first = words.word(name.start, folded.word_end(name.start));
    let before = words.before(name.start);
    if titles::address(&first).is_some() || words.is_addressed(name.start) {
        return false;
    }
    let after: Vec<_> = words.after(name.end).collect();
    before.is_some_and(|word| places::is_trade(&word)) || is_chained(&after) || is_firm(&after)
}

/// A word behind a name, and what stands before it.
struct After {
    gap: Gap,
    between: String,
    word: String,
}

struct Words<'t> {
    text: &'t str,
    folded: &'t Folded,
}

impl Words<'_> {
    fn word(&self, start: usize, end: usize) -> String {
        self.folded.shown(self.text, start, end)
    }

    /// The word right before `start`.
    fn before(&self, start: usize) -> Option<String> {
        let close = gap::SPACE | gap::DOT | gap::BREAK | gap::HYPHEN | gap::UNSEEN | gap::RUN;
        let last = start.checked_sub(1).filter(|_| only(self.folded.gap(start), close))?;
        Some(self.word(self.folded.word_start(last), start))
    }

    /// Whether a salutation stands right before `start`, or before the titles there.
    fn is_addressed(&self, start: usize) -> bool {
        let mut start = start;
        while let Some(word) = self.before(start) {
            if titles::address(&word).is_some() {
                return true;
            }
            if titles::titles(&[&word]) == 0 {
                break;
            }
            start = self.folded.word_start(start - 1);
        }
        false
    }

    /// The words from `end` on.
    fn after(&self, end: usize) -> impl Iterator<Item = After> + '_ {
        let mut at = end;
        std::iter::from_fn(move || {
            let (gap, behind) = (self.folded.gap(at), self.folded.word_end(at));
            let known = gap & gap::HARD == 0 && at < self.folded.letters.len();
            let after = known.then(|| After {
                gap,
                between: self.folded.between(self.text, at).trim().to_owned(),
                word: self.word(at, behind),
            });
            at = behind;
            after
        })
        .take(WORDS)
    }
}

/// `-Adenauer-Schule`; or ` Straße`, which is short of its hyphen.
fn is_chained(after: &[After]) -> bool {
    let hyphen = |after: &&After| {
        let chained = gap::HYPHEN | gap::UNSEEN | gap::RUN | gap::BREAK;
        after.gap & gap::HYPHEN != 0 && only(after.gap, chained)
    };
    let mut chain = after.iter().take_while(hyphen);
    let spaced =
        |next: &After| only(next.gap, gap::SPACE | gap::BREAK | gap::RUN) && places::is_street(&next.word);
    chain.any(|link| places::is_place(&link.word)) || after.first().is_some_and(spaced)
}

/// `Bau GmbH`, `& Söhne`
fn is_firm(after: &[After]) -> bool {
    let is_and = |between: &str| matches!(between, "&" | "+");
    for (index, next) in after.iter().enumerate() {
        let short = index > 0 && after[index - 1].word == "u" && next.between == ".";
        if !(next.between.is_empty()
            || is_and(&next.between)
            || only(next.gap, gap::HYPHEN | gap::SPACE)
            || short)
        {
            return false;
        }
        let joined = is_and(&next.between) || index == 1 && matches!(&*after[0].word, "und" | "u");
        if places::is_legal_form(&next.word) || joined && places::is_partner(&next.word) {
            return index > 0 || next.gap & (gap::SPACE | gap::BREAK) != 0;
        }
        let capital = next.word.starts_with(char::is_uppercase);
        if !(capital || matches!(&*next.word, "und" | "u")) {
            return false;
        }
    }
    false
}

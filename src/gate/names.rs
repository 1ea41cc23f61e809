//! Names in a folded text.
//!
//! A name is looked for in the letters alone; where they are found, what stands between them decides
//! whether it is the name: see [`Name::matches`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::fold::gap::{self, hyphenated, only};
use super::fold::{Folded, Gap};
use super::institutions;
use crate::persons::{Form, FormKind, titles};

/// The forms of names to look for.
#[derive(Debug)]
pub(super) struct Names {
    /// Finds the letters of `names`; none where there are no names.
    letters: Option<AhoCorasick>,
    /// The names that have these letters.
    names: Vec<Vec<Name>>,
}

/// One form of a name.
#[derive(Debug)]
struct Name {
    form: Folded,
    sure: bool,
    may_stand: bool,
}

impl Names {
    /// Prepares a search for `barred` names that do not stand inside an `allowed` one. Everyday words
    /// are not looked for alone.
    pub(super) fn new(barred: &[Form], allowed: &[Form]) -> Self {
        // `Herr Müller` may be both: then it is barred.
        let texts: BTreeSet<&str> = barred.iter().map(|form| form.text.as_str()).collect();
        let barred = telling(barred).map(|form| (form, false));
        let allowed = allowed.iter().filter(|form| !texts.contains(&*form.text)).map(|form| (form, true));
        let mut by_letters = BTreeMap::<Vec<u8>, Vec<Name>>::new();
        for (form, may_stand) in barred.chain(allowed) {
            let folded = Folded::new(&form.text);
            if folded.letters.len() > 1 {
                let name = Name { sure: form.kind == FormKind::Full, may_stand, form: folded };
                by_letters.entry(name.form.letters.clone()).or_default().push(name);
            }
        }
        // Too many letters for an automaton would be gigabytes of names: the caller's lists are small.
        let letters = AhoCorasick::new(by_letters.keys()).ok().filter(|_| !by_letters.is_empty());
        Self { letters, names: by_letters.into_values().collect() }
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.letters.is_none()
    }

    /// The stretches of letters of `text`, folded, that are barred names, each once, in the order of the
    /// text. In `code`, names need no capital.
    pub(super) fn find(&self, text: &str, folded: &Folded, code: bool) -> Vec<Range<usize>> {
        let Some(letters) = &self.letters else { return Vec::new() };
        let (mut barred, mut allowed) = (Vec::new(), Vec::new());
        for found in letters.find_overlapping_iter(&folded.letters) {
            let range = found.start()..found.end();
            let names = self.names.get(found.pattern().as_usize()).into_iter().flatten();
            for name in names.filter(|name| name.matches(folded, found.start(), code)) {
                let may_stand = name.may_stand || institutions::holds(text, folded, &range);
                if may_stand { &mut allowed } else { &mut barred }.push(range.clone());
            }
        }
        outermost(&barred, &[&barred, &allowed])
    }
}

/// The forms to look for: no everyday words, and none that only adds salutation or title to a surname that
/// is looked for anyway. Of the hundreds of forms of a person these are the most.
fn telling(forms: &[Form]) -> impl Iterator<Item = &Form> {
    let surnames: BTreeSet<&str> =
        forms.iter().filter(|form| form.kind == FormKind::Surname).map(|form| form.text.as_str()).collect();
    forms.iter().filter(move |form| {
        form.kind != FormKind::Everyday && bare(&form.text).is_none_or(|surname| !surnames.contains(surname))
    })
}

/// A form without the salutation and titles before it; none where it has none.
fn bare(form: &str) -> Option<&str> {
    let mut rest = form;
    while let Some((word, behind)) = rest.split_once(' ') {
        let addresses = titles::address(word).is_some() || titles::titles(&[word]) > 0;
        if !addresses {
            break;
        }
        rest = behind;
    }
    (rest.len() < form.len()).then_some(rest)
}

/// Those of `names` that lie inside no longer one of `others`, sorted, each once.
fn outermost(names: &[Range<usize>], others: &[&[Range<usize>]]) -> Vec<Range<usize>> {
    let mut others = others.concat();
    others.sort_by_key(|range| (range.start, range.end));
    let longest = others.iter().map(Range::len).max().unwrap_or(0);
    let is_inside = |name: &Range<usize>| {
        let near = others.partition_point(|other| other.start + longest < name.end);
        let mut near = others.iter().skip(near).take_while(|other| other.start <= name.start);
        near.any(|longer| longer.len() > name.len() && name.end <= longer.end)
    };
    let mut outermost: Vec<_> = names.iter().filter(|name| !is_inside(name)).cloned().collect();
    outermost.sort_by_key(|range| (range.start, range.end));
    outermost.dedup();
    outermost
}

impl Name {
    /// Whether the letters of this name, found at `start`, are the name: a word or words of their own, in
    /// which nothing stands that parts words. Of a surname alone, the first letter is a capital.
    fn matches(&self, text: &Folded, start: usize, code: bool) -> bool {
        let end = start + self.form.letters.len();
        let capital = self.sure || code || text.upper(start);
        capital
            && self.begins(text, start, code)
            && self.ends(text, end, code)
            && (self.holds_together(text, start, code) || self.is_spaced_out(text, start))
    }

    /// Whether a word begins at `start`.
    fn begins(&self, text: &Folded, start: usize, code: bool) -> bool {
        let gap = text.gap(start);
        let camel = text.upper(start) && !text.upper(start.wrapping_sub(1));
        let digit = start > 0 && text.letters.get(start - 1).is_some_and(u8::is_ascii_digit);
        match gap {
            0 => (self.sure || code) && (camel || digit),
            gap::UNSEEN => camel,
            _ => true,
        }
    }

    /// Whether a word ends before `end`, or behind an s of the genitive.
    fn ends(&self, text: &Folded, end: usize, code: bool) -> bool {
        self.is_end(text, end, code)
            || text.gap(end) & gap::HARD == 0
                && text.letters.get(end) == Some(&b's')
                && only(text.gap(end), gap::RUN | gap::UNSEEN | gap::APOSTROPHE)
                && self.is_end(text, end + 1, code)
    }

    fn is_end(&self, text: &Folded, end: usize, code: bool) -> bool {
        let gap = text.gap(end);
        let camel = text.upper(end) && !text.upper(end - 1);
        let digit = text.letters.get(end).is_some_and(u8::is_ascii_digit);
        match gap {
            0 => (self.sure || code) && (camel || digit),
            gap::UNSEEN => camel,
            // `Müller-` at the end of a line, `straße` on the next
            _ if hyphenated(gap) => text.upper(end),
            _ => true,
        }
    }

    fn holds_together(&self, text: &Folded, start: usize, code: bool) -> bool {
        (1..self.form.letters.len()).all(|index| {
            let between = self.form.gap(index);
            let gap = text.gap(start + index);
            match between {
                0 => self.is_joint(text, start + index, gap),
                _ => self.is_between(text, start, index, between, code),
            }
        })
    }

    /// Whether the words of a name may have this gap between them.
    fn is_between(&self, text: &Folded, start: usize, index: usize, between: Gap, code: bool) -> bool {
        let gap = text.gap(start + index);
        if gap == 0 {
            return code || text.upper(start + index);
        }
        // `frank.mueller` is one word, though it may be broken; `Frank. Müller` are two sentences.
        if between & (gap::DOT | gap::OTHER) != 0 && between & gap::SPACE == 0 {
            let broken = if self.may_stand { 0 } else { gap::BREAK };
            return only(gap, between | gap::UNSEEN | gap::RUN | broken);
        }
        let initial = self.form.word_end(index) == index + 1 || self.form.gap(index - 1) != 0 || index == 1;
        let close = gap & (gap::SPACE | gap::BREAK) == 0;
        let mut allowed =
            between | gap::SPACE | gap::BREAK | gap::HYPHEN | gap::RUN | gap::UNSEEN | gap::APOSTROPHE;
        if initial || close {
            allowed |= gap::DOT;
        }
        // `mueller/frank`, `frank+mueller`
        if close {
            allowed |= gap::OTHER;
        }
        only(gap, allowed)
    }

    /// Whether a word of a name may go on behind this gap.
    fn is_joint(&self, text: &Folded, index: usize, gap: Gap) -> bool {
        if only(gap, gap::RUN | gap::UNSEEN | gap::APOSTROPHE) {
            return true;
        }
        let goes_on = !text.upper(index) || text.upper(index - 1);
        if hyphenated(gap) && goes_on {
            return true;
        }
        if gap & gap::BREAK != 0 && only(gap, gap::BREAK | gap::SPACE | gap::RUN) {
            let word = text.word(index, text.word_end(index));
            return goes_on && !LINE_STARTS.contains(&word);
        }
        // `Karl-Heinz` for `Karlheinz`; a name too long to come about by chance may even have spaces.
        let long = self.form.letters.len() >= 8;
        self.sure && only(gap, gap::HYPHEN | gap::UNSEEN | gap::RUN)
            || self.sure && long && only(gap, gap::HYPHEN | gap::UNSEEN | gap::RUN | gap::SPACE)
    }

    /// `M ü l l e r`
    fn is_spaced_out(&self, text: &Folded, start: usize) -> bool {
        let length = self.form.letters.len();
        let apart = |index: usize| {
            let (one, two) = (text.spots.get(start + index - 1), text.spots.get(start + index));
            let same_character = one.zip(two).is_some_and(|(one, two)| one.at == two.at);
            same_character || {
                let gap = text.gap(start + index);
                gap != 0 && only(gap, gap::SPACE | gap::RUN | gap::UNSEEN)
            }
        };
        length > 3 && (1..length).all(apart)
    }
}

/// Words with which a line can go on behind a word that is the first part of a surname: `Stein` and
/// `er` are not `Steiner`.
const LINE_STARTS: &[&[u8]] = &[
    b"er", b"es", b"in", b"an", b"am", b"im", b"ab", b"um", b"zu", b"so", b"ist", b"als", b"auf", b"aus",
    b"bei", b"bis", b"der", b"die", b"das", b"den", b"dem", b"des", b"ein", b"und", b"man", b"mit", b"war",
    b"wie", b"wird", b"heim", b"hat", b"ihr", b"je", b"je", b"nur", b"oder", b"sie", b"vor", b"wo",
];

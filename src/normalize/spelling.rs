//! Spellings from the workbook's list of abbreviations.

use std::cell::LazyCell;
use std::ops::Range;

use crate::diag::Code;
use crate::german::words::{is_hardly_a_name, is_speakable};

use super::edit::Edit;
use super::finding::Finding;
use super::glossary::{Glossary, Spelling};
use super::line::Line;
use super::rule::Rule;
use super::scan::{after, before, ends_word, is_digit, is_space, letters_at, overlaps, starts_word};

/// What to do with a spelling that was found.
enum Verdict {
    Write(String),
    /// Its full stop may end the sentence.
    Unclear,
}

/// Spellings that become the abbreviation of the list; `untouched` are links.
pub(super) fn rewrite(line: &Line, glossary: &Glossary, untouched: &[Range<usize>]) -> Vec<Edit> {
    let found = scan(line, glossary, untouched).into_iter().filter_map(|(range, verdict)| match verdict {
        Verdict::Write(written) => Some(Edit::new(Rule::Spelling, range, written)),
        Verdict::Unclear => None,
    });
    found.collect()
}

/// Spellings whose full stop may end the sentence.
pub(super) fn check(line: &Line, glossary: &Glossary, untouched: &[Range<usize>]) -> Vec<Finding> {
    let unclear = scan(line, glossary, untouched)
        .into_iter()
        .filter(|(_, verdict)| matches!(verdict, Verdict::Unclear));
    let findings = unclear.map(|(range, _)| Finding {
        code: Code::SpellingUnclear,
        message: format!("Der Punkt in »{}« kann auch das Ende des Satzes sein", &line.text()[range.clone()]),
        help: "Schreibweise in der Zelle vereinheitlichen; der Text wurde unverändert übernommen",
        range,
    });
    findings.collect()
}

fn scan(line: &Line, glossary: &Glossary, untouched: &[Range<usize>]) -> Vec<(Range<usize>, Verdict)> {
    let text = line.text();
    let shouted = LazyCell::new(|| is_shouted(text));
    let found = glossary.spellings(text).into_iter();
    let free = found.filter(|(range, _)| !overlaps(untouched, range) && !line.is_protected(range));
    free.filter_map(|(range, spelling)| {
        let verdict = judge(text, &range, spelling, || *shouted)?;
        Some((range, verdict))
    })
    .collect()
}

fn judge(
    text: &str,
    range: &Range<usize>,
    spelling: &Spelling,
    shouted: impl FnOnce() -> bool,
) -> Option<Verdict> {
    let typed = &text[range.clone()];
    let dotted = typed.ends_with('.');
    let whole = starts_word(text, range.start) && (dotted || ends_word(text, range.end));
    if !whole || typed == spelling.short || is_part_of_id(text, range) {
        return None;
    }
    if spelling.any_case && (!is_odd(typed, &spelling.short) || shouted()) {
        return None;
    }
    let written = Some(Verdict::Write(spelling.short.clone()));
    let stopped = Some(Verdict::Write(format!("{}.", spelling.short)));
    if !dotted || spelling.short.ends_with('.') {
        return written;
    }
    let rest = text.get(range.end..).unwrap_or_default();
    let next = rest.trim_start_matches(is_space);
    let word = letters_at(next, 0);
    match next.chars().next() {
        // The end of the text: the full stop is that of the sentence, too.
        None => stopped,
        Some(c) if !rest.starts_with(is_space) && c.is_alphanumeric() => None,
        Some(c) if c.is_uppercase() && is_hardly_a_name(word) => stopped,
        Some(c) if c.is_uppercase() => Some(Verdict::Unclear),
        Some(_) => written,
    }
}

/// Whether the part before or behind a hyphen shows an id: digits, or small letters throughout.
fn is_part_of_id(text: &str, range: &Range<usize>) -> bool {
    let small = |part: &str| part.chars().next().is_some_and(char::is_lowercase);
    let typed_small = text[range.clone()].chars().all(|c| !c.is_uppercase());
    let behind = text.get(range.end..).and_then(|rest| rest.strip_prefix('-')).unwrap_or_default();
    let head = text.get(..range.start).and_then(|head| head.strip_suffix('-')).unwrap_or_default();
    let front: String = head.chars().rev().take(30).take_while(|c| c.is_alphanumeric()).collect();
    let digits = behind.starts_with(is_digit) || front.starts_with(is_digit);
    let other_small = small(behind) || !front.is_empty() && front.chars().all(|c| !c.is_uppercase());
    let dotted = before(text, range.start) == Some('.')
        || before(text, range.start) == Some('/') && after(text, range.end) == Some('/');
    digits || typed_small && other_small || dotted
}

/// Whether `typed` can only be the abbreviation: no German word looks like it.
fn is_odd(typed: &str, short: &str) -> bool {
    let capitals = typed.chars().skip(1).filter(|c| c.is_uppercase()).count();
    let plural = typed.ends_with('s') && typed.chars().rev().skip(1).all(char::is_uppercase);
    let shouting = typed.chars().all(char::is_uppercase);
    let mixed = capitals > 0 && !plural && !shouting;
    mixed || shouting && !is_speakable(short) || !is_speakable(typed)
}

/// Whether the text is set in capitals, so that case says nothing.
fn is_shouted(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 3);
    let (mut all, mut shouted) = (0, 0);
    for word in words {
        all += 1;
        shouted += usize::from(word.chars().all(char::is_uppercase));
    }
    all >= 2 && shouted * 3 >= all * 2
}

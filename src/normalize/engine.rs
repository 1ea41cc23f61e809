//! All rules over one text, in one order, until nothing changes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::source::Location;
use crate::text::{Mark, Text};

use super::edit::Edit;
use super::finding::{Finding, excerpt};
use super::line::{Applied, Line};
use super::protect::{is_address, protected};
use super::rule::{Rule, Rules};
use super::vocabulary::Vocabulary;
use super::{NormalizedText, Rewrite};
use super::{characters, dates, multipart, periods, spacing, spelling, typography};

/// How often the rules run over a text. One round does it nearly always; a second one sees that
/// nothing is left, and what one rule made of a text may be another's matter.
const ROUNDS: usize = 4;

/// What the rules need to know beside the text.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) rules: &'a Rules,
    pub(super) vocabulary: &'a Vocabulary,
    /// A heading may begin with its number: `3.1.20 Netze`.
    pub(super) heading: bool,
}

/// Normalises one text: what stands now in one piece, what was struck by itself.
pub(super) fn run(text: &Text, at: &Location, setting: Setting<'_>) -> NormalizedText {
    let mut rewrites = Vec::new();
    let mut text = Cow::Borrowed(text);
    let mut line = Line::current(&text);
    guard(&mut line, &text, setting);
    let findings = findings(&line, &text, setting);
    let findings = findings.into_iter().map(|finding| finding.at(at, line.text())).collect();
    if let Some(line) = rewrite(line, &text, setting, at, &mut rewrites) {
        text = Cow::Owned(line.write_back(&text));
    }
    if text.runs().any(|run| run.format.mark == Mark::Deleted) {
        let mut line = Line::struck(&text);
        guard(&mut line, &text, setting);
        if let Some(line) = rewrite(line, &text, setting, at, &mut rewrites) {
            text = Cow::Owned(line.write_back(&text));
        }
    }
    NormalizedText { text: text.into_owned(), rewrites, findings }
}

/// What the line has that rules look for, told by its bytes (UTF-8). Most paragraphs have little of
/// it, and most rules never start.
#[derive(Clone, Copy, Default)]
struct Traits {
    digits: bool,
    /// Control characters, or invisible ones (U+0080.., U+00AD, U+200B.., U+FEFF).
    controls: bool,
    /// Anything beyond ASCII.
    wide: bool,
    /// Two spaces, or one before punctuation.
    spaces: bool,
    /// Two full stops.
    stops: bool,
    /// Quotation marks and apostrophes of any kind.
    marks: bool,
    /// A dash, or a hyphen behind a space.
    dashes: bool,
}

impl Traits {
    fn of(text: &str) -> Self {
        let mut traits = Self::default();
        let (mut before_last, mut last) = (0, 0);
        for byte in text.bytes() {
            let after_space = last == b' ';
            match byte {
                b'0'..=b'9' => traits.digits = true,
                0..=31 | 127 => traits.controls = true,
                b' ' | b';' | b':' | b'!' | b'?' => traits.spaces |= after_space,
                b'.' => {
                    traits.spaces |= after_space;
                    traits.stops |= last == b'.';
                }
                b',' => {
                    traits.spaces |= after_space;
                    traits.marks |= last == b',';
                }
                b'"' | b'\'' | b'`' => traits.marks = true,
                b'-' => traits.dashes |= after_space,
                // U+2000–U+2FFF: of these the second last and the last byte tell which one.
                0x80..=0xbf if before_last == 0xe2 => traits.see_punctuation(last, byte),
                0xef => (traits.wide, traits.controls) = (true, true),
                128.. => {
                    traits.wide = true;
                    // U+0080–U+00BF: controls, the no-break space, the soft hyphen, the acute accent.
                    let low = last == 0xc2;
                    traits.controls |= low && matches!(byte, 0x80..=0x9f | 0xad);
                    traits.spaces |= low && byte == 0xa0;
                    traits.dashes |= low && byte == 0xa0;
                    traits.marks |= low && byte == 0xb4;
                }
                _ => {}
            }
            (before_last, last) = (last, byte);
        }
        traits
    }

    /// Takes a character of U+2000–U+206F by the second and third of its bytes.
    fn see_punctuation(&mut self, second: u8, third: u8) {
        match (second, third) {
            (0x80, 0x93 | 0x94) => self.dashes = true,
            (0x80, 0x98..=0x9f | 0xb2) => self.marks = true,
            (0x80, 0x8b..=0x8f | 0xa8..=0xae) | (0x81, 0xa0..=0xa9) => self.controls = true,
            _ => {}
        }
    }
}

/// Every change one round would make, in order; none means the text is as it should be.
fn rewrite(
    mut line: Line,
    whole: &Text,
    setting: Setting<'_>,
    at: &Location,
    log: &mut Vec<Rewrite>,
) -> Option<Line> {
    let mut changed = false;
    for turn in 0..ROUNDS {
        if turn > 0 {
            guard(&mut line, whole, setting);
        }
        let before = log.len();
        round(&mut line, whole, setting, &mut |rule, text, applied| {
            let (front, back) = words_around(text, &applied.range);
            let range = applied.range.start - front.len()..applied.range.end + back.len();
            let before = text.get(range.clone()).unwrap_or_default().to_owned();
            let after = format!("{front}{}{back}", applied.with);
            log.push(Rewrite { rule, at: at.clone(), before, after, excerpt: excerpt(text, range) });
        });
        if log.len() == before {
            break;
        }
        changed = true;
    }
    changed.then_some(line)
}

/// The rest of the words and numbers that a change cuts: `4%` is shown as `3,4%`.
fn words_around<'t>(text: &'t str, range: &Range<usize>) -> (&'t str, &'t str) {
    const LONGEST: usize = 60;
    let number =
        |c: char, beyond: Option<char>| matches!(c, '.' | ',') && beyond.is_some_and(|c| c.is_ascii_digit());
    let head = text.get(..range.start).unwrap_or_default();
    let mut start = head.len();
    let first_is_digit = text[range.clone()].starts_with(|c: char| c.is_ascii_digit());
    for (index, c) in head.char_indices().rev().take(LONGEST) {
        let inside = c.is_alphanumeric() || first_is_digit && number(c, head[..index].chars().next_back());
        if !inside {
            break;
        }
        start = index;
    }
    let tail = text.get(range.end..).unwrap_or_default();
    let end = tail
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| !c.is_alphanumeric())
        .map_or(tail.len().min(LONGEST), |(index, _)| index);
    (&head[start..], tail.get(..end).unwrap_or_default())
}

/// Finds what stays as it is: addresses and numbers, links shown as their address, the number of a
/// heading.
fn guard(line: &mut Line, whole: &Text, setting: Setting<'_>) {
    let mut spans = protected(line.text());
    spans.extend(line.stretches(whole, |text, format| {
        format.link.as_deref().is_some_and(|link| shows_target(text, link))
    }));
    if setting.heading {
        let text = line.text();
        let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        spans.extend((number > 0).then_some(0..number));
    }
    line.protect(spans);
}

fn shows_target(text: &str, link: &str) -> bool {
    link.contains(text.trim()) || is_address(text)
}

type Log<'l> = dyn FnMut(Rule, &str, Applied) + 'l;

fn round(line: &mut Line, whole: &Text, setting: Setting<'_>, log: &mut Log<'_>) {
    let Setting { rules, vocabulary, .. } = setting;
    let traits = Traits::of(line.text());
    let mut one = |line: &mut Line, rule: Rule, needed: bool, find: &dyn Fn(&Line) -> Vec<Edit>| {
        if needed && rules.enabled(rule) {
            let edits = find(line);
            apply(line, edits.into_iter().map(|edit| (rule, edit)).collect(), log);
        }
    };
    one(line, Rule::Controls, traits.controls, &characters::controls);
    one(line, Rule::Composition, traits.wide, &characters::composition);
    one(line, Rule::DoubleSpace, traits.spaces, &characters::double_space);
    one(line, Rule::SpaceBefore, traits.spaces, &characters::space_before);
    one(line, Rule::DoubleStop, traits.stops, &characters::double_stop);
    one(line, Rule::Ellipsis, traits.stops, &characters::ellipsis);
    let links = line.stretches(whole, |_, format| format.link.is_some());
    one(line, Rule::Spelling, true, &|line| spelling::rewrite(line, vocabulary, &links));
    one(line, Rule::Multipart, true, &|line| multipart::rewrite(line, &rules.extra_multipart));
    let on = |group: &[Rule]| group.iter().any(|rule| rules.enabled(*rule));
    if traits.digits && on(&[Rule::Date, Rule::DateRange, Rule::MonthName]) {
        several(line, rules, log, |line| dates::rewrite(line, rules));
    }
    if on(&[Rule::Quarter, Rule::HalfYear, Rule::Week, Rule::YearRange]) {
        several(line, rules, log, |line| periods::rewrite(line, rules, vocabulary));
    }
    if on(&[Rule::Unit, Rule::Section, Rule::Number, Rule::TitleName]) {
        several(line, rules, log, |line| spacing::rewrite(line, vocabulary));
    }
    let mut one = |line: &mut Line, rule: Rule, needed: bool, find: &dyn Fn(&Line) -> Vec<Edit>| {
        if needed && rules.enabled(rule) {
            let edits = find(line);
            apply(line, edits.into_iter().map(|edit| (rule, edit)).collect(), log);
        }
    };
    one(line, Rule::Quotes, traits.marks, &typography::quotes);
    one(line, Rule::Apostrophe, traits.marks, &typography::apostrophe);
    one(line, Rule::Dash, traits.dashes, &typography::dash);
    one(line, Rule::SuspendedHyphen, traits.dashes, &typography::suspended_hyphen);
}

fn several(line: &mut Line, rules: &Rules, log: &mut Log<'_>, find: impl Fn(&Line) -> Vec<(Rule, Edit)>) {
    let edits = find(line);
    apply(line, edits.into_iter().filter(|(rule, _)| rules.enabled(*rule)).collect(), log);
}

fn apply(line: &mut Line, edits: Vec<(Rule, Edit)>, log: &mut Log<'_>) {
    if edits.is_empty() {
        return;
    }
    let rules: BTreeMap<usize, Rule> = edits.iter().map(|(rule, edit)| (edit.range.start, *rule)).collect();
    let before = line.text().to_owned();
    for applied in line.apply(edits.into_iter().map(|(_, edit)| edit).collect()) {
        let rule = rules.get(&applied.range.start).copied();
        if let Some(rule) = rule {
            log(rule, &before, applied);
        }
    }
}

/// What is wrong with the text as it was typed.
fn findings(line: &Line, whole: &Text, setting: Setting<'_>) -> Vec<Finding> {
    let Setting { rules, vocabulary, .. } = setting;
    let traits = Traits::of(line.text());
    let mut findings = Vec::new();
    if traits.digits && (rules.check_dates || rules.check_weekdays) {
        findings.extend(dates::check(line, rules));
    }
    if rules.check_quotes && rules.quotes && traits.marks {
        findings.extend(typography::check_quotes(line));
    }
    if rules.spelling {
        let links: Vec<Range<usize>> = line.stretches(whole, |_, format| format.link.is_some());
        findings.extend(spelling::check(line, vocabulary, &links));
    }
    findings.sort_by_key(|finding| (finding.range.start, finding.code));
    findings
}

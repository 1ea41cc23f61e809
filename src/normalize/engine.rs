//! All rules over one text, in one order, until nothing changes.

use std::ops::Range;

use serde::Serialize;

use crate::diag::{Diagnostic, Excerpt};
use crate::source::Location;
use crate::text::{Mark, Text};

use super::edit::Edit;
use super::finding::{Finding, excerpt};
use super::glossary::Glossary;
use super::line::Line;
use super::protect::{is_address, protected};
use super::rule::{Rule, Rules};
use super::scan::{NBSP, chars_with, has_pair, is_digit};
use super::{characters, dates, multipart, periods, spacing, spelling, typography};

/// How often the rules run over a text. One round does it nearly always; a second one sees that
/// nothing is left, and what one rule made of a text may be another's matter.
const ROUNDS: usize = 4;

/// A change of the text, for the list of changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rewrite {
    /// The rule that made it.
    pub rule: Rule,
    /// The cell.
    pub at: Location,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// The text around it, as it was before this change.
    pub excerpt: Excerpt,
}

/// One text, made uniform.
#[derive(Clone, Debug)]
pub struct NormalizedText {
    /// The text.
    pub text: Text,
    /// What was changed.
    pub rewrites: Vec<Rewrite>,
    /// What is wrong and was left.
    pub findings: Vec<Diagnostic>,
}

/// What the rules need to know beside the text.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) rules: &'a Rules,
    pub(super) glossary: &'a Glossary,
    /// A heading may begin with its number: `3.1.20 Netze`.
    pub(super) heading: bool,
}

/// Normalises one text: what stands now in one piece, what was struck by itself.
pub(super) fn run(text: &Text, at: &Location, context: Context<'_>) -> NormalizedText {
    let mut pass = Pass { context, at, rewrites: Vec::new() };
    let line = protect(Line::current(text), text, context);
    let findings = findings(&line, text, context);
    let findings = findings.into_iter().map(|finding| finding.at(at, line.text())).collect();
    let mut text = pass.rewrite(line, text).unwrap_or_else(|| text.clone());
    if text.runs().any(|run| run.format.mark == Mark::Deleted) {
        let line = protect(Line::struck(&text), &text, context);
        text = pass.rewrite(line, &text).unwrap_or(text);
    }
    NormalizedText { text, rewrites: pass.rewrites, findings }
}

/// The way of the rules through one text.
struct Pass<'a> {
    context: Context<'a>,
    at: &'a Location,
    rewrites: Vec<Rewrite>,
}

impl Pass<'_> {
    /// The text with everything changed in one of its versions, `line`; none where nothing is.
    fn rewrite(&mut self, mut line: Line, text: &Text) -> Option<Text> {
        let before = self.rewrites.len();
        for _ in 0..ROUNDS {
            let done = self.rewrites.len();
            self.round(&mut line, text);
            if self.rewrites.len() == done {
                break;
            }
            line = protect(line, text, self.context);
        }
        (self.rewrites.len() > before).then(|| line.write_back(text))
    }

    /// Every rule once, in the order of [`Rule::ALL`].
    fn round(&mut self, line: &mut Line, text: &Text) {
        let Context { rules, glossary, .. } = self.context;
        let has = Prefilter::of(line.text());
        let mut find = |group: &[Rule], needed: bool, find: &dyn Fn(&Line) -> Vec<Edit>| {
            if needed && group.iter().any(|rule| rules.enabled(*rule)) {
                self.apply(line, find(line));
            }
        };
        find(&[Rule::Controls], has.controls, &characters::controls);
        find(&[Rule::Composition], has.wide, &characters::composition);
        find(&[Rule::DoubleSpace], has.spaces, &characters::double_space);
        find(&[Rule::SpaceBefore], has.spaces, &characters::space_before);
        find(&[Rule::DoubleStop], has.stops, &characters::double_stop);
        find(&[Rule::Ellipsis], has.stops, &characters::ellipsis);
        find(&[Rule::Spelling], true, &|line| spelling::rewrite(line, glossary, &links(line, text)));
        find(&[Rule::Multipart], true, &|line| multipart::rewrite(line, &rules.extra_multipart));
        let dates = [Rule::Date, Rule::DateRange, Rule::MonthName];
        find(&dates, has.digits, &|line| dates::rewrite(line, rules));
        let periods = [Rule::Quarter, Rule::HalfYear, Rule::Week, Rule::YearRange];
        find(&periods, true, &|line| periods::rewrite(line, rules, glossary));
        let spacing = [Rule::Unit, Rule::Section, Rule::Number, Rule::TitleName];
        find(&spacing, true, &|line| spacing::rewrite(line, glossary));
        find(&[Rule::Quotes], has.marks, &typography::quotes);
        find(&[Rule::Apostrophe], has.marks, &typography::apostrophe);
        find(&[Rule::Dash], has.dashes, &typography::dash);
        find(&[Rule::SuspendedHyphen], has.dashes, &typography::suspended_hyphen);
    }

    /// Makes the edits whose rules are on, and lists them.
    fn apply(&mut self, line: &mut Line, mut edits: Vec<Edit>) {
        edits.retain(|edit| self.context.rules.enabled(edit.rule));
        if edits.is_empty() {
            return;
        }
        let text = line.text().to_owned();
        let made = line.apply(edits).into_iter().map(|edit| {
            let (front, back) = words_around(&text, &edit.range);
            let range = edit.range.start - front.len()..edit.range.end + back.len();
            let before = text.get(range.clone()).unwrap_or_default().to_owned();
            let after = format!("{front}{}{back}", edit.with);
            Rewrite { rule: edit.rule, at: self.at.clone(), before, after, excerpt: excerpt(&text, range) }
        });
        self.rewrites.extend(made);
    }
}

/// What is wrong with the text as it was typed.
fn findings(line: &Line, text: &Text, context: Context<'_>) -> Vec<Finding> {
    let Context { rules, glossary, .. } = context;
    let has = Prefilter::of(line.text());
    let mut findings = Vec::new();
    if has.digits && (rules.check_dates || rules.check_weekdays) {
        findings.extend(dates::check(line, rules));
    }
    if rules.check_quotes && rules.quotes && has.marks {
        findings.extend(typography::check_quotes(line));
    }
    if rules.spelling {
        findings.extend(spelling::check(line, glossary, &links(line, text)));
    }
    findings.sort_by_key(|finding| (finding.range.start, finding.code));
    findings
}

/// The line that knows what stays as it is: addresses and numbers, links shown as their address, the
/// number of a heading.
fn protect(mut line: Line, text: &Text, context: Context<'_>) -> Line {
    let mut spans = protected(line.text());
    spans.extend(line.stretches(text, |shown, format| {
        format.link.as_deref().is_some_and(|link| link.contains(shown.trim()) || is_address(shown))
    }));
    if context.heading {
        let number = line.text().len() - line.text().trim_start_matches(|c| is_digit(c) || c == '.').len();
        spans.extend((number > 0).then_some(0..number));
    }
    line.protect(spans);
    line
}

/// The stretches of a line that are links.
fn links(line: &Line, text: &Text) -> Vec<Range<usize>> {
    line.stretches(text, |_, format| format.link.is_some())
}

/// The rest of the words and numbers that a change cuts: `4%` is shown as `3,4%`.
fn words_around<'t>(text: &'t str, range: &Range<usize>) -> (&'t str, &'t str) {
    const LONGEST: usize = 60;
    let number = |c: char, beyond: Option<char>| matches!(c, '.' | ',') && beyond.is_some_and(is_digit);
    let head = text.get(..range.start).unwrap_or_default();
    let first_is_digit = text[range.clone()].starts_with(is_digit);
    let inside = |(index, c): &(usize, char)| {
        c.is_alphanumeric() || first_is_digit && number(*c, head[..*index].chars().next_back())
    };
    let front = head.char_indices().rev().take(LONGEST).take_while(inside).last();
    let start = front.map_or(head.len(), |(index, _)| index);
    let tail = text.get(range.end..).unwrap_or_default();
    let end = tail
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| !c.is_alphanumeric())
        .map_or(tail.len().min(LONGEST), |(index, _)| index);
    (&head[start..], tail.get(..end).unwrap_or_default())
}

/// What the line has that rules look for. Most paragraphs have little of it, and most rules never
/// start.
struct Prefilter {
    digits: bool,
    /// Control characters, or invisible ones.
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

impl Prefilter {
    fn of(text: &str) -> Self {
        let any = |test: fn(u8) -> bool| text.bytes().any(test);
        let mut has = Self {
            digits: any(|byte| byte.is_ascii_digit()),
            controls: any(|byte| byte.is_ascii_control()),
            wide: !text.is_ascii(),
            spaces: has_pair(text, |a, b| a == b' ' && b" ;:!?.,".contains(&b)),
            stops: text.contains(".."),
            marks: any(|byte| matches!(byte, b'"' | b'\'' | b'`')) || text.contains(",,"),
            dashes: text.contains(" -"),
        };
        // The first bytes of U+0080–U+00BF, U+2000–U+2FFF and U+F000–U+FFFF.
        for (_, c) in chars_with(text, |byte| matches!(byte, 0xc2 | 0xe2 | 0xef)) {
            match c {
                NBSP => (has.spaces, has.dashes) = (true, true),
                '–' | '—' => has.dashes = true,
                '´' | '\u{2018}'..='\u{201f}' | '\u{2032}' => has.marks = true,
                '\u{80}'..='\u{9f}'
                | '\u{ad}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}'
                | '\u{feff}' => {
                    has.controls = true;
                }
                _ => {}
            }
        }
        has
    }
}

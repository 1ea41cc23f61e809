//! Quotation marks, apostrophes, dashes and suspended hyphens, as Duden sets them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::diag::Code;
use crate::german::words::may_be_abbreviation;

use super::edit::Edit;
use super::finding::Finding;
use super::line::Line;
use super::rule::Rule;
use super::scan::{after, before, chars_with, is_digit, is_space, letters_at, pattern, word_before};

/// A quotation mark in the text and what it does there.
#[derive(Clone, Copy, Debug)]
struct Quote {
    at: usize,
    len: usize,
    opens: bool,
    closes: bool,
}

/// The marks of one kind, or none where one of them has no partner.
struct Pairs {
    /// Ranges of opening and closing marks.
    pairs: Vec<(Range<usize>, Range<usize>)>,
    /// The first mark that does not pair.
    odd: Option<Range<usize>>,
}

/// Straight and wrong marks become `„…“` and `‚…‘`, where all of a text's marks pair.
pub(super) fn quotes(line: &Line) -> Vec<Edit> {
    let text = line.text();
    let mut edits = Vec::new();
    for (marks, written) in [(double_marks(line), ["„", "“"]), (single_marks(line), ["‚", "‘"])] {
        let Pairs { pairs, odd: None } = pair(&marks) else { continue };
        for (range, mark) in
            pairs.into_iter().flat_map(|(open, close)| [open, close].into_iter().zip(written))
        {
            if text.get(range.clone()) != Some(mark) {
                edits.push(Edit::new(Rule::Quotes, range, mark));
            }
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// Double marks that do not pair. Single ones are too often apostrophes to tell.
pub(super) fn check_quotes(line: &Line) -> Option<Finding> {
    let odd = pair(&double_marks(line)).odd?;
    let message = format!("»{}« hat kein Gegenstück", &line.text()[odd.clone()]);
    let help = "Anführungszeichen in der Zelle ergänzen oder streichen; alle Anführungszeichen dieses Absatzes blieben unverändert";
    Some(Finding { code: Code::QuotesUnpaired, range: odd, message, help })
}

fn double_marks(line: &Line) -> Vec<Quote> {
    let text = line.text();
    let marks = chars_with(text, |byte| matches!(byte, b'"' | b',' | 0xe2)).filter_map(|(at, c)| {
        let doubled = c == ',' && text[at..].starts_with(",,") && !text[at + 2..].starts_with(',');
        let len = if doubled { 2 } else { c.len_utf8() };
        if !(doubled || matches!(c, '"' | '“' | '”' | '„' | '‟')) || line.is_protected(&(at..at + len))
        {
            return None;
        }
        let (opens, closes) = places(text, at, len);
        match c {
            ',' if !opens || !text[at + 2..].starts_with(char::is_alphabetic) => None,
            // 19": an inch mark
            '"' if before(text, at).is_some_and(is_digit) && !has_open_mark(text, at) => None,
            '„' | '‟' => Some(Quote { at, len, opens: true, closes: false }),
            _ => Some(Quote { at, len, opens, closes }),
        }
    });
    marks.collect()
}

/// Whether a straight or low mark opens somewhere before `at` and waits for its partner.
fn has_open_mark(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    // Looking far back would take quadratic time in a text full of inch marks.
    let near = head.char_indices().rev().nth(400).map_or(0, |(index, _)| index);
    let open = |(index, c): (usize, char)| match c {
        '„' => true,
        '"' | '“' => places(text, near + index, c.len_utf8()) == (true, false),
        _ => false,
    };
    let closed = |(index, c): (usize, char)| {
        matches!(c, '"' | '“' | '”') && places(text, near + index, c.len_utf8()) == (false, true)
    };
    let marks: Vec<(usize, char)> =
        head[near..].char_indices().filter(|(_, c)| matches!(c, '"' | '“' | '”' | '„')).collect();
    marks.iter().rposition(|mark| open(*mark)) > marks.iter().rposition(|mark| closed(*mark))
}

/// The first bytes of single marks and apostrophes: ASCII, `´`, U+2018 and its neighbours.
fn starts_single_mark(byte: u8) -> bool {
    matches!(byte, b'\'' | b'`' | 0xc2 | 0xe2)
}

fn single_marks(line: &Line) -> Vec<Quote> {
    let text = line.text();
    let marks = chars_with(text, starts_single_mark).filter_map(|(at, c)| {
        let len = c.len_utf8();
        let is_mark = matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '´' | '`');
        let doubled = c == '\'' && (before(text, at) == Some(c) || after(text, at + len) == Some(c));
        if !is_mark || doubled || line.is_protected(&(at..at + len)) {
            return None;
        }
        let (opens, closes) = places(text, at, len);
        let digit = before(text, at).is_some_and(is_digit);
        match c {
            '‚' => Some(Quote { at, len, opens: true, closes: false }),
            // 5': feet or minutes. And between two letters stands an apostrophe.
            _ if digit && c == '\'' || !opens && !closes => None,
            // »der ’20er«, »'s«: the beginning of a word is left out.
            '’' if opens && !closes => None,
            _ => Some(Quote { at, len, opens, closes }),
        }
    });
    let marks: Vec<Quote> = marks.collect();
    // »rock 'n' roll«
    let tiny = marks.windows(2).any(|pair| pair[1].at - pair[0].at < 4 && pair[0].opens);
    if tiny { Vec::new() } else { marks }
}

/// Whether a mark can open or close by what stands beside it.
fn places(text: &str, at: usize, len: usize) -> (bool, bool) {
    let last = before(text, at);
    let next = after(text, at + len);
    let outside_left = last.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '(' | '[' | '{' | '/' | '–' | '-' | '„' | '"' | '‚' | '\'' | '»' | '›')
    });
    let inside_right =
        next.is_some_and(|c| !c.is_whitespace() && !matches!(c, ')' | ']' | ',' | ';' | ':' | '?' | '!'));
    let inside_left = last.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '{'));
    let outside_right = next.is_none_or(|c| !c.is_alphanumeric());
    let (opens, closes) = (outside_left && inside_right, inside_left && outside_right);
    // Between a dash and punctuation both fit: letters decide.
    match (opens, closes) {
        (true, true) if next.is_some_and(char::is_alphanumeric) => (true, false),
        (true, true) if last.is_some_and(char::is_alphanumeric) => (false, true),
        other => other,
    }
}

/// Pairs marks that open and close in turn.
fn pair(marks: &[Quote]) -> Pairs {
    let mut pairs = Vec::new();
    let mut open: Option<Quote> = None;
    for mark in marks {
        let range = mark.at..mark.at + mark.len;
        match (open, mark.opens, mark.closes) {
            (None, true, _) => open = Some(*mark),
            (Some(first), _, true) => {
                pairs.push((first.at..first.at + first.len, range));
                open = None;
            }
            _ => return Pairs { pairs, odd: Some(range) },
        }
    }
    Pairs { pairs, odd: open.map(|mark| mark.at..mark.at + mark.len) }
}

/// `Umbau´s`, `geht's`: an apostrophe inside a word, or an accent behind one.
pub(super) fn apostrophe(line: &Line) -> Vec<Edit> {
    let text = line.text();
    let found =
        chars_with(text, starts_single_mark).filter(|(_, c)| matches!(c, '\'' | '´' | '`' | '‘' | '′'));
    let edits = found.filter_map(|(at, c)| {
        let range = at..at + c.len_utf8();
        let last = before(text, at).filter(|c| c.is_alphabetic())?;
        let next = after(text, range.end);
        let follows = letters_at(text, range.end);
        // `Cafe´` is a wrong accent, not an apostrophe.
        let accent = matches!(c, '´' | '`') && matches!(last, 'e' | 'E' | 'a' | 'A');
        let apostrophe = match next {
            Some(next) if next.is_alphabetic() => !accent || follows == "s",
            Some(next) if next.is_alphanumeric() => false,
            _ => c == '´' && matches!(last, 's' | 'x' | 'z' | 'ß'),
        };
        (apostrophe && !line.is_protected(&range)).then(|| Edit::new(Rule::Apostrophe, range, "’"))
    });
    edits.collect()
}

static DASH: LazyLock<Regex> = LazyLock::new(|| pattern(r"~(?:-|--|—)~"));
static CLOSING_DASH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[^ \x{A0}]~[–—-]-?~[^ \x{A0}–—-][^–—]*?~(?P<dash>-)[,;:.?!](?:~|$)"));

/// A hyphen between spaces; between numbers it may be a minus or a range and stays. And the one
/// that closes an insertion in front of a comma: »fertig - so der Plan -, dass«.
pub(super) fn dash(line: &Line) -> Vec<Edit> {
    let text = line.text();
    let closing = CLOSING_DASH.captures_iter(text).filter_map(|captures| captures.name("dash"));
    let closing = closing.map(|dash| Edit::new(Rule::Dash, dash.range(), "–"));
    // The one before stayed a hyphen: this one may close what it opened.
    let mut opened: Option<usize> = None;
    let found = DASH.find_iter(text).filter_map(|found| {
        let last = before(text, found.start()).filter(|c| !is_space(*c))?;
        let next = after(text, found.end()).filter(|c| !is_space(*c))?;
        let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '=');
        let word = word_before(text, found.start());
        let numbers = next.is_ascii_digit() && number(last) && word.starts_with(is_digit);
        let quarters = is_quarter(word) && is_quarter(text.get(found.end()..)?);
        let symbols = matches!(last, '-' | '–' | '=' | '>' | '<' | '|')
            || matches!(next, '-' | '–' | '=' | '>' | '<' | '|');
        let closes = opened
            .take()
            .is_some_and(|from| !ends_sentence(text.get(from..found.start()).unwrap_or_default()));
        let inner = found.as_str().trim_matches(is_space);
        let start = found.start() + found.as_str().find(inner)?;
        let stays = numbers || quarters || symbols;
        let range = numbers && is_range(word, text.get(found.end()..)?);
        opened = (stays && !range && !closes).then_some(found.end());
        (!stays && !closes).then(|| Edit::new(Rule::Dash, start..start + inner.len(), "–"))
    });
    let mut edits: Vec<Edit> = found.chain(closing).collect();
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// Whether two numbers ascend, as those of a range do: `3 - 5 Jahre`.
fn is_range(from: &str, to: &str) -> bool {
    let number = |text: &str| {
        let end = text.find(|c: char| !is_digit(c)).unwrap_or(text.len());
        text[..end].parse::<u64>().ok()
    };
    matches!((number(from), number(to)), (Some(from), Some(to)) if from < to)
}

/// Whether a text begins like `Q3`.
fn is_quarter(text: &str) -> bool {
    text.strip_prefix(['Q', 'q']).is_some_and(|rest| rest.starts_with(is_digit))
}

/// Whether a sentence ends somewhere in the text: a mark, a space and a capital behind it.
fn ends_sentence(text: &str) -> bool {
    let mut marks = text.match_indices(['.', '!', '?', ';', ':', '\n']);
    marks.any(|(at, mark)| {
        let rest = &text[at + mark.len()..];
        let word = word_before(text, at + mark.len());
        let shortened = mark == "." && may_be_abbreviation(word.trim_end_matches('.'));
        !shortened
            && rest.starts_with(char::is_whitespace)
            && rest.trim_start().starts_with(char::is_uppercase)
    })
}

static BEFORE_PART: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:und|oder|bzw\.|sowie|/)~?(?P<dash>[–—])[a-zäöüß]"));
/// `–planung und -bau`: the first of several parts that lack their beginning.
static FIRST_PART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[\x20\x{A0}(„])(?P<dash>[–—])[a-zäöüß]{3,}(?:,~[-–—][a-zäöüß]{3,})*~(?:und|oder|bzw\.|sowie)~[-–—][a-zäöüß]{3}",
    )
});
static AFTER_PART: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[a-zäöüß](?P<dash>[–—])~(?:und|oder|bzw\.|sowie)~"));

/// `und –gewinnung`, `Vor– und Nachteile`: a dash typed for a suspended hyphen.
pub(super) fn suspended_hyphen(line: &Line) -> Vec<Edit> {
    let text = line.text();
    let first = FIRST_PART.captures_iter(text).filter_map(|captures| captures.name("dash"));
    let mut hyphens: BTreeMap<usize, Range<usize>> = first.map(|dash| (dash.start(), dash.range())).collect();
    let mut possible = possible_hyphens(text);
    // What is a hyphen opens or closes no insertion, and so another one may be one too.
    loop {
        let (found, left): (Vec<_>, Vec<_>) =
            possible.into_iter().partition(|it| !it.is_inserted(text, &hyphens));
        if found.is_empty() {
            break;
        }
        hyphens.extend(found.into_iter().map(|it| (it.dash.start, it.dash)));
        possible = left;
    }
    hyphens.into_values().map(|dash| Edit::new(Rule::SuspendedHyphen, dash, "-")).collect()
}

/// A dash that is a suspended hyphen, unless it opens or closes an insertion.
struct PossibleHyphen {
    dash: Range<usize>,
    /// Whether it stands in front of its part of the word.
    in_front: bool,
}

impl PossibleHyphen {
    /// Whether an insertion begins or ends here: »und –wie geplant– umgesetzt«, »das –nur Schulen– und …«.
    fn is_inserted(&self, text: &str, hyphens: &BTreeMap<usize, Range<usize>>) -> bool {
        const REACH: usize = 80;
        let is_dash = |(at, c): (usize, char)| matches!(c, '–' | '—') && !hyphens.contains_key(&at);
        let (head, tail) = (text.get(..self.dash.start), text.get(self.dash.end..));
        if self.in_front {
            let tail = tail.unwrap_or_default().char_indices().take(REACH);
            let tail = tail.take_while(|(_, c)| !matches!(c, '.' | ';'));
            tail.map(|(at, c)| (self.dash.end + at, c)).any(is_dash)
        } else {
            head.unwrap_or_default().char_indices().rev().take(REACH).any(is_dash)
        }
    }
}

fn possible_hyphens(text: &str) -> Vec<PossibleHyphen> {
    let in_front = BEFORE_PART.captures_iter(text).filter_map(|captures| {
        let (whole, dash) = (captures.get(0)?, captures.name("dash")?);
        let joint_is_word =
            whole.as_str().starts_with('/') || before(text, whole.start()).is_none_or(|c| !c.is_alphabetic());
        let long = letters_at(text, dash.end()).chars().count() > 2;
        (joint_is_word && long).then(|| PossibleHyphen { dash: dash.range(), in_front: true })
    });
    let behind = AFTER_PART.captures_iter(text).filter_map(|captures| {
        let dash = captures.name("dash")?;
        let long = word_before(text, dash.start()).chars().count() > 1;
        long.then(|| PossibleHyphen { dash: dash.range(), in_front: false })
    });
    in_front.chain(behind).collect()
}

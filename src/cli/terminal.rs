//! Text with change marks for a terminal: `[-alt-]{+neu+}`, in lines of a fixed width.
//!
//! The marks can be read without colour; strike-through and underline come on top where the output
//! is a terminal and `NO_COLOR` (<https://no-color.org>) is not set.

use std::borrow::Cow;

use sachstand::diag::{head, is_command, tail, visible};
use sachstand::model::ChangeRun;
use sachstand::text::Mark;
use unicode_segmentation::UnicodeSegmentation as _;

/// Characters in a line.
const WIDTH: usize = 80;
/// Characters kept of equal text on each side of a mark.
const CONTEXT: usize = 40;

/// Escape sequences (ECMA-48, SGR); [`anstream`] takes them out where they are not wanted.
const BOLD: &str = "\x1b[1m";
const DELETED: &str = "\x1b[31;9m";
const INSERTED: &str = "\x1b[32;4m";
const RESET: &str = "\x1b[0m";

/// The text as it may leave for a terminal: of the escape sequences in it only our own are left.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(is_command) {
        return Cow::Borrowed(text);
    }
    let own = |rest: &str| [BOLD, DELETED, INSERTED, RESET].into_iter().find(|own| rest.starts_with(*own));
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\x1b') {
        let (before, behind) = rest.split_at(at);
        out.push_str(&visible(before));
        let taken = own(behind).unwrap_or("\x1b");
        out.push_str(&if taken.len() > 1 { Cow::Borrowed(taken) } else { visible(taken) });
        rest = behind.get(taken.len()..).unwrap_or_default();
    }
    out.push_str(&visible(rest));
    out.into()
}

/// A JSON text in which whatever a terminal would obey is escaped; outside its strings there is nothing of
/// the kind.
pub(super) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match is_command(c) {
            true => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => out.push(c),
        }
    }
    out
}

pub(super) fn heading(text: &str) -> String {
    format!("{BOLD}{text}{RESET}")
}

/// The runs in lines, indented by so many spaces, every line ended. Long equal text is cut, marked
/// text never.
pub(super) fn runs(runs: &[ChangeRun], indent: usize) -> String {
    let shown = shortened(runs);
    let mut cells: Vec<Cell<'_>> = Vec::new();
    for (op, text) in &shown {
        let (open, close) = signs(*op);
        let cell = |text| (*op, text);
        cells.extend([open, text, close].iter().flat_map(|part| part.graphemes(true)).map(cell));
    }
    let lines = wrapped(&cells, WIDTH.saturating_sub(indent));
    lines.iter().map(|line| format!("{:indent$}{}\n", "", painted(line))).collect()
}

fn painted(line: &[Cell<'_>]) -> String {
    let mut out = String::new();
    for stretch in line.chunk_by(|(one, _), (next, _)| one == next) {
        let (on, off) = match stretch.first().map(|(op, _)| op) {
            Some(Mark::Deleted) => (DELETED, RESET),
            Some(Mark::Inserted) => (INSERTED, RESET),
            _ => ("", ""),
        };
        out.push_str(on);
        // What a terminal would take for a command is no text.
        out.extend(stretch.iter().map(|(_, text)| if text.contains(char::is_control) { " " } else { text }));
        out.push_str(off);
    }
    out
}

/// A character as it is seen, and what happened to it.
type Cell<'a> = (Mark, &'a str);

fn signs(op: Mark) -> (&'static str, &'static str) {
    match op {
        Mark::Kept => ("", ""),
        Mark::Deleted => ("[-", "-]"),
        Mark::Inserted => ("{+", "+}"),
    }
}

/// Cuts into lines at spaces; a word longer than a line stands alone.
fn wrapped<'a, 'b>(cells: &'b [Cell<'a>], width: usize) -> Vec<&'b [Cell<'a>]> {
    let mut lines = Vec::new();
    for mut rest in cells.split(|(_, text)| matches!(*text, "\n" | "\r\n" | "\r")) {
        let is_space = |(_, text): &Cell<'_>| *text == " ";
        while let Some(start) = rest.get(..=width) {
            let space = start.iter().rposition(is_space).or_else(|| rest.iter().position(is_space));
            let Some(space) = space else { break };
            let (line, behind) = rest.split_at(space);
            lines.push(line);
            rest = behind.get(1..).unwrap_or_default();
        }
        lines.push(rest);
    }
    lines
}

/// The runs with long equal stretches cut to what stands beside a mark.
fn shortened(runs: &[ChangeRun]) -> Vec<(Mark, String)> {
    let last = runs.len().saturating_sub(1);
    let cut = |(at, run): (usize, &ChangeRun)| {
        let text = match (run.op, at == 0, at == last) {
            (Mark::Kept, true, true) => head(&run.text, 2 * CONTEXT),
            (Mark::Kept, true, false) => tail(&run.text, CONTEXT),
            (Mark::Kept, false, true) => head(&run.text, CONTEXT),
            (Mark::Kept, false, false) => middle(&run.text),
            _ => run.text.clone(),
        };
        (run.op, text)
    };
    runs.iter().enumerate().map(cut).collect()
}

fn middle(text: &str) -> String {
    if text.graphemes(true).nth(2 * CONTEXT + 10).is_none() {
        return text.to_owned();
    }
    let (front, back) = (head(text, CONTEXT), tail(text, CONTEXT));
    format!("{front}{}", back.strip_prefix('…').unwrap_or(&back))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(shown: &[ChangeRun], indent: usize) -> String {
        anstream::adapter::strip_str(&runs(shown, indent)).to_string()
    }

    fn run(op: Mark, text: &str) -> ChangeRun {
        ChangeRun { op, text: text.into() }
    }

    #[test]
    fn marks_are_signs_and_on_a_terminal_also_seen() {
        let changed = [run(Mark::Kept, "bis "), run(Mark::Deleted, "Mai"), run(Mark::Inserted, "Juni")];
        assert_eq!(plain(&changed, 2), "  bis [-Mai-]{+Juni+}\n");
        let seen = runs(&changed, 0);
        assert_eq!(seen, "bis \x1b[31;9m[-Mai-]\x1b[0m\x1b[32;4m{+Juni+}\x1b[0m\n");
    }

    #[test]
    fn only_our_own_sequences_reach_a_terminal() {
        let own = format!("{}\x1b[31m\x1b]0;x\x07\u{202e}", heading("Titel"));
        assert_eq!(shown(&own), "\x1b[1mTitel\x1b[0m␛[31m␛]0;x␇�");
        assert_eq!(escaped("{\n  \"a\": \"\u{202e}b\u{85}\"\n}"), "{\n  \"a\": \"\\u202eb\\u0085\"\n}");
    }

    #[test]
    fn equal_text_is_cut_between_words_and_marked_text_never() {
        let long = "davor und danach ".repeat(20);
        let runs = [
            run(Mark::Kept, &long),
            run(Mark::Deleted, &long),
            run(Mark::Kept, &long),
            run(Mark::Inserted, "neu"),
            run(Mark::Kept, &long),
        ];
        let shown = plain(&runs, 4);
        assert!(shown.lines().all(|line| line.chars().count() <= WIDTH), "{shown}");
        let joined = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(joined.starts_with("… davor und danach davor und danach [-davor"), "{joined}");
        assert!(joined.contains(long.trim()) && joined.ends_with("…"), "{joined}");
        assert_eq!(joined.matches('…').count(), 3, "{joined}");
    }

    #[test]
    fn no_character_of_a_line_is_lost_or_a_command() {
        let text = format!("{} {} \x1b[2Jkurz", "x".repeat(200), "Wort ".repeat(50));
        let shown = plain(&[run(Mark::Inserted, &text)], 0);
        assert!(!shown.contains('\x1b'));
        let count = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        assert_eq!(count(&shown), count(&text));
        assert!(shown.lines().skip(1).all(|line| line.chars().count() <= WIDTH), "{shown}");
    }
}

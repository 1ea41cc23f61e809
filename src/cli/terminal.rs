//! Text with change marks for a terminal: `[-alt-]{+neu+}`, in lines of a fixed width.
//!
//! The marks can be read without colour; strike-through and underline come on top where the output
//! is a terminal and `NO_COLOR` (<https://no-color.org>) is not set.

use std::io::IsTerminal as _;

use sachstand::model::{ChangeOp, ChangeRun};
use unicode_segmentation::UnicodeSegmentation as _;

/// Characters in a line.
const WIDTH: usize = 80;
/// Characters kept of equal text on each side of a mark.
const CONTEXT: usize = 40;

/// How text is shown.
#[derive(Clone, Copy)]
pub(super) struct Terminal {
    /// Whether escape sequences (ECMA-48, SGR) are understood and wanted.
    colour: bool,
}

impl Terminal {
    /// Standard output as it is.
    pub(super) fn stdout() -> Self {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        // The old console of Windows prints the sequences; what sets these variables does not.
        let understood = if cfg!(windows) {
            set("WT_SESSION") || set("TERM")
        } else {
            std::env::var_os("TERM").is_none_or(|it| it != "dumb")
        };
        Self { colour: understood && !set("NO_COLOR") && std::io::stdout().is_terminal() }
    }

    pub(super) fn heading(self, text: &str) -> String {
        if self.colour { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// The runs in lines, indented by so many spaces, every line ended. Long equal text is cut,
    /// marked text never.
    pub(super) fn runs(self, runs: &[ChangeRun], indent: usize) -> String {
        let shown = shortened(runs);
        let mut cells: Vec<Cell<'_>> = Vec::new();
        for (op, text) in &shown {
            let (open, close) = signs(*op);
            let cell = |text| Cell { op: *op, text };
            cells.extend([open, text, close].iter().flat_map(|part| part.graphemes(true)).map(cell));
        }
        let lines = wrapped(&cells, WIDTH.saturating_sub(indent));
        lines.iter().map(|line| format!("{:indent$}{}\n", "", self.painted(line))).collect()
    }

    fn painted(self, line: &[Cell<'_>]) -> String {
        let mut out = String::new();
        for stretch in line.chunk_by(|one, next| one.op == next.op) {
            let (on, off) = match stretch.first().map(|cell| cell.op).filter(|_| self.colour) {
                Some(ChangeOp::Deleted) => ("\x1b[31;9m", "\x1b[0m"),
                Some(ChangeOp::Inserted) => ("\x1b[32;4m", "\x1b[0m"),
                _ => ("", ""),
            };
            out.push_str(on);
            // What a terminal would take for a command is no text.
            out.extend(stretch.iter().map(|cell| if is_control(cell.text) { " " } else { cell.text }));
            out.push_str(off);
        }
        out
    }
}

/// A character as it is seen, and what happened to it.
#[derive(Clone, Copy)]
struct Cell<'a> {
    op: ChangeOp,
    text: &'a str,
}

fn signs(op: ChangeOp) -> (&'static str, &'static str) {
    match op {
        ChangeOp::Equal => ("", ""),
        ChangeOp::Deleted => ("[-", "-]"),
        ChangeOp::Inserted => ("{+", "+}"),
    }
}

fn is_control(text: &str) -> bool {
    text.chars().any(char::is_control)
}

/// Cuts into lines at spaces; a word longer than a line stands alone.
fn wrapped<'a, 'b>(cells: &'b [Cell<'a>], width: usize) -> Vec<&'b [Cell<'a>]> {
    let mut lines = Vec::new();
    let (mut start, mut space) = (0, None);
    let cut = |from: usize, to: usize| cells.get(from..to).unwrap_or_default();
    for (at, cell) in cells.iter().enumerate() {
        match (cell.text, space) {
            ("\n" | "\r\n" | "\r", _) => {
                lines.push(cut(start, at));
                (start, space) = (at + 1, None);
                continue;
            }
            (" ", _) if at - start <= width => space = Some(at),
            _ => {}
        }
        if let Some(end) = space.filter(|_| at + 1 - start > width) {
            lines.push(cut(start, end));
            (start, space) = (end + 1, (cell.text == " " && at > end).then_some(at));
        }
    }
    lines.push(cut(start, cells.len()));
    lines
}

/// The runs with long equal stretches cut to what stands beside a mark.
fn shortened(runs: &[ChangeRun]) -> Vec<(ChangeOp, String)> {
    let last = runs.len().saturating_sub(1);
    let cut = |(at, run): (usize, &ChangeRun)| {
        let text = match (run.op, at == 0, at == last) {
            (ChangeOp::Equal, true, true) => head(&run.text, 2 * CONTEXT),
            (ChangeOp::Equal, true, false) => tail(&run.text, CONTEXT),
            (ChangeOp::Equal, false, true) => head(&run.text, CONTEXT),
            (ChangeOp::Equal, false, false) => middle(&run.text),
            _ => run.text.clone(),
        };
        (run.op, text)
    };
    runs.iter().enumerate().map(cut).collect()
}

/// The first characters, whole words of them.
pub(super) fn head(text: &str, count: usize) -> String {
    match text.grapheme_indices(true).nth(count) {
        None => text.to_owned(),
        Some((end, _)) => {
            let front = text.get(..end).unwrap_or_default();
            let words = front.rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(end);
            format!("{} …", front.get(..words).unwrap_or(front).trim_end())
        }
    }
}

/// The last characters, whole words of them.
pub(super) fn tail(text: &str, count: usize) -> String {
    match text.grapheme_indices(true).rev().nth(count) {
        None => text.to_owned(),
        Some((at, cut)) => {
            let back = text.get(at + cut.len()..).unwrap_or_default();
            let words = back.trim_end().find(char::is_whitespace).unwrap_or(0);
            format!("… {}", back.get(words..).unwrap_or(back).trim_start())
        }
    }
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

    const PLAIN: Terminal = Terminal { colour: false };

    fn run(op: ChangeOp, text: &str) -> ChangeRun {
        ChangeRun { op, text: text.into() }
    }

    #[test]
    fn marks_are_signs_and_on_a_terminal_also_seen() {
        let runs =
            [run(ChangeOp::Equal, "bis "), run(ChangeOp::Deleted, "Mai"), run(ChangeOp::Inserted, "Juni")];
        assert_eq!(PLAIN.runs(&runs, 2), "  bis [-Mai-]{+Juni+}\n");
        let seen = Terminal { colour: true }.runs(&runs, 0);
        assert_eq!(seen, "bis \x1b[31;9m[-Mai-]\x1b[0m\x1b[32;4m{+Juni+}\x1b[0m\n");
    }

    #[test]
    fn equal_text_is_cut_between_words_and_marked_text_never() {
        let long = "davor und danach ".repeat(20);
        let runs = [
            run(ChangeOp::Equal, &long),
            run(ChangeOp::Deleted, &long),
            run(ChangeOp::Equal, &long),
            run(ChangeOp::Inserted, "neu"),
            run(ChangeOp::Equal, &long),
        ];
        let shown = PLAIN.runs(&runs, 4);
        assert!(shown.lines().all(|line| line.chars().count() <= WIDTH), "{shown}");
        let joined = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(joined.starts_with("… davor und danach davor und danach [-davor"), "{joined}");
        assert!(joined.contains(long.trim()) && joined.ends_with("…"), "{joined}");
        assert_eq!(joined.matches('…').count(), 3, "{joined}");
    }

    #[test]
    fn no_character_of_a_line_is_lost_or_a_command() {
        let text = format!("{}\n{} \x1b[2Jkurz", "x".repeat(200), "Wort ".repeat(50));
        let shown = PLAIN.runs(&[run(ChangeOp::Inserted, &text)], 0);
        assert!(!shown.contains('\x1b'));
        let count = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        assert_eq!(count(&shown), count(&text));
        assert!(shown.lines().skip(1).all(|line| line.chars().count() <= WIDTH), "{shown}");
    }
}

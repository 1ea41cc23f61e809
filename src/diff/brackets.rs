//! Brackets stand outside the marks of a word where both versions have them: `([-27-]{+21+})`. Those of
//! several words change with them.

use crate::text::{Format, Mark, RichText, Run, Text};

/// The text with each bracket that opens or closes both a struck word and the new one behind it kept,
/// in the formatting that it has now. A bracket whose partner is within the marks stays with it.
pub(super) fn outside(text: Text) -> Text {
    let runs: Vec<_> = text.runs().collect();
    let parts: Vec<_> = runs.chunk_by(|one, next| one.format.mark == next.format.mark).collect();
    let mark = |part: &[Run<'_, Format>]| part.first().map(|run| run.format.mark);
    let whole = |part: &[Run<'_, Format>]| {
        let (first, last) = (part.first()?, part.last()?);
        Some(first.start..last.range().end)
    };
    let mut result = Text::default();
    let mut rest = parts.as_slice();
    while let [part, behind @ ..] = rest {
        let struck = whole(part).unwrap_or_default();
        let new = behind.first().and_then(|next| whole(next)).unwrap_or_default();
        let replaced = mark(part) == Some(Mark::Deleted)
            && behind.first().is_some_and(|next| mark(next) == Some(Mark::Inserted));
        let common = replaced.then(|| common(&text.as_str()[struck.clone()], &text.as_str()[new.clone()]));
        match common.filter(|(front, back)| front + back > 0) {
            None => {
                result.append(&text.slice(struck));
                rest = behind;
            }
            Some((front, back)) => {
                let kept =
                    |range| RichText::map(&text.slice(range), |format: &Format| format.marked(Mark::Kept));
                result.append(&kept(new.start..new.start + front));
                result.append(&text.slice(struck.start + front..struck.end - back));
                result.append(&text.slice(new.start + front..new.end - back));
                result.append(&kept(new.end - back..new.end));
                rest = behind.get(1..).unwrap_or_default();
            }
        }
    }
    result
}

/// How many bytes at the start and at the end of both are brackets, with punctuation behind those at
/// the end, that have no partner in what is left between them.
fn common(struck: &str, new: &str) -> (usize, usize) {
    if [struck, new].iter().any(|text| text.contains(char::is_whitespace)) {
        return (0, 0);
    }
    let opening = |text: &str| text.len() - text.trim_start_matches(['(', '[', '{']).len();
    let closing = |text: &str| {
        let inner = text.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let inner = inner.trim_end_matches([')', ']', '}']);
        text.len() - inner.len()
    };
    let front = opening(struck).min(opening(new));
    let back = closing(struck).min(closing(new));
    let front = if struck.get(..front) == new.get(..front) { front } else { 0 };
    let tail = |text: &str, length: usize| text.get(text.len() - length..).unwrap_or_default().to_owned();
    let back = if tail(struck, back) == tail(new, back) { back } else { 0 };
    let has_bracket = tail(struck, back).contains([')', ']', '}']);
    let back = if has_bracket { back } else { 0 };
    let fits = |front: usize, back: usize| {
        [struck, new].iter().all(|text| {
            let inner = text.get(front..text.len() - back).filter(|_| front + back < text.len());
            inner.is_some_and(is_balanced)
        })
    };
    [(front, back), (front, 0), (0, back)]
        .into_iter()
        .find(|(front, back)| fits(*front, *back))
        .unwrap_or((0, 0))
}

/// Whether every bracket in it has its partner.
fn is_balanced(text: &str) -> bool {
    let mut open = 0_i32;
    for c in text.chars() {
        match c {
            '(' | '[' | '{' => open += 1,
            ')' | ']' | '}' => open -= 1,
            _ => {}
        }
        if open < 0 {
            return false;
        }
    }
    open == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(before: &str, struck: &str, new: &str, behind: &str) -> String {
        let parts =
            [(before, Mark::Kept), (struck, Mark::Deleted), (new, Mark::Inserted), (behind, Mark::Kept)];
        let text: Text = parts.map(|(text, mark)| (text, Format::from(mark))).into_iter().collect();
        let moved = outside(text.clone());
        assert_eq!((moved.current(), moved.previous()), (text.current(), text.previous()));
        let notation = moved.runs().map(|run| match run.format.mark {
            Mark::Kept => run.text.to_owned(),
            Mark::Deleted => format!("[-{}-]", run.text),
            Mark::Inserted => format!("{{+{}+}}", run.text),
        });
        notation.collect()
    }

    #[test]
    fn brackets_of_both_parts_stand_outside() {
        assert_eq!(changed("im Haus ", "(27", "(21", " Stellen)"), "im Haus ([-27-]{+21+} Stellen)");
        assert_eq!(changed("(rund ", "27),", "21),", " dann"), "(rund [-27-]{+21+}), dann");
        assert_eq!(changed("im ", "(Mai).", "(Juni).", ""), "im ([-Mai-]{+Juni+}).");
        assert_eq!(changed("§ ", "5(2)", "6(2)", ""), "§ [-5(2)-]{+6(2)+}");
    }

    #[test]
    fn others_stay_inside() {
        assert_eq!(changed("im ", "Mai,", "Juni,", ""), "im [-Mai,-]{+Juni,+}");
        assert_eq!(changed("", "(27)", "(21", " neu)"), "[-(27)-]{+(21+} neu)");
        assert_eq!(changed("", "(alt und gut)", "(neu)", ""), "[-(alt und gut)-]{+(neu)+}");
        assert_eq!(changed("", "(", "(neu)", ""), "[-(-]{+(neu)+}");
    }
}

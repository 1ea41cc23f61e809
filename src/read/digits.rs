//! What Excel shows of a number: format codes of ECMA-376 part 1, 18.8.30/31.
//!
//! In: a number and a format code such as `#,##0.00 [$€-407];[Red]-0`. Out: the German form,
//! »1.234,50 €«. Which section of the code counts, its literal text and its sign are settled here,
//! where hostile codes are kept away as well; the digits are placed by the crate `ssfmt`. Dates and
//! times are none of this module's: papers show them in one form, whatever the code says.

use std::sync::LazyLock;

use ssfmt::{FormatOptions, Locale, NumberFormat};

use crate::german;

/// Most characters of a code (Excel's own limit), digits behind the comma and of a fraction.
const LONGEST: usize = 255;
const MOST_DECIMALS: usize = 15;
const MOST_OF_FRACTION: usize = 3;
/// From here on a number has more digits than it keeps.
const LARGEST: f64 = 1e15;
/// Stands for a quotation mark inside literal text, which a code cannot quote.
const QUOTATION_MARK: &str = "\u{e000}";

static GERMAN: LazyLock<FormatOptions> = LazyLock::new(|| FormatOptions {
    locale: Locale { decimal_separator: ',', thousands_separator: '.', ..Locale::default() },
    ..FormatOptions::default()
});

/// A format code that was taken apart.
#[derive(Debug, Default)]
pub(super) struct Sections {
    numbers: Vec<Section>,
    /// What stands around a text (`@`).
    text: Option<(String, String)>,
}

#[derive(Debug)]
struct Section {
    condition: Option<Condition>,
    digits: Digits,
    percent: bool,
    /// Whether its own text says that the number is negative.
    signed: bool,
}

/// How a section shows a number.
#[derive(Debug)]
enum Digits {
    /// Not at all.
    Hidden,
    /// As `General`, between these texts.
    General(String, String),
    /// By a code of which `ssfmt` knows what to do, the number rounded to so many decimals where it says.
    Code(Box<NumberFormat>, Option<i32>),
}

/// A number as its cell shows it.
#[derive(Default)]
pub(super) struct Shown {
    /// In German form; empty where the format hides it. None for one shown without any format.
    pub(super) text: Option<String>,
    /// Shown as a percentage.
    pub(super) percent: bool,
}

/// `[>=1000]`.
#[derive(Clone, Copy, Debug)]
struct Condition(Comparison, f64);

type Comparison = fn(&f64, &f64) -> bool;

impl Condition {
    fn parse(inside: &str) -> Option<Self> {
        let operators: [(&str, Comparison); 6] = [
            ("<>", f64::ne),
            ("<=", f64::le),
            (">=", f64::ge),
            ("<", f64::lt),
            (">", f64::gt),
            ("=", f64::eq),
        ];
        let read = |(sign, compare): (&str, Comparison)| {
            Some(Self(compare, inside.strip_prefix(sign)?.trim().parse().ok()?))
        };
        operators.into_iter().find_map(read)
    }

    fn holds(self, number: f64) -> bool {
        (self.0)(&number, &self.1)
    }

    /// Whether no number above zero meets it: then the code itself says that the number is negative.
    fn is_negative(self) -> bool {
        ![0.0, 1e-9, self.1.abs() + 1.0, 1e300].into_iter().any(|number| self.holds(number))
    }
}

impl Sections {
    /// Takes a format code apart.
    pub(super) fn parse(code: &str) -> Self {
        if code.len() > LONGEST {
            return Self::default();
        }
        let all: Vec<Token> = tokens(code).collect();
        let mut parts: Vec<&[Token]> = all.split(|token| *token == Token::Char(';')).take(4).collect();
        let holds = |part: &[Token], wanted: fn(char) -> bool| {
            part.iter().any(|token| matches!(token, Token::Char(character) if wanted(*character)))
        };
        let is_text =
            |part: &[Token]| holds(part, |it| it == '@') && !holds(part, |it| matches!(it, '0' | '#' | '?'));
        let last = parts.last().copied().filter(|part| parts.len() == 4 || is_text(part));
        if last.is_some() {
            parts.pop();
        }
        let text = last.and_then(|part| {
            let at = part.iter().position(|token| *token == Token::Char('@'))?;
            Some((literal(part.get(..at)?), literal(part.get(at + 1..)?)))
        });
        Self { numbers: parts.into_iter().filter_map(Section::read).collect(), text }
    }

    /// What stands before and behind a text in a cell with this format.
    pub(super) fn around_text(&self) -> Option<(&str, &str)> {
        let (before, after) = self.text.as_ref()?;
        (!before.trim().is_empty() || !after.trim().is_empty()).then_some((before, after))
    }

    /// What is shown of a number.
    pub(super) fn show(&self, number: f64) -> Shown {
        let Some((section, signless)) = self.select(number) else { return Shown::default() };
        let Some(digits) = section.digits.show(number.abs()) else { return Shown::default() };
        let zero = !digits.contains(|digit| matches!(digit, '1'..='9')) && self.numbers.len() == 1;
        let sign = if number < 0.0 && !signless && !zero && !digits.is_empty() { "-" } else { "" };
        Shown { text: Some(tidy(&format!("{sign}{digits}"))), percent: section.percent }
    }

    /// The section that counts for a number, and whether it shows the sign itself.
    fn select(&self, number: f64) -> Option<(&Section, bool)> {
        let sections = &self.numbers;
        if sections.iter().all(|section| section.condition.is_none()) {
            let negative = number < 0.0 && sections.len() > 1;
            let at = if negative { 1 } else { usize::from(number == 0.0 && sections.len() > 2) * 2 };
            return Some((sections.get(at)?, negative));
        }
        let applies = |at: usize, section: &Section| match section.condition {
            Some(condition) => condition.holds(number),
            None if at + 1 == sections.len() => true,
            None => {
                if at == 0 {
                    number > 0.0
                } else {
                    number < 0.0
                }
            }
        };
        let (_, section) = sections.iter().enumerate().find(|(at, section)| applies(*at, section))?;
        Some((section, section.signed || section.condition.is_some_and(Condition::is_negative)))
    }
}

impl Section {
    /// Reads a section; none where it asks for what no number needs.
    fn read(tokens: &[Token]) -> Option<Self> {
        let condition = tokens.iter().find_map(|token| match token {
            Token::Bracket(inside) => Condition::parse(inside),
            _ => None,
        });
        let percent = tokens.contains(&Token::Char('%'));
        let digits = match general(tokens) {
            _ if tokens.is_empty() => Digits::Hidden,
            Some((before, after)) => Digits::General(literal(before), literal(after)),
            None => {
                let code = NumberFormat::parse(&code(tokens)?).ok()?;
                Digits::Code(Box::new(code), decimals(tokens))
            }
        };
        let start = tokens.iter().take_while(|token| !matches!(token, Token::Char('0' | '#' | '?')));
        let signed = start.into_iter().any(|token| literal(std::slice::from_ref(token)).contains(['-', '(']));
        Some(Self { condition, digits, percent, signed })
    }
}

impl Digits {
    fn show(&self, number: f64) -> Option<String> {
        if number >= LARGEST {
            return None;
        }
        Some(match self {
            Self::Hidden => String::new(),
            Self::General(before, after) => format!("{before}{}{after}", german::general(number)),
            Self::Code(code, decimals) => {
                let number = decimals.map_or(number, |decimals| german::rounded(number, decimals));
                let shown = code.try_format(number, &GERMAN).ok()?;
                // The one place where the crate does not ask for the decimal separator.
                let exponent = decimals.is_none() && shown.contains(['E', 'e']);
                let shown = if exponent { shown.replacen('.', ",", 1) } else { shown };
                shown.replace(QUOTATION_MARK, "\"")
            }
        })
    }
}

/// A piece of a format code.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// Characters shown as they are.
    Literal(String),
    /// What stands in square brackets.
    Bracket(String),
    /// A character that may mean something.
    Char(char),
}

/// A format code, piece by piece.
pub(super) fn tokens(code: &str) -> impl Iterator<Item = Token> {
    let mut characters = code.chars();
    std::iter::from_fn(move || {
        let character = characters.next()?;
        let mut until = |end: char| characters.by_ref().take_while(|&next| next != end).collect();
        Some(match character {
            '"' => Token::Literal(until('"')),
            '[' => Token::Bracket(until(']')),
            '\\' => Token::Literal(characters.next().into_iter().collect()),
            // White space as wide as the next character, or so much of that as fits.
            '_' | '*' => {
                characters.next();
                Token::Literal(String::new())
            }
            character => Token::Char(character),
        })
    })
}

/// The literal text of some tokens.
fn literal(tokens: &[Token]) -> String {
    let text = |token: &Token| match token {
        Token::Literal(text) => text.clone(),
        Token::Bracket(inside) => currency(inside).to_owned(),
        Token::Char(character) => character.to_string(),
    };
    tokens.iter().map(text).collect()
}

/// The symbol in `$€-407`.
fn currency(inside: &str) -> &str {
    inside.strip_prefix('$').and_then(|rest| rest.split('-').next()).unwrap_or_default()
}

/// What stands before and behind the word `General`, or `@`, which shows a number in the same way.
fn general(tokens: &[Token]) -> Option<(&[Token], &[Token])> {
    const WORD: &str = "general";
    let lower = |token: &Token| match token {
        Token::Char(character) => character.to_ascii_lowercase(),
        _ => ' ',
    };
    let is_word = |at: &usize| {
        tokens.get(*at..at + WORD.len()).is_some_and(|part| part.iter().map(lower).eq(WORD.chars()))
    };
    let (start, end) = match (0..tokens.len()).find(is_word) {
        Some(at) => (at, at + WORD.len()),
        None => tokens.iter().position(|token| *token == Token::Char('@')).map(|at| (at, at + 1))?,
    };
    Some((tokens.get(..start)?, tokens.get(end..)?))
}

/// A section as `ssfmt` is handed it: what means something in a number, everything else quoted.
fn code(tokens: &[Token]) -> Option<String> {
    let mut code = String::new();
    let is_digit = |token: Option<&Token>| matches!(token, Some(Token::Char('0' | '#' | '?')));
    let fraction = tokens.iter().position(|token| *token == Token::Char('/')).filter(|at| {
        is_digit(at.checked_sub(1).and_then(|before| tokens.get(before)))
            && matches!(tokens.get(at + 1), Some(Token::Char('0'..='9' | '#' | '?')))
    });
    for (at, token) in tokens.iter().enumerate() {
        let raw = match token {
            Token::Char('0' | '#' | '?' | ',' | '.' | '%') => true,
            Token::Char('E' | 'e') => matches!(tokens.get(at + 1), Some(Token::Char('+' | '-'))),
            Token::Char('+' | '-') => at > 0 && matches!(tokens.get(at - 1), Some(Token::Char('E' | 'e'))),
            Token::Char('/') => fraction == Some(at),
            Token::Char('1'..='9') => fraction.is_some_and(|slash| at > slash),
            Token::Char(' ') => fraction.is_some(),
            _ => false,
        };
        match token {
            Token::Char(character) if raw => code.push(*character),
            // Colours, languages and conditions show nothing.
            _ => {
                let text = literal(std::slice::from_ref(token)).replace('"', QUOTATION_MARK);
                if !text.is_empty() {
                    code.push_str(&format!("\"{text}\""));
                }
            }
        }
    }
    let placeholders = tokens.iter().filter(|token| is_digit(Some(*token))).count();
    let most = if fraction.is_some() { MOST_OF_FRACTION * 3 } else { LONGEST };
    let fits = placeholders <= most
        && decimals(tokens).is_none_or(|it| it.unsigned_abs() as usize <= MOST_DECIMALS + 2);
    fits.then_some(code)
}

/// The decimal place to which a section rounds what is stored: percentages two more than they show,
/// thousands three less. None for powers of ten and fractions.
fn decimals(tokens: &[Token]) -> Option<i32> {
    let is_digit = |token: &Token| matches!(token, Token::Char('0' | '#' | '?'));
    let meaning: Vec<&Token> = tokens.iter().filter(|token| matches!(token, Token::Char(_))).collect();
    if meaning.windows(2).any(|pair| {
        matches!(
            pair,
            [Token::Char('E' | 'e'), Token::Char('+' | '-')]
                | [Token::Char('?' | '#' | '0'), Token::Char('/')]
        )
    }) {
        return None;
    }
    let count = |wanted: char| meaning.iter().filter(|token| ***token == Token::Char(wanted)).count();
    let point = meaning.iter().position(|token| **token == Token::Char('.'));
    let behind = point.map_or(0, |at| meaning.iter().skip(at).filter(|token| is_digit(token)).count());
    let last = meaning.iter().rposition(|token| is_digit(token)).unwrap_or(0);
    let comma = |at: usize| meaning.get(at) == Some(&&Token::Char(','));
    let before_point = point.map_or(0, |at| (0..at).rev().take_while(|at| comma(*at)).count());
    let thousands = before_point + (last + 1..meaning.len()).take_while(|at| comma(*at)).count();
    i32::try_from(behind + 2 * count('%')).ok()?.checked_sub(3 * i32::try_from(thousands).ok()?)
}

/// Single blanks and none at the ends (codes align columns by them); a sign or unit stays with its digits.
fn tidy(shown: &str) -> String {
    let words: Vec<&str> = shown.split(' ').filter(|word| !word.is_empty()).collect();
    let mut text = String::new();
    for word in words {
        if !text.is_empty() {
            text.push(if text.ends_with(|end: char| end.is_ascii_digit()) { '\u{a0}' } else { ' ' });
        }
        for character in word.chars() {
            if character == '%' && text.ends_with(|end: char| end.is_ascii_digit()) {
                text.push('\u{a0}');
            }
            text.push(character);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes of pieces that mean something, in any order.
    fn codes() -> impl Iterator<Item = String> {
        const PIECES: [&str; 36] = [
            "0",
            "#",
            "?",
            ",",
            ".",
            "%",
            "E+",
            "e-",
            "/",
            "\"ü\"",
            "\\x",
            "_-",
            "*x",
            "[",
            "]",
            "[Red]",
            "[>1]",
            "[<=-",
            "[$€-407]",
            "[h]",
            ";",
            "@",
            "General",
            "d",
            "mm",
            "yyyy",
            "AM/PM",
            "ss.00",
            " ",
            "ü",
            "€",
            "\"",
            "000000000000000000000000",
            "#,##0.00",
            "# ?/?",
            "/16",
        ];
        let mut state = 88_172_645_463_325_252_u64;
        let mut next = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as usize
        };
        std::iter::repeat_with(move || (0..1 + next() % 8).map(|_| PIECES[next() % PIECES.len()]).collect())
    }

    #[test]
    fn no_code_is_too_strange() {
        let numbers = [0.0, 1.0, -1.0, 0.5, 1_234_567.891, -0.000_1, 1e14, -1e300, 44_197.3, 1e-300];
        for code in codes().take(5_000) {
            let sections = Sections::parse(&code);
            for number in numbers {
                let shown = sections.show(number).text.unwrap_or_default();
                assert!(shown.len() < 600, "{code}");
            }
        }
    }
}

//! The words of PDF syntax (ISO 32000-1, 7.2 and 7.3), whether of the file, of a page or of a map.

use std::borrow::Cow;

/// A word.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// A name, without its slash.
    Name(Cow<'a, [u8]>),
    /// A string, written in brackets or as hexadecimal digits.
    String(Cow<'a, [u8]>),
    /// A number.
    Number(f64),
    /// `7 0 R`: the object of this number.
    Reference(u32),
    /// Anything else: `obj`, `true`, `R`, an operator.
    Word(&'a [u8]),
    /// The text of a comment.
    Comment(&'a [u8]),
    /// `[`
    ArrayStart,
    /// `]`
    ArrayEnd,
    /// `<<`
    DictStart,
    /// `>>`
    DictEnd,
}

/// Reads words; where it meets none of them, it ends with [`Lexer::is_broken`].
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    broken: bool,
}

impl<'a> Lexer<'a> {
    /// Reads `bytes` from `at` on.
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, broken: false }
    }

    /// Where the next word is looked for.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Goes on at `position`.
    pub(super) fn go_to(&mut self, position: usize) {
        self.at = position;
    }

    /// Whether it ended before the bytes did.
    pub(super) fn is_broken(&self) -> bool {
        self.broken
    }

    fn skip(&mut self, length: usize, token: Token<'a>) -> Token<'a> {
        self.at += length;
        token
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Reads `7 0 R` where it stands next. Objects of later generations belong to files that were changed.
    fn reference(&mut self) -> Option<u32> {
        let rest = self.bytes.get(self.at..)?;
        let digits = rest.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, behind) = rest.split_at(digits);
        let behind = behind.strip_prefix(b" 0 R").filter(|_| !digits.is_empty())?;
        if behind.first().copied().is_some_and(is_regular) {
            return None;
        }
        self.at += digits.len() + 4;
        Some(digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    }

    fn number_or_word(&mut self) -> Token<'a> {
        let word = self.regular();
        number(word).map_or(Token::Word(word), Token::Number)
    }

    fn name(&mut self) -> Token<'a> {
        self.at += 1;
        let raw = self.regular();
        if !raw.contains(&b'#') {
            return Token::Name(Cow::Borrowed(raw));
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((first, behind)) = rest.split_first() {
            let code = rest.get(1..3).filter(|_| *first == b'#');
            let code = code.and_then(|code| Some(hex(code[0])? << 4 | hex(code[1])?));
            name.push(code.unwrap_or(*first));
            rest = if code.is_some() { &rest[3..] } else { behind };
        }
        Token::Name(Cow::Owned(name))
    }

    fn comment(&mut self) -> Token<'a> {
        let rest = self.bytes.get(self.at + 1..).unwrap_or_default();
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        self.skip(length + 1, Token::Comment(&rest[..length]))
    }

    fn digits(&mut self) -> Option<Token<'a>> {
        self.at += 1;
        let rest = self.bytes.get(self.at..)?;
        let length = rest.iter().position(|byte| *byte == b'>')?;
        self.at += length + 1;
        let mut string = Vec::with_capacity(length / 2 + 1);
        let mut half = None;
        for digit in rest[..length].iter().filter(|byte| !is_space(**byte)) {
            let digit = hex(*digit)?;
            match half.take() {
                None => half = Some(digit << 4),
                Some(high) => string.push(high | digit),
            }
        }
        string.extend(half);
        Some(Token::String(Cow::Owned(string)))
    }

    fn string(&mut self) -> Option<Token<'a>> {
        self.at += 1;
        let rest = self.bytes.get(self.at..)?;
        let simple = rest.iter().position(|byte| matches!(byte, b'(' | b')' | b'\\' | b'\r'))?;
        if rest[simple] == b')' {
            self.at += simple + 1;
            return Some(Token::String(Cow::Borrowed(&rest[..simple])));
        }
        let mut string = Vec::with_capacity(simple.max(16) * 2);
        let (mut at, mut depth) = (0, 1);
        loop {
            let byte = *rest.get(at)?;
            at += 1;
            match byte {
                b'\\' => {
                    let (meant, length) = escape(rest.get(at..)?)?;
                    string.extend(meant);
                    at += length;
                    continue;
                }
                b'\r' => at += usize::from(rest.get(at) == Some(&b'\n')),
                b'(' => depth += 1,
                b')' if depth == 1 => break,
                b')' => depth -= 1,
                _ => {}
            }
            string.push(if byte == b'\r' { b'\n' } else { byte });
        }
        self.at += at;
        Some(Token::String(Cow::Owned(string)))
    }
}

/// What stands behind a backslash, nothing where it is the end of a line, and how long that is.
fn escape(rest: &[u8]) -> Option<(Option<u8>, usize)> {
    let digits = rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7'));
    let (code, length) =
        digits.fold((0, 0), |(code, length), digit| (code * 8 + u32::from(digit - b'0'), length + 1));
    if length > 0 {
        return Some((Some((code & 0xff) as u8), length));
    }
    Some(match *rest.first()? {
        b'n' => (Some(b'\n'), 1),
        b'r' => (Some(b'\r'), 1),
        b't' => (Some(b'\t'), 1),
        b'b' => (Some(8), 1),
        b'f' => (Some(12), 1),
        b'\r' => (None, 1 + usize::from(rest.get(1) == Some(&b'\n'))),
        b'\n' => (None, 1),
        other => (Some(other), 1),
    })
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.bytes.get(self.at..)?;
        let spaces = rest.iter().position(|byte| !is_space(*byte)).unwrap_or(rest.len());
        self.at += spaces;
        let token = match (*rest.get(spaces)?, rest.get(spaces + 1)) {
            (b'/', _) => Some(self.name()),
            (b'%', _) => Some(self.comment()),
            (b'[', _) => Some(self.skip(1, Token::ArrayStart)),
            (b']', _) => Some(self.skip(1, Token::ArrayEnd)),
            (b'<', Some(b'<')) => Some(self.skip(2, Token::DictStart)),
            (b'>', Some(b'>')) => Some(self.skip(2, Token::DictEnd)),
            (b'<', _) => self.digits(),
            (b'(', _) => self.string(),
            (b'{' | b'}', _) => {
                let brace = self.bytes.get(self.at..=self.at).unwrap_or_default();
                Some(self.skip(1, Token::Word(brace)))
            }
            (b')' | b'>', _) => None,
            (b'0'..=b'9', _) => {
                Some(self.reference().map_or_else(|| self.number_or_word(), Token::Reference))
            }
            _ => Some(self.number_or_word()),
        };
        self.broken |= token.is_none();
        token
    }
}

fn number(word: &[u8]) -> Option<f64> {
    let digits = word.strip_prefix(b"-").or_else(|| word.strip_prefix(b"+")).unwrap_or(word);
    let mut value = 0.0;
    let mut scale = None;
    for byte in digits {
        match (byte, scale) {
            (b'0'..=b'9', _) => {
                value = value * 10.0 + f64::from(byte - b'0');
                scale = scale.map(|scale: f64| scale * 10.0);
            }
            (b'.', None) => scale = Some(1.0),
            _ => return None,
        }
    }
    let value = value / scale.unwrap_or(1.0);
    let is_number = digits.iter().any(u8::is_ascii_digit);
    is_number.then_some(if word.first() == Some(&b'-') { -value } else { value })
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|digit| digit as u8)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    REGULAR[usize::from(byte)]
}

/// Which bytes go on with a word: all but white space and delimiters (ISO 32000-1, 7.2.2).
const REGULAR: [bool; 256] = {
    let mut regular = [true; 256];
    let others = b"\0\t\n\x0c\r ()<>[]{}/%";
    let mut index = 0;
    while index < others.len() {
        regular[others[index] as usize] = false;
        index += 1;
    }
    regular
};

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 with their marks, else PDFDocEncoding, of which
/// what is not Latin-1 holds no letters but ligatures and a few capitals.
pub(super) fn text(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8(bytes.to_vec())
            .unwrap_or_else(|_| bytes.iter().map(|byte| doc_encoded(*byte)).collect()),
    }
}

fn doc_encoded(byte: u8) -> char {
    const LETTERS: [char; 11] = ['ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š'];
    match byte {
        0x93..=0x9d => LETTERS[usize::from(byte - 0x93)],
        0x9e => 'ž',
        0x90 => '’',
        0x84 | 0x85 => '–',
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read() {
        let source = b"<</A#42(a\\(b\\051\\\nc(d))/N[1 -.5 12 0 R <4 1 4>]>>% x\nBT";
        let tokens: Vec<_> = Lexer::new(source, 0).collect();
        let name = |name: &'static [u8]| Token::Name(Cow::Borrowed(name));
        let string = |text: &'static [u8]| Token::String(Cow::Borrowed(text));
        let expected = [
            Token::DictStart,
            name(b"AB"),
            string(b"a(b)c(d)"),
            name(b"N"),
            Token::ArrayStart,
            Token::Number(1.0),
            Token::Number(-0.5),
            Token::Reference(12),
            string(b"A@"),
            Token::ArrayEnd,
            Token::DictEnd,
            Token::Comment(b" x"),
            Token::Word(b"BT"),
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn what_is_no_word_breaks_it() {
        for source in [&b"(a"[..], b"<4G>", b">", b"a )"] {
            let mut lexer = Lexer::new(source, 0);
            lexer.by_ref().for_each(drop);
            assert!(lexer.is_broken(), "{source:?}");
        }
    }

    #[test]
    fn strings_are_texts() {
        for bytes in [
            &b"\xfe\xff\0M\0\xfc"[..],
            b"\xff\xfeM\0\xfc\0",
            b"\xef\xbb\xbfM\xc3\xbc",
            b"M\xfc",
            b"M\xc3\xbc",
        ] {
            assert_eq!(text(bytes), "Mü", "{bytes:?}");
        }
    }
}

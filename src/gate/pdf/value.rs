//! The objects of PDF syntax (ISO 32000-1, 7.3).

use std::borrow::Cow;

use super::lex::{Lexer, Token};
use crate::gate::hits::Unreadable;

/// Arrays and dictionaries inside each other.
const DEPTH: usize = 60;
/// Operands of an operator; those that fill a map of characters have up to three for each of 100 entries.
const OPERANDS: usize = 1_000;
pub(super) const DAMAGED: &str = "sie ist beschädigt";

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// A name.
    Name(Cow<'a, [u8]>),
    /// A string.
    String(Cow<'a, [u8]>),
    /// A number.
    Number(f64),
    /// `true`, `false` or `null`.
    Word,
    /// The object of this number.
    Reference(u32),
    /// An array.
    Array(Vec<Value<'a>>),
    /// A dictionary.
    Dict(Entries<'a>),
}

/// Keys and values of a dictionary, in their order.
pub(super) type Entries<'a> = Vec<(Cow<'a, [u8]>, Value<'a>)>;

impl<'a> Value<'a> {
    /// The entry of a dictionary.
    pub(super) fn get(&self, key: &[u8]) -> Option<&Value<'a>> {
        let Self::Dict(entries) = self else { return None };
        entries.iter().find(|(name, _)| name.as_ref() == key).map(|(_, value)| value)
    }

    /// The name that this is.
    pub(super) fn name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    /// The number that this is.
    pub(super) fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The number as a count; none where it is no whole one.
    pub(super) fn count(&self) -> Option<usize> {
        self.number()
            .filter(|number| number.fract() == 0.0 && (0.0..=1e9).contains(number))
            .map(|it| it as usize)
    }

    /// The entry of a dictionary that is a name.
    pub(super) fn name_of(&self, key: &[u8]) -> Option<&[u8]> {
        self.get(key)?.name()
    }

    /// Whether this is a dictionary with these keys and no other ones.
    pub(super) fn has_keys(&self, keys: &[&[u8]]) -> bool {
        let Self::Dict(entries) = self else { return false };
        entries.len() == keys.len() && keys.iter().all(|key| self.get(key).is_some())
    }

    /// The items of an array, or the value alone.
    pub(super) fn items(&self) -> &[Value<'a>] {
        if let Self::Array(items) = self { items } else { std::slice::from_ref(self) }
    }
}

/// Reads objects one after the other.
#[derive(Debug)]
pub(super) struct Parser<'a> {
    pub(super) lexer: Lexer<'a>,
    /// The comments met on the way.
    pub(super) comments: Vec<&'a [u8]>,
}

impl<'a> Parser<'a> {
    /// Reads `bytes`.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { lexer: Lexer::new(bytes, 0), comments: Vec::new() }
    }

    /// The object that stands next.
    pub(super) fn object(&mut self) -> Result<Value<'a>, Unreadable> {
        let token = self.token()?.ok_or(DAMAGED)?;
        self.value(token, 0)
    }

    /// The count that stands next.
    pub(super) fn count(&mut self) -> Result<usize, Unreadable> {
        match self.token()? {
            Some(Token::Number(number)) => Ok(Value::Number(number).count().ok_or(DAMAGED)?),
            _ => Err(DAMAGED.into()),
        }
    }

    /// The next operator, with the objects before it in `operands`; none at the end.
    pub(super) fn operator(&mut self, operands: &mut Vec<Value<'a>>) -> Result<Option<&'a [u8]>, Unreadable> {
        operands.clear();
        while let Some(token) = self.token()? {
            match token {
                Token::Word(word) if !is_literal(word) => return Ok(Some(word)),
                token if operands.len() < OPERANDS => operands.push(self.value(token, 0)?),
                _ => return Err(DAMAGED.into()),
            }
        }
        Ok(None)
    }

    /// The next word that is no comment.
    pub(super) fn token(&mut self) -> Result<Option<Token<'a>>, Unreadable> {
        loop {
            match self.lexer.next() {
                Some(Token::Comment(text)) => self.comments.push(text),
                None if self.lexer.is_broken() => return Err(DAMAGED.into()),
                token => return Ok(token),
            }
        }
    }

    fn value(&mut self, token: Token<'a>, depth: usize) -> Result<Value<'a>, Unreadable> {
        Ok(match token {
            Token::Name(name) => Value::Name(name),
            Token::String(text) => Value::String(text),
            Token::Number(number) => Value::Number(number),
            Token::Reference(number) => Value::Reference(number),
            Token::Word(word) if is_literal(word) => Value::Word,
            Token::ArrayStart | Token::DictStart if depth >= DEPTH => {
                return Err("sie ist zu tief verschachtelt".into());
            }
            Token::ArrayStart => Value::Array(self.items(depth + 1)?),
            Token::DictStart => Value::Dict(self.entries(depth + 1)?),
            Token::Word(_) | Token::Comment(_) | Token::ArrayEnd | Token::DictEnd => {
                return Err(DAMAGED.into());
            }
        })
    }

    fn items(&mut self, depth: usize) -> Result<Vec<Value<'a>>, Unreadable> {
        let mut items = Vec::new();
        loop {
            match self.token()?.ok_or(DAMAGED)? {
                Token::ArrayEnd => return Ok(items),
                token => items.push(self.value(token, depth)?),
            }
        }
    }

    fn entries(&mut self, depth: usize) -> Result<Entries<'a>, Unreadable> {
        let mut entries = Entries::new();
        loop {
            let key = match self.token()?.ok_or(DAMAGED)? {
                Token::DictEnd => break,
                Token::Name(key) => key,
                _ => return Err(DAMAGED.into()),
            };
            let token = self.token()?.ok_or(DAMAGED)?;
            entries.push((key, self.value(token, depth)?));
        }
        if has_key_twice(&entries) { Err(DAMAGED.into()) } else { Ok(entries) }
    }
}

fn is_literal(word: &[u8]) -> bool {
    matches!(word, b"true" | b"false" | b"null")
}

/// Whether a key would hide the value of another one.
fn has_key_twice(entries: &Entries<'_>) -> bool {
    const FEW: usize = 12;
    if entries.len() <= FEW {
        let others = |index: usize| entries.iter().skip(index + 1);
        return entries
            .iter()
            .enumerate()
            .any(|(index, (key, _))| others(index).any(|(other, _)| other == key));
    }
    let mut keys: Vec<&[u8]> = entries.iter().map(|(key, _)| key.as_ref()).collect();
    keys.sort_unstable();
    keys.windows(2).any(|pair| pair[0] == pair[1])
}

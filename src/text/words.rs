//! A string of a report or a document as a walk hands it out.

use std::borrow::Cow;

use super::Text;

/// A string with or without formatting.
#[derive(Clone, Copy, Debug)]
pub enum Words<'a> {
    /// With formatting, marks and the targets of its links.
    Text(&'a Text),
    /// Without.
    Plain(&'a String),
}

impl<'a> Words<'a> {
    /// All characters.
    pub fn as_str(self) -> &'a str {
        match self {
            Self::Text(text) => text.as_str(),
            Self::Plain(text) => text,
        }
    }

    /// The text, where it has formatting and so may bear marks.
    pub fn formatted(self) -> Option<&'a Text> {
        match self {
            Self::Text(text) => Some(text),
            Self::Plain(_) => None,
        }
    }

    /// The string as a text.
    pub fn text(self) -> Cow<'a, Text> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Plain(text) => Cow::Owned(Text::plain(text)),
        }
    }
}

/// A string with or without formatting, to be changed.
#[derive(Debug)]
pub enum WordsMut<'a> {
    /// With formatting, marks and the targets of its links.
    Text(&'a mut Text),
    /// Without.
    Plain(&'a mut String),
}

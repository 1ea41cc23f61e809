//! A place in a text where a listed person is named.

use std::ops::Range;

use super::How;

/// A mention of a listed person.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// The tokens that go: article, salutation, titles, names.
    pub(super) tokens: Range<usize>,
    /// Whom it names, as an index of the list.
    pub(super) person: usize,
    /// What becomes of it, as far as the name tells.
    pub(super) how: How,
    /// How the person is addressed.
    pub(super) title: Title,
    /// »die« in front of it can be one woman.
    pub(super) feminine: bool,
    /// The article that goes with it, folded: `dem`, `vom`.
    pub(super) article: Option<String>,
    /// The first token behind that article and the adjectives that follow it.
    pub(super) behind_adjectives: Option<usize>,
    /// It stands in the genitive.
    pub(super) genitive: bool,
    /// Nothing but the surname.
    pub(super) bare: bool,
    /// The surname is struck.
    pub(super) deleted: bool,
    /// What it is written as.
    pub(super) shape: Shape,
    /// Tokens behind it that go as well: extensions, mail addresses.
    pub(super) contacts: Vec<Range<usize>>,
}

/// How a person is addressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Title {
    None,
    /// »Herr«: the nominative.
    Herr,
    /// »Herrn«: any other case.
    Herrn,
    Frau,
    /// »die Herren«, »Familie«
    Several,
}

/// What a name is written as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A name in a sentence.
    Name,
    /// A genitive in front of its noun: the token of the noun. »Müllers Vorschlag«
    BeforeNoun(usize),
    /// Grown together with a noun, which is at these tokens: »Müller-Vorlage«, »Müllersche Vorlage«.
    WithNoun(Range<usize>),
    /// Behind the role itself, which is at this token: »der Projektleiter Müller«.
    BehindRole(usize),
    /// A mail address.
    Mail,
    /// Another address.
    Web,
}

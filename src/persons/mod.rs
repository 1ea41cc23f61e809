//! What persons are called: the forms in which German text names them.
//!
//! - [`name`]: a name as the sheet `Personen` gives it, taken apart.
//! - [`titles`]: the words that stand around names.
//! - [`functions`]: what people do, as the word in front of a name.
//! - [`places`]: names that are none of a person.
//! - [`forms`]: every way in which texts write a name.

mod form;
pub mod functions;
pub mod name;
pub mod places;
pub mod titles;

pub(crate) use form::handles;
pub use form::{forms, is_common};

pub mod lists;

/// One way in which a text can name a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// The words as they are written, with single spaces: »Frank Müller«, »Müller, Frank«, »F. Müller«.
    pub text: String,
    /// What of the name it holds.
    pub kind: FormKind,
}

/// What of a name a form holds, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormKind {
    /// First name and surname, a mail address, surname with title or salutation: nothing else is called so.
    Full,
    /// The surname alone; no everyday word, but others may have it.
    Surname,
    /// The surname alone, which is also an everyday word, a place or a month (»Winter«, »Koch«, »Essen«):
    /// written so it need not be the person.
    Everyday,
}

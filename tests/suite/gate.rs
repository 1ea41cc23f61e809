//! The gate: what it refuses, channel by channel, and what it lets through.

mod names;
mod papers;
mod passages;
mod pdf;
mod word;

use sachstand::diag::{Error, ErrorKind};
use sachstand::gate::Secrets;
use sachstand::persons::{Form, FormKind, forms};

/// A person who must not be named, one who may, and a surname that is also a word.
pub(crate) fn secrets() -> Secrets {
    let barred = ["Frank Müller", "Oskar Steiner", "Sabine Koch"];
    let barred: Vec<Form> = barred.iter().flat_map(|name| forms(name)).map(everyday).collect();
    Secrets::new(&barred, &forms("Petra Müller"), &[], &[])
}

/// Lists of everyday words grow; these tests must not depend on what they hold.
fn everyday(form: Form) -> Form {
    let kind = match &*form.text {
        "Koch" | "Kochs" => FormKind::Everyday,
        "Steiner" | "Steiners" | "Müller" | "Müllers" => FormKind::Surname,
        _ => form.kind,
    };
    Form { kind, ..form }
}

/// The message of a refusal; none where the file passes.
pub(crate) fn refusal(result: Result<(), Error>) -> Option<String> {
    let error = result.err()?;
    assert_eq!(error.kind(), ErrorKind::Withheld, "{error}");
    Some(error.message().to_owned())
}

/// What cannot be told about a file; none where it can be read.
pub(crate) fn doubt(result: Result<(), Error>) -> Option<String> {
    let error = result.err()?;
    assert_eq!(error.kind(), ErrorKind::Unproven, "{error}");
    Some(error.message().to_owned())
}

//! What to do, as the page says it: where the program speaks of options of a call, the page has places of its own.

use std::borrow::Cow;

use sachstand::diag::{Code, Diagnostic, Error, ErrorKind};

/// What to do about a finding.
pub(super) fn of_finding(finding: &Diagnostic) -> Option<Cow<'_, str>> {
    let here = match finding.code {
        Code::PreviousMissing => {
            "Ihre Arbeitsmappe mit auf die Seite ziehen oder in denselben Ordner legen; der Bericht wurde ohne Vergleich erstellt"
        }
        Code::PreviousForeign | Code::PreviousUnfit => "Unter »Arbeitsmappen« prüfen, womit verglichen wird",
        Code::ColumnUnknown | Code::ColumnTwice => {
            "Unter »Spalten« wählen, was die Spalte ist, oder in der Arbeitsmappe ihre Überschrift ändern"
        }
        _ => return finding.help.as_deref().map(Cow::Borrowed),
    };
    Some(here.into())
}

/// What to do about an error.
pub(super) fn of_error(error: &Error) -> Option<Cow<'_, str>> {
    let help = error.help_text()?;
    Some(match error.kind() {
        ErrorKind::Withheld if help.contains("--allow-unlisted") => {
            let [own, rest] = ["Unter »Personen« über jede Person entscheiden", help];
            let others = rest.split(". ").filter(|it| !it.contains("--allow-unlisted"));
            std::iter::once(own).chain(others).collect::<Vec<_>>().join(". ").into()
        }
        _ if help.contains("Arbeitsmappe davon nennen") => {
            "Unter »Arbeitsmappen« bei »Verglichen wird mit« eine Fassung dieses Berichts wählen".into()
        }
        // The fields of the next version.
        _ if help.contains("--") => {
            help.replace("--version", "»Version«").replace("--date", "»Datum«").into()
        }
        _ => help.into(),
    })
}

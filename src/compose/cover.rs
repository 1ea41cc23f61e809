//! The cover page and the properties of the files.

use jiff::civil::Date;

use crate::document::{Cover, Line, Properties};
use crate::german;
use crate::model::{Edition, Facts};
use crate::source::Located;
use crate::text::Text;

use super::{ComposeOptions, identity, known, named};

/// Stands in for the date of a paper that has none; the earliest a zip archive can carry.
const NO_DATE: Date = Date::constant(1980, 1, 1);

pub(super) fn properties(facts: &Facts, options: &ComposeOptions) -> Properties {
    // Of a public paper the office is the author: who typed it is nobody's business.
    let author = match options.edition {
        Edition::Public => facts.organisation.as_ref().or(facts.creator.as_ref()),
        Edition::Internal => facts.creator.as_ref().or(facts.organisation.as_ref()),
    };
    Properties {
        title: named(&facts.title.value),
        author: author.map_or_else(String::new, |text| named(&text.value)),
        subject: identity(&named(&facts.id.value), facts, options.edition),
        keywords: vec!["Sachstandsbericht".into(), named(&facts.id.value)],
        date: options.created.or(facts.date.as_ref().map(|date| date.value)).unwrap_or(NO_DATE),
    }
}

pub(super) fn cover(facts: &Facts, options: &ComposeOptions) -> Cover {
    let date = |date: &Located<Date>, label: &str| Line {
        text: Text::plain(format!("{label}{}", german::date(date.value))),
        at: Some(date.at.clone()),
    };
    let version = known(facts.version.as_ref().map(|version| &version.value), None);
    let id = [vec![facts.id.value.clone()], version].concat();
    Cover {
        logo: options.logo.clone(),
        summary: facts.summary.iter().map(line).collect(),
        as_of: facts.date.as_ref().map(|as_of| date(as_of, "Aktueller Stand: ")),
        title: line(&facts.title),
        id: Line { text: Text::plain(id.join(", ")), at: Some(facts.id.at.clone()) },
        organisation: facts.organisation.as_ref().map(line),
        facts: [
            ("Ersteller", facts.creator.as_ref().map(line)),
            ("Vorlagennummer", facts.submission.as_ref().map(line)),
            ("Gremium", facts.committee.as_ref().map(line)),
            ("Sitzungsdatum", facts.session_date.as_ref().map(|session| date(session, ""))),
            ("Tagesordnungspunkt", facts.agenda_item.as_ref().map(line)),
            ("Vertraulichkeit", confidentiality(facts, options.edition)),
            ("Ausgabe", Some(Line { text: options.edition.german().into(), at: None })),
        ]
        .into_iter()
        .filter_map(|(label, line)| Some((label.to_owned(), line?)))
        .collect(),
    }
}

/// The Vertraulichkeit, where it says more than the edition.
fn confidentiality(facts: &Facts, edition: Edition) -> Option<Line> {
    let letters = |text: &str| text.to_lowercase().replace(|c: char| !c.is_alphabetic(), "");
    let said = super::confidentiality(facts, edition)?;
    (letters(&said.value) != letters(edition.german())).then(|| line(said))
}

fn line(text: &Located<String>) -> Line {
    Line { text: Text::plain(&*text.value), at: Some(text.at.clone()) }
}

//! The cover page and the properties of the files.

use jiff::civil::Date;

use crate::document::{Cover, Image, Line, Properties};
use crate::german;
use crate::model::Facts;
use crate::source::Located;
use crate::text::Text;

use super::{identity, known};

/// Stands in for the date of a paper that has none; the earliest a zip archive can carry.
const NO_DATE: Date = Date::constant(1980, 1, 1);

pub(super) fn properties(facts: &Facts, created: Option<Date>) -> Properties {
    let author = facts.creator.as_ref().or(facts.organisation.as_ref());
    Properties {
        title: facts.title.value.clone(),
        author: author.map_or_else(String::new, |text| text.value.clone()),
        subject: identity(&facts.id.value, facts),
        keywords: vec!["Sachstandsbericht".into(), facts.id.value.clone()],
        date: created.or(facts.date.as_ref().map(|date| date.value)).unwrap_or(NO_DATE),
    }
}

pub(super) fn cover(facts: &Facts, logo: Option<Image>) -> Cover {
    let date = |date: &Located<Date>, label: &str| Line {
        text: Text::plain(format!("{label}{}", german::date(date.value))),
        at: Some(date.at.clone()),
    };
    let version = known(facts.version.as_ref().map(|version| &version.value), None);
    let id = [vec![facts.id.value.clone()], version].concat();
    Cover {
        logo,
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
            ("Vertraulichkeit", facts.confidentiality.as_ref().map(line)),
        ]
        .into_iter()
        .filter_map(|(label, line)| Some((label.to_owned(), line?)))
        .collect(),
    }
}

fn line(text: &Located<String>) -> Line {
    Line { text: Text::plain(&*text.value), at: Some(text.at.clone()) }
}

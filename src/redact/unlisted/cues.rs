//! What shows that a name stands at a token.

use super::contexts::{is_person_here, unheard_of};
use super::mail;
use super::reader::{Name, Reader, Trust, listed};
use super::tokens::Kind;
use super::words::{
    ABOUT, PARTIES, PHONES, SAYS, SPEAKS, UNITS, is_given, is_known, is_label, is_namesake, is_noun,
    is_of_place, is_office, is_shaped, is_shaped_name, is_simple, is_sure, is_town, is_unknown,
};
use crate::persons::functions::{is_body, is_field, is_shortened_function};
use crate::persons::lists::{is_everyday, is_first_name};
use crate::persons::places::is_legal_form;
use crate::persons::titles::{Address, address};

/// Where a token stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In running text.
    Prose,
    /// Behind a label that announces persons.
    Label,
    /// In a cell that is expected to hold persons.
    Cell,
}

/// A person found.
pub(super) struct Person {
    pub(super) start: usize,
    /// The token behind it.
    pub(super) end: usize,
    /// For the sheet `Personen`.
    pub(super) name: String,
    /// Whether the salutation is that of several: »Herren«.
    pub(super) several: bool,
}

/// The person whose stretch begins at a token.
pub(super) fn person_at(reader: &Reader, at: usize, place: Place) -> Option<Person> {
    match reader.kind(at)? {
        Kind::Mail => {
            let name = mail::name(reader.word(at))?;
            Some(Person { start: at, end: at + 1, name, several: false })
        }
        Kind::Capital | Kind::Upper => addressed(reader, at)
            .or_else(|| titled(reader, at))
            .or_else(|| turned(reader, at, place))
            .or_else(|| given(reader, at, place))
            .or_else(|| behind_office(reader, at))
            .or_else(|| initialled(reader, at, place))
            .or_else(|| alone(reader, at, place)),
        Kind::Initial => titled(reader, at).or_else(|| initialled(reader, at, place)),
        Kind::Lower => particled(reader, at),
        _ => None,
    }
}

/// »Frau Dr. Kortmann«, »Herr Erster Beigeordneter Wendt«, »Eheleute Ade«.
fn addressed(reader: &Reader, at: usize) -> Option<Person> {
    let address = address(reader.word(at))?;
    let mut next = at + 1;
    if reader.is_mark(next, ".") && reader.is_glued(next) {
        next += 1;
    }
    if reader.is_glued(next) && !reader.is_mark(next - 1, ".") {
        return None;
    }
    let name_starts = behind_offices(reader, next);
    let several = address == Address::Several;
    // »Familie van der Meer«
    let particle = reader.kind(name_starts) == Some(Kind::Lower);
    let alone = |at: usize| Name { end: at + 1, parts: vec![reader.word(at).to_owned()] };
    let name = reader
        .name(name_starts, if several && !particle { Trust::Placed } else { Trust::Addressed })
        .or_else(|| {
            // »Familie Bauer«, and »Herr Richter«, who need not be a judge.
            let last = name_starts.checked_sub(1).filter(|last| *last >= next && !several);
            if let Some(at) = last.filter(|at| reader.capital(*at).is_some_and(is_known)) {
                return Some(alone(at));
            }
            let word = reader.capital(name_starts)?;
            // »Herr Essen«, »Frau Umlauf«: nobody but a person is addressed so.
            let fits =
                if several { is_known(word) } else { name_starts == next && reader.can_follow_address(next) };
            fits.then(|| alone(name_starts))
        })?;
    // The play »Frau Holle«; »aller Herren Länder«.
    if name.parts.len() == 1
        && name.parts.first().is_some_and(|part| matches!(part.as_str(), "Holle" | "Länder"))
    {
        return None;
    }
    let played = is_quoted(reader, at, name.end) && reader.previous(at - 1).is_some_and(is_namesake);
    // »Frauen Union«
    let group = matches!(reader.word(at), "Herren" | "Frauen" | "Damen")
        && name.parts.first().is_some_and(|word| is_everyday(word) && !is_known(word));
    if played || group || several && reader.capital(name.end).is_some_and(is_legal_form) {
        return None;
    }
    let weekday = reader.word(at) == "Fr" && name.parts.iter().all(|part| is_noun(part) && !is_known(part));
    let start = if matches!(reader.word(at), "Herren" | "Frauen") { name_starts } else { at };
    let person = Person { several, ..person(reader, start, name) };
    (!weekday).then_some(person)
}

/// »…, Wendt und Ade« behind a person.
pub(super) fn next_in_row(reader: &Reader, person: &Person) -> Option<Person> {
    let at = person.end + 1;
    let joined = reader.is_mark(at - 1, ",")
        || reader.is_mark(at - 1, "/")
        || matches!(reader.word(at - 1), "und" | "sowie");
    let word = reader.capital(at).filter(|_| joined)?;
    let name = reader.name(at, Trust::Placed).filter(|name| {
        let paired = reader.is_mark(at - 1, "/") && is_unknown(word) && reader.is_glued(at);
        person.several || (is_sure(word) || paired) && name.parts.len() == 1
    })?;
    let goes_on = reader.capital(name.end).is_some() && !reader.is_glued(name.end);
    if goes_on || is_given(word) && name.parts.len() == 1 && !person.several {
        return None;
    }
    Some(Person { several: person.several, ..unless_named(reader, at, name)? })
}

/// The token behind titles and offices: »Amtsleiter Dr.«.
fn behind_offices(reader: &Reader, start: usize) -> usize {
    let mut at = start;
    loop {
        let next = reader.behind_titles(at);
        let office = reader.capital(next).is_some_and(|word| is_office(word) || ORDINALS.contains(&word));
        if next == at && !office {
            return at;
        }
        at = next + usize::from(office);
    }
}

const ORDINALS: &[&str] = &[
    "Erster",
    "Erste",
    "Ersten",
    "Erstem",
    "Zweiter",
    "Zweite",
    "Zweiten",
    "Stellvertretender",
    "Stellvertretende",
    "Stellv",
];

/// »Dr. Wendt«
fn titled(reader: &Reader, at: usize) -> Option<Person> {
    let next = Some(reader.behind_titles(at)).filter(|next| *next > at)?;
    let name = reader.name(next, Trust::Addressed)?;
    let full = name.parts.len() > 1;
    if full { Some(person(reader, at, name)) } else { unless_a_thing(reader, at, name) }
}

/// »Kortmann, Sabine«, »Kortmann, S.«
fn turned(reader: &Reader, at: usize, place: Place) -> Option<Person> {
    let comma = reader.is_mark(at + 1, ",");
    let prose = place == Place::Prose;
    let word = reader.capital(at).filter(|word| {
        !prose || comma && (!is_given(word) || is_known(word)) || follows_turned(reader, at)
    })?;
    let starts = if prose { starts_clause(reader, at) } else { starts_item(reader, at, place) };
    let can_be = is_known(word) || !is_noun(word) && !is_town(word) || comma && !prose && is_simple(word);
    if !(starts || follows_turned(reader, at)) || !can_be || is_office(word) {
        return None;
    }
    // »Kortmann S.«
    let mut end = at + 1 + usize::from(comma);
    if !comma && (is_given(word) || reader.initials(end).is_none()) {
        return None;
    }
    let mut first = Vec::new();
    loop {
        if let Some((next, initials)) = reader.initials(end) {
            first.push(initials);
            end = next;
        } else if let Some(given) = reader.capital(end).filter(|given| is_given(given)) {
            first.push(given.to_owned());
            end += 1;
        } else {
            break;
        }
    }
    // »Kortmann, Peter Wendt« are two.
    if first.is_empty() || reader.capital(end).is_some() || !ends_item(reader, end) {
        return None;
    }
    // »Bauer, Anna und Peter« are first names behind a noun.
    let item = !reader.is_mark(end, ",") && reader.kind(end) != Some(Kind::Lower);
    // »Karl, Peter« can be two; »Karl, Peter – entschuldigt« is one.
    let stops = || {
        reader.kind(end).is_none()
            || [":", "–", "-", ";", "/", "("].iter().any(|mark| reader.is_mark(end, mark))
    };
    let one = !first.iter().any(|given| is_everyday(given)) && (!is_given(word) || stops());
    if prose && !(item && one) {
        return None;
    }
    first.push(word.to_owned());
    Some(person(reader, at, Name { end, parts: first }))
}

/// »Osman, Khaled« behind »Lehmann, Britta;«
fn follows_turned(reader: &Reader, at: usize) -> bool {
    // »Ackermann, Doris (Vorsitz), Petrov, Iwan«
    if at > 6 && reader.is_mark(at - 1, ",") && reader.is_mark(at - 2, ")") && reader.is_mark(at + 1, ",") {
        return is_known(reader.word(at));
    }
    let given = at.checked_sub(2).and_then(|at| reader.capital(at));
    reader.is_mark(at + 1, ",")
        && at > 3
        && (reader.is_mark(at - 1, ";") || reader.is_mark(at - 1, "/") || reader.is_mark(at - 1, "\n"))
        && given.is_some_and(is_given)
        && reader.is_mark(at - 3, ",")
}

/// »Sabine Kortmann«, »Sabine K.«, »Anna und Peter Kortmann«, »Kortmann Sabine«
fn given(reader: &Reader, at: usize, place: Place) -> Option<Person> {
    let word = reader.capital(at)?;
    if !is_given(word) {
        let strange = || unheard_of(reader, at).and_then(|name| unless_named(reader, at, name));
        return surname_first(reader, at).or_else(strange);
    }
    // »Lex Koller«
    if is_office(word) || word.len() < 4 && is_namesake(word) {
        return None;
    }
    let everyday = is_everyday(word);
    // »u.« is short for »und«.
    let short = reader.word(at + 1) == "u" && reader.is_mark(at + 2, ".");
    let second = at + 2 + usize::from(short);
    if (short || reader.word(at + 1) == "und") && !everyday && reader.capital(second).is_some_and(is_given) {
        let other = reader.name(second, Trust::Given).filter(|other| other.parts.len() > 1)?;
        let parts = std::iter::once(word.to_owned()).chain(other.parts.into_iter().skip(1)).collect();
        return unless_named(reader, at, Name { end: at + 1, parts });
    }
    let called =
        office_before(reader, at).is_some() || place != Place::Prose && starts_item(reader, at, place);
    let name = reader.name(at, if called && !everyday { Trust::Addressed } else { Trust::Given })?;
    if name.parts.len() > 1 {
        return unless_named(reader, at, name);
    }
    if !everyday && is_common_surname(reader, at + 1) && stands_apart(reader, at, at + 2, place) {
        let parts = vec![word.to_owned(), reader.word(at + 1).to_owned()];
        return unless_named(reader, at, Name { end: at + 2, parts });
    }
    // »Sabine K.«
    let (end, initial) = reader.initials(at + 1).filter(|_| !everyday && !reader.is_glued(at + 1))?;
    let goes_on = reader.capital(end).is_some_and(|next| !is_everyday(next));
    let name = Name { end, parts: vec![word.to_owned(), initial] };
    if goes_on { None } else { unless_named(reader, at, name) }
}

/// Whether an everyday word behind a first name can be the surname: »Essen«, »Umlauf«, not »Sitzung«.
fn is_common_surname(reader: &Reader, at: usize) -> bool {
    let fits = |word: &str| {
        is_simple(word)
            || !word.contains('-')
                && !is_everyday(word)
                && !is_field(word)
                && reader.kind(at + 1) == Some(Kind::Lower)
    };
    reader.can_follow_address(at) && reader.capital(at).is_some_and(fits)
}

/// Whether nothing but a name is likely between two tokens: an item of its own, or someone who acts.
fn stands_apart(reader: &Reader, at: usize, end: usize, place: Place) -> bool {
    let starts = starts_clause(reader, at) || place != Place::Prose && starts_item(reader, at, place);
    let ends = ends_item(reader, end);
    let listed = at > 1 && reader.is_mark(at - 1, ",") && reader.capital(at - 2).is_some() && ends;
    let by =
        listed || matches!(reader.previous(at), Some("von" | "mit" | "durch" | "bei" | "für" | "an" | "und"));
    let acts = SAYS.contains(&reader.word(end)) || reader.word(end) == "hat";
    acts || starts && ends || by && reader.capital(end).is_none()
}

/// Who stands in front of a token by office: »Projektleiter«, »Bgm.«
fn office_before<'r>(reader: &'r Reader, at: usize) -> Option<&'r str> {
    let stop = at
        .checked_sub(1)
        .filter(|stop| reader.is_mark(*stop, ".") && reader.is_glued(*stop) && !reader.is_glued(at));
    let word = match stop {
        Some(stop) => reader.capital(stop.checked_sub(1)?).filter(|word| is_shortened_function(word)),
        None => reader.previous(at),
    };
    word.filter(|word| starts_capital(word) && (is_office(word) || is_body(word)))
}

/// »Kortmann Sabine«, »Nguyen Thi Lan«
fn surname_first(reader: &Reader, at: usize) -> Option<Person> {
    let word = reader.capital(at).filter(|word| is_sure(word) && !is_namesake(word))?;
    let first = |at: &usize| {
        reader.capital(*at).is_some_and(|word| is_given(word) && !is_everyday(word)) && !reader.is_glued(*at)
    };
    let end = (at + 1..at + 4).take_while(first).last()? + 1;
    let firsts = (at + 1..end).map(|at| reader.word(at).to_owned());
    let vietnamese = end > at + 2;
    let parts: Vec<String> = if vietnamese {
        std::iter::once(word.to_owned()).chain(firsts).collect()
    } else {
        firsts.chain([word.to_owned()]).collect()
    };
    if reader.capital(end).is_some() { None } else { unless_named(reader, at, Name { end, parts }) }
}

/// »Projektleiter Kortmann«, »Schulleiterin Koch«, »des Pächters Langenfeld«
fn behind_office(reader: &Reader, at: usize) -> Option<Person> {
    let office = office_before(reader, at)?;
    let word = reader.capital(at).filter(|word| !is_field(word) || is_sure(word))?;
    let verb = reader.word(at + 1);
    let acts = is_known(word)
        && (SAYS.contains(&verb)
            || reader.kind(at + 1) == Some(Kind::Lower) && verb.len() > 4 && verb.ends_with('t'));
    // »Erster Kreisrat Mertinat«
    let ordered = at.checked_sub(2).is_some_and(|at| ORDINALS.contains(&reader.word(at)));
    if is_body(office) && !is_sure(word) && !acts && !ordered {
        return None;
    }
    let foreign = !is_known(word) && !is_given(word) && NO_NAMES.iter().any(|ending| word.ends_with(ending));
    let name = reader.name(at, Trust::Placed).filter(|_| !foreign).or_else(|| {
        let known = is_known(word) && !is_season(reader, at);
        let fits = known
            || (is_shaped_name(word) || is_simple(word) && is_reached(reader, at)) && !is_of_place(office);
        let ends = reader.capital(at + 1).is_none() && !reader.is_glued(at + 1)
            || reader.kind(at + 1) == Some(Kind::Mark);
        let fits = fits && ends && !is_office(word);
        fits.then(|| Name { end: at + 1, parts: vec![word.to_owned()] })
    })?;
    unless_named(reader, at, name)
}

/// What no surname ends with: »Betreiber Kiosk«, »Sprecher Initiative«.
const NO_NAMES: &[&str] =
    &["ive", "iven", "ine", "inen", "osk", "tik", "age", "eur", "ium", "thek", "kom", "center", "anlage"];

/// »Praktikanten Sommer 2026«
fn is_season(reader: &Reader, at: usize) -> bool {
    SEASONS.contains(&reader.word(at)) && reader.kind(at + 1) == Some(Kind::Number)
}

const SEASONS: &[&str] = &[
    "Sommer",
    "Winter",
    "Herbst",
    "Frühling",
    "Frühjahr",
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
];

/// »A. Wendt«, »K.-H. Wendt«
fn initialled(reader: &Reader, at: usize, place: Place) -> Option<Person> {
    let (next, initials) = reader.initials(at)?;
    let shortens =
        at > 0 && reader.is_mark(at - 1, ".") && reader.kind(at.wrapping_sub(2)) == Some(Kind::Lower);
    let counts = reader.previous(at).is_some_and(|word| COUNTED.contains(&word));
    if shortens && place == Place::Prose && !starts_signature(reader, at) || counts {
        return None;
    }
    let counted =
        matches!(initials.as_str(), "I." | "V." | "X.") && !reader.capital(next).is_some_and(is_known);
    let name = reader.name(at, Trust::Placed).filter(|_| !counted).or_else(|| {
        let word = reader.capital(next).filter(|word| is_known(word) && !is_office(word))?;
        Some(Name { end: next + 1, parts: vec![initials.clone(), word.to_owned()] })
    })?;
    // »B. Wald« can be a heading.
    let counts =
        starts_clause(reader, at) && initials.len() == 2 && initials.as_str() < "G" && place == Place::Prose;
    let goes_on = reader.kind(name.end) == Some(Kind::Lower) || reader.kind(name.end) == Some(Kind::Mark);
    let heading =
        counts && !name.parts.last().is_some_and(|word| is_sure(word) || !is_known(word) && goes_on);
    if heading { None } else { unless_named(reader, at, name) }
}

/// What is counted in letters.
const COUNTED: &[&str] = &[
    "Anlage",
    "Anhang",
    "Los",
    "Variante",
    "Teil",
    "Abschnitt",
    "Punkt",
    "Gruppe",
    "Haus",
    "Block",
    "Phase",
    "Option",
    "Abs",
    "Nr",
    "Kapitel",
];

/// »van de Velde« behind an office or a label.
fn particled(reader: &Reader, at: usize) -> Option<Person> {
    office_before(reader, at)?;
    let name = reader.name(at, Trust::Placed).filter(|name| name.parts.len() > 1)?;
    let surname = name.parts.last().is_some_and(|word| is_sure(word));
    if surname { unless_a_thing(reader, at, name) } else { None }
}

/// A surname that stands alone, where something says that it is one.
fn alone(reader: &Reader, at: usize, place: Place) -> Option<Person> {
    let word = reader.capital(at)?;
    // What stands around is looked at first: of most words it says nothing.
    let item = is_item(reader, at, place);
    let starts = starts_clause(reader, at);
    let speaks = starts && SPEAKS.contains(&reader.word(at + 1));
    let says = starts && (SAYS.contains(&reader.word(at + 1)) || reader.is_mark(at + 1, ":"));
    let spoken_of = is_spoken_of(reader, at);
    let reached = is_reached(reader, at);
    let anywhere = stands_free(reader, at) || is_person_here(reader, at);
    let bracketed = begins_bracket(reader, at);
    let has_done = starts && matches!(reader.word(at + 1), "hat" | "HAT");
    let first_name = starts
        && is_given(word)
        && !is_everyday(word)
        && (SAYS.contains(&reader.word(at + 1)) || DOES.contains(&reader.word(at + 1)));
    let of_noted = starts && is_genitive_of_note(reader, at);
    let by_function = starts && reader.is_mark(at + 1, ",") && reader.capital(at + 2).is_some_and(is_office);
    if !(anywhere
        || item
        || bracketed
        || by_function
        || of_noted
        || has_done
        || first_name
        || speaks
        || says
        || spoken_of
        || reached
        || starts_signature(reader, at))
    {
        return None;
    }
    let label = reader.is_mark(at + 1, ":") && is_label(word);
    if label
        || is_office(word)
        || address(word).is_some()
        || reader.is_glued(at + 1) && reader.is_mark(at + 1, "-")
    {
        return None;
    }
    let name = reader.name(at, Trust::Placed).filter(|name| name.end == at + 1 && name.parts.len() == 1);
    let sure = is_sure(word);
    // »Anwesend: Koch, Winter«
    let counted = reader.kind(at + 1) == Some(Kind::Number);
    let common = item
        && is_known(word)
        && !is_field(word)
        && !counted
        && !SEASONS.get(5..).is_some_and(|months| months.contains(&word));
    let fits = anywhere
        || name.is_some() && (item && (sure || belongs(word, place)) || reached)
        || common
        || (says || by_function) && sure
        || has_done && (sure || is_shaped(word))
        || first_name
        || of_noted
        || bracketed && (sure || name.is_some() && office_in_front(reader, at - 1) && is_unknown(word))
        || speaks && (is_unknown(word) || is_known(word) && !is_field(word))
        || spoken_of && (sure || name.is_some() && (is_shaped(word) || is_noted(reader, at)))
        || spoken_of && word.strip_suffix('s').is_some_and(|stem| is_sure(stem) && !is_given(stem))
        || is_signed(reader, at);
    let name = Name { end: at + 1, parts: vec![word.to_owned()] };
    if fits { unless_named(reader, at, name) } else { None }
}

/// »Die Anregung hat Kortmann aufgenommen«: a surname that is nothing else, between words that are no names.
fn stands_free(reader: &Reader, at: usize) -> bool {
    let word = reader.word(at);
    let capital = |at: Option<usize>| at.is_some_and(|at| reader.capital(at).is_some());
    let small = at.checked_sub(1).is_some_and(|at| reader.kind(at) == Some(Kind::Lower));
    let follows = reader.previous(at).is_some_and(|before| BEFORE_SURNAMES.contains(&before));
    is_sure(word)
        && !is_given(word)
        && word.chars().count() > 3
        && !word.contains('-')
        && small
        && follows
        && !capital(Some(at + 1))
        && reader.kind(at + 1) != Some(Kind::Number)
}

/// Small words behind which a surname stands without an article, and a noun seldom.
#[rustfmt::skip]
const BEFORE_SURNAMES: &[&str] = &[
    "hat", "haben", "hatte", "hatten", "wird", "wurde", "ist", "war", "soll", "kann", "will", "muss", "von", "mit", "durch", "bei", "für", "an", "laut", "und", "sowie",
    "dass", "ob", "weil", "wie", "auch", "ohne", "gegen", "gegenüber", "wegen", "statt", "nur", "sagt", "fragt", "meint", "so", "gez", "was", "wo", "da", "wenn", "nachdem",
];

/// »(Wittrock)«, »(Quast, 66.1)«
fn begins_bracket(reader: &Reader, at: usize) -> bool {
    let opens = at > 0 && (reader.is_mark(at - 1, "(") || reader.is_mark(at - 1, "["));
    let closes = [")", "]", ",", "/", ";"].iter().any(|mark| reader.is_mark(at + 1, mark));
    opens && closes
}

/// »der Amtsleiter (…)«
fn office_in_front(reader: &Reader, bracket: usize) -> bool {
    office_before(reader, bracket).is_some()
}

/// Whether a word that is no known surname counts where persons are expected.
fn belongs(word: &str, place: Place) -> bool {
    match place {
        Place::Prose => false,
        Place::Label => is_unknown(word),
        Place::Cell => is_unknown(word) || is_first_name(word) && !is_everyday(word),
    }
}

/// »gez. Winter«
fn is_signed(reader: &Reader, at: usize) -> bool {
    starts_signature(reader, at) && is_known(reader.word(at)) && ends_item(reader, at + 1)
}

/// Whether »gez.«, »i. A.« or »Im Auftrag« stands in front of a token.
fn starts_signature(reader: &Reader, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| reader.word(at));
    match before(1) {
        "." => match before(2) {
            "gez" | "Gez" => true,
            "A" | "V" => matches!(before(4), "i" | "I") || matches!(before(3), "i" | "I"),
            _ => false,
        },
        "Auftrag" | "Vertretung" => matches!(before(2), "Im" | "In"),
        "gezeichnet" | "Gezeichnet" => true,
        _ => false,
    }
}

/// »Wendt (Fachbereich 51)«, »Wendt, Durchwahl 233«, »Wendt (Tel. 233)«
fn is_reached(reader: &Reader, at: usize) -> bool {
    let next = at + 1;
    let inside = if reader.is_mark(next, "(") || reader.is_mark(next, ",") { next + 1 } else { next };
    let lower = reader.word(inside).to_lowercase();
    let unit =
        reader.is_mark(next, "(") && (UNITS.contains(&lower.as_str()) || PARTIES.contains(&lower.as_str()));
    let number = reader.is_mark(next, "(")
        && reader.kind(inside) == Some(Kind::Number)
        && reader.is_mark(next + 2, ".");
    let unit = unit
        || reader.is_mark(next, ",")
            && UNITS.contains(&lower.as_str())
            && reader.kind(inside + 1) == Some(Kind::Number);
    let dashed = reader.is_mark(inside, "-")
        && reader.is_glued(inside + 1)
        && reader.kind(inside + 1) == Some(Kind::Number);
    if !(unit || number || dashed || PHONES.contains(&lower.as_str())) {
        return false;
    }
    // The last word of a longer name of an office is none of a person.
    let follows = reader.previous(at).is_some_and(starts_capital) && !starts_clause(reader, at - 1);
    let office = unit && office_before(reader, at).is_some();
    !(follows || number) || office || is_sure(reader.word(at))
}

/// What people do whom a text calls by the first name: »Steffi bringt die Stellwände mit«.
const DOES: &[&str] = &[
    "bringt",
    "besorgt",
    "bestellt",
    "kommt",
    "macht",
    "holt",
    "schreibt",
    "kümmert",
    "organisiert",
    "druckt",
];

/// What only persons tell.
const TOLD: &[&str] = &[
    "Hinweis",
    "Rücksprache",
    "Auskunft",
    "Anregung",
    "Wunsch",
    "Mitteilung",
    "Rückmeldung",
    "Nachfrage",
    "laut",
    "Laut",
];

/// »Rethorns Einwand«
fn is_genitive_of_note(reader: &Reader, at: usize) -> bool {
    let about = reader.capital(at + 1).is_some_and(|word| ABOUT.contains(&word.to_lowercase().as_str()));
    let stem = reader.word(at).strip_suffix('s').filter(|stem| stem.chars().count() > 3);
    about && !reader.is_glued(at + 1) && stem.is_some_and(|stem| is_sure(stem) || is_unknown(stem))
}

/// »Sachstand Lürssen:«, not »Frage von Bürgern:«
fn is_noted(reader: &Reader, at: usize) -> bool {
    let word = reader.word(at);
    let before = reader.previous(at);
    let told = before.is_some_and(|word| TOLD.contains(&word));
    let about = before.is_none_or(|word| starts_capital(word) || told);
    let ends = reader.is_mark(at + 1, ":")
        || matches!(reader.word(at + 1), "v" | "vom")
        || told && matches!(reader.word(at + 1), "wird" | "ist" | "wurde" | "sind" | "werden" | "hat");
    about && ends && is_unknown(word) && !word.ends_with('e') && !word.ends_with("ern")
}

/// »Laut Wendt«, »Rücksprache Wendt«, »Frage von Wendt«
fn is_spoken_of(reader: &Reader, at: usize) -> bool {
    // »lt. Wendt«
    let shortened = at > 1 && reader.is_mark(at - 1, ".") && matches!(reader.word(at - 2), "lt" | "Lt");
    let Some(before) = reader.previous(at) else { return shortened };
    let about = |word: &str| ABOUT.contains(&word.to_lowercase().as_str());
    let by = matches!(before, "von" | "mit" | "bei" | "durch" | "an");
    matches!(before, "laut" | "Laut" | "lt" | "Lt")
        || about(before)
        || by && reader.previous(at - 1).is_some_and(about)
}

/// Whether a word is an item of a list of its own.
fn is_item(reader: &Reader, at: usize, place: Place) -> bool {
    place != Place::Prose && starts_item(reader, at, place) && ends_item(reader, at + 1)
}

fn starts_item(reader: &Reader, at: usize, place: Place) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let word = reader.word(before);
    match reader.kind(before) {
        Some(Kind::Mark) => !matches!(word, "&" | "»" | "„" | "\"") && (word != "." || place != Place::Prose),
        Some(Kind::Number) => place == Place::Cell,
        Some(Kind::Lower) => matches!(
            word,
            "und" | "sowie" | "oder" | "ist" | "sind" | "von" | "durch" | "bei" | "an" | "erteilt"
        ),
        Some(Kind::Capital) => place == Place::Label && starts_signature(reader, at),
        _ => {
            place == Place::Cell
                && UNITS.contains(&word.to_lowercase().as_str())
                && reader.kind(before) == Some(Kind::Upper)
        }
    }
}

fn ends_item(reader: &Reader, at: usize) -> bool {
    match reader.kind(at) {
        None | Some(Kind::Number | Kind::Mail) => true,
        Some(Kind::Mark) => !matches!(reader.word(at), "&" | "«" | "“" | "\""),
        Some(Kind::Lower) => matches!(reader.word(at), "und" | "sowie" | "oder" | "bis" | "am"),
        _ => false,
    }
}

/// Whether a sentence, a line or an item begins with a token.
fn starts_clause(reader: &Reader, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    reader.kind(before) == Some(Kind::Mark)
        && !reader.is_mark(before, ",")
        && !reader.is_mark(before, "&")
        && !reader.is_mark(before, "/")
}

fn starts_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Up to which token persons are announced by the label that ends with this one.
pub(super) fn announced_until(reader: &Reader, at: usize) -> usize {
    let label = if reader.is_mark(at, ":") {
        let words = (0..at).rev().take(5).take_while(|at| reader.kind(*at) != Some(Kind::Mark));
        words.into_iter().any(|at| is_label(reader.word(at)))
    } else if matches!(reader.word(at), "ist" | "sind" | "von" | "durch" | "erteilt" | "an") {
        reader.noun_before(at).is_some_and(is_label) || matches!(reader.previous(at), Some("Rückfragen"))
    } else {
        starts_signature(reader, at + 1)
    };
    if !label {
        return 0;
    }
    let ends = |at: usize| reader.is_mark(at, "\n") || reader.is_mark(at, ".") && is_full_stop(reader, at);
    (at + 1..reader.len()).take(80).find(|at| ends(*at)).unwrap_or((at + 81).min(reader.len()))
}

/// Whether a full stop ends a sentence rather than a short word.
fn is_full_stop(reader: &Reader, at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| (reader.kind(at), reader.word(at)));
    let short = before.is_some_and(|(kind, word)| {
        kind == Some(Kind::Initial) || kind == Some(Kind::Number) || word.chars().count() < 4
    });
    !short && reader.capital(at + 1).is_some()
}

/// The person, unless the words around make the name that of a firm, a street, a ship.
fn unless_named(reader: &Reader, at: usize, name: Name) -> Option<Person> {
    let thing = reader.previous(at).is_some_and(|word| is_namesake(word) && !is_shortened_function(word))
        || abbreviated(reader, at).is_some_and(is_namesake);
    // The ship »Oberbürgermeister Reuter«
    let with_office =
        office_before(reader, at).is_some() && is_quoted(reader, at.saturating_sub(1), name.end);
    if thing || with_office || is_quoted(reader, at, name.end) {
        None
    } else {
        unless_a_thing(reader, at, name)
    }
}

fn is_quoted(reader: &Reader, at: usize, end: usize) -> bool {
    at > 0
        && matches!(reader.word(at - 1), "»" | "„" | "\"" | "“" | "‚" | "›")
        && matches!(reader.word(end), "«" | "“" | "\"" | "”" | "‘" | "‹" | "»")
}

fn unless_a_thing(reader: &Reader, at: usize, name: Name) -> Option<Person> {
    (!reader.is_things(at, name.end)).then(|| person(reader, at, name))
}

/// The short word in front of a token: »St.«
fn abbreviated<'r>(reader: &'r Reader, at: usize) -> Option<&'r str> {
    let stop = at.checked_sub(1).filter(|stop| reader.is_mark(*stop, ".") && reader.is_glued(*stop))?;
    stop.checked_sub(1).map(|at| reader.word(at)).filter(|word| word.len() < 4)
}

fn person(reader: &Reader, start: usize, name: Name) -> Person {
    let last = name.parts.last().map(String::as_str).unwrap_or_default();
    let stem = last.strip_suffix('s').filter(|stem| stem.chars().count() > 2 && !stem.ends_with('s'));
    let noun_follows = reader.capital(name.end).is_some() && !reader.is_glued(name.end);
    let apostrophe =
        reader.is_glued(name.end) && matches!(reader.word(name.end), "'" | "’" | "‘" | "´" | "`");
    // »Der Bericht Sabine Kortmanns«, not »Mit Sabine Behrens«.
    let noun_before =
        reader.noun_before(start).is_some_and(|word| !is_office(word)) && !starts_clause(reader, start - 1);
    let genitive = !apostrophe
        && stem.is_some_and(|stem| {
            let latin = stem.ends_with(['u', 'i', 'a', 'o']) && !is_known(stem);
            !is_known(last) && !latin && (noun_follows || noun_before)
        });
    let name_listed = listed(&name.parts, genitive);
    Person { start, end: name.end, name: name_listed, several: false }
}

//! Where a word that no list has can only be the name of a person.

use super::reader::{Name, Reader};
use super::tokens::Kind;
use super::words::{
    SPEAKS, UNITS, has_foreign_letters, is_given, is_known, is_namesake, is_noun, is_office, is_shaped,
    is_simple, is_sure, is_unknown,
};
use crate::persons::functions::is_field;
use crate::persons::places::is_legal_form;

/// Whether a word stands where nothing but a person does, and can be a surname.
pub(super) fn is_person_here(reader: &Reader, at: usize) -> bool {
    let Some(word) = reader.capital(at) else { return false };
    let acts = acts(reader, at);
    let quoted = is_quoted_speaker(reader, at) || says_so(reader, at);
    // Where any word is a person that can be one, also one that no list has.
    let named = acts
        || quoted
        || is_asked(reader, at)
        || is_party(reader, at)
        || is_absent(reader, at)
        || is_reached_by(reader, at)
        || speaks_before(reader, at)
        || is_pair(reader, at)
        || is_bracketed_list(reader, at);
    // Where a surname counts that is an everyday word as well.
    let told = acts || is_source(reader, at);
    let known = quoted || is_behind_number(reader, at) || is_of_unit(reader, at) || told && !is_field(word);
    let item = is_cell(reader, at, at + 1) || is_behind_dash(reader, at);
    named && (is_sure(word) || is_strange(word))
        || known && is_known(word)
        || item && is_sure(word) && !is_given(word)
        || has_work_behind(reader, at) && (is_known(word) || is_shaped(word))
        || is_genitive(reader, at)
}

/// Whether a word that no list has can be a surname.
fn is_strange(word: &str) -> bool {
    is_unknown(word) && is_simple(word)
}

/// A first name and a surname of which no list has the first: »Priyanka Kortmann«, »Ruud van Hoogen«.
pub(super) fn unheard_of(reader: &Reader, at: usize) -> Option<Name> {
    let can_be = |at: usize| {
        let word = reader.capital(at)?;
        let strange = is_strange(word) || has_foreign_letters(word) || is_sure(word);
        let plain = reader.kind(at) == Some(Kind::Capital) && !is_office(word) && !is_legal_form(word);
        (strange && plain).then_some(word)
    };
    // What stands around is looked at first: of most words it says nothing.
    let next = at + 1;
    let goes_on = reader.capital(next).is_some() || PARTICLES.contains(&reader.word(next));
    let follows = reader.previous(at).is_some_and(|word| word.starts_with(char::is_uppercase));
    if !goes_on || reader.is_glued(next) || follows {
        return None;
    }
    let first = can_be(at).filter(|word| !is_namesake(word) && word.chars().count() <= LONGEST)?;
    let mut parts = vec![first.to_owned()];
    let mut end = at + 1;
    let mut particle = false;
    while parts.len() < MOST && !reader.is_glued(end) {
        let small = reader.word(end);
        let article = matches!(reader.word(end + 1), "der" | "den" | "de");
        if !particle && PARTICLES.contains(&small) && can_be(end + 1 + usize::from(article)).is_some() {
            particle = true;
            parts.extend((end..=end + usize::from(article)).map(|at| reader.word(at).to_owned()));
            end += 1 + usize::from(article);
        } else if let Some(word) = can_be(end).or_else(|| reader.capital(end).filter(|word| is_given(word))) {
            parts.push(word.to_owned());
            end += 1;
        } else {
            break;
        }
    }
    let last = parts.last()?;
    let foreign = parts.iter().any(|part| has_foreign_letters(part));
    // »Lokale Agenda«
    let name = is_sure(last) || particle || foreign || !first.ends_with('e') && is_framed(reader, at, end);
    let is_whole = parts.len() > 1 && reader.capital(end).is_none() && !reader.is_mark(end, "-");
    (is_whole && name).then_some(Name { end, parts })
}

/// Letters of a first name; longer words are nouns.
const LONGEST: usize = 11;
/// Words of a name.
const MOST: usize = 5;
/// Particles of surnames that are no German words; »von« and »de« stand before places as well.
const PARTICLES: &[&str] =
    &["van", "di", "da", "dos", "del", "della", "al", "el", "ter", "ten", "bin", "ibn"];

/// Whether two words stand where a noun would have an article: in a cell of their own, between a preposition or
/// conjunction and a word that is none, before a verb at the beginning of a sentence.
fn is_framed(reader: &Reader, at: usize, end: usize) -> bool {
    let cell = is_cell(reader, at, end);
    let small = reader.kind(end) == Some(Kind::Lower) || ends(reader, end);
    let led = small && reader.previous(at).is_some_and(|word| LEADS.contains(&word));
    let verb = reader.word(end);
    let does = reader.kind(end) == Some(Kind::Lower)
        && (verb.len() > 3 && (verb.ends_with('t') || verb.ends_with("te"))
            || matches!(verb, "hat" | "ist" | "war" | "gab" | "bat"));
    cell || led || starts_sentence(reader, at) && does
}

/// Whether two tokens are the borders of a cell or an item of a list.
fn is_cell(reader: &Reader, at: usize, end: usize) -> bool {
    let border = |at: usize| {
        reader.kind(at).is_none() || ["|", ";", "\n", "•", "("].iter().any(|mark| reader.is_mark(at, mark))
    };
    at > 0 && border(at - 1) && border(end)
}

/// Small words behind which people are named without an article.
#[rustfmt::skip]
const LEADS: &[&str] = &["von", "mit", "durch", "bei", "dass", "ob", "nachdem", "Nachdem", "weil", "hat", "haben", "wird", "wurde", "an", "gegen"];

/// »Nach Haffners Berechnung«, »Der Antrag Haubers auf …«
fn is_genitive(reader: &Reader, at: usize) -> bool {
    let (word, before) = (reader.word(at), reader.previous(at).unwrap_or_default());
    let Some(stem) = word.strip_suffix('s').filter(|stem| stem.chars().count() > 3) else { return false };
    let noun_follows = reader.capital(at + 1).is_some() && !reader.is_glued(at + 1);
    let led = noun_follows && BEFORE_GENITIVES.contains(&before);
    let own = reader.kind(at + 1) == Some(Kind::Lower) && OWN.contains(&before);
    (led || own) && !is_noun(word) && (is_sure(stem) && !is_given(stem) || is_strange(stem))
}

/// Prepositions that stand before a genitive and its noun.
#[rustfmt::skip]
const BEFORE_GENITIVES: &[&str] = &[
    "nach", "Nach", "laut", "Laut", "aus", "Aus", "in", "In", "mit", "Mit", "zu", "Zu", "wegen", "trotz",
];
/// What somebody makes or does.
const OWN: &[&str] =
    &["Antrag", "Einwand", "Klage", "Vorschlag", "Ausscheiden", "Anfrage", "Widerspruch", "Bitte", "Wunsch"];

/// »(Rahlwes, Tschirsch)«
fn is_bracketed_list(reader: &Reader, at: usize) -> bool {
    let other = if at > 0 && reader.is_mark(at - 1, "(") && reader.is_mark(at + 1, ",") {
        reader.capital(at + 2)
    } else if at > 2
        && reader.is_mark(at - 1, ",")
        && reader.is_mark(at + 1, ")")
        && reader.is_mark(at - 3, "(")
    {
        reader.capital(at - 2)
    } else {
        None
    };
    other.is_some_and(|other| are_names(reader.word(at), other))
}

/// Whether two words can be surnames, of which one is known or shaped like one.
fn are_names(one: &str, other: &str) -> bool {
    let can_be = |word: &str| is_sure(word) || is_strange(word) && !is_office(word);
    let is_one = |word: &str| is_sure(word) || is_shaped(word);
    (is_one(one) || is_one(other)) && can_be(one) && can_be(other)
}

/// »Laut Schäfer ist die Fläche frei«
fn is_source(reader: &Reader, at: usize) -> bool {
    let verb = matches!(
        reader.word(at + 1),
        "ist" | "sind" | "hat" | "haben" | "wird" | "werden" | "war" | "wurde" | "kann" | "soll"
    );
    verb && matches!(reader.previous(at), Some("laut" | "Laut"))
}

/// »(Herzog)«, with something in front.
fn is_bracketed(reader: &Reader, at: usize) -> bool {
    at > 1 && reader.is_mark(at - 1, "(") && reader.is_mark(at + 1, ")")
}

/// »FB 2 (Löwe)«, »RPA (Sauer)«
fn is_of_unit(reader: &Reader, at: usize) -> bool {
    let unit = |at: usize| {
        reader.kind(at) == Some(Kind::Upper) || UNITS.contains(&reader.word(at).to_lowercase().as_str())
    };
    let numbered = || at > 2 && reader.kind(at - 2) == Some(Kind::Number) && unit(at - 3);
    is_bracketed(reader, at) && (unit(at - 2) || numbered())
}

/// »Zimmermann, Hochbau«, »Wernicke, Verwaltungsangestellte«
fn has_work_behind(reader: &Reader, at: usize) -> bool {
    let next = reader.capital(at + 2).filter(|_| reader.is_mark(at + 1, ","));
    let says = next.is_some_and(|word| is_field(word) || is_office(word));
    says && starts_sentence(reader, at) && ends(reader, at + 3) && !is_field(reader.word(at))
}

/// »• Akquise – Hasselhorst«
fn is_behind_dash(reader: &Reader, at: usize) -> bool {
    let dash = at > 1 && (reader.is_mark(at - 1, "–") || reader.is_mark(at - 1, "-") && !reader.is_glued(at));
    dash && (reader.kind(at + 1).is_none() || reader.is_mark(at + 1, "\n"))
}

/// »0511 555-8831 (Herzog)«
fn is_behind_number(reader: &Reader, at: usize) -> bool {
    let number = |at: usize| reader.kind(at) == Some(Kind::Number);
    let goes_on = |at: usize| number(at) || reader.is_mark(at, "-") || reader.is_mark(at, "/");
    at > 3 && is_bracketed(reader, at) && number(at - 2) && goes_on(at - 3)
}

/// »Lindhorst: „…“«
fn is_quoted_speaker(reader: &Reader, at: usize) -> bool {
    let opens = matches!(reader.word(at + 2), "„" | "»" | "\"" | "“" | "‚");
    starts_sentence(reader, at) && reader.is_mark(at + 1, ":") && opens
}

/// »…“, so Nölke.«
fn says_so(reader: &Reader, at: usize) -> bool {
    let so = reader.previous(at) == Some("so");
    so && at > 1 && reader.is_mark(at - 2, ",") && ends(reader, at + 1)
}

/// »Auf Nachfrage erklärt Eickhorst, …«
fn speaks_before(reader: &Reader, at: usize) -> bool {
    let verb = reader.previous(at).is_some_and(|word| SPEAKS.contains(&word) || TELLS.contains(&word));
    verb && (ends(reader, at + 1) || reader.kind(at + 1) == Some(Kind::Lower))
}

/// »Humbrock koordiniert«, »Zeschke nicht erreichbar«
fn acts(reader: &Reader, at: usize) -> bool {
    let next = reader.word(at + 1);
    let verb = SPEAKS.contains(&next) || TELLS.contains(&next) || next == "ist" && is_away(reader, at + 2);
    starts_sentence(reader, at) && (verb || is_away(reader, at + 1))
}

/// »nicht erreichbar«, »krank«
fn is_away(reader: &Reader, at: usize) -> bool {
    let at = at + usize::from(matches!(reader.word(at), "nicht" | "bis" | "noch" | "derzeit" | "wieder"));
    matches!(
        reader.word(at),
        "erreichbar" | "krank" | "erkrankt" | "verhindert" | "entschuldigt" | "abwesend"
    )
}

/// »Rückruf Voskamp erbeten«, »Warten auf Czapla«, »Tel. mit Kröse 3.4.«
fn is_asked(reader: &Reader, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| reader.word(at));
    match before(1) {
        "mit" | "von" | "an" | "auf" | "bei" | "durch" => {
            let noun = if before(2) == "." { before(3) } else { before(2) };
            let contact = CONTACTS.contains(&noun) || MEETINGS.contains(&noun);
            contact && before(1) != "auf" || matches!(before(2), "Warten" | "warten")
        }
        "." => matches!(before(2), "m") && matches!(before(3), "." | "R"),
        noun => CONTACTS.contains(&noun),
    }
}

/// »Die Klage Stolze ./. Stadt«
fn is_party(reader: &Reader, at: usize) -> bool {
    let against =
        |at: usize| reader.is_mark(at, ".") && reader.is_mark(at + 1, "/") && reader.is_mark(at + 2, ".");
    against(at + 1) || at > 2 && against(at - 3)
}

/// »wegen Erkrankung von Ahlwede«, »seit dem Ausscheiden von …«
fn is_absent(reader: &Reader, at: usize) -> bool {
    let noun = at.checked_sub(2).map_or("", |at| reader.word(at));
    matches!(reader.previous(at), Some("von"))
        && ABSENCES.iter().any(|absence| noun.starts_with(absence))
        && reader.capital(at + 1).is_none()
}

/// »liegt bei Blumke«, »von Schnurre vorgelegt«
fn is_reached_by(reader: &Reader, at: usize) -> bool {
    let lies =
        at > 1 && matches!(reader.word(at - 2), "liegt" | "liegen" | "bleibt" | "angefragt" | "nachgefragt");
    let made = DONE_BY.iter().any(|done| reader.word(at + 1).starts_with(done));
    lies && reader.previous(at) == Some("bei") && ends(reader, at + 1)
        || made && matches!(reader.previous(at), Some("von" | "durch"))
}

/// »Jaspert/Kowalke«
fn is_pair(reader: &Reader, at: usize) -> bool {
    let other = if reader.is_mark(at + 1, "/") && reader.is_glued(at + 1) && reader.is_glued(at + 2) {
        reader.capital(at + 2)
    } else if at > 1 && reader.is_mark(at - 1, "/") && reader.is_glued(at) && reader.is_glued(at - 1) {
        reader.capital(at - 2)
    } else {
        None
    };
    other.is_some_and(|other| are_names(reader.word(at), other))
        && !reader.previous(at).is_some_and(is_namesake)
}

fn ends(reader: &Reader, at: usize) -> bool {
    match reader.kind(at) {
        None => true,
        Some(Kind::Mark) => !matches!(reader.word(at), "-" | "&" | "/" | "«" | "“" | "\""),
        _ => false,
    }
}

fn starts_sentence(reader: &Reader, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let mark = reader.kind(before) == Some(Kind::Mark);
    mark && !["&", "/", "»", "„", "\"", "+"].iter().any(|joint| reader.is_mark(before, joint))
        || matches!(reader.word(before), "dass" | "weil")
}

/// Verbs of which only people are the subject.
#[rustfmt::skip]
const TELLS: &[&str] = &[
    "koordiniert", "vertritt", "vertrat", "kümmert", "droht", "drohte", "verlangt", "verlangte", "erklärt", "erklärte", "erläutert", "erläuterte", "sagt", "sagte", "berichtet",
    "berichtete", "erinnert", "schildert", "schilderte", "widerspricht", "hofft", "kritisiert", "bemängelt", "lobt", "moderiert", "kündigte", "schlägt", "entgegnet", "erwidert",
    "weigert", "telefoniert", "ruft",
];

/// Ways of getting in touch, behind which the name follows without an article.
#[rustfmt::skip]
const CONTACTS: &[&str] = &[
    "Rückruf", "Telefonat", "Tel", "Telefonnotiz", "Anruf", "Mail", "E-Mail", "Gespräch", "Rücksprache", "Rückmeldung", "Rückfrage", "Nachfrage", "WV", "Wiedervorlage",
    "Auskunft", "Antwort", "Brief", "Nachricht", "Ersttermin", "Abstimmung", "Absprache", "Treffen",
];

/// Those behind which things stand as well: »Übergabe Fundsachen«. Of people only a preposition tells.
const MEETINGS: &[&str] = &["Termin", "Übergabe", "Schreiben", "Besuch"];

/// Why somebody is not there.
const ABSENCES: &[&str] = &[
    "Erkrankung",
    "Ausscheiden",
    "Elternzeit",
    "Urlaub",
    "Abwesenheit",
    "Rückkehr",
    "Vertretung",
    "Nachfolge",
    "Krankheit",
    "Ausfall",
    "Weggang",
    "Tod",
];

/// What somebody did: »von … vorgelegt«.
const DONE_BY: &[&str] = &[
    "vorgelegt",
    "vorgetragen",
    "eingereicht",
    "unterschrieben",
    "unterzeichnet",
    "zugesagt",
    "angeregt",
    "vorgeschlagen",
    "verfasst",
    "erläutert",
    "vorgestellt",
    "moderiert",
];

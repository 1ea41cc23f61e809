//! What a word can be.

use crate::persons::functions::{is_body, is_field, is_function};
use crate::persons::lists::{is_everyday, is_first_name, is_surname};
use crate::persons::places::{is_place, is_trade};
use crate::persons::titles::address;

/// Whether every part of a word is a first name: `Karl-Heinz`; the second may be one that no list has.
pub(super) fn is_given(word: &str) -> bool {
    let strange = |(first, second): (&str, &str)| is_first_name(first) && is_unknown(second);
    word.split('-').all(is_first_name) || word.split_once('-').is_some_and(strange)
}

/// Whether some part of a word is a known surname: `Kortmann-Wendt`, `Al-Khatib`.
pub(super) fn is_known(word: &str) -> bool {
    let last = last_part(word);
    is_surname(word)
        || has_foreign_letters(word)
        || word.contains('-')
            && word.split('-').any(is_surname)
            && (is_surname(last) || !is_noun(last) && word.split('-').count() == 2)
            && !word.split('-').next().is_some_and(|first| address(first).is_some() || is_function(first))
}

/// Whether a word has letters that German takes over with names alone: »Tunçer«, not »Café«.
pub(super) fn has_foreign_letters(word: &str) -> bool {
    let loaned = |c: char| "äöüßéèêàâîôëïÄÖÜẞÉÈ".contains(c);
    word.chars().any(|c| c.is_alphabetic() && !c.is_ascii() && !loaned(c))
}

/// Whether a word is a known surname and nothing else.
pub(super) fn is_sure(word: &str) -> bool {
    is_known(word) && !is_common(word) && !(is_everyday(word) || is_office(word))
}

/// The part behind the last hyphen.
pub(super) fn last_part(word: &str) -> &str {
    word.rsplit('-').next().unwrap_or(word)
}

/// Whether the last part of a word joined by hyphens makes it a thing: `Frau-Holle-Straße`, `Koch-Institut`.
fn is_common(word: &str) -> bool {
    let last = last_part(word);
    last.len() < word.len() && (is_place(last) || is_everyday(last) && !is_surname(last))
}

/// The longest that a name can be, in bytes.
const LONGEST: usize = 60;

/// Whether a word with a capital is a noun, an adjective or a small word rather than a name that no list has.
pub(super) fn is_noun(word: &str) -> bool {
    let last = last_part(word);
    if word.len() > LONGEST {
        return true;
    }
    if is_surname(last) && !is_everyday(last) {
        return false;
    }
    is_everyday(last) || is_office(last) || is_inflected(last) || has_noun_ending(last) || is_compound(last)
}

/// Whether a word is an everyday one with an ending: `Kandidaten`, `Unterlagen`.
fn is_inflected(word: &str) -> bool {
    let stems = ["n", "en", "e", "s", "es", "er", "ern", "in", "innen", "em"];
    let stems = stems.iter().filter_map(|ending| word.strip_suffix(ending));
    stems.filter(|stem| stem.len() > 3).any(|stem| is_everyday(stem) && !is_surname(stem))
}

#[rustfmt::skip]
const NOUN_ENDINGS: &[&str] = &[
    "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "tät", "täten", "ismus",
    "ierung", "logie", "grafie", "graphie", "innen", "isch", "ische", "ischen", "ischer", "isches", "lich", "liche",
    "lichen", "licher", "liches", "ment", "ments", "nisse", "ätze", "ität",
];

fn has_noun_ending(word: &str) -> bool {
    NOUN_ENDINGS.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
}

/// Endings of places that are endings of surnames as well: `Holthaus`, `Althof`.
const ALSO_OF_SURNAMES: &[&str] = &[
    "haus", "hof", "heim", "weg", "ring", "damm", "mühle", "graben", "garten", "höhe", "steig", "turm",
    "ufer", "bad", "bau", "werk", "str", "stift", "park", "kirche", "markt", "brücke",
];

/// Short nouns with which long ones end, and no surname.
#[rustfmt::skip]
const TAILS: &[&str] = &[
    "stätte", "stätten", "revision", "bank", "banken", "treff", "treffs", "gilde", "gilden",
    "analyse", "analysen", "akte", "akten", "portale", "portalen", "check", "checks", "gabe", "ziffer",
    "träger", "kreis", "kreise",
    "arbeit", "arbeiten", "melder", "steller", "nehmer", "geber", "halter", 
    "plan", "pläne", "amt", "ämter", "büro", "büros", "team", "teams", "kurs", "kurse", "zahl", "zahlen", "zeit", "zeiten", "jahr", "jahre", "tag", "tage",
    "weise", "weisen", "wesen", "punkt", "punkte", "stelle", "stellen", "geld", "gelder", "netz", "netze", "kraft", "kräfte", "fälle", "teil", "teile", "raum", "räume", "güter", "mittel", "satz", "wert", "werte", "grad", "test", "tests", "club", "klub", "liste", "listen", "karte", "karten", "app", "portal",
    "platz", "plätze", "straßen", "wege", "gruppen", "vereine", "schulen", "kitas", "gesetz", "gesetze", "ziel", "ziele", "räte", "dienst", "dienste", "bus", "zug", "züge",
];

/// Whether a word ends as an everyday word or a place does: `Vergabestelle`, `Bahnhofsvorplatz`.
fn is_compound(word: &str) -> bool {
    let lower = word.to_lowercase();
    if let Some(stem) = ALSO_OF_SURNAMES.iter().find_map(|ending| lower.strip_suffix(ending)) {
        let stem = stem.strip_suffix('s').filter(|stem| is_everyday(stem)).unwrap_or(stem);
        let street = lower.ends_with("weg");
        return stem.len() > 2 && (street || !is_surname(stem)) && (is_everyday(stem) || is_inflected(stem));
    }
    if TAILS.iter().any(|tail| lower.len() > tail.len() + 2 && lower.ends_with(tail))
        || is_place(&lower)
        || is_trade(&lower)
    {
        return true;
    }
    let splits = lower.char_indices().skip(2).map(|(at, _)| lower.split_at(at));
    splits.take_while(|(_, tail)| tail.len() > 4).any(|(head, tail)| {
        is_everyday(tail)
            && !is_surname(tail)
            && (tail.len() > 7
                || is_everyday(head)
                || is_inflected(head)
                || head.strip_suffix('s').is_some_and(has_noun_ending))
    })
}

/// Whether a word has capitals inside as no name has: `GmbH`, `KfW`.
pub(super) fn is_short_form(word: &str) -> bool {
    let part = |part: &str| {
        let rest = ["Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz", "O'", "D'", "O’", "D’", "d'", "d’"]
            .iter()
            .find_map(|start| part.strip_prefix(start))
            .unwrap_or(part);
        rest.chars().skip(1).any(char::is_uppercase) && rest.chars().any(char::is_lowercase)
    };
    word.split('-').any(part)
}

/// Whether a word is none with which a name begins, though it is written with a capital: »HERR DER LAGE«.
pub(super) fn is_small_word(word: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "der", "die", "das", "des", "dem", "den", "ein", "eine", "einer", "im", "in", "und", "oder", "ist", "hat", "wird", "von", "vom", "zu", "zur", "zum",
        "am", "an", "als", "aus", "bei", "mit", "nicht", "auch", "für", "wie", "so", "bitte", "sie", "wir", "es",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// Whether a word is a number in Roman letters: »Ludwig XIV.«.
pub(super) fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
}

/// Whether a name that no list has ends as towns do.
pub(super) fn is_town(word: &str) -> bool {
    let word = word.to_lowercase();
    let stem = word.strip_suffix('s').unwrap_or(&word);
    let ends = |ending: &&str| stem.ends_with(*ending);
    word.ends_with("au")
        || [
            "stadt", "stedt", "hausen", "rode", "kirchen", "dorf", "münde", "furt", "ingen", "städten",
            "walde", "brunn",
        ]
        .iter()
        .any(ends)
}

/// Whether a word says what a person does: `Projektleiterin`, `Künstler`.
pub(super) fn is_office(word: &str) -> bool {
    is_function(word) && !is_body(word) && (!is_surname(word) || is_everyday(word))
}

/// Whether an office is that of a place, whose name may follow it: »Bürgermeister Essen«.
pub(super) fn is_of_place(office: &str) -> bool {
    let lower = office.to_lowercase();
    [
        "bürgermeister",
        "landrat",
        "landrät",
        "ortsvorsteher",
        "vorsteher",
        "bischof",
        "dekan",
        "präsident",
        "rektor",
    ]
    .iter()
    .any(|stem| lower.contains(stem))
}

/// Whether an everyday word, mostly a place, ends as surnames do: `Langenfeld`.
pub(super) fn is_shaped_name(word: &str) -> bool {
    SHAPES.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending)) && is_simple(word)
}

/// Whether a word is neither inflected nor made of others: `Essen`, not `Sitzungen`, `Bauamt`.
pub(super) fn is_simple(word: &str) -> bool {
    !is_inflected(word) && !has_noun_ending(word) && !is_compound(word) && !is_field(word)
}

/// Whether a word before a name gives it to a thing: »Modell Hannah«, »Sturmtief Sabine«.
pub(super) fn is_namesake(word: &str) -> bool {
    let lower = word.to_lowercase();
    let stems = ["", "n", "en", "e", "s"].map(|ending| lower.strip_suffix(ending).unwrap_or_default());
    let is = |thing: &&str| {
        if thing.len() < 4 { lower == **thing } else { stems.iter().any(|stem| stem.ends_with(*thing)) }
    };
    word.starts_with(char::is_uppercase)
        && (CLUBS.contains(&word) || is_place(&lower) || is_trade(&lower) || NAMESAKES.iter().any(is))
}

/// What the names of clubs begin with.
#[rustfmt::skip]
const CLUBS: &[&str] = &[
    "SV", "TSV", "FC", "SC", "VfL", "VfB", "VfR", "TuS", "TUS", "TSG", "SG", "SpVgg", "DJK", "MTV", "TV", "TC", "RV", "BSV", "FSV", "SSV", "SVV", "MGV", "KGV", "HSG", "ESV", "BC", "AC", "SK", "USV", "FV", "RC", "ASV", "PSV", "TTC", "ATSV", "SuS",
];

#[rustfmt::skip]
const NAMESAKES: &[&str] = &[
    "name", "rufzeichen", "lex",
    "sprachassistent",
    "modell", "tief", "hoch", "hurrikan", "taifun", "orkan", "sturm", "zyklon", "schiff", "boot", "fähre", "kutter", "dampfer", "barkasse", "app",
    "chatbot", "bot", "software", "programm", "projekt", "serie", "system", "roboter", "server", "tunnelbohrmaschine", "lok", "lokomotive", "straßenbahn",
    "schulen", "schulzentrum", "einrichtung", "stiftung", "firma", "firmen", "fa", "büro", "betrieb", "handlung", "villa", "hospiz", "stift", "wohnpark", "hotel", "kino", "bar", "kneipe",
    "gemeinde", "pfarrei", "pfarrgemeinde", "sankt", "st", "heilige", "heiligen", "heiliger", "kaiser", "kaiserin", "könig", "königin", "papst", "zar", "zarin", "prinz", "prinzessin", "apostel",
    "sorte", "apfelsorte", "rose", "kartoffelsorte", "typ", "reihe", "kollektion", "marke", "produkt", "architekten", "ingenieure", "rechtsanwälte", "anwälte",
    "oper", "musical", "roman", "film", "stück", "märchen", "figur", "puppe", "band", "gruppe", "verein", "club", "loge", "zeche", "grube", "schacht", "halde", "hütte", "insel", "kap", "mount", "berg",
    "elektro", "bestattungen", "reisen", "möbel", "auto", "optik", "mode", "moden", "sanitär", "immobilien", "metallbau", "holzbau", "tiefbau", "gerüstbau", "stahlbau", "baustoffe", "transporte", "spedition", "siedlung",
    "mosel", "kreis", "stadt", "landkreis", "gemeinde", "ortsteil", "bad", "lieferant", "hersteller", "anbieter", "dienstleister", "unternehmen", "konzern", "kanzlei", "praxis", "institut", "grundschule", "kirche",
];

/// Words behind a name that make it a thing's: »Robert Bosch Stiftung«.
pub(super) fn is_thing(word: &str) -> bool {
    let lower = word.to_lowercase();
    !is_sure(word)
        && (is_place(&lower) || is_trade(&lower) || THINGS.iter().any(|thing| lower.ends_with(thing)))
}

#[rustfmt::skip]
const THINGS: &[&str] = &[
    "spiele", "tage", "festival", "ausstellung", "pokal", "turnier", "lauf", "fonds", "akademie", "edition", "show", "programm", "syndrom", "effekt", "formel", "gesamtschule",
];

/// Verbs that persons rather than firms or towns are the subject of.
#[rustfmt::skip]
pub(super) const SAYS: &[&str] = &[
    "berichtet", "berichtete", "erklärt", "erklärte", "erläutert", "erläuterte", "fragt", "fragte", "bittet", "bat", "betont", "betonte", "verweist", "verwies", "weist", "wies",
    "regt", "regte", "schlägt", "schlug", "führt", "führte", "ergänzt", "ergänzte", "kündigt", "kündigte", "bestätigt", "bestätigte", "informiert", "informierte", "merkt", "antwortet", "antwortete",
    "meint", "teilt", "teilte", "sagt", "sagte", "sieht", "hält", "klärt", "klärte", "prüft", "prüfte", "übernimmt", "übernahm", "dankt", "dankte", "lädt", "begrüßt", "eröffnet", "moderiert", "schildert", "schilderte",
    "widerspricht", "zweifelt", "hofft", "rechnet", "empfiehlt", "koordiniert", "vertritt", "gibt", "gab", "möchte", "will", "fordert", "forderte", "stimmt", "bemängelt", "kritisiert", "lobt", "erinnert", "meldet", "nimmt", "nahm", "kümmert",
];

/// Those that only persons do.
pub(super) const SPEAKS: &[&str] = &[
    "fragt",
    "fragte",
    "bittet",
    "bat",
    "antwortet",
    "antwortete",
    "dankt",
    "dankte",
    "betont",
    "betonte",
    "meint",
    "meinte",
    "begrüßt",
    "zweifelt",
];

/// Nouns behind which the name of a person stands: »Rücksprache Wendt«, »Frage von Wendt«.
#[rustfmt::skip]
pub(super) const ABOUT: &[&str] = &[
    "frage", "fragen", "auskunft", "angaben", "aussage", "wunsch", "anregung", "hinweis", "rücksprache", "gespräch", "telefonat", "abstimmung", "antwort", "mail", "e-mail",
    "rückmeldung", "rückfrage", "rückfragen", "nachfrage", "bitte", "ansprechpartner", "mitteilung", "aussagen", "stellungnahme", "anruf",
    "sachstand", "aktennotiz", "notiz", "vermerk", "prüfvermerk", "bericht", "vortrag", "vorschlag", "einwand", "tischvorlage", "wiedervorlage", "übergabe", "beitrag", "einwurf", "trauung", "bedenken", "wortmeldung", "nachricht",
    "eingabe", "antrag", "einwendung", "beschwerde", "petition", "widerspruch", "klage", "höhergruppierung", "einstellung", "beförderung", "personalie", "kündigung", "ehrung",
];

/// Labels behind whose colon persons are listed.
pub(super) fn is_label(word: &str) -> bool {
    let lower = word.to_lowercase();
    LABELS.iter().any(|label| lower.starts_with(label) || lower.ends_with(label)) || is_office(word)
}

#[rustfmt::skip]
const LABELS: &[&str] = &[
    "ansprechpartner", "ansprechperson", "kontakt", "bearbeit", "erstellt", "ersteller", "verfasst", "verfasser", "protokoll", "schriftführ", "anwesend", "teilnehm", "teilgenommen", "entschuldigt",
    "verteiler", "zuständig", "verantwortlich", "leitung", "unterschrift", "gezeichnet", "vertretung", "moderation", "redaktion", "autor", "empfänger", "auskunft", "federführ", "mitwirk", "besetzung", "vorsitz", "gäste", "gast",
    "beteiligte", "berichterstatt", "berichterstatter", "freigabe", "aufgestellt", "unterzeichn",
];

/// Parties and groups of a council.
pub(super) const PARTIES: &[&str] = &[
    "cdu", "csu", "spd", "fdp", "afd", "grüne", "grünen", "linke", "bsw", "fw", "fwg", "uwg", "ssw", "volt",
    "piraten", "bündnis",
];

/// What begins the name of a unit of the administration or a telephone number.
#[rustfmt::skip]
pub(super) const UNITS: &[&str] = &[
    "fachbereich", "fb", "fachdienst", "fd", "amt", "abt", "abteilung", "sachgebiet", "sg", "stabsstelle", "dezernat", "dez", "referat", "team", "eigenbetrieb", "bauhof", "fachgebiet", "fg", "zimmer", "raum",
];
#[rustfmt::skip]
pub(super) const PHONES: &[&str] = &["tel", "telefon", "durchwahl", "dw", "app", "apparat", "mobil", "handy", "fon", "nebenstelle", "fax", "rufnummer", "ruf", "hausruf"];

/// Whether a word ends as surnames do and nouns do not.
pub(super) fn is_shaped(word: &str) -> bool {
    let last = last_part(word);
    is_unknown(word) && SHAPES.iter().any(|ending| last.len() > ending.len() + 1 && last.ends_with(ending))
}

/// Whether a word that stands alone can be a surname that no list has: no noun, no town, no word from Greek,
/// Latin or English.
pub(super) fn is_unknown(word: &str) -> bool {
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    let foreign = [
        "ik", "ie", "um", "ium", "thek", "kom", "center", "iv", "eur", "ist", "ent", "ant", "age", "enz",
        "anz",
    ];
    let shouted = last_part(word).len() < word.len() && !last_part(word).chars().any(char::is_lowercase);
    letters
        && !shouted
        && word.chars().count() > 3
        && !is_noun(word)
        && !is_town(word)
        && !foreign.iter().any(|ending| word.ends_with(ending))
}

#[rustfmt::skip]
const SHAPES: &[&str] = &[
    "mann", "meier", "meyer", "maier", "mayer", "mayr", "ski", "sky", "cki", "ska", "cka", "czyk", "wicz", "ić", "vic", "vić", "enko", "tschuk", "chuk", "uk", "owa", "ova",
    "jew", "yev", "opoulos", "idis", "akis", "oğlu", "oglu", "yan", "jan", "wili", "dze", "kamp", "brock", "brink", "hoff", "feldt", "hardt", "steiner", "hauser", "huber",
    "müller", "schmidt", "hofer", "moser", "sen", "ssen", "quist", "qvist", "ström", "berger", "bauer", "eder", "inger", "wald", "busch", "horst", "beck", "bach", "stein",
    "feld", "thal", "burg", "rich", "precht", "brecht", "bert", "olf", "holt", "loh", "iak", "czak", "icki", "escu", "eanu", "itz", "witz", "ow", "ke", "tke", "horn", "gel", "rath", "dorff", "lau", "hoven", "huis", "stra", "ings", "sma", "ndt", "rdt", "ndl", "rtz", "tz",
];

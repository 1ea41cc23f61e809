//! Names that are none of a person: streets, schools, firms and foundations called after one.

use super::titles::address;

/// Whether a name that stands between the texts `before` and `after` is not a person's: »Müller-Straße«,
/// »Konrad-Adenauer-Schule«, »Fa. Müller«, »Müller Bau GmbH«. `before` ends where the name (with first
/// name and title) begins, `after` begins where it ends; both may be as long as they like, the nearest
/// words count.
pub fn names_no_person(before: &str, after: &str) -> bool {
    let previous = before.split_whitespace().next_back().unwrap_or_default();
    if address(previous).is_some() {
        return false;
    }
    let previous = previous.trim_start_matches(|c: char| !c.is_alphanumeric());
    let ends_open = before.ends_with(|c: char| c.is_whitespace() || is_hyphen(c));
    ends_open && is_trade(previous) || is_chained_to_place(after) || is_firm(after)
}

/// Whether a word (»Straße«, »Grundschule«, »Schulstr.«) is the kind of place or institution that is
/// called after people.
pub fn is_place(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    PLACES.iter().any(|place| word.ends_with(place))
}

/// Whether a word in front of a name makes it that of a firm: »Fa.«, »Bäckerei«.
pub fn is_trade(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ':']).to_lowercase();
    word == "fa" || TRADES.iter().any(|trade| word.ends_with(trade))
}

/// Whether a word behind a name makes it that of a firm: »GmbH«, »KG«.
pub fn is_legal_form(word: &str) -> bool {
    FIRMS.contains(&word)
}

/// Whether a word behind `&` makes a name that of a firm: »Söhne«, »Partner«.
pub fn is_partner(word: &str) -> bool {
    PARTNERS.contains(&word)
}

/// Whether a word makes a name in front of it, with a space between, that of a street or school.
pub fn is_street(word: &str) -> bool {
    STREETS.contains(&word)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–')
}

/// `-Adenauer-Schule steht`: some link of the chain is a place. `Müller Straße` is short of its hyphens.
fn is_chained_to_place(after: &str) -> bool {
    if let Some(street) = after.strip_prefix(' ') {
        let word = street.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        return is_street(word);
    }
    let chain = after
        .split(|c: char| !c.is_alphanumeric() && !is_hyphen(c) && c != '\u{ad}')
        .next()
        .unwrap_or_default();
    chain.starts_with(is_hyphen) && chain.split(is_hyphen).any(|link| is_place(&link.replace('\u{ad}', "")))
}

/// `Bau GmbH`, `& Söhne`: behind the name, as far as its sentence goes, the words of a firm.
fn is_firm(after: &str) -> bool {
    let mut words = after.split_whitespace().take(6).enumerate().peekable();
    while let Some((index, word)) = words.next() {
        // »e. K.«, »e.V.«
        let registered = word == "e."
            && words.peek().is_some_and(|(_, next)| REGISTERED.iter().any(|it| next.starts_with(it)));
        if index > 0
            && (registered
                || word
                    .strip_prefix("e.")
                    .is_some_and(|rest| REGISTERED.iter().any(|it| rest.starts_with(it))))
        {
            return true;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if is_legal_form(bare) || index == 1 && is_partner(bare) {
            return !(index == 0 && after.starts_with(|c: char| !c.is_whitespace()));
        }
        let goes_on = matches!(word, "&" | "+" | "und" | "u.") || bare.starts_with(char::is_uppercase);
        if !goes_on || word.ends_with(['.', ',', ';', ':', ')']) {
            return false;
        }
    }
    false
}

const FIRMS: &[&str] = &[
    "GmbH", "gGmbH", "mbH", "AG", "KG", "KGaA", "OHG", "GbR", "UG", "SE", "PartG", "PartGmbB", "eG", "eK",
    "eV", "OG", "mbB",
];

/// What stands behind »e.« in the name of a firm or club.
const REGISTERED: &[&str] = &["K.", "Kfm.", "Kffr.", "V.", "G.", "U."];

const PARTNERS: &[&str] = &["Söhne", "Sohn", "Partner", "Co", "Cie", "Töchter"];

const STREETS: &[&str] = &[
    "Straße",
    "Strasse",
    "Str",
    "Platz",
    "Allee",
    "Gasse",
    "Weg",
    "Schule",
    "Gymnasium",
    "Halle",
    "Stiftung",
];

#[rustfmt::skip]
const PLACES: &[&str] = &[
    "straße", "strasse", "str", "platz", "weg", "allee", "gasse", "ring", "damm", "ufer", "brücke", "park", "schule",
    "gymnasium", "kita", "kindergarten", "kindertagesstätte", "haus", "heim", "halle", "saal", "stadion", "bad", "hof",
    "stift", "stiftung", "preis", "institut", "museum", "theater", "bibliothek", "bücherei", "archiv", "zentrum",
    "siedlung", "quartier", "viertel", "kaserne", "klinik", "hospital", "kirche", "kapelle", "kolleg", "akademie",
    "universität", "denkmal", "turm", "steig", "pfad", "chaussee", "promenade", "graben", "markt", "tunnel", "kreisel",
    "anlage", "gesellschaft", "verein", "gruppe", "bau", "werk", "werke", "garten", "sportplatz", "lyzeum", "college",
    "schulzentrum", "campus", "kreuzung", "galerie", "passage", "bahnhof", "plätzchen", "treppe", "stube", "orden",
    "medaille", "plakette", "gedenkstätte", "höhe", "schanze", "freibad", "mühle",
];

#[rustfmt::skip]
const TRADES: &[&str] = &[
    "firma", "bäckerei", "metzgerei", "fleischerei", "gärtnerei", "druckerei", "schreinerei", "tischlerei",
    "schlosserei", "brauerei", "spedition", "apotheke", "kanzlei", "praxis", "ingenieurbüro", "architekturbüro",
    "planungsbüro", "sachverständigenbüro", "bauunternehmen", "bauunternehmung", "unternehmen", "autohaus", "möbelhaus",
    "kaufhaus", "gasthof", "gasthaus", "gaststätte", "hotel", "restaurant", "café", "stiftung", "verlag",
    "buchhandlung", "elektro", "sanitär", "baugesellschaft", "agentur", "drogerie", "supermarkt", "reisebüro",
    "fahrschule", "reederei", "weingut", "hofladen", "notariat", "sozietät", "werkstatt", "baustoffe", "immobilien",
    "gebr",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streets_schools_and_firms_are_no_persons() {
        for text in [
            "in der [Müller]-Straße",
            "die [Konrad]-Adenauer-Schule",
            "die Konrad-[Adenauer]-Schule",
            "die [Müller]-Grund\u{ad}schule",
            "der [Frank Müller] Straße",
            "die Fa. [Müller]",
            "die Firma [Müller] hat",
            "(Bäckerei [Müller])",
            "[Müller] GmbH & Co. KG",
            "[Müller] Bau GmbH",
            "[Müller] & Söhne",
            "[Müller] Hoch- und Tiefbau AG",
            "[Müller] Feinkost e. K.: Sondernutzung",
            "[Müller] Reisen e.K. zahlt",
        ] {
            assert!(is_none(text), "{text}");
        }
        for text in [
            "Herr [Müller] Straße",
            "[Müller]-Schmidt",
            "[Müller] hat die GmbH",
            "[Müller], GmbH",
            "bestätigt [Müller]. Die AG tagt",
            "[Müller] und Wendt",
            "[Müller]",
            "mit [Müller] Ende Mai",
        ] {
            assert!(!is_none(text), "{text}");
        }
    }

    fn is_none(text: &str) -> bool {
        let (before, rest) = text.split_once('[').unwrap();
        let (_, after) = rest.split_once(']').unwrap();
        names_no_person(before, after)
    }
}

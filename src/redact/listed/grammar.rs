//! The words that decide about cases. All keys are folded: small letters, `ue` for ü.

use super::role::Case::{self, Accusative, Dative, Genitive};

/// The case that a preposition asks for. The `clause` decides for those that take two; blank where it is
/// not known.
pub(super) fn governs<'k>(preposition: &str, clause: impl Fn() -> Vec<&'k str>) -> Option<Case> {
    let holds = |stems: &[&str]| clause().iter().any(|key| stems.iter().any(|stem| key.starts_with(stem)));
    Some(match preposition {
        "an" if holds(&["lieg", "lag", "scheiter", "haeng", "hing", "orientier"]) => Dative,
        "auf" if holds(&["beruh", "basier"]) => Dative,
        "in" if holds(&["vertrau"]) => Accusative,
        "an" | "auf" | "ueber" => Accusative,
        "in" | "unter" | "vor" | "hinter" | "neben" | "zwischen" => Dative,
        key if TO_DATIVE.contains(&key) => Dative,
        key if TO_ACCUSATIVE.contains(&key) => Accusative,
        key if TO_GENITIVE.contains(&key) => Genitive,
        _ => return None,
    })
}

/// Whether a word is a preposition.
pub(super) fn is_preposition(key: &str) -> bool {
    governs(key, Vec::new).is_some()
}

const TO_DATIVE: &[&str] = &[
    "mit",
    "von",
    "bei",
    "nach",
    "zu",
    "aus",
    "seit",
    "gegenueber",
    "ausser",
    "laut",
    "gemaess",
    "nebst",
    "samt",
    "entgegen",
    "dank",
    "mitsamt",
    "entsprechend",
];

const TO_ACCUSATIVE: &[&str] = &["durch", "fuer", "gegen", "ohne", "um", "per", "pro", "via", "bis"];

#[rustfmt::skip]
const TO_GENITIVE: &[&str] = &[
    "wegen", "trotz", "waehrend", "statt", "anstatt", "anstelle", "aufgrund", "seitens", "bezueglich", "hinsichtlich",
    "infolge", "mittels", "zugunsten", "zulasten", "ungeachtet", "einschliesslich", "inklusive", "ausschliesslich",
    "namens", "betreffs", "mangels", "anlaesslich", "seiten", "haenden", "haende",
];

/// The case that a word behind a name asks for: »zufolge«.
pub(super) fn postposition(key: &str) -> Option<Case> {
    Some(match key {
        "zufolge" | "gegenueber" | "zuliebe" => Dative,
        "betreffend" => Accusative,
        "halber" => Genitive,
        _ => return None,
    })
}

/// Whether a word is a preposition with its article.
pub(super) fn contraction(key: &str) -> bool {
    matches!(key, "vom" | "zum" | "zur" | "beim" | "am" | "im")
}

/// Whether a word is an article or stands in place of one.
pub(super) fn is_article(key: &str) -> bool {
    const WORDS: &[&str] = &["der", "die", "das", "dem", "den", "des"];
    WORDS.contains(&key) || is_determiner(key)
}

/// Whether a word stands in place of an article: `unser`, `einem`.
pub(super) fn is_determiner(key: &str) -> bool {
    const STEMS: &[&str] = &["ein", "kein", "unser", "ihr", "sein", "dies", "jed", "jen"];
    let stem = STEMS.iter().find_map(|stem| key.strip_prefix(stem));
    matches!(stem, Some("" | "e" | "er" | "em" | "en" | "es"))
        && key != "jed"
        && key != "dies"
        && key != "jen"
}

/// Whether a word begins a relative clause.
pub(super) fn is_relative(key: &str) -> bool {
    matches!(key, "der" | "die" | "das" | "dem" | "den" | "deren" | "dessen") || key.starts_with("welche")
}

/// Whether a word begins a clause with its verb at the end.
pub(super) fn is_subordinating(key: &str) -> bool {
    SUBORDINATING.contains(&key)
}

#[rustfmt::skip]
const SUBORDINATING: &[&str] = &[
    "dass", "ob", "weil", "wenn", "da", "sobald", "solange", "nachdem", "bevor", "ehe", "damit", "falls", "sofern",
    "soweit", "waehrend", "bis", "seit", "seitdem", "obwohl", "indem", "wobei", "wo", "wie", "was", "als", "sodass", "womit",
    "wodurch", "worauf", "wozu", "wofuer", "welche", "wann", "warum", "wieso",
];

/// Forms of »sein« and the like, which have their subject on both sides.
pub(super) fn is_copula(key: &str) -> bool {
    matches!(
        key,
        "ist"
            | "sind"
            | "war"
            | "waren"
            | "bleibt"
            | "bleiben"
            | "blieb"
            | "sei"
            | "wird"
            | "wurde"
            | "heisst"
    )
}

pub(super) fn is_auxiliary_of_passive(key: &str) -> bool {
    matches!(key, "wird" | "werden" | "wurde" | "wurden" | "worden" | "ist" | "sind" | "war" | "waren")
}

/// Whether a word is likely a verb in a form that has a subject.
pub(super) fn is_finite(key: &str) -> bool {
    if FINITE.contains(&key) {
        return true;
    }
    let past = PAST.iter().any(|end| key.ends_with(end)) && key.len() < 14;
    let regular = key.len() > 3
        && (key.ends_with('t') || key.ends_with("te") || key.ends_with("ten"))
        && !key.starts_with("ge");
    (past || regular) && !is_adverb(key) && !is_preposition(key) && !NO_VERBS.contains(&key)
}

#[rustfmt::skip]
const FINITE: &[&str] = &[
    "ist", "sind", "war", "waren", "wird", "werden", "wurde", "wurden", "hat", "haben", "hatte", "hatten", "kann",
    "koennen", "konnte", "konnten", "soll", "sollen", "sollte", "sollten", "muss", "muessen", "musste", "mussten", "darf",
    "duerfen", "durfte", "will", "wollen", "wollte", "moechte", "moechten", "mag", "sei", "seien", "waere", "haette", "wuerde",
    "wuerden", "weiss", "gibt", "gilt", "gehen", "stehen", "liegen", "bitten", "danken", "folgen", "fand", "geht", "gehoert",
    "gelingt", "gewinnt", "genuegt", "gefaellt", "gehoeren", "gelang", "begruessen", "gestaltet", "gewaehrt",
    "beauftragen", "informieren", "pruefen", "klaeren", "uebernehmen", "erstellen", "bleiben", "berichten", "stimmen",
];

const PAST: &[&str] = &[
    "nahm", "nahmen", "gab", "gaben", "kam", "kamen", "stand", "standen", "ging", "gingen", "hielt",
    "hielten", "schrieb", "rief", "blieb", "trug", "sprach", "fahl", "schlug", "schied", "liess", "trat",
    "wies", "bat", "baten", "lag", "lagen", "zog", "warf", "bot", "lud", "sah", "las", "half",
];

#[rustfmt::skip]
const NO_VERBS: &[&str] = &[
    "bekannt", "erste", "ersten", "zweite", "zweiten", "dritte", "letzte", "letzten", "naechste", "naechsten", "gesamte",
    "gesamten", "weitere", "beste", "besten", "rechte", "rechten", "alte", "alten", "bekannte", "bekannten", "neueste", "erstellte",
    "erstellten", "vorgelegte", "gute", "guten", "vierte", "vierten", "fuenfte", "benannte", "benannten", "konkrete",
    "konkreten", "direkte", "direkten", "zustaendigen", "welt", "amt", "stadt", "haelfte", "seite", "liste", "karte", "leute", "mitte", "punkte", "kosten",
    "arbeit", "zeit", "recht", "rat", "bericht", "projekt", "dienst", "antwort", "auftrag", "vorgestellt", "vorgelegt",
    "abgestimmt", "mitgeteilt", "zugesagt", "zugestimmt", "abgelehnt", "eingereicht", "umgesetzt", "fortgesetzt", "eingestellt",
    "angeregt", "festgelegt", "eingesetzt",
    "durchgefuehrt", "eingefuehrt", "aufgestellt", "fertiggestellt", "zugeleitet", "abgelegt", "ausgewertet", "beigefuegt",
];

/// Whether a word says how, when or where, and is neither verb nor noun.
pub(super) fn is_adverb(key: &str) -> bool {
    ADVERBS.contains(&key)
        || key.len() > 6
            && ["weise", "lich", "falls", "zeit", "mals", "seits"].iter().any(|end| key.ends_with(end))
        || DAYS.contains(&key)
}

const DAYS: &[&str] = &[
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "januar",
    "februar",
    "maerz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];

#[rustfmt::skip]
const ADVERBS: &[&str] = &[
    "nicht", "jetzt", "zuletzt", "bereits", "mit", "dort", "oft", "selbst", "fast", "sonst", "erst", "derzeit", "zurzeit",
    "weit", "leicht", "sofort", "spaet", "gut", "schlecht", "insgesamt", "vorerst", "zunaechst", "demnaechst", "hoechst",
    "hier", "dann", "danach", "nun", "noch", "schon", "auch", "nur", "sehr", "bisher", "bislang", "anschliessend",
    "aktuell", "kuenftig", "weiterhin", "inzwischen", "mittlerweile", "hierzu", "dazu", "dafuer", "hierfuer", "damit", "daher", "deshalb",
    "zudem", "ausserdem", "ferner", "gestern", "heute", "morgen", "ebenfalls", "gemeinsam", "zusammen", "erneut", "zusaetzlich",
    "abschliessend", "vorher", "nachher", "sodann", "somit", "dabei", "darauf", "daraufhin", "hiermit", "hierbei", "hierueber", "darueber", "davon",
    "seitdem", "stets", "bald", "immer", "wieder", "weiter", "leider", "so", "da", "laut", "statt", "samt", "ggf", "evtl", "vsl",
    "hauptamt", "unverzueglich", "fachlich", "zeitnah", "intern", "extern", "direkt", "sich", "es", "ihm", "ihn", "uns", "zeitgleich", "telefonisch", "gern", "gerne",
    "ausdruecklich", "herzlich", "perspektivisch", "parallel", "mehrfach", "mindestens", "spaetestens", "fruehestens", "endgueltig",
];

/// Whether a word with a capital has the ending of a noun, or is an abbreviation.
pub(super) fn is_noun_like(word: &str) -> bool {
    #[rustfmt::skip]
    const ENDINGS: &[&str] = &[
        "ung", "heit", "keit", "schaft", "tion", "rat", "amt", "schuss", "stelle", "leitung", "verwaltung", "bericht", "vorschlag",
        "antrag", "vorlage", "konzept", "entwurf", "büro", "team", "meldung", "auskunft", "mail", "schreiben", "stadt", "kreis", "bereich", "dienst",
        "meister", "leiter", "leiterin", "ministerium", "rücksprache", "termin", "vermerk", "protokoll", "idee", "anfrage", "bitte", "wunsch",
        "hinweis", "planung", "gespräch", "projekt", "anliegen", "zusage", "absage", "dezernat", "referat", "fraktion", "gremium", "vorstand",
    ];
    let lower = word.to_lowercase();
    let loud = word.chars().count() > 1 && !word.contains(char::is_lowercase);
    loud || ENDINGS.iter().any(|end| lower.ends_with(end)) && word.starts_with(char::is_uppercase)
}

/// The case of the person who is the object of the verbs among the words of a clause. The words at its end
/// decide: participles and the verbs of subordinate clauses stand there.
pub(super) fn object_of(keys: &[&str]) -> Option<Case> {
    let last = keys.last().copied().unwrap_or_default();
    let of_pair =
        |(verb, particle): &&(&str, &str)| last == *particle && keys.iter().any(|key| key.starts_with(verb));
    if SEPARABLE_DATIVE.iter().any(|pair| of_pair(&pair)) {
        return Some(Dative);
    }
    if SEPARABLE_ACCUSATIVE.iter().any(|pair| of_pair(&pair)) {
        return Some(Accusative);
    }
    keys.iter().rev().find_map(|key| {
        let begins = |stems: &[&str]| stems.iter().any(|stem| key.starts_with(stem));
        if begins(DATIVE_VERBS) && !matches!(*key, "dank" | "folgend" | "folgende" | "folgenden") {
            Some(Dative)
        } else if begins(ACCUSATIVE_VERBS) || matches!(*key, "bat" | "baten" | "lud" | "traf") {
            Some(Accusative)
        } else {
            None
        }
    })
}

/// Whether the verb among the words of a clause has things for its subject and a person in the dative:
/// »liegt … vor«, »obliegt«.
pub(super) fn has_no_personal_subject(keys: &[&str]) -> bool {
    let last = keys.last().copied().unwrap_or_default();
    keys.iter().any(|key| {
        let begins = |stems: &[&str]| stems.iter().any(|stem| key.starts_with(stem));
        let apart = last == "vor" && begins(&["liegt", "liegen", "lag", "lagen"])
            || last == "zu" && begins(&["faellt", "fiel"]);
        apart
            || begins(&[
                "oblieg",
                "oblag",
                "gelingt",
                "gelang",
                "vorliegt",
                "vorliegen",
                "vorlag",
                "zugegangen",
            ])
    })
}

const SEPARABLE_DATIVE: &[(&str, &str)] = &[
    ("stimm", "zu"),
    ("teil", "mit"),
    ("leg", "vor"),
    ("leit", "zu"),
    ("wies", "zu"),
    ("weis", "zu"),
    ("lieg", "vor"),
    ("lag", "vor"),
    ("sag", "zu"),
    ("ordne", "zu"),
    ("send", "zu"),
    ("schick", "zu"),
    ("arbeite", "zu"),
    ("fiel", "zu"),
    ("faell", "zu"),
    ("steh", "bei"),
    ("ging", "zu"),
    ("geh", "zu"),
    ("stell", "zu"),
    ("stell", "vor"),
    ("kam", "zu"),
];

const SEPARABLE_ACCUSATIVE: &[(&str, &str)] = &[
    ("laed", "ein"),
    ("lud", "ein"),
    ("bind", "ein"),
    ("band", "ein"),
    ("setz", "ein"),
    ("stell", "ein"),
    ("schlaeg", "vor"),
    ("schlug", "vor"),
    ("arbeite", "ein"),
    ("bezieh", "ein"),
    ("bezog", "ein"),
    ("hoer", "an"),
    ("schreib", "an"),
    ("schrieb", "an"),
    ("ordne", "ab"),
];

#[rustfmt::skip]
const DATIVE_VERBS: &[&str] = &[
    "dank", "gedankt", "gilt", "galt", "gebuehr", "bedankt", "oblieg", "oblag", "zustimm", "zugestimmt", "zuzustimmen", "folg", "gefolgt", "hilft", "half", "helfen", "geholfen",
    "uebertrag", "uebertraeg", "uebertrug", "uebergeb", "uebergib", "uebergab", "zugeleitet", "zuleit", "zuzuleiten", "zugesandt", "zugesendet", "zugeschickt",
    "vorgelegt", "vorzulegen", "vorleg", "vorlieg", "vorgelegen", "mitgeteilt", "mitzuteilen", "mitteil", "erteil", "zugeordnet", "zugewiesen", "zuweis", "unterstell",
    "unterstand", "untersteh", "gehoer", "gratul", "vertraut", "anvertrau", "widersprech", "widersprich", "widersprach", "widersprochen", "zugesagt",
    "vorgestellt", "ueberlass", "ueberlaess", "ueberliess", "ueberreich", "uebermittel", "ueberstell", "angeboten", "anbiet", "schulde", "entsprich",
    "auferleg", "gemeldet", "zugegangen", "geantwortet", "antworte", "ermoeglich", "gelingt", "gelang", "gelungen", "fehlt", "fehlen", "unterbreit", "ausgehaendig",
    "aushaendig", "bescheinig", "empfohlen", "empfiehl", "empfahl", "empfehl", "zukomm", "zugekommen", "zuarbeit", "zugearbeitet", "begegne", "verdank", "gewaehrt", "zugestellt", "zustell",
    "bereitgestellt", "dient", "nuetz", "schade", "geschadet", "beigestanden", "assistier", "nachfolg", "nachgefolgt", "genehmig", "zugaenglich", "gefaellt", "gefallen",
];

#[rustfmt::skip]
const ACCUSATIVE_VERBS: &[&str] = &[
    "bitt", "gebeten", "erbeten", "beauftrag", "informier", "fragt", "fragen", "gefragt", "befrag", "ersuch", "einlad", "eingeladen", "einzuladen", "unterstuetz",
    "vertrit", "vertrat", "vertret", "ernann", "ernenn", "benann", "benenn", "bestell", "kontaktier", "angeschrieben", "anschreib", "erreich", "eingebunden",
    "einbind", "einzubinden", "beteilig", "entlast", "ersetz", "beruf", "waehl", "gewaehlt", "verpflicht", "unterricht", "erwaehn", "versetz", "ermaechtig",
    "bevollmaecht", "begruess", "verabschied", "einbezog", "einbezieh", "einzubeziehen", "hinzugezogen", "hinzuzieh", "hinzuzuziehen", "betrifft", "betraf", "entsand",
    "entsend", "einstell", "eingestellt", "einzustellen", "betrau", "vorgeschlagen", "vorschlag", "entlass", "entlaess", "einarbeit", "eingearbeitet", "abgeordnet", "gewonnen", "gewinn",
    "einsetz", "eingesetzt", "nominier", "anhoer", "angehoert", "lobt", "lobte", "kennt", "trifft", "getroffen", "besuch", "beraet", "beraten", "erinner",
    "aufforder", "aufgeforder", "bestimmt", "bestimmen", "konsultier", "abgeloest", "loest", "freigestellt", "verstaendig", "benachrichtig", "ueberzeug", "anstell", "angestellt", "vereidig", "bevorzug",
];

/// The definite article of a common noun of committee papers in a case; none where the noun is not known
/// or would change itself.
pub(super) fn article_of(noun: &str, case: Case) -> Option<&'static str> {
    let has = |nouns: &[&str]| nouns.contains(&noun);
    Some(match case {
        Case::Nominative if has(MASCULINE) => "der",
        Accusative if has(MASCULINE) => "den",
        Dative if has(MASCULINE) || has(NEUTER) => "dem",
        Case::Nominative | Accusative if has(NEUTER) => "das",
        Case::Nominative | Accusative if has(FEMININE) => "die",
        Dative | Genitive if has(FEMININE) => "der",
        _ => return None,
    })
}

#[rustfmt::skip]
const MASCULINE: &[&str] = &[
    "Vorschlag", "Bericht", "Antrag", "Entwurf", "Plan", "Auftrag", "Hinweis", "Wunsch", "Beitrag", "Vortrag", "Vermerk", "Brief",
    "Nachfolger", "Vorgänger", "Vertreter", "Stellvertreter", "Bereich", "Einsatz", "Abschied", "Ruhestand", "Wechsel", "Weggang",
    "Rücktritt", "Ansatz", "Einwand", "Urlaub", "Arbeitsplatz", "Termin", "Name", "Zeitplan", "Projektplan", "Sachstand", "Dienstbeginn",
];

#[rustfmt::skip]
const FEMININE: &[&str] = &[
    "Vorlage", "Anfrage", "Stellungnahme", "Nachfolge", "Vertretung", "Zusage", "Idee", "Aufgabe", "Stelle", "Leitung", "Anregung",
    "Antwort", "Auskunft", "Rückmeldung", "Einschätzung", "Präsentation", "Nachfolgerin", "Vorgängerin", "Vertreterin", "Stellvertreterin",
    "Abteilung", "Zustimmung", "Bitte", "Mail", "Arbeit", "Elternzeit", "Abwesenheit", "Rückkehr", "Initiative", "Kritik",
    "Planung", "Unterstützung", "Beurteilung", "Bewertung", "Empfehlung", "Mitteilung", "Rede", "Unterschrift", "Erkrankung", "Einarbeitung", "Beauftragung", "Bestellung", "Ernennung", "Verabschiedung",
];

#[rustfmt::skip]
const NEUTER: &[&str] = &[
    "Konzept", "Büro", "Team", "Schreiben", "Gutachten", "Papier", "Anliegen", "Votum", "Ausscheiden", "Protokoll", "Projekt", "Amt",
    "Referat", "Dezernat", "Vorhaben", "Angebot", "Ergebnis",
];

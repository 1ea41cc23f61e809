//! Word lists: what begins a sentence, what a full stop shortens, what measures, what only looks
//! like an abbreviation.

/// Whether a capitalised word may well begin a sentence.
pub fn begins_sentence(word: &str) -> bool {
    is_hardly_a_name(word) || OTHER_SENTENCE_STARTERS.contains(&word)
}

/// Whether a capitalised word begins a sentence where it could also be a name: no one is called
/// `Der`, some are called `Ferner`.
pub fn is_hardly_a_name(word: &str) -> bool {
    FUNCTION_WORDS.contains(&word)
}

#[rustfmt::skip]
const FUNCTION_WORDS: &[&str] = &[
    "Ab", "Aber", "Alle", "Allerdings", "Als", "Am", "An", "Anschließend", "Auch", "Auf", "Aus", "Bei", "Beim",
    "Bis", "Da", "Dabei", "Dadurch", "Dafür", "Daher", "Damit", "Danach", "Daneben", "Dann", "Daran", "Darauf",
    "Darin", "Darüber", "Darum", "Das", "Dazu", "Dem", "Den", "Denn", "Dennoch", "Der", "Deren", "Derzeit",
    "Des", "Deshalb", "Dessen", "Die", "Dies", "Diese", "Dieser", "Dieses", "Doch", "Dort", "Durch", "Ein",
    "Eine", "Einem", "Einen", "Einer", "Eines", "Er", "Erst", "Es", "Etwa", "Für", "Ggf", "Hier", "Hierbei",
    "Hierfür", "Hierzu", "Ich", "Ihr", "Ihre", "Im", "In", "Inzwischen", "Ist", "Jede", "Jeder", "Jedes",
    "Jedoch", "Kein", "Keine", "Künftig", "Man", "Mit", "Nach", "Nachdem", "Neben", "Nicht", "Noch", "Nun",
    "Nur", "Ob", "Oder", "Ohne", "Seit", "Seitdem", "Sie", "Sind", "So", "Sobald", "Somit", "Sowie", "Trotz",
    "Über", "Um", "Und", "Unter", "Viele", "Vom", "Von", "Vor", "Während", "Wann", "Was", "Weiter", "Weitere",
    "Weitergehende", "Weiterhin", "Wenn", "Wer", "Wie", "Wir", "Wird", "Wo", "Zu", "Zudem", "Zum", "Zur",
    "Zurzeit", "Zusätzlich", "Zwar", "Zwischen",
];

#[rustfmt::skip]
const OTHER_SENTENCE_STARTERS: &[&str] = &[
    "Aktuell", "Aufgrund", "Außerdem", "Bisher", "Diesem", "Diesen", "Falls", "Ferner", "Gegen", "Hiervon",
    "Insgesamt", "Erstmals", "Frühestens", "Letztmals", "Sofern", "Soweit", "Spätestens", "Voraussichtlich", "Wegen", "Zuerst", "Zuletzt",
    "Zunächst",
];

/// Whether a word (without its full stop, in any case) is an abbreviation and nothing else: `usw`.
pub fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// The same, with those that are words as well: `sonst`.
pub fn may_be_abbreviation(word: &str) -> bool {
    is_abbreviation(word) || AMBIGUOUS_ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[rustfmt::skip]
const ABBREVIATIONS: &[&str] = &[
    "abb", "abs", "abt", "abzgl", "allg", "amtl", "anl", "art", "aufl", "ausg", "az", "bd", "begr", "bes",
    "betr", "bez", "bspw", "bzgl", "bzw", "ca", "co", "dgl", "dipl", "dr", "ebd", "ehem", "eigtl", "einschl",
    "engl", "entspr", "erg", "ers", "etc", "evang", "evtl", "exkl", "fa", "ff", "geb", "gem", "gez", "ggf",
    "ggfs", "hinsichtl", "hr", "hrsg", "ing", "inkl", "insb", "insbes", "inzw", "jh", "jhd", "kath", "kfm",
    "kgl", "kl", "lfd", "lt", "max", "min", "mio", "mrd", "mtl", "nachf", "nat", "nr", "nrn", "obj", "od",
    "ortst", "pl", "prof", "prot", "rd", "rdnr", "resp", "rn", "sog", "st", "std", "stellv", "str", "stv",
    "teilw", "tel", "tlw", "tsd", "usf", "usw", "verf", "versch", "vgl", "vorauss", "voraussichtl", "vors",
    "vsl", "wg", "ziff", "zit", "zt", "zul", "zus", "zz", "zzgl",
];

#[rustfmt::skip]
const AMBIGUOUS_ABBREVIATIONS: &[&str] = &["beil", "kap", "mind", "o", "pol", "ruf", "sen", "sonst", "tab", "va"];

/// Abbreviations of several parts, as Duden spells them.
#[rustfmt::skip]
pub const MULTIPART_ABBREVIATIONS: &[&str] = &[
    "a. a. O.", "a. D.", "a. F.", "a. n. g.", "b. a. w.", "b. B.", "b. w.", "d. Ä.", "d. h.", "d. i.", "d. J.",
    "d. M.", "e. G.", "e. V.", "g. g. A.", "i. A.", "i. Allg.", "i. b. F.", "i. B.", "i. d. F.", "i. d. F. v.",
    "i. d. R.", "i. d. S.", "i. e.", "i. e. S.", "i. G.", "i. H. d.", "i. H. v.", "i. L.", "i. O.", "i. R.",
    "i. R. d.", "i. R. v.", "i. S. d.", "i. S. e.", "i. S. v.", "i. Ü.", "i. V.", "i. V. m.", "i. W.",
    "i. w. S.", "i. Z. m.", "k. A.", "k. o.", "k. w.", "l. T.", "m. a. W.", "m. E.", "m. W.", "m. W. v.",
    "n. b.", "n. Chr.", "n. F.", "n. i. O.", "n. J.", "n. n.", "N. N.", "n. ö.", "n. v.", "o. a.", "o. ä.",
    "o. Ä.", "o. B.", "o. g.", "o. J.", "o. O.", "o. V.", "p. a.", "p. P.", "s. a.", "s. Anl.", "s. o.",
    "s. S.", "s. u.", "u. a.", "u. a. m.", "u. ä.", "u. Ä.", "u. E.", "u. g.", "u. M.", "u. U.", "u. v. a.",
    "u. v. a. m.", "u. v. m.", "u. z.", "u. Z.", "v. a.", "v. Chr.", "v. H.", "v. J.", "v. M.", "v. T.",
    "z. B.", "z. d. A.", "z. H.", "z. Hd.", "z. Hdn.", "z. K.", "z. n. V.", "z. S.", "z. T.", "z. w. V.",
    "z. Z.", "z. Zt.",
];

/// Those that are so common that the last full stop may be missing (`z.B`, `i.d.R`).
pub const COMMON_MULTIPART_ABBREVIATIONS: &[&str] =
    &["z. B.", "d. h.", "i. d. R.", "i. V. m.", "o. g.", "u. a."];

/// Those that stand at the beginning of a sentence, with a capital.
#[rustfmt::skip]
pub const LEADING_MULTIPART_ABBREVIATIONS: &[&str] = &[
    "z. B.", "d. h.", "i. d. R.", "u. a.", "v. a.", "u. U.", "z. T.", "z. Zt.", "z. Z.", "s. o.", "s. u.",
    "o. g.", "i. V. m.", "m. E.", "i. S. d.", "i. S. v.", "i. R. d.", "i. Z. m.", "i. Allg.",
];

/// Units that nothing else looks like, so that they are told even right behind a number: `60%`.
#[rustfmt::skip]
pub const CLEAR_UNITS: &[&str] = &[
    "%", "‰", "€", "°C", "°F", "T€", "Mbit/s", "MBit/s", "kbit/s", "Gbit/s", "GBit/s", "km/h", "kWh", "MWh",
    "GWh", "kWh/a", "MWh/a", "GWh/a", "kWh/m²", "W/m²", "€/m²", "€/m³", "€/kWh", "€/MWh", "ct/kWh", "m³/h", "m³/s", "m³/a",
    "l/s", "kg/m²", "kg/m³", "g/km", "t/a", "EUR/m²", "kN/m²", "mg/l", "µg/m³", "kWp", "MWp", "kW", "MW", "km²", "km", "mm", "cm²", "cm", "m²", "m³", "qkm", "qm", "kg", "ml", "kB",
    "MB", "GB", "TB", "MHz", "GHz", "kHz", "EUR", "TEUR",
];

/// Units that are told from other letters by the space before them: `5 m`.
#[rustfmt::skip]
pub const SPACED_UNITS: &[&str] = &[
    "m/s", "kVA", "GW", "dm", "ha", "mg", "hl", "KB", "PB", "Hz", "dB", "lx", "min", "m", "g", "t", "l", "h",
];

/// Whether a word measures something: a unit, a currency, the first half of `MBit/s`.
pub fn is_unit(word: &str) -> bool {
    const OTHERS: &[&str] =
        &["TWh", "USD", "CHF", "MBit", "GBit", "Mbit", "Gbit", "KWh", "KW", "QM", "MEUR", "VZÄ"];
    [CLEAR_UNITS, SPACED_UNITS, OTHERS].iter().any(|units| units.contains(&word))
}

/// How a person is addressed in front of the name.
#[rustfmt::skip]
pub fn is_form_of_address(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "Herr", "Herrn", "Frau", "Hr.", "Fr.", "Hrn.", "Familie", "Dr.", "Prof.", "Kollegin", "Kollege",
    ];
    WORDS.contains(&word)
}

/// Whether a word numbers what follows (`Az.`, `Telefon:`), which then is no year.
#[rustfmt::skip]
pub fn is_numbering(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "AZ", "Az", "Bestellnummer", "BLZ", "DIN", "Drs", "Drucksache", "Durchwahl", "EN", "Fax", "Gz", "Hotline",
        "ID", "IEC", "ISO", "Kassenzeichen", "Kd.-Nr", "Kennziffer", "Konto", "Mobil", "Nr", "Nummer", "Nummern",
        "PLZ", "Raum", "Rufnummer", "Tel", "Telefon", "Ticket", "VDI", "Vorlage", "Vorwahl",
    ];
    WORDS.contains(&word.trim_end_matches(['.', ':'])) || word.ends_with("nummer")
}

/// Whether a noun may stand right in front of its day, without »am« or »vom«: `Ratssitzung 9.6.2026`.
/// German compounds end with what they are.
pub fn has_a_day(noun: &str) -> bool {
    let noun = noun.to_lowercase();
    // `Erledigt`, `Beschlossen`: a participle that begins the sentence.
    let participle =
        ["ge", "be", "er", "ver", "ent", "ab", "an", "auf", "aus", "ein", "um", "vor", "zu", "fertig"];
    let done = participle.iter().any(|start| noun.starts_with(start)) && noun.ends_with(['t', 'n']);
    done && noun.len() > 5 || DATED.iter().any(|end| noun.ends_with(end))
}

#[rustfmt::skip]
const DATED: &[&str] = &[
    "ung", "ungen", "tion", "sion", "schaft", "stand", "fassung", "beschluss", "beschluß", "antrag", "anfrage",
    "schreiben", "protokoll", "termin", "frist", "datum", "bericht", "ausschuss", "ausschuß", "rat", "tag", "mail",
    "brief", "bescheid", "vertrag", "vermerk", "gespräch", "eingang", "ausgang", "beginn", "start", "ende",
    "abschluss", "schluss", "übergabe", "abgabe", "abnahme", "aufnahme", "eröffnung", "baubeginn", "plenum",
    "gutachten", "erlass", "urteil", "gesetz", "auftrag", "treffen", "runde", "konferenz", "workshop", "besuch",
    "ortstermin", "fraktion", "land", "bund", "kreis", "amt", "presse", "zeitung", "fest", "feier", "messe",
    "lesung", "wahl", "reform", "anhörung", "umfrage", "offenlage", "auslage", "vergabe", "zusage", "absage",
];

/// Words in small letters that a name or a term may hold without their counting: `für`.
#[rustfmt::skip]
pub fn is_filler(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "und", "oder", "für", "der", "die", "das", "des", "dem", "den", "von", "vom", "zur", "zum", "zu", "im",
        "in", "am", "an", "auf", "bei", "mit", "of", "the", "and", "&", "–", "aus", "über",
    ];
    WORDS.contains(&word)
}

/// Whether a word looks like an abbreviation and needs no explanation: legal forms and norms, plain
/// words in capitals.
pub fn is_plain_in_capitals(word: &str) -> bool {
    [PROPER_FORMS, COMMON, CAPITALS].iter().any(|list| list.contains(&word))
}

#[rustfmt::skip]
const PROPER_FORMS: &[&str] = &[
    "GmbH", "mbH", "gGmbH", "KG", "OHG", "GbR", "KdöR", "AöR", "UG", "SE", "DIN", "EN", "ISO", "IEC", "COVID",
    "SARS",
];

/// Abbreviations that the Duden has as words and that nobody explains.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "EU", "UN", "UNO", "USA", "NATO", "BRD", "DDR", "PC", "PDF", "OK", "CD", "DVD", "USB", "TV", "SMS", "WLAN", "LED",
    "LKW", "PKW", "Lkw", "Pkw", "WC", "FAQ", "QR", "GPS", "HTML", "XML", "CSV", "URL", "SIM", "DSL", "ID", "IT", "PIN",
    "TÜV", "ADAC", "ARD", "ZDF", "GEMA",
];

#[rustfmt::skip]
const CAPITALS: &[&str] = &[
    "AB", "ALLE", "ALLEN", "ALLES", "ALS", "AM", "AN", "AUCH", "AUF", "AUS", "BEI", "BIS", "BITTE", "DA", "DAS",
    "DEM", "DEN", "DER", "DES", "DIE", "DIES", "DU", "EIN", "EINE", "EINEN", "EINER", "ENDE", "ER", "ERST",
    "ES", "FÜR", "GANZ", "GUT", "HAT", "ICH", "IHR", "IM", "IN", "INFO", "INKL", "IST", "JA", "JE", "JEDE",
    "JETZT", "KEIN", "KEINE", "MIT", "MUSS", "NACH", "NEIN", "NEU", "NEUE", "NEUER", "NEUES", "NICHT", "NOCH",
    "NUN", "NUR", "OB", "ODER", "OFFEN", "OHNE", "PLAN", "RAT", "SEHR", "SEIT", "SIE", "SIND", "SO", "SOLL",
    "STADT", "STAND", "TEXT", "THEMA", "UM", "UND", "UNS", "VIEL", "VOM", "VON", "VOR", "WAR", "WAS", "WEIL",
    "WENN", "WER", "WIE", "WIR", "WIRD", "WO", "ZIEL", "ZU", "ZUM", "ZUR", "ÜBER", "BAU", "AMT", "TAG", "ORT",
    "TEIL", "WEG", "AKTE", "HAUS", "NULL", "ZWEI", "DREI", "VIER", "FÜNF", "SECHS", "ACHT", "NEUN", "ZEHN",
    "KITA", "STOPP", "HALT", "ALT",
];

/// Whether a word is a small Roman number: `IV`.
pub fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| b"IVX".contains(&byte))
}

/// Whether a German could say it as a word: its consonants stand in groups that words begin and end
/// with. `Rat`, `Bau`, `Kita` are; `Kgrz`, `Edv`, `Ozg` are not.
pub fn is_speakable(word: &str) -> bool {
    const ONSETS: &[&str] = &[
        "", "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "w", "x",
        "z", "bl", "br", "ch", "chr", "cl", "cr", "dr", "fl", "fr", "gl", "gn", "gr", "kl", "kn", "kr", "ph",
        "pf", "pfl", "pl", "pr", "ps", "qu", "rh", "sc", "sch", "schl", "schm", "schn", "schr", "schw", "sk",
        "sl", "sm", "sn", "sp", "spl", "spr", "st", "str", "sw", "th", "tr", "tw", "vl", "wr", "zw",
    ];
    const CODAS: &[&str] = &[
        "", "b", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "ß", "t", "v", "w", "x", "z",
        "bs", "bt", "ch", "chs", "cht", "chts", "ck", "cks", "ct", "ds", "dt", "ff", "fs", "ft", "fts", "gs",
        "gt", "hl", "hls", "hm", "hn", "hnt", "hr", "hrs", "hrt", "ht", "ks", "kt", "kts", "lb", "ld", "lf",
        "lfs", "lg", "lk", "ll", "lls", "lm", "ln", "lp", "ls", "lsch", "lt", "lts", "lz", "lch", "mm",
        "mms", "mp", "mpf", "ms", "mt", "mts", "nd", "nds", "nf", "nft", "ng", "ngs", "ngt", "nk", "nks",
        "nn", "nns", "ns", "nst", "nt", "nts", "nz", "nch", "nsch", "pf", "pp", "ps", "pt", "rb", "rbs",
        "rch", "rd", "rf", "rfs", "rft", "rg", "rgs", "rk", "rks", "rkt", "rl", "rm", "rms", "rn", "rns",
        "rp", "rr", "rs", "rsch", "rst", "rt", "rts", "rz", "rzt", "sch", "scht", "sk", "sp", "ss", "st",
        "sts", "th", "ts", "tsch", "tt", "tts", "tz", "tzt", "wn", "xt", "zt",
    ];
    let lower = word.to_lowercase();
    let vowel = |c: char| "aeiouyäöüé".contains(c);
    let mut groups = lower.split(vowel);
    let onset = groups.next().unwrap_or_default();
    let coda = groups.next_back();
    coda.is_some_and(|coda| CODAS.contains(&coda)) && ONSETS.contains(&onset)
}

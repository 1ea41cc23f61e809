//! What people do, as the word in front of a name: »Projektleiterin«, »Bgm.«, and the fields of work behind
//! such a word that are no names: »Amtsleiter Hochbau«.

use std::sync::LazyLock;

/// Whether a word in front of a name says what the person does: »Projektleiterin«, »Kollegen«,
/// »Bürgermeister«, in any case, or shortened: »Bgm«.
pub fn is_function(word: &str) -> bool {
    if SHORTENED.contains(&word.trim_end_matches('.')) {
        return true;
    }
    let word = word.to_lowercase();
    let woman =
        || word.ends_with("in") && WOMEN.iter().any(|it| word.len() > it.len() + 2 && word.ends_with(it));
    let is = |stem: &str| {
        let last = stem.as_bytes().last().and_then(|last| BY_LAST.get(usize::from(*last)));
        last.is_some_and(|stems| stems.iter().any(|known| stem.ends_with(known)))
    };
    let stems = || ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    (EXACT.contains(&word.as_str()) || woman() || stems().any(is))
        && !NONE.iter().any(|none| word.ends_with(none))
}

/// The stems of functions by their last byte: most words are none, and are asked for often.
static BY_LAST: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let with =
        |last: u8| STEMS.iter().copied().filter(|stem| stem.as_bytes().last() == Some(&last)).collect();
    (0..=u8::MAX).map(with).collect()
});

/// Whether a function is shortened, so that a full stop follows it: »Bgm. Wendt«.
pub fn is_shortened_function(word: &str) -> bool {
    SHORTENED.contains(&word)
}

/// Whether a function is as often a body of several as one of its members: »Gemeinderat«, »Vorstand«.
pub fn is_body(word: &str) -> bool {
    let word = word.to_lowercase();
    let stem = ["", "s", "es", "e"].iter().filter_map(|ending| word.strip_suffix(ending));
    stem.into_iter().any(|stem| BODIES.iter().any(|body| stem.ends_with(body)))
}

/// Whether a word behind a function says for what it is: »Hochbau«, »Planung«, »Nord«.
pub fn is_field(word: &str) -> bool {
    let word = word.to_lowercase();
    FIELDS.contains(&word.as_str())
        || FIELD_ENDINGS.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending))
}

/// Functions as they are shortened, in Austria and Switzerland as well.
#[rustfmt::skip]
const SHORTENED: &[&str] = &[
    "Bgm", "BGM", "Bgmin", "Bürgerm", "Vzbgm", "Vbgm", "Vizebgm", "OB", "OBM", "OBin", "BM", "StR", "StRin", "GR", "GRin", "GemR", "GemRin", "OR", "KR", "NR", "LR",
    "LRin", "LH", "LAbg", "LAbge", "NAbg", "Abg", "MdB", "MdL", "MdEP", "RM", "AM", "KTA", "HR", "StD", "OStD", "OStR", "SL", "AL", "ALin", "FBL", "FDL", "SGL", "PL", "BL", "Gf", "GF", "KBM", "KBR", "Vors",
    "StOAR", "OAR", "OARin", "OAI", "OI", "OIin", "StI", "StA", "VAe", "VA", "RI", "RIn", "RAin", "RAe", "POK", "PHK", "EPHK", "KHK", "KOK", "PHM", "POM", "SiGeKo", "Ltr", "Abt.-Ltr", "FBLtr", "Hptm",
    "Stv", "Stellv", "Dir", "Pfr", "Past", "Sekr", "Ref", "Koord", "Bearb", "Verf", "Assist", "StvD", "Beig", "Ratsmitgl", "Mitgl",
];

/// Words that end as functions do.
#[rustfmt::skip]
const NONE: &[&str] = &[
    "beirat", "magistrat", "sekretariat", "gewerbe", "gegenwart", "antwort", "drehleiter", "halbleiter", "ableiter", "begleiter", "lautsprecher", "glycerin", "severin",
    "guerin", "heparin", "palast", "ballast", "morast", "erbse", "inserat", "hausrat", "vorrat", "verrat", "apparat", "format", "catherin", "katherin",
];

/// Bodies that end as functions do.
#[rustfmt::skip]
const BODIES: &[&str] = &[
    "gemeinderat", "ortsrat", "aufsichtsrat", "betriebsrat", "personalrat", "kreisrat", "bundesrat", "stadtrat", "verwaltungsrat", "regierungsrat", "kantonsrat",
    "nationalrat", "ständerat", "vorstand", "elternrat", "kirchenrat", "schulrat", "marktgemeinderat",
];

/// What functions of women end with, which hardly any other word does.
const WOMEN: &[&str] = &[
    "erin", "orin", "istin", "entin", "antin", "ärin", "eurin", "ologin", "rätin", "wältin", "ärztin",
    "gogin", "aphin", "ektin", "öffin", "ratin", "kundin", "erbin", "beamtin", "genossin", "gattin", "patin",
    "botin", "kollegin",
];

/// Functions that are the end of other words: »Gast«, not »Morgast«.
const EXACT: &[&str] = &[
    "gast", "gastes", "sohn", "sohnes", "wirt", "wirtin", "wirts", "bote", "boten", "jäger", "jägers",
    "kunde", "kunden",
];

/// What functions end with, without the endings of gender and case.
#[rustfmt::skip]
const STEMS: &[&str] = &[
    "leiter", "meister", "schulze", "schultheiß", "stadtrat", "stadträt", "landrat", "landrät", "gemeinderat", "gemeinderät", "ortsrat", "kreisrat", "kreisrät", "regierungsrat", "kantonsrat",
    "nationalrat", "ständerat", "schulrat", "verwaltungsrat", "kirchenrat", "landesrat", "bezirksrat", "kommerzialrat", "hofrat", "ratsherr", "ratsfrau", "ratsmitglied", "baurat", "baurät", "amtsrat", "amtsrät", "oberrat", "forstrat", "studienrat",
    "bezirksrät", "beigeordnet", "beauftragt", "bevollmächtigt", "dezernent", "sprecher", "referent", "direktor", "vorsitzend", "vorsitzer", "obmann", "obfrau", "vorsteher", "kolleg", "ammann",
    "architekt", "ingenieur", "minister", "sekretär", "kämmerer", "kämmer", "koordinator", "manager", "assistent", "arbeiter", "worker", "arbeitend", "planer", "berater", "führer",
    "vorstand", "präsident", "abgeordnet", "delegiert", "amtmann", "amtfrau", "inspektor", "rektor", "lehrer", "dozent", "erzieher", "förster", "ansprechpartner", "lebenspartner", "ansprechperson", "gutachter", "sachverständig", "anwalt", "anwält",
    "notar", "verwalter", "vertreter", "nachfolger", "vorgänger", "chef", "stellvertretend", "prokurist", "feger", "geschwister", "gesellschafter", "hauswart", "gerätewart", "jugendwart", "feuerwehrwart", "platzwart", "kassenwart", "sportwart", "hallenwart", "abwart",
    "schulwart", "wegewart", "gewässerwart", "betriebswirt", "landwirt", "forstwirt", "gastwirt", "verwaltungswirt", "pastor", "pfarrer", "pfarrerin", "diakon", "kaplan", "künstler", "pädagog", "dolmetscher", "übersetzer", "maler", "bildhauer",
    "fotograf", "historiker", "archivar", "bibliothekar", "dirigent", "kantor", "organist", "intendant", "investor", "eigentümer", "inhaber", "betreiber", "unternehmer", "praktikant", "auszubildend", "autor", "bischof", "dekan",
    "superintendent", "propst", "richter", "kommandant", "polizist", "mieter", "pächter", "verpächter", "vermieter", "anwohner", "anlieger", "einwohner", "bewohner", "nachbar", "bewerber", "kandidat", "zeuge", "zeugin", "kläger", "antragsteller", "antragstellend", "einwender",
    "prüfer", "techniker", "betreuer", "trainer", "therapeut", "psycholog", "apotheker", "hebamme", "pfleger", "senator", "kanzler", "mitglied", "verfasser", "urheber", "stifter", "spender", "witwe", "witwer", "tochter", "bruder", "schwester",
    "ehefrau", "ehemann", "lebensgefährt", "sanierer", "moderator", "referendar", "volontär", "student", "studierend", "doktorand", "wissenschaftler", "professor", "statiker", "geolog", "biolog", "ökolog", "archäolog", "soziolog", "meteorolog", "jurist", "kauffrau", "kaufmann", "vermesser",
    "makler", "winzer", "händler", "bauherr", "bauherrin", "patin", "zuständig", "beamt", "bedienstet", "angestellt", "redner", "kustos", "kurator", "regisseur", "schauspieler", "sänger", "schriftsteller", "dichter", "komponist", "designer",
    "grafiker", "entwickler", "programmierer", "administrator", "ausbilder", "lotse", "lotsin", "ranger", "gärtner", "gestalter", "handwerker", "elektriker", "installateur", "monteur", "polier", "disponent", "controller", "revisor", "auditor", "redakteur", "journalist", "reporter",
    "sanitäter", "mechaniker", "informatiker", "fahrer", "schreiber", "schriftführer", "schöffe", "schöffin", "geschäftsstellenleiter", "preisträger", "stipendiat", "jubilar", "rentner", "trägerin", "helfer", "kontrolleur", "imker", "fischereiaufseher", "aufseher", "kümmerer",
    "sachwalter", "geistlich", "küster", "leutnant", "feldwebel", "mesner", "rendant", "kassier", "kassierer", "obersekretär", "arzt", "mediziner", "veterinär", "chirurg", "hauptmann", "hauptfrau", "fachkraft", "lehrkraft", "reinigungskraft", "pflegekraft", "hilfskraft", "schreibkraft", "bürokraft", "schiedsmann", "schiedsfrau", "schiedsperson", "vertrauensperson", "kontaktperson", "bauamtsleiter", "alterspräsident", "tischler", "zimmerer", "dachdecker", "steinmetz", "elternteil", "demonstrant",
    "kamerad", "vollzieher", "wärter", "wächter", "vermittler", "schlichter", "mediator", "coach", "trainee", "azubi", "scout", "guide", "bearbeiter", "vorarbeiter", "unterzeichner", "erbin",
];

/// Endings of gender and case.
const ENDINGS: &[&str] = &["", "e", "en", "er", "em", "es", "s", "in", "innen", "n", "r"];

/// Fields of work, and parts of a town.
#[rustfmt::skip]
const FIELDS: &[&str] = &[
    "bau", "park", "grün", "wald", "forst", "wasser", "energie", "klima", "natur", "garten", "gärten", "markt", "sport", "kultur", "schule", "schulen", "jugend", "soziales", "personal", "recht",
    "finanzen", "ordnung", "umwelt", "inneres", "steuern", "straßen", "tourismus", "presse", "medien", "it", "edv", "digitales", "nord", "süd", "ost", "west", "mitte", "stadt", "land", "dorf", "kreis", "hoch", "tief", "neu",
    "stadtmitte", "nordost", "nordwest", "südost", "südwest", "innen", "außen", "region", "zentrum", "asyl", "integration", "familie", "senioren", "bildung", "gesundheit", "pflege", "hafen", "einkauf", "vergabe", "zoo", "museum", "theater", "archiv",
];

/// What the names of fields of work end with.
#[rustfmt::skip]
const FIELD_ENDINGS: &[&str] = &[
    "bau", "ung", "wesen", "heit", "keit", "schaft", "wirtschaft", "verkehr", "technik", "tion", "tät", "schutz", "recht", "pflege", "hilfe", "förderung", "dienst", "dienste", "bereich", "logie", "kultur", "sport",
    "management", "marketing", "amt", "betrieb", "anlagen", "flächen", "angelegenheiten", "projekt", "projekte", "netz", "netze", "politik", "ethik", "statistik", "informatik",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_known_in_every_case() {
        for word in [
            "Projektleiter",
            "Projektleiterin",
            "Kollegen",
            "Beigeordneter",
            "Stadträtin",
            "Kauffrau",
            "Bgm",
            "Bgm.",
            "Pächters",
            "Streetworkerin",
            "Beauftragten",
            "Kita-Leiterin",
            "Gemeindeschreiber",
            "Försterin",
        ] {
            assert!(is_function(word), "{word}");
        }
        for word in
            ["Leiterplatte", "Müller", "Vorlage", "Chefsache", "Beirat", "Gewerbe", "Gegenwart", "Amt", "Bau"]
        {
            assert!(!is_function(word), "{word}");
        }
    }

    #[test]
    fn a_field_of_work_is_no_name() {
        for word in ["Hochbau", "Tiefbau", "Planung", "Nord", "Umwelt", "Forstwirtschaft", "Brandschutz"] {
            assert!(is_field(word), "{word}");
        }
        for word in ["Koch", "Sommer", "Wolf", "Neubauer", "Kortmann"] {
            assert!(!is_field(word), "{word}");
        }
    }
}

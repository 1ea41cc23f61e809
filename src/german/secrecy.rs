//! What the words of a name say about who may read what stands under it: »Notiz intern«, »nicht
//! veröffentlichen«, »Kosten (nichtöffentlich)«.
//!
//! The rule goes by single words, not by whole heads: offices find ever new ones. A name that speaks of both
//! sides (»intern/extern«, »öffentlich / nichtöffentlich«) sorts rows and keeps nothing back.

use unicode_normalization::UnicodeNormalization;

use super::fold;

/// Who may read what stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// The name says nothing about that.
    Nothing,
    /// Notes: the office alone, unless there is nothing else to report.
    Note,
    /// Nobody outside a closed session. `alone`: the name says nothing else.
    Nonpublic {
        /// The name says nothing else.
        alone: bool,
    },
    /// The office alone.
    Working {
        /// The name says nothing else.
        alone: bool,
    },
}

/// Endings of an adjective.
const ENDINGS: [&str; 7] = ["", "e", "er", "es", "en", "em", "s"];

/// What stands before »-intern«: `verwaltungsintern`, but not `überwintern`.
const INSIDE: &str = "verwaltungs amts haus rathaus dienst behoerden stadt gemeinde kreis fachbereichs abteilungs dezernats \
                      referats aemter betriebs projekt team fraktions konzern organisations dienststellen";

/// What is written for oneself.
const NOTES: &str = "notiz notizen vermerk vermerke bemerkung bemerkungen anmerkung anmerkungen kommentar kommentare \
                     hinweis hinweise info infos information informationen merker text texte spalte angabe angaben";

/// Before »-notiz«: written while working. The same before other [`NOTES`], as far as these are no reports
/// (»Bearbeitungsvermerk«).
const AT_WORK: &str = "arbeits hilfs privat redaktions intern";
const AT_WORK_NOTES: &str = "arbeits hilfs privat redaktions bearbeitungs bearbeiter hand merk";
/// Notes that may be all there is to report.
const PLAIN_NOTES: &str = "notiz notizen notizfeld notizspalte aktennotiz aktennotizen telefonnotiz telefonnotizen \
                           gespraechsnotiz gespraechsnotizen besprechungsnotiz besprechungsnotizen notes";

/// What is not to be done with something: »nicht veröffentlichen«, »nicht zu drucken«, »keine Weitergabe«.
const PRINTING: &str = "veroeffentlichen veroeffentlichung publizieren drucken druck ausdrucken ausdruck mitdrucken \
                        abdrucken abdruck andrucken anzeigen ausgeben uebernehmen weitergeben weitergabe vorlesen verlesen";

/// For whom something is alone: »nur für die Verwaltung«.
const OFFICE: &str = "verwaltung uns amt fachamt dezernat fachbereich abteilung dienststelle sachbearbeitung team \
                      bearbeitung akte akten eigengebrauch";

/// Words that add nothing to »intern«, »nicht drucken« or »vertraulich«.
const FILLERS: &str = "nur nicht kein keine zu zur zum fuer die der das den dem im in ist streng ja nein j n x gebrauch \
                       verwendung zwecke kennzeichen kennz merkmal vs behandeln zu";

fn is_in(word: &str, words: &str) -> bool {
    words.split_whitespace().any(|it| it == word)
}

/// Whether a word is one of these with an ending.
fn inflects(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.strip_prefix(stem).is_some_and(|end| ENDINGS.contains(&end)))
}

/// The words of a name, folded.
fn words(name: &str) -> Vec<String> {
    let name: String = name.nfc().collect();
    let words = name.split(|c: char| !c.is_alphanumeric()).map(fold);
    words.filter(|word| !word.is_empty()).collect()
}

/// `intern`, `interner`, `verwaltungsintern`.
fn is_internal(word: &str) -> bool {
    let bare = ENDINGS.iter().filter_map(|end| word.strip_suffix(end)?.strip_suffix("intern"));
    bare.into_iter().any(|before| before.is_empty() || is_in(before, INSIDE))
        || matches!(word, "internal" | "interna" | "nurintern")
}

/// `Arbeitsnotiz`, `Hilfsspalte`, `Internvermerk`.
fn is_written_at_work(word: &str) -> bool {
    let behind = |before: &str| word.strip_prefix(before);
    AT_WORK_NOTES.split_whitespace().filter_map(behind).any(|note| note.starts_with("notiz"))
        || AT_WORK.split_whitespace().filter_map(behind).any(|note| is_in(note, NOTES))
}

/// `nichtöffentlich`, `vertraulich`; or, behind »nicht«, `öffentlich`.
fn is_nonpublic(word: &str, denied: bool) -> bool {
    let public =
        |word: &str| inflects(word, &["oeffentlich"]) || matches!(word, "oeff" | "oe" | "oeffentlichkeit");
    let glued = word.strip_prefix("nicht").or_else(|| word.strip_prefix('n'));
    glued.is_some_and(|word| public(word) || word == "off")
        || denied && public(word)
        || inflects(word, &["vertraulich", "geheim"])
        || matches!(word, "verschlusssache" | "confidential")
}

/// What a name says.
pub(crate) fn said_by(name: &str) -> Said {
    let name = Name::new(name);
    let words = &name.words;
    if (0..words.len()).any(|at| name.opens(at)) {
        return Said::Nothing;
    }
    let any = |says: fn(&Name, usize) -> bool| (0..words.len()).any(|at| says(&name, at));
    let alone = |says: &dyn Fn(usize) -> bool| (0..words.len()).all(|at| says(at) || name.fills(at));
    match () {
        () if any(Name::works) => {
            // Nobody answers a »Wiedervorlage« or an »Arbeitsnotiz« with yes or no.
            let asks =
                |word: &str| !word.starts_with("wiedervorlage") && word != "wv" && !is_written_at_work(word);
            let says = |at: usize| (name.works(at) || name.keeps_back(at)) && asks(&words[at]);
            Said::Working { alone: alone(&says) }
        }
        () if any(Name::keeps_back) => Said::Nonpublic { alone: alone(&|at| name.keeps_back(at)) },
        () if words.iter().any(|word| is_in(word, PLAIN_NOTES)) => Said::Note,
        () => Said::Nothing,
    }
}

/// What a name is about, folded, without the words that say who may read it: the same for »Kosten« and
/// »Kosten (nichtöffentlich)«. The whole of a name that says nothing else.
pub(crate) fn subject(name: &str) -> String {
    let name = Name::new(name);
    let about = |at: &usize| !name.works(*at) && !name.keeps_back(*at) && !name.fills(*at);
    let subject: String = (0..name.words.len()).filter(about).map(|at| &*name.words[at]).collect();
    if subject.is_empty() { name.words.concat() } else { subject }
}

/// The words of a name, folded; what one says depends on those before it.
struct Name {
    words: Vec<String>,
    /// The first that negates those behind it.
    denier: Option<usize>,
}

impl Name {
    fn new(name: &str) -> Self {
        let words = words(name);
        let denier = words.iter().position(|word| matches!(&**word, "nicht" | "n" | "kein" | "keine"));
        Self { words, denier }
    }

    /// Whether a word is negated by one before it.
    fn denies(&self, at: usize) -> bool {
        self.denier.is_some_and(|denier| denier < at)
    }

    /// Whether a word says that some may read it: with others, it speaks of both sides.
    fn opens(&self, at: usize) -> bool {
        let word = &*self.words[at];
        let open = inflects(word, &["oeffentlich"]) || matches!(word, "oeff" | "oe");
        word.starts_with("extern") || open && !self.denies(at)
    }

    /// Whether a word says that it is for the office alone.
    fn works(&self, at: usize) -> bool {
        let word = &*self.words[at];
        let only = self.words.first().is_some_and(|word| word == "nur");
        is_internal(word)
            || is_written_at_work(word)
            || matches!(word, "dienstgebrauch" | "hausgebrauch" | "nfd")
            || word.starts_with("wiedervorlage")
            || word == "wv" && self.words.len() == 1
            || self.denies(at) && (is_in(word, PRINTING) || word == "bericht")
            || only && at > 0 && is_in(word, OFFICE)
            || inflects(word, &["privat", "persoenlich"]) && self.words.iter().any(|word| is_in(word, NOTES))
    }

    /// Whether a word says that it is not for the public.
    fn keeps_back(&self, at: usize) -> bool {
        is_nonpublic(&self.words[at], self.denies(at))
    }

    /// Whether a word adds nothing.
    fn fills(&self, at: usize) -> bool {
        is_in(&self.words[at], FILLERS)
    }
}

/// Whether a sheet of this name is the office's own: »Intern«, »Notizen«, »Sachstand (intern)«. An adjective in
/// the name of a Handlungsfeld says nothing: »Interne Dienste«.
pub(crate) fn is_working_sheet(name: &str) -> bool {
    let words = words(name);
    let adjective = |word: &String| is_internal(word) && !word.ends_with("intern");
    let (describes, rest): (Vec<&String>, Vec<&String>) = words.iter().partition(|word| adjective(word));
    match said_by(name) {
        Said::Working { alone } => {
            let labels = |word: &&String| is_internal(word) || is_in(word, NOTES);
            alone || describes.is_empty() || rest.iter().any(labels)
        }
        Said::Note => true,
        Said::Nonpublic { .. } | Said::Nothing => false,
    }
}

/// Whether the title of a Handlungsfeld, or the name on its tab, says that all of it is nonpublic:
/// »Grundstücke (nichtöffentlich)«, »Nichtöffentlicher Teil«, »Personal – vertraulich«.
pub(crate) fn is_nonpublic_title(title: &str) -> bool {
    let says = |part: &str| matches!(said_by(part), Said::Nonpublic { alone: true });
    let parts = title
        .split(['(', ')', '[', ']', ':', ',', ';', '–', '—', '/', '|'])
        .flat_map(|part| part.split(" - "));
    let open = said_by(title) == Said::Nothing;
    let words = words(title);
    let first = words.first().is_some_and(|word| is_short(word, "") || inflects(word, &["nichtoeffentlich"]));
    // »Sachstand NÖ«, »Personal nicht-öff.«, »Grundstücke n. ö.«
    let last = words.split_last().is_some_and(|(last, rest)| {
        is_short(last, rest.last().map_or("", String::as_str)) || last == "nichtoeffentlich"
    });
    // »Tabelle (vertr.)«
    let short = title.to_lowercase().contains("(vertr.)");
    short || !open && (parts.into_iter().any(says) || first || last)
}

/// Whether a word is an abbreviation of »nichtöffentlich«, with the word in front of it.
fn is_short(word: &str, before: &str) -> bool {
    matches!(word, "noe" | "noeff" | "nichtoeff")
        || matches!(before, "n" | "nicht") && matches!(word, "oe" | "oeff")
}

/// Whether a text says nothing but that it is not for the public: »nichtöffentlich«, »streng vertraulich«.
pub(crate) fn says_nonpublic(text: &str) -> bool {
    text.len() < LONGEST_LABEL && matches!(said_by(text), Said::Nonpublic { alone: true })
}

/// Whether a text begins with that: »Nichtöffentlich: …«, »[vertraulich] …«.
pub(crate) fn begins_nonpublic(text: &str) -> bool {
    let text = text.trim_start();
    let inside = |open: char, close: char| text.strip_prefix(open)?.split_once(close).map(|(label, _)| label);
    let label = inside('[', ']').or_else(|| inside('(', ')'));
    label.or_else(|| text.split_once(':').map(|(label, _)| label)).is_some_and(says_nonpublic)
}

/// Longer texts, in bytes, say more than that.
const LONGEST_LABEL: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_head_say_who_may_read_the_column() {
        let (working, flag) = (Said::Working { alone: false }, Said::Working { alone: true });
        let (nonpublic, marks) = (Said::Nonpublic { alone: false }, Said::Nonpublic { alone: true });
        for (said, heads) in [
            (
                working,
                "Notiz intern | Bemerkung (intern) | Kommentar intern | interne Notiz | Interner Vermerk | INTERNE BEMERKUNGEN | \
                 Vermerke (verwaltungsintern) | Internvermerk | Arbeitsnotiz | Arbeitsnotizen Amt 40 | Bearbeitungsnotiz | \
                 Hilfsspalte | Wiedervorlage | Wiedervorlage am | WV | Kosten intern | Zuständig (intern) | Persönliche Notizen | \
                 Text, nicht veröffentlichen | Hinweise (nicht zur Veröffentlichung) | Bemerkung, nicht drucken | \
                 Sachstand (nur für den internen Gebrauch) | Nur für das Amt: Hinweise | Internal notes | \
                 Vertraulich, nur intern: Preis",
            ),
            (
                flag,
                "intern | nur intern | Intern? | nicht veröffentlichen | nicht drucken | Nicht für den Bericht | \
                 nur für den internen Gebrauch | nur für den Dienstgebrauch | VS-NfD | keine Weitergabe",
            ),
            (
                nonpublic,
                "Kosten (nichtöffentlich) | Sachstand nichtöffentlich | Vertraulicher Sachstand | Preis, vertraulich | \
                 Bemerkung (n. ö.) | Kosten (nö) | nicht öffentliche Bemerkung | Nicht für die Öffentlichkeit: Preis | \
                 Bemerkung nicht-o\u{308}ffentlich",
            ),
            (
                marks,
                "Nichtöffentlich | nicht öffentlich (ja/nein) | NÖ | n. ö. | Vertraulich | streng vertraulich | Nichtöff. (x)",
            ),
            (Said::Note, "Notiz | Notizen | Notiz zum Fortschritt | Status/Notiz | Aktennotiz | Notes"),
            (
                Said::Nothing,
                "Bemerkung | Sachstand | Vermerk | Erledigungsvermerk | Bearbeitungsvermerk | Sachstandsnotiz | Internet | \
                 Internationales | Vergabe intern/extern | öffentlich / nichtöffentlich | ö/nö | Öffentlich | Öffentlichkeit | \
                 Vertraulichkeit | Nicht begonnen | Überwintern | Öffentlichkeitsarbeit | Druckvorlage | Winternotiz | ",
            ),
        ] {
            for head in heads.split(" | ") {
                assert_eq!(said_by(head), said, "{head}");
            }
        }
    }

    #[test]
    fn a_name_is_about_the_same_whoever_may_read_it() {
        for (names, subject) in [
            (
                "Kosten | KOSTEN | Kosten (nichtöffentlich) | Kosten, vertraulich | Kosten (n. ö.) | Kosten intern",
                "kosten",
            ),
            ("Bemerkung | Bemerkung (nur intern) | nicht öffentliche Bemerkung", "bemerkung"),
            ("Kosten der Umsetzung | Kosten der Umsetzung – nicht veröffentlichen", "kostenumsetzung"),
            ("Hinweise | Nur für die Verwaltung: Hinweise", "hinweise"),
            ("Intern", "intern"),
            ("Kosten öffentlich", "kostenoeffentlich"),
        ] {
            for name in names.split(" | ") {
                assert_eq!(super::subject(name), subject, "{name}");
            }
        }
    }

    #[test]
    fn sheets_and_fields_say_it_by_their_titles() {
        for name in [
            "Intern",
            "Notizen",
            "Notizen intern",
            "Interne Notizen",
            "Sachstand (intern)",
            "Wiedervorlage",
            "Netze nicht drucken",
        ] {
            assert!(is_working_sheet(name), "{name}");
        }
        for name in [
            "Interne Dienste",
            "Netze",
            "Internet",
            "Interne Kommunikation",
            "Vertrauliche Geburt",
            "intern und extern",
        ] {
            assert!(!is_working_sheet(name), "{name}");
        }
        for title in [
            "Grundstücke (nichtöffentlich)",
            "Personal – vertraulich",
            "Nichtöffentlicher Teil",
            "NÖ",
            "Personal - n. ö.",
            "Sachstand NÖ",
            "nö Teil",
            "Grundstücke n.ö.",
            "Personal nicht-öff.",
            "Tabelle (vertr.)",
            "Vergabe nichtöffentlich",
        ] {
            assert!(is_nonpublic_title(title), "{title}");
        }
        for title in [
            "Vertrauliche Geburt",
            "Öffentlich / nichtöffentlich",
            "Netze",
            "Umgang mit vertraulichen Daten",
            "Vertretung (Vertr.-Nr. 5)",
            "öff./nöff.",
            "",
        ] {
            assert!(!is_nonpublic_title(title), "{title}");
        }
        for text in ["Nichtöffentlich: Der Preis steht fest.", "[vertraulich] Der Preis", " (nö) Der Preis"]
        {
            assert!(begins_nonpublic(text), "{text}");
        }
        for text in ["Vertrauliche Geburt: Konzept", "Der Preis ist nichtöffentlich", "Öffentlich: ja", ""]
        {
            assert!(!begins_nonpublic(text), "{text}");
        }
        assert!(says_nonpublic("streng vertraulich") && !says_nonpublic("nichtöffentliche Vergabe"));
    }
}

//! Every way in which German texts write a name.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use super::lists::is_everyday;
use super::name::{Name, Surname, base, names};
use super::titles::Gender;
use super::{Form, FormKind};

/// The forms in which a text can name the person whom the sheet `Personen` lists as `name`, sorted, each
/// once: for a search that folds case, umlauts, spaces and hyphens itself and finds whole words. A
/// genitive without a letter of its own (»Schulz’«, »Müller’s«) is found by the name in it.
pub fn forms(name: &str) -> Vec<Form> {
    let mut forms = Forms::default();
    for name in &names(name) {
        for surname in &name.surnames {
            forms.surname(name, surname);
            forms.mail(name, surname);
        }
        // Another word may be shortened alike.
        forms.extend(name.short.as_deref(), FormKind::Everyday);
    }
    forms.list()
}

/// Those of the forms that stand in front of the @ of an address, and at the end of a link.
pub(crate) fn handles(name: &str) -> Vec<Form> {
    let mut forms = Forms::default();
    for name in &names(name) {
        name.surnames.iter().for_each(|surname| forms.mail(name, surname));
    }
    forms.list()
}

/// What is collected; the surest kind of each form counts.
#[derive(Default)]
struct Forms(BTreeMap<String, FormKind>);

impl Forms {
    fn list(self) -> Vec<Form> {
        self.0.into_iter().map(|(text, kind)| Form { text, kind }).collect()
    }

    fn add(&mut self, text: impl Into<String>, kind: FormKind) {
        let known = self.0.entry(text.into()).or_insert(kind);
        *known = kind.min(*known);
    }

    fn extend<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>, kind: FormKind) {
        texts.into_iter().for_each(|text| self.add(text, kind));
    }

    fn surname(&mut self, name: &Name, surname: &Surname) {
        let kind = if is_common(&surname.core) { FormKind::Everyday } else { FormKind::Surname };
        for whole in whole(surname) {
            self.extend(with_genitive(&whole).iter().map(String::as_str), kind);
            self.addressed(name, &whole);
            self.with_first(name, &whole);
        }
        for part in surname.parts() {
            self.addressed(name, part);
            self.with_first(name, part);
        }
        // `Frank M.`
        let initial = surname.core.chars().next().unwrap_or_default();
        for first in name.first.iter().filter(|first| !first.ends_with('.') && !is_common(first)) {
            self.add(format!("{first} {initial}."), FormKind::Full);
        }
    }

    /// With salutation, title or both.
    fn addressed(&mut self, name: &Name, surname: &str) {
        let addresses: Vec<&str> = [(Gender::Male, MEN), (Gender::Female, WOMEN)]
            .into_iter()
            .filter(|(gender, _)| name.gender.is_none_or(|known| known == *gender))
            .flat_map(|(_, words)| words.iter().copied())
            .collect();
        let own = name.titles.join(" ");
        for surname in with_genitive(surname) {
            for title in ["", "Dr.", "Prof.", "Prof. Dr.", &own] {
                let titled = if title.is_empty() { surname.clone() } else { format!("{title} {surname}") };
                if !title.is_empty() {
                    self.add(titled.as_str(), FormKind::Full);
                }
                for address in &addresses {
                    self.add(format!("{address} {titled}"), FormKind::Full);
                }
            }
        }
    }

    fn with_first(&mut self, name: &Name, surname: &str) {
        for first in firsts(&name.first) {
            for surname in with_genitive(surname) {
                self.add(format!("{first} {surname}"), FormKind::Full);
            }
            self.add(format!("{surname} {first}"), FormKind::Full);
            self.add(format!("{surname}, {first}"), FormKind::Full);
        }
    }

    /// What stands in front of the @ of an address, and at the end of a link.
    fn mail(&mut self, name: &Name, surname: &Surname) {
        let compact = |text: &str| text.replace([' ', '-', '\'', '.'], "").to_lowercase();
        let surnames = [surname.full(), surname.core.clone()]
            .into_iter()
            .chain(surname.parts().into_iter().map(str::to_owned));
        let surnames: Vec<String> =
            surnames.flat_map(|text| in_letters(&text)).map(|text| compact(&text)).collect();
        for first in name.first.iter().flat_map(|first| in_letters(first)).map(|first| compact(&first)) {
            let Some(initial) = first.chars().next() else { continue };
            for surname in &surnames {
                for separator in [".", "_", "-"] {
                    self.add(format!("{first}{separator}{surname}"), FormKind::Full);
                    self.add(format!("{surname}{separator}{first}"), FormKind::Full);
                    self.add(format!("{initial}{separator}{surname}"), FormKind::Full);
                    self.add(format!("{surname}{separator}{initial}"), FormKind::Full);
                }
                for joined in [
                    format!("{initial}{surname}"),
                    format!("{surname}{initial}"),
                    format!("{first}{surname}"),
                ] {
                    // `plan` from P. Lan, `frau` from F. Rau
                    let sure = joined.chars().count() > 5 && !is_common(&joined);
                    self.add(joined, if sure { FormKind::Full } else { FormKind::Everyday });
                }
            }
        }
    }
}

const MEN: &[&str] = &["Herr", "Herrn", "Hr.", "Hrn.", "Kollege", "Kollegen"];
const WOMEN: &[&str] = &["Frau", "Fr.", "Kollegin"];

/// Whether a surname is also an everyday word, so that alone it need not name the person. Trades that
/// nobody has any more are none: a »Schneider« in a paper is a person.
pub fn is_common(surname: &str) -> bool {
    surname.chars().count() < 3
        || is_everyday(surname) && !HARDLY_WORDS.contains(&surname.to_lowercase().as_str())
}

/// Everyday words by the lists, which in committee papers are surnames all the same.
#[rustfmt::skip]
const HARDLY_WORDS: &[&str] = &[
    "auerbach", "backer", "barth", "bauer", "baumann", "beck", "becker", "berger", "bergmann", "binder", "birnbaum",
    "bremer", "brenner", "brunner", "burger", "busch", "christ", "dorn", "drechsler", "dreher", "dreier", "ecker",
    "eichhorn", "ender", "engel", "feuerstein", "fink", "finke", "fischer", "fleischer", "fleischmann", "forster", "franke",
    "fuchs", "geiger", "gerber", "glaser", "grimm", "gruner", "hahn", "hauser", "häusler", "hering", "hirsch", "holler",
    "holzer", "hummel", "huth", "jäger", "kahl", "kaiser", "kessler", "keßler", "kirsch", "köhler", "kohler", "könig",
    "kramer", "krämer", "krieger", "kuhl", "kühn", "küster", "kuster", "lind", "lindner", "löffler", "mangold", "melzer",
    "metzger", "morgenstern", "moser", "mueller", "muller", "müller", "neumann", "nolte", "pfeifer", "pfeiffer", "pfister", "pohl",
    "preiss", "preiß", "probst", "ritter", "roemer", "römer", "rohrer", "rosenbaum", "roth", "sachse", "salzer", "sattler",
    "schäfer", "schiller", "schirmer", "schlegel", "schneider", "schober", "schott", "schreiber", "schreier", "schreiner", "schuler",
    "schulte", "schulten", "schuster", "schwab", "schweizer", "seiler", "seitz", "spindler", "springer", "steinmetz",
    "stoffel", "strauss", "strauß", "tischler", "töpfer", "vogel", "vogler", "wachter", "walder", "weber", "weller", "winkler", "wirth",
    "wolf", "wunderlich", "zander", "ziegler", "zimmermann", "zobel", "zuber",
];

/// A surname with and without its particles, and as keyboards without its letters write it.
fn whole(surname: &Surname) -> Vec<String> {
    let short: Vec<String> =
        surname.particles.iter().filter_map(|word| Some(format!("{}.", word.chars().next()?))).collect();
    let short = Surname { particles: short, core: surname.core.clone() };
    let all = [surname.full(), surname.core.clone(), short.full()];
    let mut all: Vec<String> = all.iter().flat_map(|text| [text.clone(), without_accents(text)]).collect();
    all.sort();
    all.dedup();
    all
}

/// The name, and its genitive where that has a letter of its own.
fn with_genitive(name: &str) -> Vec<String> {
    let genitive = (!name.ends_with(['s', 'ß', 'x', 'z', 'S', 'X', 'Z'])).then(|| format!("{name}s"));
    std::iter::once(name.to_owned()).chain(genitive).collect()
}

/// The ways in which first names stand beside a surname: all, one, as initials.
fn firsts(first: &[String]) -> Vec<String> {
    let mut ways: Vec<String> = first.to_vec();
    let initials: Vec<String> = first.iter().filter_map(|name| initial(name)).collect();
    ways.extend(initials.iter().take(1).cloned());
    if let [one, .., _] = first {
        ways.push(first.join(" "));
        ways.push(initials.join(" "));
        let middle = initials.iter().skip(1).cloned();
        ways.push(std::iter::once(one.clone()).chain(middle).collect::<Vec<_>>().join(" "));
    }
    for name in first {
        let parts: Vec<&str> = name.split('-').collect();
        if parts.len() > 1 {
            ways.push(parts.iter().filter_map(|part| initial(part)).collect::<Vec<_>>().join("-"));
            ways.extend(parts.into_iter().map(str::to_owned));
        }
    }
    ways.extend(ways.iter().map(|way| without_accents(way)).collect::<Vec<_>>());
    ways.sort();
    ways.dedup();
    ways
}

fn initial(name: &str) -> Option<String> {
    name.chars().next().filter(|c| c.is_alphabetic()).map(|c| format!("{c}."))
}

/// A name with the umlauts of German kept and all other marks of its letters gone: `Ozan Yılmaz` as
/// `Ozan Yilmaz`, `Łukasz` as `Lukasz`.
fn without_accents(text: &str) -> String {
    let plain = |c: char| if "äöüÄÖÜß".contains(c) { c.to_string() } else { base(c) };
    text.nfc().map(plain).collect()
}

/// A name in the letters of addresses: with `ue` for ü, and with `u`.
fn in_letters(text: &str) -> [String; 2] {
    let long = |c: char| match c {
        'ä' | 'Ä' => "ae".to_owned(),
        'ö' | 'Ö' => "oe".to_owned(),
        'ü' | 'Ü' => "ue".to_owned(),
        c => base(c),
    };
    [text.nfc().map(long).collect(), text.nfc().map(base).collect()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str, form: &str) -> Option<FormKind> {
        forms(name).into_iter().find(|found| found.text == form).map(|found| found.kind)
    }

    #[test]
    fn a_name_is_found_in_every_form() {
        for (name, full) in [
            (
                "Frank Müller",
                "Frank Müller|Müller, Frank|Müller Frank|F. Müller|Müller, F.|Frank Müllers|Herrn Müller|Frau Dr. \
                 Müller|Frau Müllers|Prof. Dr. Müller|Frank M.|frank.mueller|f.mueller|fmueller|mueller.frank|frank.muller",
            ),
            (
                "Frau Prof. Dr. Anna-Lena von der Heide-Müller",
                "Frau von der Heide-Müller|Frau Heide-Müller|Anna-Lena v. d. Heide-Müller|A.-L. von der Heide-Müller|Anna \
                 Heide-Müller|Frau Müller|Frau Dr. Heide|annalena.vonderheidemueller|annalena.heidemueller",
            ),
            ("Mehmet Yılmaz", "Mehmet Yilmaz|mehmet.yilmaz"),
            ("Nguyen Thi Lan", "Frau Nguyen|Frau Lan|Nguyen Thi Lan"),
            ("Petra Wendt, geb. Schulz", "Petra Schulz|Frau Wendt"),
            ("Hans Peter Kraft", "Hans P. Kraft|H. P. Kraft|Peter Kraft|Kraft, Hans Peter"),
        ] {
            for form in full.split('|') {
                assert_eq!(kind(name, form), Some(FormKind::Full), "{name}: {form}");
            }
        }
        assert_eq!(kind("Frank Müller", "Müllers"), Some(FormKind::Surname));
        assert_eq!(kind("Frank Müller", "Müller"), Some(FormKind::Surname));
        assert_eq!(kind("Anna Müller-Lang", "Lang"), None);
        assert_eq!(kind("Herr Müller", "Frau Müller"), None);
        assert_eq!(kind("Frank Müller (FM)", "FM"), Some(FormKind::Everyday));
        assert_eq!(kind("Frank Rau", "frau"), Some(FormKind::Everyday));
    }
}

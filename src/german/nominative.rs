//! A term as it stands in a sentence → the term by itself.

/// Masculine, feminine, neuter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gender {
    Masculine,
    Feminine,
    Neuter,
}

/// What compounds end with that tells their gender.
#[rustfmt::skip]
const GENDERS: &[(Gender, &[&str])] = &[
    (Gender::Feminine, &[
        "ung", "heit", "keit", "schaft", "tion", "sion", "tät", "anz", "enz", "stelle", "schule", "anlage", "gruppe",
        "zentrale", "behörde", "akte", "karte", "liste", "kasse", "hilfe", "pflege", "wirtschaft", "technik", "politik",
        "feuerwehr", "bibliothek", "kammer", "agentur", "struktur", "kultur", "natur", "wehr", "steuer", "straße",
        "fläche", "brücke", "bahn", "zone", "initiative", "analyse", "energie", "strategie", "charta", "kommune",
        "gemeinde", "stadt", "region", "vorschrift", "richtlinie", "leitlinie", "summe", "abgabe", "arbeit",
    ]),
    (Gender::Neuter, &[
        "ment", "zentrum", "amt", "gesetz", "gesetzbuch", "buch", "system", "konzept", "programm", "projekt", "büro",
        "haus", "recht", "wesen", "verfahren", "portal", "netz", "netzwerk", "werk", "ministerium", "museum", "forum",
        "gremium", "quartier", "gebiet", "register", "kataster", "budget", "vorhaben", "team", "institut", "heim", "bad",
        "fahrzeug", "gebäude", "gerät", "modell", "verzeichnis", "wasser", "licht", "ticket", "protokoll",
    ]),
    (Gender::Masculine, &[
        "plan", "rat", "beirat", "dienst", "betrieb", "kreis", "verband", "verein", "ausschuss", "bereich", "beauftragter",
        "fonds", "pakt", "vertrag", "standard", "prozess", "raum", "hof", "bau", "verkehr", "schutz", "haushalt", "service",
        "katalog", "bericht", "leitfaden", "träger", "bund", "sport", "park", "platz", "weg", "fonds", "kurs", "preis",
    ]),
];

/// The term `words` in the nominative; `article` is the word in front of it (`des`, `im`, blank).
/// Where its gender is not known for sure, it stays as it is.
///
/// `des` + `Zentralen Gebäudemanagements` is »Zentrales Gebäudemanagement«.
pub fn nominative(article: &str, words: &str) -> String {
    let mut words: Vec<String> = words.split(' ').map(str::to_owned).collect();
    let article = article.to_lowercase();
    let genitive = matches!(article.as_str(), "des" | "eines" | "dieses" | "seines" | "ihres");
    let dative = matches!(
        article.as_str(),
        "dem" | "im" | "zum" | "vom" | "beim" | "am" | "einem" | "diesem" | "seinem" | "ihrem"
    );
    let feminine = matches!(article.as_str(), "der" | "zur" | "einer" | "dieser" | "seiner" | "ihrer");
    // Adjectives stand in front of the noun, in these cases all with this ending.
    let adjectives = words.iter().take_while(|word| word.ends_with("en") && gender(word).is_none()).count();
    let Some(noun) = words.get_mut(adjectives) else { return words.join(" ") };
    if genitive && let Some(bare) = without_genitive(noun) {
        *noun = bare;
    }
    let ending = match (gender(noun), article.as_str()) {
        (Some(Gender::Feminine), _) if feminine => "e",
        (Some(Gender::Neuter), _) if genitive || dative => "es",
        (Some(Gender::Masculine), _) if genitive || dative => "er",
        (Some(Gender::Masculine), "den" | "einen" | "ins") => "er",
        _ => return words.join(" "),
    };
    for adjective in words.iter_mut().take(adjectives) {
        adjective.truncate(adjective.len() - "en".len());
        adjective.push_str(ending);
    }
    words.join(" ")
}

fn gender(noun: &str) -> Option<Gender> {
    let noun = noun.to_lowercase();
    // The longest ending tells: `Gesetzbuch`.
    let all =
        GENDERS.iter().flat_map(|(gender, endings)| endings.iter().map(move |ending| (*gender, *ending)));
    all.filter(|(_, ending)| noun.ends_with(ending))
        .max_by_key(|(_, ending)| ending.len())
        .map(|(gender, _)| gender)
}

/// `Gebäudemanagements`, `Gesetzes` without the ending of the genitive, where what is left is a noun
/// that is known.
fn without_genitive(noun: &str) -> Option<String> {
    let bare = ["es", "s"].iter().filter_map(|ending| noun.strip_suffix(ending));
    bare.into_iter().find(|bare| gender(bare).is_some_and(|it| it != Gender::Feminine)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::nominative;

    #[test]
    fn a_term_is_taken_out_of_its_sentence() {
        for (article, words, expected) in [
            ("des", "Zentralen Gebäudemanagements", "Zentrales Gebäudemanagement"),
            ("des", "Online-Zugangsgesetzes", "Online-Zugangsgesetz"),
            ("im", "Kommunalen Rechenzentrum", "Kommunales Rechenzentrum"),
            ("der", "Unteren Naturschutzbehörde", "Untere Naturschutzbehörde"),
            ("zur", "Freiwilligen Feuerwehr", "Freiwillige Feuerwehr"),
            ("dem", "Öffentlichen Personennahverkehr", "Öffentlicher Personennahverkehr"),
            ("den", "Allgemeinen Sozialen Dienst", "Allgemeiner Sozialer Dienst"),
            ("des", "Verbands für Umwelt", "Verband für Umwelt"),
            ("das", "Zentrale Gebäudemanagement", "Zentrale Gebäudemanagement"),
            ("die", "Untere Naturschutzbehörde", "Untere Naturschutzbehörde"),
            ("", "Zentrales Gebäudemanagement", "Zentrales Gebäudemanagement"),
            ("des", "Kreises", "Kreis"),
            ("des", "Hauses der Jugend", "Haus der Jugend"),
            ("den", "Freien Trägern", "Freien Trägern"),
            ("der", "Städte", "Städte"),
        ] {
            assert_eq!(nominative(article, words), expected, "{article} {words}");
        }
    }
}

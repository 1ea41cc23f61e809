//! The findings about persons in a public edition.

use crate::diag::{findings, short};

findings! {
    /// A name was replaced where the table does not give the case, or more than one person is meant.
    replacement_unsure(name: &str, role: &str) ReplacementUnsure:
        format!("»{}« steht für »{}«, vielleicht nicht im richtigen Fall", short(role), short(name)),
        "Den Satz in der öffentlichen Ausgabe lesen; im Blatt »Personen« helfen die Spalten »Ersatz Genitiv«, \
         »Ersatz Dativ« und »Ersatz Akkusativ«";

    /// A word that is a listed name and an everyday word.
    name_unclear(word: &str, name: &str) NameUnclear:
        format!("»{}« kann die Person »{}« meinen und steht so in der öffentlichen Ausgabe", short(word), short(name)),
        "Ist die Person gemeint, in der Arbeitsmappe »Herr« oder »Frau« oder den Vornamen davorsetzen";

    /// A name that several listed persons have.
    name_shared(name: &str, role: &str) ReplacementUnsure:
        format!("»{}« steht für »{}«; so heißen mehrere Personen der Liste", short(role), short(name)),
        "Ist eine andere gemeint, in der Arbeitsmappe den Vornamen davorsetzen";

    /// A name that is probably that of somebody else.
    name_of_another(name: &str, role: &str) ReplacementUnsure:
        format!("»{}« steht für einen Namen, der dem von »{}« nur gleicht", short(role), short(name)),
        "Ist jemand anderes gemeint, diese Person im Blatt »Personen« mit eigenem Ersatz ergänzen";

    /// A person whom nobody listed, in a public edition that is not written for it.
    person_unlisted(name: &str) PersonUnlisted:
        format!("»{}« steht nicht in der Liste der Personen", short(name)),
        format!("Im Blatt »Personen« eine Zeile ergänzen: Name »{name}«, dazu ein Ersatz, oder »Öffentlich« ja, wenn \
                 der Name stehen bleiben darf oder keine Person ist; die öffentliche Ausgabe wird bis dahin nicht \
                 geschrieben");

    /// The same, where the clerk allows it.
    person_allowed(name: &str) PersonAllowed:
        format!("»{}« steht nicht in der Liste der Personen und bleibt in der öffentlichen Ausgabe stehen", short(name)),
        "Nur wegen --allow-unlisted; besser im Blatt »Personen« eine Zeile ergänzen";

    /// A person who is not to be named stands by name in a version that was public.
    person_published(name: &str) PersonPublished:
        format!("»{}« steht in der vorigen, öffentlichen Fassung noch mit Namen", short(name)),
        "In der neuen Ausgabe ist der Name ersetzt, auch in Durchgestrichenem; ob die veröffentlichte Fassung \
         zurückgezogen wird, entscheidet Ihr Haus";
}

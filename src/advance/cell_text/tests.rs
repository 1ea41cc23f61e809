use super::*;

/// `[-struck-]` and `{+underlined+}` in runs of their own, everything else in the cell's font.
fn rich(notation: &str) -> CellText {
    let mut xml = String::from("<si>");
    let mut rest = notation;
    while !rest.is_empty() {
        let marked = [("[-", "-]", "<rPr><strike/><b/></rPr>"), ("{+", "+}", "<rPr><b/><u/></rPr>")];
        let found = marked.iter().find(|(start, ..)| rest.starts_with(start));
        let (properties, text, behind) = match found {
            Some((start, end, properties)) => {
                let (text, behind) = rest[start.len()..].split_once(end).unwrap();
                (*properties, text, behind)
            }
            None => {
                let end = rest.find("[-").into_iter().chain(rest.find("{+")).min().unwrap_or(rest.len());
                ("", &rest[..end], &rest[end..])
            }
        };
        xml.push_str(&format!("<r>{properties}<t xml:space=\"preserve\">{}</t></r>", escape(text)));
        rest = behind;
    }
    xml.push_str("</si>");
    let part = Part::new("s.xml", xml.into_bytes()).unwrap();
    CellText::parse(&part, &part.root().unwrap()).unwrap()
}

const ALL: Accept = Accept { strike: true, underline: true };

fn text(rich: &CellText) -> String {
    rich.0.to_plain()
}

fn cleaned(notation: &str) -> String {
    let rich = rich(notation);
    text(rich.accept(ALL, Font::default(), false).text.as_ref().unwrap_or(&rich))
}

#[test]
fn struck_text_goes_with_the_space_it_leaves() {
    for (before, after) in [
        ("bis [-Mai-] {+Juni+} 2026", "bis Juni 2026"),
        ("Die [-alte -]Halle", "Die Halle"),
        ("[-Alt.-] Neu.", "Neu."),
        ("Die Halle [-alt-].", "Die Halle."),
        ("Die Halle [-alt-]", "Die Halle"),
        ("  • [-Alt-] Neu", "  • Neu"),
        ("- [-alt-]. Rest", "- . Rest"),
        ("a [-b\nc-] d", "a\nd"),
        ("[-alles-]", ""),
        ("nichts", "nichts"),
    ] {
        assert_eq!(cleaned(before), after, "{before}");
    }
}

#[test]
fn a_line_that_is_struck_goes_with_its_break() {
    for (before, after) in [
        ("• eins\n[-• zwei-]\n• drei", "• eins\n• drei"),
        ("• eins\n• [-zwei-]\n• drei", "• eins\n• drei"),
        ("• eins\n[-• zwei\n• drei-]", "• eins"),
        ("[-• eins\n-]• zwei", "• zwei"),
        ("o [-eins-].\no zwei", "o zwei"),
        ("eins\n\n[-zwei\n\n-]drei", "eins\n\ndrei"),
        ("eins_x000D_\n[-zwei-]", "eins"),
        ("1. [-eins-]\n2. zwei", "1.\n2. zwei"),
        ("eins\n\nzwei", "eins\n\nzwei"),
    ] {
        assert_eq!(cleaned(before), after, "{before}");
    }
}

/// The letter o is a bullet in front of a line, and a word anywhere else.
#[test]
fn a_word_of_one_letter_is_no_bullet() {
    for (before, after) in [
        ("eins\n[-zwei-] o", "eins\no"),
        ("eins\n• [-zwei-] o.", "eins\n• o."),
        ("eins\no[-zwei-]", "eins\no"),
        ("eins\no [-zwei-] o", "eins\no o"),
        ("eins\n[-zwei-]o drei", "eins\no drei"),
        ("eins\n  o\t[-zwei-].", "eins"),
    ] {
        assert_eq!(cleaned(before), after, "{before}");
    }
}

#[test]
fn an_underline_goes_but_not_that_of_a_link() {
    let clean = |notation: &str, link: bool| {
        rich(notation).accept(ALL, Font::default(), link).text.map(|text| text.to_xml("", "si"))
    };
    let xml = clean("alt {+neu+}", false).unwrap();
    assert_eq!(xml, "<si><r><t xml:space=\"preserve\">alt </t></r><r><rPr><b/></rPr><t>neu</t></r></si>");
    assert_eq!(clean("{+www.musterstadt.example+}", false), None);
    assert_eq!(clean("{+Zur Satzung+}", true), None);
    let xml = clean("{+siehe www.musterstadt.example+}", false).unwrap();
    assert!(xml.contains("<rPr><b/></rPr><t xml:space=\"preserve\">siehe </t>"), "{xml}");
    assert!(xml.contains("<rPr><b/><u/></rPr><t>www.musterstadt.example</t>"), "{xml}");
}

#[test]
fn the_font_of_the_cell_counts_for_runs_without_their_own() {
    let struck = Font { strike: true, ..Font::default() };
    let all = CellText::plain("alles weg").accept(ALL, struck, false);
    assert!(all.text.is_some_and(|text| text.is_blank()));
    let mixed = rich("weg {+bleibt+}").accept(ALL, struck, false);
    assert_eq!(text(&mixed.text.unwrap()), "bleibt");
    let underlined = Font { underline: true, ..Font::default() };
    let same = CellText::plain("neu").accept(ALL, underlined, false);
    assert!(same.text.is_none() && same.no_underline);
}

#[test]
fn a_version_is_replaced_where_it_stands() {
    let new =
        |text_before: &str| CellText::plain(text_before).with_version("1.9", "1.10").map(|rich| text(&rich));
    assert_eq!(new("1.9").as_deref(), Some("1.10"));
    assert_eq!(new("Version 1.9 (Entwurf)").as_deref(), Some("Version 1.10 (Entwurf)"));
    assert_eq!(new("11.9"), None);
    assert_eq!(
        rich("V [-x-]1.9").with_version("1.9", "1.10").map(|rich| text(&rich)).as_deref(),
        Some("V x1.10")
    );
}

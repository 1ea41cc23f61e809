use super::*;
use crate::source::Location;

fn cell(text: &str) -> CellText {
    CellText::stand_in(text, Location::file("a.xlsx"))
}

/// Renders paragraphs: `2*` is an item of level 2, `1 ` a paragraph of level 1.
fn outline(mode: Mode, cells: &[&str]) -> Vec<String> {
    let mut outline = Outline::default();
    for text in cells {
        outline.cell(&cell(text), mode, Decoration::default());
    }
    let show = |paragraph: Paragraph| {
        let sign = if paragraph.kind == ParagraphKind::Bullet { '*' } else { ' ' };
        format!("{}{sign}{}", paragraph.level, paragraph.text.to_plain())
    };
    outline.paragraphs().into_iter().map(show).collect()
}

const ROW_MODE: Mode = Mode::Row { nested: true, leads_in: false };

#[test]
fn every_usual_marker_makes_a_bullet() {
    for marker in ["•", "-", "–", "—", "*", "·", "o", "▪", "■", "‣", "◦", "➢", "►", "●"]
    {
        let text = format!("{marker} Eins\n{marker}\tZwei\n{marker}\u{a0}Drei");
        assert_eq!(outline(Mode::Entries, &[&text]), ["0*Eins", "0*Zwei", "0*Drei"], "{marker}");
    }
    assert_eq!(outline(Mode::Entries, &["•Eins\n▪Zwei"]), ["0*Eins", "1*Zwei"]);
}

#[test]
fn signs_that_belong_to_the_text_stay() {
    for text in
        ["-5 %", "-gewinnung", "*) ohne Gewähr", "o. g. Punkte", "→ Beschluss", "*neu*", "-Ausbau", "ohne"]
    {
        assert_eq!(outline(Mode::Entries, &[text]), [format!("0*{text}")]);
    }
    assert_eq!(outline(Mode::Entries, &["• A\n→ Beschluss\n-5 %"]), ["0*A", "1 → Beschluss", "1 -5 %"]);
}

#[test]
fn dashes_without_a_blank_count_where_there_are_two() {
    assert_eq!(outline(Mode::Entries, &["-Ausbau\n-Schulung"]), ["0*Ausbau", "0*Schulung"]);
}

#[test]
fn indentation_gives_the_level() {
    let text = "- A\n   - a1\n      - x\n   - a2\n- B";
    assert_eq!(outline(Mode::Entries, &[text]), ["0*A", "1*a1", "2*x", "1*a2", "0*B"]);
    assert_eq!(outline(Mode::Entries, &["- A\n\t- a1\n- B"]), ["0*A", "1*a1", "0*B"]);
    assert_eq!(outline(Mode::Entries, &[" - A\n- B\n - C"]), ["0*A", "0*B", "0*C"]);
}

#[test]
fn the_marker_gives_the_level() {
    let text = "• A\n– a1\no x\n– a2\n• B\n– b1";
    assert_eq!(outline(Mode::Entries, &[text]), ["0*A", "1*a1", "2*x", "1*a2", "0*B", "1*b1"]);
    assert_eq!(outline(Mode::Entries, &["- A\n– B\n— C"]), ["0*A", "0*B", "0*C"]);
}

#[test]
fn marker_and_indentation_together() {
    let text = "• A\n  – a1\n    ▪ x\n  – a2\n• B";
    assert_eq!(outline(Mode::Entries, &[text]), ["0*A", "1*a1", "2*x", "1*a2", "0*B"]);
    assert_eq!(outline(Mode::Entries, &["• A\n    – a1\n    • a2"]), ["0*A", "1*a1", "1*a2"]);
    assert_eq!(outline(Mode::Entries, &["• A\n    – a1\n- B"]), ["0*A", "1*a1", "0*B"]);
    assert_eq!(outline(Mode::Entries, &["    – tief\n• A"]), ["0*tief", "0*A"]);
}

#[test]
fn a_line_without_marker_continues_its_bullet() {
    assert_eq!(outline(Mode::Entries, &["• A\nweiter\n• B"]), ["0*A", "1 weiter", "0*B"]);
    let text = "• A\n  – a1\n    weiter zu a1\n  weiter zu a1\nweiter zu A";
    assert_eq!(
        outline(Mode::Entries, &[text]),
        ["0*A", "1*a1", "2 weiter zu a1", "2 weiter zu a1", "1 weiter zu A"]
    );
}

#[test]
fn a_blank_line_and_no_indentation_end_the_list() {
    assert_eq!(outline(Mode::Entries, &["• A\n\nDanach\n• B"]), ["0*A", "0 Danach", "0*B"]);
    assert_eq!(outline(Mode::Entries, &["• A\n\n  weiter"]), ["0*A", "1 weiter"]);
}

#[test]
fn lines_before_the_first_bullet_lead_in() {
    assert_eq!(outline(Mode::Entries, &["Läuft.\nErreicht:\n- A"]), ["0 Läuft.", "0 Erreicht:", "0*A"]);
}

#[test]
fn without_any_bullet_each_line_is_an_entry() {
    assert_eq!(outline(Mode::Entries, &["Eins\n\nZwei"]), ["0*Eins", "0*Zwei"]);
    assert_eq!(outline(Mode::Entries, &["Erreicht:\nA\nB:"]), ["0 Erreicht:", "0*A", "0*B:"]);
    assert_eq!(outline(Mode::Entries, &["A\n   weiter\nB"]), ["0*A", "1 weiter", "0*B"]);
}

#[test]
fn numbered_lines_keep_their_numbers() {
    assert_eq!(outline(Mode::Entries, &["1. Plan\n2. Bau"]), ["0 1. Plan", "0 2. Bau"]);
    assert_eq!(outline(Mode::Entries, &["1. Quartal: Plan\nBau"]), ["0*1. Quartal: Plan", "0*Bau"]);
    assert_eq!(outline(Mode::Entries, &["2. Bauabschnitt läuft"]), ["0*2. Bauabschnitt läuft"]);
}

#[test]
fn a_number_with_a_bracket_stands_instead_of_a_bullet() {
    let numbered = ["0 1) Antrag stellen", "0 2) Antrag prüfen"];
    assert_eq!(outline(Mode::Entries, &["1) Antrag stellen\n2) Antrag prüfen"]), numbered);
    assert_eq!(outline(ROW_MODE, &["1) Antrag stellen", "2) Antrag prüfen"]), numbered);
    for label in ["3)", "(3)", "c)", "(c)", "12)"] {
        assert_eq!(outline(Mode::Entries, &[&format!("{label} Bau")]), [format!("0 {label} Bau")]);
    }
    assert_eq!(outline(Mode::Entries, &["1)Plan\n2)Bau"]), ["0 1)Plan", "0 2)Bau"]);
    for text in ["(siehe 3) Bau", "3), dann Bau", "(2026) Bau", "a)b"] {
        assert_eq!(outline(Mode::Entries, &[text]), [format!("0*{text}")]);
    }
}

#[test]
fn a_row_is_an_entry_with_all_that_follows() {
    assert_eq!(
        outline(ROW_MODE, &["A", "B\n- b1\nweiter\n- b2", "C\nmehr"]),
        ["0*A", "0*B", "1*b1", "2 weiter", "1*b2", "0*C", "1 mehr"]
    );
    assert_eq!(outline(ROW_MODE, &["• A", "– a1", "• B"]), ["0*A", "1*a1", "0*B"]);
    assert_eq!(outline(ROW_MODE, &["A", "– a1", "– a2", "B"]), ["0*A", "1*a1", "1*a2", "0*B"]);
    let flat = Mode::Row { nested: false, leads_in: false };
    assert_eq!(outline(flat, &["A", "- B", "- C"]), ["0*A", "0*B", "0*C"]);
}

#[test]
fn rows_and_lines_of_one_cell_agree() {
    let lines = ["• A", "  – a1", "    ▪ x", "  – a2", "• B", "– b1"];
    assert_eq!(outline(ROW_MODE, &lines), outline(Mode::Entries, &[&lines.join("\n")]));
}

#[test]
fn running_text_returns_to_paragraphs() {
    let text = "Anlass:\n- A\n- B\nDanach geht es weiter.\n\n  Eingerückt";
    assert_eq!(
        outline(Mode::Running, &[text]),
        ["0 Anlass:", "0*A", "0*B", "0 Danach geht es weiter.", "0 Eingerückt"]
    );
    assert_eq!(outline(Mode::Running, &["- A", "– B", "Ende"]), ["0*A", "0*B", "0 Ende"]);
}

#[test]
fn an_action_is_paragraphs_or_bullets() {
    assert_eq!(outline(Mode::Title, &["Ausbau\nNetz"]), ["0 Ausbau", "0 Netz"]);
    assert_eq!(outline(Mode::Title, &["- Ausbau\n- Netz"]), ["0*Ausbau", "0*Netz"]);
}

#[test]
fn a_marker_alone_says_nothing() {
    assert_eq!(outline(Mode::Entries, &["• A\n•\n-\n• B"]), ["0*A", "0*B"]);
}

#[test]
fn levels_have_a_bottom() {
    let text: String = (0..40).map(|depth| format!("{}- x\n", " ".repeat(depth * 2))).collect();
    let deepest = outline(Mode::Entries, &[&text]).into_iter().max();
    assert_eq!(deepest.as_deref(), Some("8*x"));
}

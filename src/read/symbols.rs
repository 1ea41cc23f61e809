//! What the symbol fonts of Office show for letters. The character may stand in the file as the letter
//! (»l« is ● in Wingdings) or in the private use area (U+F06C); in Windows' characters both have the
//! same number.

use crate::grid::Symbols;

/// Each font's symbols: the letter as it stands in the file, and what is shown.
const WINGDINGS: &str = "!✏ (☎ *✉ J☺ K😐 L☹ C👍 D👎 F☞ Q✈ l● m○ n■ o□ p□ q□ r□ s◆ t◆ u◆ v❖ w◆ x☒ ¡○ ¤◉ ¥◎ §▪ ¨□ «★ \u{ad}★ \
                         Ø➢ Ú☆ ß← à→ á↑ â↓ ã↖ ä↗ å↙ æ↘ è→ é↑ ê↓ ç← ì↗ î↘ ë↖ í↙ ï← ð→ ñ↑ ò↓ û✗ ü✓ ý☒ þ☑ Ÿ• ®→ ·•";
const WINGDINGS_2: &str = "O✗ P✓ Q☒ R☑ S☒ T☒ U✗ V✗ \u{ad}■ £□ ¢■ —● –• ˜● ™○ š○ ×• ®◆ «★";
const WINGDINGS_3: &str =
    "f← g→ h↑ i↓ j↖ k↗ l↙ m↘ p▲ q▼ r△ s▽ t◀ u▶ v◁ w▷ Ü↗ !← \"→ #↑ $↓ %↖ &↗ '↙ (↘ Æ→ Ç↑ È↓ Å←";
const WEBDINGS: &str = "3◀ 4▶ 5▲ 6▼ a✓ r✗ n● g■ c□ <■ =■ x✗ ~✉ iⓘ êⓘ Y♥";
const SYMBOL: &str = "aα bβ cχ dδ eε fφ gγ hη iι jϕ kκ lλ mμ nν oο pπ qθ rρ sσ tτ uυ vϖ wω xξ yψ zζ AΑ BΒ CΧ DΔ EΕ FΦ GΓ \
                      HΗ IΙ Jϑ KΚ LΛ MΜ NΝ OΟ PΠ QΘ RΡ SΣ TΤ UΥ Vς WΩ XΞ YΨ ZΖ ®→ ¬← \u{ad}↑ ¯↓ «↔ Þ⇒ Ü⇐ ·• Ö√ ´× £≤ ³≥ \
                      ¹≠ »≈ ±± °° ¥∞ ¸÷ å∑ º≡ Î∈ Ç∩ È∪ Æ∅ ©♥ ¨♦ §♣ ª♠ -–";

/// The least letters in a row that are a word: such a text was never meant as symbols.
const WORD: usize = 4;

/// What a text in a symbol font shows. What the tables do not know becomes a character of the private
/// use area: no letter that nobody sees in the workbook.
pub(super) fn shown(text: &str, font: Symbols) -> String {
    let letters = |part: &str| part.chars().count() >= WORD && part.chars().all(char::is_alphabetic);
    if font != Symbols::Symbol && text.split_whitespace().any(letters) {
        return text.to_owned();
    }
    text.chars().map(|character| symbol(character, font)).collect()
}

fn symbol(character: char, font: Symbols) -> char {
    let table = match font {
        Symbols::Symbol => SYMBOL,
        Symbols::Wingdings => WINGDINGS,
        Symbols::Wingdings2 => WINGDINGS_2,
        Symbols::Wingdings3 => WINGDINGS_3,
        Symbols::Webdings => WEBDINGS,
    };
    let letter = letter(character);
    let mut pairs = table.split_ascii_whitespace().map(str::chars);
    let shown = pairs.find_map(|mut pair| if pair.next() == Some(letter) { pair.next() } else { None });
    shown.unwrap_or(match u32::from(letter) {
        code @ 0x21..=0xFF if font != Symbols::Symbol || !letter.is_ascii() => {
            char::from_u32(0xF000 + code).unwrap_or(character)
        }
        _ => letter,
    })
}

/// The letter that a character of the private use area stands for. Windows has others than Unicode
/// between 0x80 and 0x9F; of those only a few are symbols that anybody uses.
fn letter(character: char) -> char {
    match u32::from(character) {
        0xF096 => '–',
        0xF097 => '—',
        0xF098 => '˜',
        0xF099 => '™',
        0xF09A => 'š',
        0xF09F => 'Ÿ',
        code @ 0xF020..=0xF0FF => char::from_u32(code - 0xF000).unwrap_or(character),
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_symbol_fonts_are_symbols() {
        use Symbols as S;
        for (text, font, symbols) in [
            ("l", S::Wingdings, "●"),
            ("ü", S::Wingdings, "✓"),
            ("\u{f0fb} n", S::Wingdings, "✗ ■"),
            ("P", S::Wingdings2, "✓"),
            ("p q", S::Wingdings3, "▲ ▼"),
            ("n", S::Webdings, "●"),
            ("a = 5", S::Symbol, "α = 5"),
            ("erledigt", S::Wingdings, "erledigt"),
            ("d", S::Wingdings, "\u{f064}"),
        ] {
            assert_eq!(shown(text, font), symbols, "{text}");
        }
    }
}

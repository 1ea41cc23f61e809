//! How wide the columns of a table are: as their texts need it.

/// About how many letters fit on a line across the page in the size of tables.
const LINE: usize = 80;
/// What a column needs beside its text, in letters.
const SIDES: usize = 2;
/// A word that is longer breaks.
const LONGEST: usize = 28;
/// Where less is left for texts of several lines, words break behind their hyphens.
const RESERVE: usize = 10;
/// A text that is longer asks for no more room than this.
const WIDEST: usize = 200;

/// The width of each column in parts of the whole; `rows` are the texts of all rows, the head among them.
pub(crate) fn widths(rows: &[Vec<String>]) -> Vec<u8> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let of = |column: usize| rows.iter().filter_map(move |row| row.get(column));
    let least = |ends: &[char]| -> Vec<usize> {
        let words = |column| of(column).map(|it| longest_word(it, ends)).max().unwrap_or_default();
        (0..columns).map(|column| words(column).min(LONGEST) + SIDES).collect()
    };
    let whole = least(&[' ']);
    let is_tight = whole.iter().sum::<usize>() + RESERVE > LINE;
    let least = if is_tight { least(&[' ', '-']) } else { whole };
    let most: Vec<usize> = (0..columns)
        .map(|column| of(column).map(|it| it.chars().count()).max().unwrap_or_default().min(WIDEST) + SIDES)
        .collect();
    let needed: usize = least.iter().sum();
    let wanted: usize = most.iter().zip(&least).map(|(most, least)| most.saturating_sub(*least)).sum();
    let free = LINE.saturating_sub(needed);
    let width = |(least, most): (&usize, &usize)| {
        let more = (most.saturating_sub(*least) * free).checked_div(wanted).unwrap_or_default();
        u8::try_from(least + more).unwrap_or(u8::MAX)
    };
    least.iter().zip(&most).map(width).collect()
}

/// How many letters the longest word of a text has, where these characters end a word.
fn longest_word(text: &str, ends: &[char]) -> usize {
    text.split(ends).map(|word| word.chars().count()).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_wide_as_its_longest_word_and_the_rest_goes_where_texts_are_long() {
        let row = |cells: &[&str]| cells.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let long = "ein Text, der mehrere Zeilen braucht, weil er so viel zu sagen hat wie wenige".repeat(2);
        let widths =
            widths(&[row(&["Name", "Art", "Bedeutung"]), row(&["abkuerzung-ohne-mehr", "Fehler", &long])]);
        assert_eq!(widths[..2], [22, 8]);
        assert!(widths[2] >= 48, "{widths:?}");
    }

    #[test]
    fn where_room_is_tight_names_break_behind_their_hyphens() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let many =
            [row(["docx-inhaltsverzeichnis", "page_validation-und-anderes", "Formatvorlagen-Verzeichnis"])];
        assert_eq!(widths(&many), [24, 28, 27]);
        assert_eq!(widths(&[row(["docx-inhaltsverzeichnis", "a", "b"])]), [25, 3, 3]);
    }

    #[test]
    fn a_table_without_a_long_text_shares_by_its_words() {
        let row = |cells: &[&str]| cells.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        assert_eq!(widths(&[row(&["a", "b"]), row(&["c", "d"])]), [3, 3]);
        assert_eq!(widths(&[]), Vec::<u8>::new());
    }
}

//! The words of a call as options: what all commands that have some do alike.

/// Reads options: `take` is given each word, and what reads the value behind it, and says whether it knows the
/// word. False where help is wanted.
///
/// # Errors
/// Where a word is not known or lacks its value, with `help`; whatever `take` finds wrong.
pub(crate) fn read(
    arguments: &[String],
    help: &str,
    mut take: impl FnMut(&str, &mut dyn FnMut() -> Result<String, String>) -> Result<bool, String>,
) -> Result<bool, String> {
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().cloned().ok_or_else(|| format!("{word} needs a value\n\n{help}"));
        if matches!(word.as_str(), "--help" | "-h") {
            return Ok(false);
        }
        if !take(word, &mut value)? {
            return Err(format!("unknown option »{word}«\n\n{help}"));
        }
    }
    Ok(true)
}

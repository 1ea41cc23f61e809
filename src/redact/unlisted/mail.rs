//! Names in mail addresses.

use super::words::{is_given, is_known, is_noun, is_sure};
use crate::persons::lists::{is_everyday, is_first_name};

/// The name in the local part of a mail address: `sabine.kortmann@…`, `s.kortmann@…`; none for the box of an
/// office (`info@…`, `bauamt@…`).
pub(super) fn name(address: &str) -> Option<String> {
    let (local, _) = address.split_once('@')?;
    let parts: Vec<String> =
        local.split(['.', '_', '-']).filter(|part| !part.is_empty()).map(capitalised).collect();
    if parts.iter().any(|part| !part.chars().all(char::is_alphabetic)) {
        return None;
    }
    match parts.as_slice() {
        [surname] => (is_sure(surname) && !is_noun(surname)).then(|| surname.clone()),
        [first, .., surname] if first.chars().count() == 1 => {
            let fits = surname.chars().count() > 2 && (is_known(surname) || !is_noun(surname));
            fits.then(|| format!("{first}. {surname}"))
        }
        [first, .., last] => {
            let known = is_given(first) && !is_everyday(first) && !is_everyday(last)
                || is_given(first) && is_known(last);
            let turned = is_first_name(last) && is_sure(first);
            let fits = known || turned || is_sure(last) && !is_noun(first);
            fits.then(|| parts.join(" "))
        }
        [] => None,
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

//! The lists of names in `src/persons/lists/`, from the packages `faker` of PyPI and `@faker-js/faker` of
//! npm and from what stands beside this package in `names/`.
//!
//! In: the folders into which both packages were unpacked. Out: three lists in ascending order, folded as
//! `persons::lists` folds what it looks up: lower case, ä as ae, no accents. How to get the packages:
//! `pip download --no-deps faker`, `npm pack @faker-js/faker`; a wheel is a zip.

mod fold;
mod letters;
mod packages;

use std::collections::BTreeSet;
use std::path::Path;

use crate::Done;
use letters::Script;
use packages::{Packages, Wanted};

/// The languages whose names are taken, by their folder in `faker`.
const PYTHON: &[(&str, Script)] = &[
    ("de_DE", Script::Latin),
    ("de_AT", Script::Latin),
    ("de_CH", Script::Latin),
    ("de_LI", Script::Latin),
    ("de_LU", Script::Latin),
    ("az_AZ", Script::Latin),
    ("bg_BG", Script::Bulgarian),
    ("cs_CZ", Script::Latin),
    ("el_GR", Script::Greek),
    ("en_PK", Script::Latin),
    ("es_ES", Script::Latin),
    ("fr_DZ", Script::Latin),
    ("fr_FR", Script::Latin),
    ("hr_HR", Script::Latin),
    ("hu_HU", Script::Latin),
    ("it_IT", Script::Latin),
    ("mk_MK", Script::Bulgarian),
    ("nl_NL", Script::Latin),
    ("pl_PL", Script::Latin),
    ("pt_PT", Script::Latin),
    ("ro_RO", Script::Latin),
    ("ru_RU", Script::Russian),
    ("sk_SK", Script::Latin),
    ("sl_SI", Script::Latin),
    ("tr_TR", Script::Latin),
    ("uk_UA", Script::Ukrainian),
    ("vi_VN", Script::Latin),
];

/// The languages whose names are taken, by the beginning of their file in `@faker-js/faker`.
const NPM: &[(&str, Script)] = &[
    ("de", Script::Latin),
    ("de_AT", Script::Latin),
    ("de_CH", Script::Latin),
    ("el", Script::Greek),
    ("es", Script::Latin),
    ("fr_CH", Script::Latin),
    ("hr", Script::Latin),
    ("hu", Script::Latin),
    ("it", Script::Latin),
    ("ku_kmr_latin", Script::Latin),
    ("mk", Script::Bulgarian),
    ("nl", Script::Latin),
    ("pl", Script::Latin),
    ("pt_PT", Script::Latin),
    ("ro", Script::Latin),
    ("ru", Script::Russian),
    ("sk", Script::Latin),
    ("sl_SI", Script::Latin),
    ("sr_RS_latin", Script::Latin),
    ("tr", Script::Latin),
    ("uk", Script::Ukrainian),
];

/// The words and places of everyday German in `@faker-js/faker`, by their key.
const EVERYDAY: &[&str] =
    &["noun", "adjective", "adverb", "preposition", "verb", "city_name", "country", "state", "human", "type"];

/// Makes the lists; `sources` are the folders of `faker` and of `@faker-js/faker`.
pub(crate) fn make(root: &Path, sources: &[String]) -> Done {
    let [python, npm] = sources else {
        return Err("cargo xtask names <folder of faker> <folder of @faker-js/faker>".into());
    };
    let packages = Packages { python: python.into(), npm: npm.into() };
    let own = root.join("tests/xtask/names");
    let lists = root.join("src/persons/lists");
    let made = [
        ("first_names", packages.names(Wanted::FirstNames)?, &["first_names"][..]),
        ("surnames", packages.names(Wanted::Surnames)?, &["both", "surnames"]),
        ("everyday", packages.everyday()?, &["both", "everyday"]),
    ];
    for (name, mut list, further) in made {
        for file in further {
            change(&mut list, &std::fs::read_to_string(own.join(file).with_extension("txt"))?);
        }
        std::fs::write(lists.join(name).with_extension("txt"), filled(&list))?;
    }
    std::fs::write(lists.join("NOTICE.md"), packages.notice()?)?;
    Ok(())
}

/// Adds the words of a text to a list, and takes out those with a hyphen before them.
fn change(list: &mut BTreeSet<String>, text: &str) {
    for word in text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace) {
        match word.strip_prefix('-') {
            Some(word) => fold::spellings(word, Script::Latin).iter().for_each(|word| {
                list.remove(word);
            }),
            None => list.extend(fold::spellings(word, Script::Latin)),
        }
    }
}

/// The words in lines of at most 110 characters.
fn filled(words: &BTreeSet<String>) -> String {
    let mut lines = vec![String::new()];
    for word in words {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.len() + word.len() < 110 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.clone()),
        }
    }
    lines.join("\n") + "\n"
}

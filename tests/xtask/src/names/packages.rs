//! What the two packages hold, read from their sources without running them.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};

use super::letters::Script;
use super::{EVERYDAY, NPM, PYTHON, fold};

/// The unpacked packages.
pub(crate) struct Packages {
    /// The folder that holds `faker/providers`.
    pub(crate) python: PathBuf,
    /// The folder that holds `dist`.
    pub(crate) npm: PathBuf,
}

/// Which names.
#[derive(Clone, Copy)]
pub(crate) enum Wanted {
    FirstNames,
    Surnames,
}

impl Packages {
    /// The names of all languages, in every spelling.
    pub(crate) fn names(&self, wanted: Wanted) -> Result<BTreeSet<String>, Box<dyn Error>> {
        let key = match wanted {
            Wanted::FirstNames => "first_name",
            Wanted::Surnames => "last_name",
        };
        let mut names = BTreeSet::new();
        let mut take = |found: Vec<String>, script| {
            names.extend(found.iter().flat_map(|name| fold::spellings(name, script)));
        };
        for (locale, script) in PYTHON {
            let file = self.python.join("faker/providers/person").join(locale).join("__init__.py");
            let source = std::fs::read_to_string(file)?;
            take(assigned(&source, key), *script);
        }
        for (locale, script) in NPM {
            let source = self.locale(locale)?;
            take(under_key(&source, key), *script);
        }
        Ok(names)
    }

    /// Words, places and colours of German.
    pub(crate) fn everyday(&self) -> Result<BTreeSet<String>, Box<dyn Error>> {
        let providers = self.python.join("faker/providers");
        let mut words = Vec::new();
        for (provider, key) in [("lorem", "word_list"), ("address", "cities"), ("address", "countries")] {
            let source = std::fs::read_to_string(providers.join(provider).join("de_DE/__init__.py"))?;
            words.extend(assigned(&source, key));
        }
        let source = self.locale("de")?;
        words.extend(EVERYDAY.iter().flat_map(|key| under_key(&source, key)));
        Ok(words.iter().flat_map(|word| fold::spellings(word, Script::Latin)).collect())
    }

    /// The licences of both packages, with what they are for.
    pub(crate) fn notice(&self) -> Result<String, Box<dyn Error>> {
        let info = entry(&self.python, |name| name.starts_with("faker-") && name.ends_with(".dist-info"))?;
        let license = entry(&info.join("licenses"), |name| name.starts_with("LICENSE"))?;
        let python = std::fs::read_to_string(license)?;
        let npm = std::fs::read_to_string(self.npm.join("LICENSE"))?;
        Ok(format!(
            "# Where the lists come from\n\n\
             `cargo xtask names` made them from the packages `faker` (PyPI) and `@faker-js/faker` (npm), both under\n\
             the MIT licence, and from the project's own additions in `tests/xtask/names/`.\n\n\
             ## faker\n\n{}\n\n## @faker-js/faker\n\n{}\n",
            python.trim(),
            npm.trim()
        ))
    }

    fn locale(&self, locale: &str) -> Result<String, Box<dyn Error>> {
        let start = format!("{locale}-");
        let file = entry(&self.npm.join("dist"), |name| name.starts_with(&start) && name.ends_with(".js"))?;
        Ok(std::fs::read_to_string(file)?)
    }
}

/// The one entry of a folder whose name is wanted.
fn entry(folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<PathBuf, Box<dyn Error>> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if wanted(&entry.file_name().to_string_lossy()) {
            return Ok(entry.path());
        }
    }
    Err(format!("{}: nothing of that name", folder.display()).into())
}

/// The strings of every attribute of a Python class whose name holds `key`.
fn assigned(source: &str, key: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut taken = false;
    for line in source.lines() {
        let attribute =
            line.strip_prefix("    ").filter(|rest| rest.starts_with(|c: char| c.is_alphabetic()));
        if let Some((name, _)) = attribute.and_then(|rest| rest.split_once('=')) {
            // Some languages write `male_last_names`, and `last_names_male` is the same.
            taken = name.contains(key) && !name.contains("format");
        } else if attribute.is_some() {
            taken = false;
        }
        if taken && !line.trim_start().starts_with(['#', '*']) {
            strings.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
    strings
}

/// The strings below every `key:` of a minified script, lists that are split at run time included.
fn under_key(source: &str, key: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let start = format!("{key}:");
    for (at, _) in source.match_indices(&start) {
        let before = source[..at].chars().next_back();
        if before.is_some_and(|c| !c.is_alphanumeric() && c != '_') {
            strings.extend(value(&source[at + start.len()..]));
        }
    }
    strings
}

/// The strings of the value that a script begins with: up to the comma or bracket that ends it.
fn value(script: &str) -> Vec<String> {
    let mut strings: Vec<String> = Vec::new();
    let mut depth = 0;
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' if depth == 0 => break,
            '}' | ']' | ')' => depth -= 1,
            ',' if depth == 0 => break,
            '`' => {
                let end = rest.find('`').unwrap_or(rest.len());
                let string = &rest[..end];
                rest = rest.get(end + 1..).unwrap_or_default();
                match rest.strip_prefix(".split(`").and_then(|rest| rest.split_once('`')) {
                    Some((separator, after)) => {
                        strings.extend(string.split(separator).map(str::to_owned));
                        rest = after.strip_prefix(')').unwrap_or(after);
                    }
                    None => strings.push(string.to_owned()),
                }
            }
            _ => {}
        }
    }
    strings
}

//! `Lizenzen.txt`: the licences of the program, its fonts and all crates it is made of.
//!
//! The texts are those in the sources of the crates. Texts that differ only in white space stand once, under the names
//! of all their crates.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::Found;
use crate::sbom::{Made, expression, text as said};

/// How the names of licences begin, in small letters.
const NAMES: [&str; 6] = ["licen", "copying", "copyright", "notice", "unlicense", "patents"];
/// Sources are not texts, whatever they are called.
const SOURCES: [&str; 8] = ["rs", "c", "h", "py", "html", "toml", "json", "sh"];

/// A text, and whom it is for.
struct Licence {
    text: String,
    of: BTreeSet<String>,
}

/// All licences of the program.
pub(super) fn text(root: &Path, made: &Made) -> Found<String> {
    let read = |name: &str| -> Found<String> { Ok(String::from_utf8(super::read(&root.join(name))?)?) };
    let mut all = String::from(
        "Die Lizenzen des Programms sachstand, seiner Schriften und aller seiner Bestandteile\n",
    );
    all += &section("sachstand", &read("LICENSE-MIT")?);
    all += &section("Schrift Liberation Sans", &read("fonts/LICENSE-LiberationSans.txt")?);
    all += &section("Schrift DejaVu Sans", &read("fonts/LICENSE-DejaVuSans.txt")?);
    let (licences, without) = of_crates(made)?;
    all += &heading(
        "Bestandteile, deren Quelltext keine eigene Lizenzdatei enthält; es gilt die genannte Lizenz",
    );
    all.extend(without.iter().map(|it| format!("    {it}\n")));
    for Licence { text, of } in licences {
        let names: Vec<&str> = of.iter().map(String::as_str).collect();
        all += &section(&names.join("\n"), &text);
    }
    Ok(all)
}

fn section(names: &str, text: &str) -> String {
    format!("{}{}\n", heading(names), text.trim_matches(['\r', '\n', '\u{feff}']))
}

fn heading(names: &str) -> String {
    let rule = "=".repeat(80);
    format!("\n{rule}\n{names}\n{rule}\n\n")
}

/// The texts in the sources of crates in the order of the first name, and the crates without one.
fn of_crates(made: &Made) -> Found<(Vec<Licence>, Vec<String>)> {
    let mut licences: BTreeMap<String, Licence> = BTreeMap::new();
    let mut without = Vec::new();
    // What is ours has the licence of the program.
    for package in made.crates().filter(|package| !package["source"].is_null()) {
        let name =
            format!("{} {} ({})", said(package, "name"), said(package, "version"), expression(package));
        let files = files(package)?;
        if files.is_empty() {
            without.push(name.clone());
        }
        for file in files {
            let text = String::from_utf8_lossy(&super::read(&file)?).into_owned();
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let licence = licences.entry(words).or_insert_with(|| Licence { text, of: BTreeSet::new() });
            licence.of.insert(name.clone());
        }
    }
    without.sort();
    let mut licences: Vec<Licence> = licences.into_values().collect();
    licences.sort_by(|one, other| (&one.of, &one.text).cmp(&(&other.of, &other.text)));
    Ok((licences, without))
}

/// The licences in the sources of a crate, those of what it includes among them.
fn files(package: &Value) -> Found<Vec<PathBuf>> {
    let manifest = Path::new(said(package, "manifest_path"));
    let folder = manifest.parent().ok_or("a crate has no folder")?;
    let mut found = Vec::new();
    search(folder, false, &mut found)?;
    found.extend(package["license_file"].as_str().map(|name| folder.join(name)));
    found.sort();
    found.dedup();
    Ok(found)
}

/// Searches a folder; `all` of its files are licences where its own name says so.
fn search(folder: &Path, all: bool, found: &mut Vec<PathBuf>) -> Found<()> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let is_licence = all || is_licence(&path);
        match path.is_dir() {
            true => search(&path, is_licence, found)?,
            false if is_licence && !is_source(&path) => found.push(path),
            false => {}
        }
    }
    Ok(())
}

fn is_licence(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    NAMES.iter().any(|start| name.starts_with(start))
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|ending| SOURCES.iter().any(|it| ending == *it))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn like_texts_stand_once_with_all_their_crates() {
        let folder = tempfile::tempdir().unwrap();
        let mut packages =
            vec![json!({ "id": "p", "name": "sachstand", "version": "1.0.0", "source": null })];
        let files = [
            ("a", "LICENSE", "Ein Text\n"),
            ("b", "c/COPYING.txt", "Ein\r\n  Text"),
            ("c", "licences.rs", ""),
        ];
        for (name, file, text) in files {
            let path = folder.path().join(name).join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
            let manifest = folder.path().join(name).join("Cargo.toml");
            packages.push(json!({
                "id": name, "name": name, "version": "1.0.0", "source": "registry", "license": "MIT/Zlib",
                "manifest_path": manifest,
            }));
        }
        let deps = ["a", "b", "c"].map(|it| json!({ "pkg": it, "dep_kinds": [{ "kind": null }] }));
        let nodes = json!([{ "id": "p", "deps": deps }]);
        let made = Made::of(&json!({ "packages": packages, "resolve": { "nodes": nodes } })).unwrap();
        let (licences, without) = of_crates(&made).unwrap();
        let of: Vec<_> =
            licences.iter().map(|it| it.of.iter().cloned().collect::<Vec<_>>().join(", ")).collect();
        assert_eq!(of, ["a 1.0.0 (MIT OR Zlib), b 1.0.0 (MIT OR Zlib)"]);
        assert_eq!(without, ["c 1.0.0 (MIT OR Zlib)"]);
    }
}

//! Nouns are data, verbs are stages: who may import whom.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::support::root;

/// For each module of the library: the modules it may import, and the crates that are at home in
/// it and in no module that does not name them.
const MODULES: &[(&str, &[&str], &[&str])] = &[
    ("source", &[], &[]),
    ("german", &[], &["jiff"]),
    ("text", &[], &[]),
    ("diag", &["source"], &["strsim"]),
    ("limits", &["diag", "german", "source"], &[]),
    ("grid", &["german", "source", "text"], &[]),
    ("ooxml", &["diag", "grid", "limits", "text"], &["quick_xml", "zip"]),
    ("model", &["source", "text"], &[]),
    ("persons", &["model", "source", "text"], &[]),
    ("document", &["source", "text"], &[]),
    // Shares nothing with what wrote the files: readers of its own, on the crates alone.
    ("gate", &["diag", "persons"], &["aho_corasick", "flate2", "idna", "quick_xml", "rayon", "zip"]),
    ("read", &["diag", "german", "grid", "limits", "ooxml", "source", "text"], &["calamine", "ssfmt"]),
    // A verb that two others use: what a cell means depends on the header it stands under, and
    // the next version must be written into the very cells that were understood.
    ("recognise", &["diag", "german", "grid", "source"], &["strsim"]),
    ("interpret", &["diag", "german", "grid", "model", "persons", "recognise", "source", "text"], &[]),
    (
        "compose",
        &["diag", "document", "german", "limits", "model", "source", "text"],
        &["icu_collator", "image"],
    ),
    (
        "write",
        &["diag", "document", "limits", "ooxml", "source", "text"],
        &[
            "typst",
            "typst_pdf",
            "typst_layout",
            "typst_render",
            "comemo",
            "docx_rs",
            "flate2",
            "idna",
            "image",
            "rayon",
        ],
    ),
    ("diff", &["diag", "german", "model", "source", "text"], &[]),
    ("redact", &["diag", "german", "model", "persons", "source", "text"], &["aho_corasick", "rayon"]),
    ("normalize", &["diag", "german", "model", "source", "text"], &["aho_corasick", "regex"]),
    (
        "advance",
        &[
            "diag",
            "german",
            "grid",
            "interpret",
            "limits",
            "model",
            "ooxml",
            "read",
            "recognise",
            "source",
            "text",
        ],
        &[],
    ),
    (
        "template",
        &["diag", "german", "interpret", "model", "ooxml", "read", "recognise", "source", "text"],
        &["rust_xlsxwriter"],
    ),
    ("settings", &["diag", "document", "german", "normalize", "recognise"], &["toml"]),
    (
        "pipeline",
        &[
            "compose",
            "diag",
            "diff",
            "document",
            "gate",
            "interpret",
            "limits",
            "model",
            "normalize",
            "persons",
            "read",
            "redact",
            "settings",
            "source",
            "write",
        ],
        &["rayon"],
    ),
    (
        "office",
        &[
            "diag",
            "document",
            "german",
            "model",
            "normalize",
            "pipeline",
            "settings",
            "source",
            "text",
            "write",
        ],
        &["blake3", "rayon", "rust_xlsxwriter"],
    ),
    (
        "cli",
        &[],
        &[
            "anstream",
            "axum",
            "clap",
            "getrandom",
            "glob",
            "indicatif",
            "jiff",
            "maud",
            "open",
            "serde_urlencoded",
            "tempfile",
            "tokio",
            "tokio_stream",
            "walkdir",
        ],
    ),
];

/// What only the command line may do: everything outside a process, and telling the time.
const OUTSIDE: &str = r"\bstd::(env|fs|path|process)\b|\bstd::net::(Tcp|Udp|ToSocket)|\b(SystemTime|Instant|Zoned|stdout|stderr|stdin)\b";

fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    std::fs::read_dir(path).unwrap().flat_map(|entry| files(&entry.unwrap().path())).collect()
}

fn sources(module: &str) -> Vec<(PathBuf, String)> {
    let single = root().join(format!("src/{module}.rs"));
    let path = if single.exists() { single } else { root().join("src").join(module) };
    let rust = files(&path).into_iter().filter(|file| file.extension().is_some_and(|it| it == "rs"));
    rust.map(|file| (file.clone(), std::fs::read_to_string(file).unwrap())).collect()
}

#[test]
fn every_module_is_in_the_table() {
    let library = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let modules = library
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    for module in modules {
        assert!(MODULES.iter().any(|(name, ..)| *name == module), "{module} is not in the table");
    }
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let path = regex::Regex::new(r"\bcrate::(\{[^}]*\}|[a-z_]+)").unwrap();
    for (module, allowed, _) in MODULES {
        for (file, text) in sources(module) {
            for found in path.captures_iter(&text) {
                let names = found[1]
                    .trim_matches(['{', '}'])
                    .split(',')
                    .map(|name| name.trim().split("::").next().unwrap_or(""));
                for name in names.filter(|name| !name.is_empty() && name != module) {
                    assert!(allowed.contains(&name), "{}: {module} must not import {name}", file.display());
                }
            }
        }
    }
}

#[test]
fn some_crates_stay_at_home() {
    for (home, _, crates) in MODULES {
        for name in *crates {
            let import = regex::Regex::new(&format!(r"\b{name}::")).unwrap();
            for (other, ..) in MODULES.iter().filter(|(.., homely)| !homely.contains(name)) {
                for (file, text) in sources(other) {
                    let text: String =
                        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
                    // The days and times of jiff are plain values, which every noun may hold.
                    let text = text.replace("jiff::civil::", "");
                    assert!(!import.is_match(&text), "{}: {name} is at home in {home}", file.display());
                }
            }
        }
    }
}

#[test]
fn only_the_command_line_reaches_outside() {
    let outside = regex::Regex::new(OUTSIDE).unwrap();
    let reaches = |module: &str| {
        let sources = sources(module).into_iter();
        sources.filter(|(_, text)| outside.is_match(text)).map(|(file, _)| file).collect::<Vec<_>>()
    };
    assert!(!reaches("cli").is_empty());
    for (module, ..) in MODULES.iter().filter(|(module, ..)| *module != "cli") {
        assert_eq!(reaches(module), Vec::<PathBuf>::new(), "{module}");
    }
}

/// Inside a module: the crates that are at home in some of its rooms alone.
const ROOMS: &[(&str, &[&str], &[&str])] = &[
    ("write", &["write/typeset/", "write/pdf/"], &["typst", "typst_layout", "typst_pdf", "comemo", "rayon"]),
    ("write", &["write/pdf/"], &["flate2"]),
    ("write", &["write/picture.rs"], &["image", "typst_render"]),
    ("write", &["write/docx/"], &["docx_rs"]),
    ("cli", &["cli/serve/"], &["axum", "getrandom", "maud", "open", "serde_urlencoded", "tokio_stream"]),
];

#[test]
fn some_crates_are_at_home_in_one_room() {
    for (module, rooms, crates) in ROOMS {
        for (file, text) in sources(module) {
            let path = file.strip_prefix(root().join("src")).unwrap().to_str().unwrap().replace('\\', "/");
            let import = regex::Regex::new(&format!(r"\b({})::", crates.join("|"))).unwrap();
            let at_home = rooms.iter().any(|room| path.starts_with(room));
            assert!(at_home || !import.is_match(&text), "{path}: {crates:?} are at home in {rooms:?}");
        }
    }
}

/// A room's `mod.rs` is its door: it names the files, and they may use what it declares. Every other
/// file, and every folder as a whole, must be understood without those that need it.
#[test]
fn no_files_of_a_room_import_each_other_in_a_circle() {
    let source = root().join("src");
    let mut circles = Vec::new();
    for room in rooms(&source) {
        let imports = imports_in(&source, &room);
        for name in imports.keys() {
            let mut circle: Vec<_> = reached(&imports, name)
                .into_iter()
                .filter(|it| reached(&imports, it).contains(name))
                .collect();
            circle.sort();
            if !circle.is_empty() && !circles.contains(&(room.join("/"), circle.clone())) {
                circles.push((room.join("/"), circle));
            }
        }
    }
    assert_eq!(circles, []);
}

/// The folders below `src`, `src` itself included, as paths of modules.
fn rooms(source: &Path) -> Vec<Vec<String>> {
    let mut rooms: Vec<_> = files(source).iter().map(|file| module(source, file)).collect();
    rooms.iter_mut().for_each(|path| drop(path.pop()));
    rooms.sort();
    rooms.dedup();
    rooms
}

/// The path of a file's module below the crate; `mod.rs` is named so.
fn module(source: &Path, file: &Path) -> Vec<String> {
    let path = file.strip_prefix(source).unwrap().with_extension("");
    path.iter().map(|part| part.to_str().unwrap().to_owned()).collect()
}

type Imports = BTreeMap<String, BTreeSet<String>>;

/// What each file or folder of a room imports of the others. Tests may import what they like.
fn imports_in(source: &Path, room: &[String]) -> Imports {
    let tests = regex::Regex::new(r"(?s)#\[cfg\(test\)\]\s*mod tests \{.*").unwrap();
    let mut imports = Imports::new();
    let modules: Vec<_> = files(source).into_iter().map(|file| (module(source, &file), file)).collect();
    let here = |path: &[String]| path.strip_prefix(room).and_then(|rest| rest.first().cloned());
    let names: Vec<_> = modules.iter().filter_map(|(path, _)| here(path)).collect();
    for (path, file) in &modules {
        let Some(name) = here(path).filter(|name| name != "mod") else { continue };
        if path.last().is_some_and(|last| last == "tests") || file.extension().is_none_or(|it| it != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(file).unwrap();
        let own: Vec<String> = path.iter().filter(|part| *part != "mod").cloned().collect();
        for imported in paths(&tests.replace(&text, "")) {
            let target = absolute(&own, &imported);
            let of_room = here(&target).filter(|it| *it != name && names.contains(it) && it != "mod");
            imports.entry(name.clone()).or_default().extend(of_room);
        }
    }
    imports
}

/// Every path in a source that starts with `crate` or `super`, the braces of `use` resolved.
fn paths(text: &str) -> Vec<Vec<String>> {
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let start = regex::Regex::new(r"\b(crate|super)::").unwrap();
    let mut found = Vec::new();
    let mut end = 0;
    for at in start.find_iter(&code).map(|found| found.start()) {
        if at >= end {
            end = code.len() - path(&code[at..], &[], &mut found).len();
        }
    }
    found
}

/// Reads one path with its braces; what stands behind it.
fn path<'a>(mut rest: &'a str, before: &[String], found: &mut Vec<Vec<String>>) -> &'a str {
    let mut path = before.to_vec();
    loop {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        path.extend((end > 0).then(|| rest[..end].to_owned()));
        rest = &rest[end..];
        match rest.strip_prefix("::") {
            Some(next) => rest = next,
            None => break,
        }
    }
    if !rest.starts_with('{') {
        found.push(path);
        return rest;
    }
    while let Some(next) = rest.strip_prefix(['{', ',']) {
        let next = next.trim_start();
        rest = if next.starts_with('}') { next } else { self::path(next, &path, found) };
        rest = rest.trim_start_matches(|c| !matches!(c, ',' | '}')); // white space, `as other`
    }
    rest.strip_prefix('}').unwrap_or(rest)
}

/// A path from the crate on.
fn absolute(own: &[String], path: &[String]) -> Vec<String> {
    let up = path.iter().take_while(|part| *part == "super").count();
    match path.first().map(String::as_str) {
        Some("crate") => path[1..].to_vec(),
        _ => [&own[..own.len().saturating_sub(up)], &path[up..]].concat(),
    }
}

/// Everything that `name` imports, directly or through others.
fn reached(imports: &Imports, name: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![name.to_owned()];
    while let Some(next) = open.pop() {
        for target in imports.get(&next).into_iter().flatten() {
            if seen.insert(target.clone()) {
                open.push(target.clone());
            }
        }
    }
    seen
}

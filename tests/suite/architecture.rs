//! Nouns are data, verbs are stages: who may import whom.

use std::path::{Path, PathBuf};

use crate::support::root;

/// For each module of the library: the modules it may import, and the crates that are at home in
/// it alone.
const MODULES: &[(&str, &[&str], &[&str])] = &[
    ("source", &[], &[]),
    ("text", &[], &[]),
    ("diag", &["source"], &[]),
    ("grid", &["source", "text"], &[]),
    ("model", &["source", "text"], &[]),
    ("document", &["source", "text"], &[]),
    ("read", &["diag", "grid", "source", "text"], &["calamine"]),
    // A verb that two others use: what a cell means depends on the header it stands under, and
    // the next version must be written into the very cells that were understood.
    ("recognise", &["diag", "grid", "source"], &["strsim"]),
    ("interpret", &["diag", "grid", "model", "recognise", "source", "text"], &[]),
    ("compose", &["diag", "document", "model", "source", "text"], &["icu_collator", "image"]),
    (
        "write",
        &["diag", "document", "source", "text"],
        &["typst", "typst_pdf", "typst_layout", "comemo", "docx_rs", "idna"],
    ),
    ("diff", &["diag", "model", "source", "text"], &[]),
    ("normalize", &["diag", "model", "source", "text"], &[]),
    ("advance", &["diag", "grid", "interpret", "model", "read", "recognise", "source", "text"], &[]),
    ("settings", &["diag", "normalize", "recognise"], &["toml"]),
    (
        "pipeline",
        &[
            "compose",
            "diag",
            "diff",
            "document",
            "interpret",
            "model",
            "normalize",
            "read",
            "settings",
            "source",
            "write",
        ],
        &[],
    ),
    (
        "office",
        &["diag", "document", "model", "normalize", "pipeline", "settings", "source", "write"],
        &["rayon", "rust_xlsxwriter"],
    ),
    ("cli", &[], &["anstream", "clap", "tempfile"]),
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
    let modules = library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
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
fn some_crates_are_at_home_in_one_module() {
    for (home, _, crates) in MODULES {
        for name in *crates {
            let import = regex::Regex::new(&format!(r"\b{name}::")).unwrap();
            for (other, ..) in MODULES.iter().filter(|(module, ..)| module != home) {
                for (file, text) in sources(other) {
                    let text: String =
                        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
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
    ("write", &["write/typeset/", "write/pdf.rs"], &["typst", "typst_layout", "typst_pdf", "comemo"]),
    ("write", &["write/docx/"], &["docx_rs"]),
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

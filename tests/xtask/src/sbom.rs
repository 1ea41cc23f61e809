//! `sbom`: what the program that is handed out is made of, as a list for other programs (CycloneDX 1.6).
//!
//! In: what Cargo says of the locked dependencies (`cargo metadata`), for every system or for one. Out: one JSON
//! document with each crate that is built into the program or builds it: name, version, licence, checksum of its
//! archive, and on what it depends. Tests and benches are not in it. No clock and no number at random: the same lock file gives the
//! same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::Done;

/// The crate whose program is handed out.
pub(crate) const PROGRAM: &str = "sachstand";

type Found<T> = Result<T, Box<dyn Error>>;

/// Writes the list for every system to standard output.
pub(crate) fn print(root: &Path) -> Done {
    println!("{:#}", list(root, &Made::of(&metadata(root, None)?)?)?);
    Ok(())
}

/// The list of what the program is made of.
pub(crate) fn list(root: &Path, made: &Made) -> Found<Value> {
    let lock = std::fs::read_to_string(root.join("Cargo.lock"))?;
    Ok(document(made, &checksums(&lock)))
}

/// What Cargo says of the locked dependencies on every system, or on this one (x86_64-unknown-linux-gnu).
pub(crate) fn metadata(root: &Path, system: Option<&str>) -> Found<Value> {
    let metadata = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(system.into_iter().flat_map(|system| ["--filter-platform", system]))
        .current_dir(root)
        .output()
        .map_err(|error| format!("cargo cannot be started: {error}"))?;
    match metadata.status.success() {
        true => Ok(serde_json::from_slice(&metadata.stdout)?),
        false => Err(String::from_utf8_lossy(&metadata.stderr).into_owned().into()),
    }
}

/// What the program is made of.
pub(crate) struct Made {
    /// The id of the program's own package.
    root: String,
    packages: BTreeMap<String, Value>,
    nodes: BTreeMap<String, Value>,
    /// The ids of all packages in it, its own among them.
    used: BTreeSet<String>,
}

impl Made {
    /// Reads what Cargo says.
    pub(crate) fn of(metadata: &Value) -> Found<Self> {
        let by_id = |list: &Value| -> BTreeMap<String, Value> {
            let items = list.as_array().into_iter().flatten();
            items.map(|item| (text(item, "id").to_owned(), item.clone())).collect()
        };
        let packages = by_id(&metadata["packages"]);
        let nodes = by_id(&metadata["resolve"]["nodes"]);
        let root = packages.iter().find(|(_, package)| text(package, "name") == PROGRAM);
        let root = root.map(|(id, _)| id.clone()).ok_or("the program is none of the packages")?;
        let used = used(&root, &nodes);
        Ok(Self { root, packages, nodes, used })
    }

    /// The program's own package.
    pub(crate) fn program(&self) -> &Value {
        &self.packages[&self.root]
    }

    /// All others.
    pub(crate) fn crates(&self) -> impl Iterator<Item = &Value> {
        self.used.iter().filter(|id| **id != self.root).filter_map(|id| self.packages.get(id))
    }
}

/// The checksums of the archives, by name and version, out of a lock file.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let mut sums = BTreeMap::new();
    for package in lock.split("[[package]]") {
        let value = |key: &str| {
            let start = format!("{key} = \"");
            let found = package.lines().find_map(|line| line.strip_prefix(&start)?.strip_suffix('"'));
            found.map(str::to_owned)
        };
        if let (Some(name), Some(version), Some(sum)) = (value("name"), value("version"), value("checksum")) {
            sums.insert((name, version), sum);
        }
    }
    sums
}

/// The list with these checksums.
fn document(made: &Made, sums: &BTreeMap<(String, String), String>) -> Value {
    let Made { packages, nodes, used, .. } = made;
    let program = made.program();
    let reference = |id: &str| packages.get(id).map(reference).unwrap_or_default();
    let components: Vec<Value> = made.crates().map(|package| component(package, sums)).collect();
    let dependencies = used.iter().map(|id| {
        let on: BTreeSet<String> =
            nodes.get(id).map(needed).unwrap_or_default().iter().map(|id| reference(id)).collect();
        json!({ "ref": reference(id), "dependsOn": on })
    });
    json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "application",
            "bom-ref": self::reference(program),
            "name": PROGRAM,
            "version": text(program, "version"),
            "description": text(program, "description"),
            "licenses": [{ "expression": expression(program) }],
        } },
        "components": components,
        "dependencies": dependencies.collect::<Vec<_>>(),
    })
}

/// All packages that one needs, itself among them.
fn used(root: &str, nodes: &BTreeMap<String, Value>) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let mut open = vec![root.to_owned()];
    while let Some(id) = open.pop() {
        if used.insert(id.clone()) {
            open.extend(nodes.get(&id).map(needed).unwrap_or_default());
        }
    }
    used
}

/// The packages that a package needs to be built or to run, not to be tested.
fn needed(node: &Value) -> Vec<String> {
    let kinds = |dependency: &Value| dependency["dep_kinds"].as_array().cloned().unwrap_or_default();
    let dependencies = node["deps"].as_array().into_iter().flatten();
    let is_needed = |it: &&Value| kinds(it).iter().any(|kind| kind["kind"] != "dev");
    dependencies.filter(is_needed).map(|it| text(it, "pkg").to_owned()).collect()
}

fn component(package: &Value, sums: &BTreeMap<(String, String), String>) -> Value {
    let (name, version) = (text(package, "name"), text(package, "version"));
    let mut component = json!({
        "type": "library",
        "bom-ref": reference(package),
        "name": name,
        "version": version,
        "purl": reference(package),
        "licenses": [{ "expression": expression(package) }],
    });
    if let Some(sum) = sums.get(&(name.to_owned(), version.to_owned())) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
    }
    if let Some(repository) = package["repository"].as_str() {
        component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    component
}

/// The address of a package (package-url).
fn reference(package: &Value) -> String {
    format!("pkg:cargo/{}@{}", text(package, "name"), text(package, "version").replace('+', "%2B"))
}

/// Its licences as an SPDX expression; older crates write a slash.
pub(crate) fn expression(package: &Value) -> String {
    let parts: Vec<&str> = text(package, "license").split('/').map(str::trim).collect();
    parts.join(" OR ")
}

/// What a value says under a key; nothing where that is no text.
pub(crate) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_is_listed_and_what_tests_need_is_not() {
        let package = |name: &str, license: &str| json!({ "id": name, "name": name, "version": "1.0.0+a", "license": license });
        let needs = |name: &str, kind: Value| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [package("sachstand", "MIT"), package("a", "MIT/Apache-2.0"), package("b", "Zlib"), package("c", "MIT")],
            "resolve": { "nodes": [
                { "id": "sachstand", "deps": [needs("a", Value::Null), needs("c", json!("dev"))] },
                { "id": "a", "deps": [needs("b", json!("build")), needs("sachstand", json!("dev"))] },
            ] },
        });
        let sums = checksums("[[package]]\nname = \"b\"\nversion = \"1.0.0+a\"\nchecksum = \"0a\"\n");
        let listed = document(&Made::of(&metadata).unwrap(), &sums);
        let names: Vec<&str> =
            listed["components"].as_array().unwrap().iter().map(|it| text(it, "name")).collect();
        assert_eq!(names, ["a", "b"]);
        assert_eq!(listed["components"][0]["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(listed["components"][1]["hashes"][0]["content"], "0a");
        assert_eq!(
            listed["dependencies"][0],
            json!({ "ref": "pkg:cargo/a@1.0.0%2Ba", "dependsOn": ["pkg:cargo/b@1.0.0%2Ba"] })
        );
    }
}

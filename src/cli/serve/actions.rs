//! What can be done on the page: each form, and what it does.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sachstand::advance::{AdvanceOptions, Decision, Listing, advance, list_persons};
use sachstand::diag::{Diagnostic, Error, ErrorKind, Warned, grouped};
use sachstand::recognise::{Column, SheetKind};
use sachstand::settings::{Settings, with_column, without_column};
use serde::Deserialize;

use super::super::config::{self, SETTINGS};
use super::super::files::{self, shown};
use super::super::folder::{Folder, Seen};
use super::super::{args, new};
use super::source::{FolderFiles, Source, dropped, name_below, plain_folder};
use super::state::{Desk, Draft, MadeWorkbook, Notice, PreviousChoice, State};
use super::ways;

/// A form of the page, and what it does.
pub(super) trait Action: Send + 'static {
    /// Carries it out.
    ///
    /// # Errors
    /// Where it cannot be done; the page tells it.
    fn carry_out(self, state: &State) -> Result<(), Error>;
}

/// Takes a file that was dropped; with `last` the papers are made.
///
/// # Errors
/// Where it is none that goes into a paper, or too much.
pub(super) fn take(state: &State, name: &str, bytes: Vec<u8>, last: bool) -> Result<(), Error> {
    state.change(|desk| {
        desk.one_of_some(last);
        let mut files = match &desk.source {
            Source::Dropped(files) => files.clone(),
            // It stays open where the file is refused.
            Source::Folder(_) => BTreeMap::new(),
        };
        let taken = dropped(&mut files, name, bytes);
        if taken.is_ok() {
            match &mut desk.source {
                Source::Dropped(before) => *before = files,
                Source::Folder(_) => desk.replace(Source::Dropped(files)),
            }
            desk.replaced(name);
        }
        match &desk.source {
            Source::Dropped(_) if last => desk.make_again(),
            Source::Dropped(_) if taken.is_ok() => desk.await_more(),
            Source::Dropped(_) | Source::Folder(_) => {}
        }
        taken
    })
}

/// Opens a folder on the page.
///
/// # Errors
/// Where it is none or cannot be watched.
pub(super) fn open(state: &State, path: &Path) -> Result<(), Error> {
    let folder = Folder::new(path)?;
    let source = Source::Folder(in_folder(folder.path(), folder.seen()));
    state.change(|desk| desk.replace(source));
    Ok(())
}

/// The workbooks of a folder, by their paths below it.
pub(super) fn in_folder(folder: &Path, seen: &Seen) -> FolderFiles {
    let workbooks = seen.workbooks().map(|path| (name_below(folder, path), path.to_owned()));
    let open = seen.open.iter().map(|path| name_below(folder, path)).collect();
    FolderFiles { path: folder.to_owned(), workbooks: workbooks.collect(), open, seen: seen.clone() }
}

#[derive(Deserialize)]
pub(super) struct OpenFolder {
    pfad: String,
}

impl Action for OpenFolder {
    fn carry_out(self, state: &State) -> Result<(), Error> {
        open(state, &plain_folder(Path::new(self.pfad.trim().trim_matches('"'))))
    }
}

#[derive(Deserialize)]
pub(super) struct CloseFolder {}

impl Action for CloseFolder {
    fn carry_out(self, state: &State) -> Result<(), Error> {
        state.change(|desk| desk.replace(Source::Dropped(BTreeMap::new())));
        Ok(())
    }
}

/// Of some files that were dropped these could not be sent; the others are all there.
#[derive(Deserialize)]
pub(super) struct NoMore {
    #[serde(default)]
    verloren: String,
}

impl Action for NoMore {
    fn carry_out(self, state: &State) -> Result<(), Error> {
        state.change(Desk::make_again);
        match self.verloren.as_str() {
            "" => Ok(()),
            names => Err(unreadable(names)),
        }
    }
}

fn unreadable(names: &str) -> Error {
    let message = format!("»{}« kann nicht gelesen werden", ways::told(names));
    Error::new(ErrorKind::Io, message).help(
        "Noch einmal auf die Seite ziehen: Die Datei wurde inzwischen gespeichert, verschoben oder gelöscht",
    )
}

#[derive(Deserialize)]
pub(super) struct Remove {
    name: String,
}

impl Action for Remove {
    fn carry_out(self, state: &State) -> Result<(), Error> {
        state.change(|desk| {
            if let Source::Dropped(files) = &mut desk.source
                && files.remove(&self.name).is_some()
            {
                desk.replaced(&self.name);
                desk.make_again();
            }
        });
        Ok(())
    }
}

#[derive(Deserialize)]
pub(super) struct ChoosePrevious {
    vorige: String,
}

impl Action for ChoosePrevious {
    fn carry_out(self, state: &State) -> Result<(), Error> {
        let chosen = match (self.vorige.as_str(), self.vorige.strip_prefix("datei:")) {
            ("keine", _) => PreviousChoice::Nothing,
            (_, Some(name)) => PreviousChoice::Named(name.to_owned()),
            _ => PreviousChoice::Found,
        };
        state.change(|desk| {
            desk.choices.previous = chosen;
            desk.make_again();
        });
        Ok(())
    }
}

#[derive(Deserialize)]
pub(super) struct Choose {
    ausgabe: String,
    aenderungen: String,
    #[serde(default)]
    uebersicht: String,
}

impl Action for Choose {
    fn carry_out(self, state: &State) -> Result<(), Error> {
        let edition = ways::EDITIONS.iter().find(|(name, ..)| *name == self.ausgabe);
        let shown = ways::SHOWN.iter().find(|(name, ..)| *name == self.aenderungen);
        state.change(|desk| {
            let choices = &mut desk.choices;
            choices.editions = edition.map_or(choices.editions, |(.., editions)| *editions);
            choices.shown = shown.map_or(choices.shown, |(.., shown)| *shown);
            choices.change_list = !self.uebersicht.is_empty();
            desk.make_again();
        });
        Ok(())
    }
}

#[derive(Deserialize)]
pub(super) struct Show {
    bericht: String,
    ausgabe: Option<String>,
}

impl Action for Show {
    fn carry_out(self, state: &State) -> Result<(), Error> {
        let edition = self.ausgabe.as_deref().and_then(ways::edition_named);
        state.change(|desk| desk.select(&self.bericht, edition));
        Ok(())
    }
}

// ---- settings ----

#[derive(Deserialize)]
pub(super) struct ChooseColumn {
    bericht: String,
    ueberschrift: String,
    bedeutung: String,
}

impl Action for ChooseColumn {
    fn carry_out(self, state: &State) -> Result<(), Error> {
        let taken = Taken::of(state, &self.bericht);
        let draft = taken.settings()?;
        let head = self.ueberschrift.as_str();
        let text = match column_named(&self.bedeutung) {
            Some(column) => {
                let others = state.look(|desk| rivals(desk, &self.bericht, head, column));
                let freed =
                    others.iter().try_fold(draft.text.clone(), |text, other| without_column(&text, other))?;
                with_column(&freed, head, column)?
            }
            None => without_column(&draft.text, head)?,
        };
        state.change(|desk| {
            desk.drafts.insert(taken.key, Draft { text, ..draft });
            desk.make_again();
        });
        Ok(())
    }
}

/// The heads beside this one that have the meaning which it is to have: of two that the settings name so, their
/// contents would decide.
fn rivals(desk: &Desk, workbook: &str, head: &str, meaning: Column) -> Vec<String> {
    if matches!(meaning, Column::Other | Column::Earlier | Column::Working) {
        return Vec::new();
    }
    let tables = desk.paper(workbook).into_iter().flat_map(|paper| &paper.columns);
    let same = tables.filter(|sheet| sheet.columns.iter().any(|it| it.head == head));
    let columns = same.flat_map(|sheet| &sheet.columns).filter(|it| it.head != head && !it.head.is_empty());
    columns.filter(|it| it.meaning == Some(meaning)).map(|it| it.head.clone()).collect()
}

fn column_named(key: &str) -> Option<Column> {
    use SheetKind::{Abbreviations, Persons, Status, Texts, Versions};
    let kinds = [Status, Texts, Abbreviations, Persons, Versions];
    kinds.into_iter().flat_map(SheetKind::choices).find(|column| column.key() == key)
}

/// A workbook of the page and its settings, as they lay there: what takes a while is done with this, while the page
/// goes on.
struct Taken {
    source: Source,
    key: PathBuf,
    named: Option<PathBuf>,
    draft: Option<Draft>,
    persons: Vec<Listing>,
}

impl Taken {
    fn of(state: &State, workbook: &str) -> Self {
        state.look(|desk| {
            let (source, named) = (desk.source.clone(), desk.named.clone());
            let key = source.settings_key(workbook, named.as_deref());
            let draft = desk.drafts.get(&key).cloned();
            Self { draft, persons: desk.decisions(workbook).to_vec(), source, key, named }
        })
    }

    /// The settings as they count now.
    ///
    /// # Errors
    /// Where their file cannot be read.
    fn settings(&self) -> Result<Draft, Error> {
        match &self.draft {
            Some(draft) => Ok(draft.clone()),
            None => {
                let (text, file) = self.source.settings(&self.key, self.named.as_deref())?;
                Ok(Draft { base: text.clone(), text, file })
            }
        }
    }
}

#[derive(Deserialize)]
pub(super) struct SaveSettings {}

impl Action for SaveSettings {
    /// Where they come from, since fonts lie beside them; where there were none, beside the workbook.
    fn carry_out(self, state: &State) -> Result<(), Error> {
        let drafts = state.look(|desk| match desk.source {
            Source::Folder(_) => desk.drafts.clone(),
            Source::Dropped(_) => BTreeMap::new(),
        });
        for (key, draft) in drafts {
            let path = draft.file.clone().unwrap_or_else(|| key.join(SETTINGS));
            let now = if path.exists() { config::read(&path)? } else { String::new() };
            if now != draft.base {
                return Err(changed_meanwhile(&path));
            }
            files::write(&path, draft.text.as_bytes())?;
            state.change(|desk| {
                if desk.drafts.get(&key) == Some(&draft) {
                    desk.drafts.remove(&key);
                }
                desk.notice = Some(Notice::Done(format!("Gespeichert in »{}«", shown(&path))));
                desk.make_again();
            });
        }
        Ok(())
    }
}

fn changed_meanwhile(path: &Path) -> Error {
    Error::new(ErrorKind::Options, format!("»{}« wurde inzwischen von Hand geändert", shown(path)))
        .help("Zu den Einstellungen von vorher zurückgehen und die Spalten noch einmal wählen; gespeichert wurde nichts")
}

#[derive(Deserialize)]
pub(super) struct DropSettings {}

impl Action for DropSettings {
    fn carry_out(self, state: &State) -> Result<(), Error> {
        state.change(|desk| {
            desk.drafts.clear();
            desk.make_again();
        });
        Ok(())
    }
}

// ---- persons ----

#[derive(Deserialize)]
pub(super) struct Decide {
    bericht: String,
    name: String,
    entscheidung: String,
    #[serde(default)]
    ersatz: String,
    #[serde(default)]
    genitiv: String,
    #[serde(default)]
    dativ: String,
    #[serde(default)]
    akkusativ: String,
}

impl Action for Decide {
    fn carry_out(self, state: &State) -> Result<(), Error> {
        let given = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let decision = match (self.entscheidung.as_str(), given(self.ersatz)) {
            ("rolle", Some(nominative)) => Decision::Role {
                nominative,
                genitive: given(self.genitiv),
                dative: given(self.dativ),
                accusative: given(self.akkusativ),
            },
            ("rolle", None) => return Err(role_missing(&self.name)),
            ("oeffentlich" | "keine", None) => Decision::Public,
            _ => return Ok(()),
        };
        state.change(|desk| {
            let persons = desk.persons.entry(self.bericht).or_default();
            persons.retain(|it| it.name != self.name);
            persons.push(Listing { name: self.name, decision });
        });
        Ok(())
    }
}

fn role_missing(name: &str) -> Error {
    Error::new(ErrorKind::Options, format!("Für »{name}« ist keine Rolle eingetragen"))
        .help("Die Rolle mit Artikel eintragen, etwa »die Projektleitung«")
}

#[derive(Deserialize)]
pub(super) struct Undo {
    bericht: String,
    name: String,
}

impl Action for Undo {
    fn carry_out(self, state: &State) -> Result<(), Error> {
        state.change(|desk| {
            if let Some(persons) = desk.persons.get_mut(&self.bericht) {
                persons.retain(|it| it.name != self.name);
            }
        });
        Ok(())
    }
}

/// The bytes of a workbook with the persons that were decided about.
///
/// # Errors
/// Where they cannot be put into it.
pub(super) fn listed(state: &State, workbook: &str) -> Result<Warned<Vec<u8>>, Error> {
    state.alone(|| with_persons(&Taken::of(state, workbook), workbook))
}

fn with_persons(taken: &Taken, workbook: &str) -> Result<Warned<Vec<u8>>, Error> {
    let Settings { names, rules, .. } = Settings::parse(&taken.settings()?.text)?;
    list_persons(&taken.source.read(workbook)?, workbook, &taken.persons, &names, rules.pivot_year)
}

#[derive(Deserialize)]
pub(super) struct UseListed {
    bericht: String,
}

impl Action for UseListed {
    /// The copy takes the place of the workbook that was dropped; the file of the user stays as it is.
    fn carry_out(self, state: &State) -> Result<(), Error> {
        let taken = Taken::of(state, &self.bericht);
        let Warned { value: bytes, findings } = state.alone(|| with_persons(&taken, &self.bericht))?;
        state.change(|desk| {
            let Source::Dropped(files) = &mut desk.source else { return Ok(()) };
            let same = match (files.get(&self.bericht), &taken.source) {
                (Some(now), Source::Dropped(then)) => {
                    then.get(&self.bericht).is_some_and(|then| Arc::ptr_eq(now, then))
                }
                _ => false,
            };
            if !same {
                return Err(replaced_meanwhile(&self.bericht));
            }
            dropped(files, &self.bericht, bytes)?;
            desk.replaced(&self.bericht);
            let said = format!(
                "Auf der Seite liegt jetzt die Kopie von »{}« mit den Personen. Nehmen Sie auch die Arbeitsmappe mit: \
                 Ihre eigene Datei ist unverändert",
                self.bericht
            );
            desk.make_again();
            desk.notice = Some(Notice::Noticed(said, grouped(findings)));
            desk.changed.insert(self.bericht);
            Ok(())
        })
    }
}

fn replaced_meanwhile(workbook: &str) -> Error {
    Error::new(ErrorKind::Unused, format!("Inzwischen liegt »{workbook}« neu auf der Seite"))
        .help("Über die Personen noch einmal entscheiden; an der Arbeitsmappe wurde nichts geändert")
}

// ---- the next version ----

#[derive(Deserialize)]
pub(super) struct Advance {
    bericht: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    datum: String,
}

impl Action for Advance {
    fn carry_out(self, state: &State) -> Result<(), Error> {
        let wrong = |what: &str, why: String| {
            Error::new(ErrorKind::Options, format!("»{}« passt nicht: {why}", ways::told(what)))
                .help("Die Angabe berichtigen oder leer lassen; es wurde nichts angelegt")
        };
        let version = match self.version.trim() {
            "" => None,
            typed => Some(args::version(typed).map_err(|why| wrong(typed, why))?),
        };
        let date = match self.datum.trim() {
            "" => None,
            typed => Some(args::date(typed).map_err(|why| wrong(typed, why))?),
        };
        let taken = Taken::of(state, &self.bericht);
        let bytes = taken.source.read(&self.bericht)?;
        let Settings { names, rules, .. } = Settings::parse(&taken.settings()?.text)?;
        let options = AdvanceOptions { version, date, names, pivot_year: rules.pivot_year };
        let Warned { value: made, findings } = state.alone(|| advance(&bytes, &self.bericht, &options))?;
        let said = format!("Version {} ist angelegt: »{}«", made.version, made.file_name);
        put_out(state, self.bericht, (made.file_name, made.bytes), (said, findings));
        Ok(())
    }
}

/// Puts a workbook on the page that was made of this one, and tells of it.
fn put_out(
    state: &State,
    of: String,
    (name, bytes): (String, Vec<u8>),
    (said, findings): (String, Vec<Diagnostic>),
) {
    state.change(|desk| {
        desk.made = Some(MadeWorkbook { of, name, bytes: Arc::new(bytes) });
        desk.notice = Some(Notice::Made(said, grouped(findings)));
    });
}

// ---- workbooks to begin with ----

/// An empty workbook with examples to be written over.
///
/// # Errors
/// Where it cannot be made: a bug.
pub(super) fn template() -> Result<Vec<u8>, Error> {
    Ok(new::made(None, config::parse("")?)?.value)
}

#[derive(Deserialize)]
pub(super) struct TakeOver {
    bericht: String,
}

impl Action for TakeOver {
    fn carry_out(self, state: &State) -> Result<(), Error> {
        let taken = Taken::of(state, &self.bericht);
        let (bytes, settings) = (taken.source.read(&self.bericht)?, config::parse(&taken.settings()?.text)?);
        let Warned { value, findings } =
            state.alone(|| new::made(Some((&bytes, &self.bericht)), settings))?;
        let stem = Path::new(&self.bericht).file_stem().unwrap_or_default().to_string_lossy();
        let name = format!("{stem}_Muster.xlsx");
        let said = format!("Übertragen in »{name}«");
        put_out(state, self.bericht, (name, value), (said, findings));
        Ok(())
    }
}

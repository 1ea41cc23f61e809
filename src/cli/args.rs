//! What can be typed: clap types, German help, nothing resolved yet.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand};
use jiff::civil::Date;
use sachstand::document::Shown;
use sachstand::german;
use sachstand::model::{Edition, MarkSource, Version};
use sachstand::office::{Editions, Format};

const HELP: &str = "\
{before-help}{about-with-newline}
Aufruf: {usage}

{all-args}{after-help}";

/// The whole command line. Without a command, it is `build`.
#[derive(Debug, Parser)]
#[command(
    name = "sachstand",
    about = "Macht aus Excel-Arbeitsmappen den fertigen Sachstandsbericht, als Word- und als PDF-Datei.",
    after_help = "Ohne Befehl wird »build« ausgeführt: aus »input« nach »output«.\n\
                  »sachstand BEFEHL --help« zeigt, was ein Befehl kann.\n\
                  Ergebnis: 0 erledigt, 1 Fehler in den Arbeitsmappen, 2 nicht ausführbar.",
    help_template = HELP,
    mut_subcommands = |command| command.help_template(HELP),
    override_usage = "sachstand [BEFEHL] [OPTIONEN] [DATEIEN oder ORDNER]",
    subcommand_help_heading = "Befehle",
    args_conflicts_with_subcommands = true,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    version
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) build: BuildArgs,
    /// Version des Programms anzeigen
    #[arg(short = 'V', long = "version", action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Berichte erstellen (oder: erstellen)
    #[command(alias = "erstellen", override_usage = "sachstand build [OPTIONEN] [DATEIEN oder ORDNER]")]
    Build(BuildArgs),
    /// Arbeitsmappen prüfen, nichts schreiben (oder: pruefen)
    #[command(alias = "pruefen", override_usage = "sachstand check [OPTIONEN] [DATEIEN oder ORDNER]")]
    Check(CheckArgs),
    /// Zwei Fassungen eines Berichts vergleichen (oder: vergleichen)
    #[command(
        alias = "vergleichen",
        override_usage = "sachstand diff [OPTIONEN] ALT NEU",
        after_help = "Entfallenes steht in [-…-], Neues in {+…+}.\n\
                      Ergebnis: 0 erledigt, 1 mit --exit-code, wenn sich etwas geändert hat, 2 nicht ausführbar."
    )]
    Diff(DiffArgs),
    /// Die Arbeitsmappe der nächsten Version anlegen (oder: fortschreiben)
    #[command(
        alias = "fortschreiben",
        override_usage = "sachstand advance [OPTIONEN] DATEI",
        after_help = "Die alte Arbeitsmappe bleibt, wie sie ist; eine vorhandene Datei wird nie überschrieben.\n\
                      Ergebnis: 0 erledigt, 1 erledigt, aber mit Fehlern, 2 nicht ausführbar."
    )]
    Advance(AdvanceArgs),
    /// Eine neue Arbeitsmappe anlegen, leer oder mit dem Inhalt einer vorhandenen (oder: neu)
    #[command(
        alias = "neu",
        override_usage = "sachstand new [OPTIONEN] [DATEI]",
        after_help = "Die leere Arbeitsmappe hat alle Blätter des Handbuchs, mit Beispielen zum Überschreiben.\n\
                      Eine vorhandene Datei wird nie überschrieben.\n\
                      Ergebnis: 0 erledigt, 1 erledigt, aber mit Fehlern, 2 nicht ausführbar."
    )]
    New(NewArgs),
    /// Berichte neu erstellen, sooft eine Arbeitsmappe gespeichert wird (oder: beobachten)
    #[command(
        alias = "beobachten",
        override_usage = "sachstand watch [OPTIONEN] [ORDNER]",
        after_help = "Endet mit Strg+C. Ist eine Arbeitsmappe noch in Excel geöffnet, zählt, was zuletzt gespeichert wurde."
    )]
    Watch(WatchArgs),
    /// Die Seite im Browser öffnen (oder: seite)
    #[command(
        alias = "seite",
        override_usage = "sachstand serve [OPTIONEN] [ORDNER]",
        after_help = "Die Seite ist nur auf diesem Rechner zu sehen. Das Programm endet, wenn sie geschlossen wird, oder mit Strg+C."
    )]
    Serve(ServeArgs),
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Optionen")]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    pub(crate) papers: PapersArgs,
    #[command(flatten)]
    pub(crate) files: FilesArgs,
    /// Auch Berichte neu erstellen, an denen sich nichts geändert hat
    #[arg(long)]
    pub(crate) force: bool,
    /// Alle Vereinheitlichungen in diese Datei schreiben (.xlsx oder .csv)
    #[arg(long, value_name = "DATEI")]
    pub(crate) protocol: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

/// The finished files: where, and what they are like.
#[derive(Args, Clone, Debug)]
pub(crate) struct FilesArgs {
    /// Ordner für die fertigen Dateien; er wird angelegt, wenn es ihn nicht gibt
    #[arg(short, long, value_name = "ORDNER", default_value = "output", hide_default_value = true)]
    pub(crate) output: PathBuf,
    /// Die Ordner, in denen die Arbeitsmappen liegen, im Ausgabeordner nachbilden (sonst liegen alle Dateien
    /// nebeneinander)
    #[arg(long)]
    pub(crate) keep_folders: bool,
    /// Dateiarten, durch Komma getrennt: docx, pdf (sonst beide)
    #[arg(
        long,
        value_name = "ARTEN",
        value_delimiter = ',',
        default_value = "docx,pdf",
        hide_default_value = true,
        hide_possible_values = true,
        value_parser = one_of(FORMATS)
    )]
    pub(crate) format: Vec<Format>,
    /// Änderungen zeigen: marked (unterstrichen und durchgestrichen), tracked (in der Word-Datei als
    /// Überarbeitungen), clean (gar nicht)
    #[arg(long, value_name = "ART", hide_possible_values = true, value_parser = one_of(SHOWN))]
    pub(crate) changes: Option<Shown>,
    /// Ohne Änderungsübersicht am Ende
    #[arg(long)]
    pub(crate) no_change_list: bool,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Optionen")]
pub(crate) struct WatchArgs {
    /// Ordner mit den Arbeitsmappen, mit allen Unterordnern (sonst der Ordner »input«)
    #[arg(value_name = "ORDNER", help_heading = "Eingabe")]
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    files: FilesArgs,
    #[command(flatten)]
    text: TextArgs,
    #[command(flatten)]
    calm: CalmArgs,
}

impl WatchArgs {
    /// The call of `build` that makes the papers of the folder.
    pub(crate) fn build(&self, folder: PathBuf) -> BuildArgs {
        let CalmArgs { config, quiet, .. } = &self.calm;
        let papers = PapersArgs { inputs: vec![folder], text: self.text.clone(), ..PapersArgs::default() };
        let common = CommonArgs { config: config.clone(), quiet: *quiet, ..CommonArgs::default() };
        BuildArgs { papers, files: self.files.clone(), force: false, protocol: None, common }
    }

    /// Whether only errors are to be told.
    pub(crate) fn is_quiet(&self) -> bool {
        self.calm.quiet
    }
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Optionen")]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) papers: PapersArgs,
    /// Jede Vereinheitlichung einzeln zeigen, nach Regeln geordnet
    #[arg(long)]
    pub(crate) rewrites: bool,
    /// Zeigen, welche Spalte wofür gehalten wird und warum (oder: --spalten)
    #[arg(long, alias = "spalten")]
    pub(crate) columns: bool,
    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Optionen")]
pub(crate) struct DiffArgs {
    /// Arbeitsmappe der älteren Fassung
    #[arg(value_name = "ALT", display_order = 1, help_heading = "Eingabe")]
    pub(crate) previous: PathBuf,
    /// Arbeitsmappe der neueren Fassung
    #[arg(value_name = "NEU", display_order = 2, help_heading = "Eingabe")]
    pub(crate) current: PathBuf,
    #[command(flatten)]
    pub(crate) text: TextArgs,
    /// Mit 1 enden, wenn sich etwas geändert hat
    #[arg(long)]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Optionen")]
pub(crate) struct AdvanceArgs {
    /// Arbeitsmappe, die fortgeschrieben wird (.xlsx oder .xlsm)
    #[arg(value_name = "DATEI", help_heading = "Eingabe")]
    pub(crate) file: PathBuf,
    /// Die neue Version (sonst die nächste: nach 1.14 folgt 1.15)
    #[arg(long, value_name = "VERSION", value_parser = version)]
    pub(crate) version: Option<Version>,
    /// Das neue Datum (sonst bleibt es leer)
    #[arg(long, value_name = "TT.MM.JJJJ", value_parser = date)]
    pub(crate) date: Option<Date>,
    /// Datei oder Ordner für die neue Arbeitsmappe (sonst neben der alten)
    #[arg(short, long, value_name = "DATEI")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Optionen")]
pub(crate) struct ServeArgs {
    /// Ordner mit Arbeitsmappen: Was darin gespeichert wird, erscheint auf der Seite
    #[arg(value_name = "ORDNER", help_heading = "Eingabe")]
    pub(crate) folder: Option<PathBuf>,
    /// Keinen Browser öffnen, nur die Adresse nennen; sie gilt einmal
    #[arg(long)]
    pub(crate) no_browser: bool,
    #[command(flatten)]
    pub(crate) calm: CalmArgs,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Optionen")]
pub(crate) struct NewArgs {
    /// Name der neuen Arbeitsmappe, mit der Endung .xlsx (sonst Sachstand.xlsx)
    #[arg(
        value_name = "DATEI",
        default_value = "Sachstand.xlsx",
        hide_default_value = true,
        help_heading = "Ausgabe"
    )]
    pub(crate) file: PathBuf,
    /// Angaben, Tabellen, Texte und Listen aus dieser Arbeitsmappe übernehmen, wie auch immer sie aufgebaut ist
    #[arg(long, alias = "aus", value_name = "DATEI")]
    pub(crate) from: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

/// Which workbooks, and how many at once.
#[derive(Args, Debug, Default)]
pub(crate) struct PapersArgs {
    /// Arbeitsmappen, Ordner (mit allen Unterordnern) oder Muster wie "Berichte/*.xlsx" (sonst der Ordner
    /// »input«)
    #[arg(value_name = "DATEIEN oder ORDNER", help_heading = "Eingabe")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Vorige Fassung (sonst die Arbeitsmappe mit demselben Dokument und der nächstniedrigeren Version, auch
    /// aus demselben Ordner)
    #[arg(long, value_name = "DATEI")]
    pub(crate) previous: Option<PathBuf>,
    /// Mit keiner vorigen Fassung vergleichen
    #[arg(long, conflicts_with = "previous")]
    pub(crate) no_previous: bool,
    /// Alle Versionen bearbeiten, nicht nur die neueste jedes Berichts
    #[arg(long)]
    pub(crate) all_versions: bool,
    #[command(flatten)]
    pub(crate) text: TextArgs,
    /// So viele Berichte zugleich bearbeiten (sonst so viele, wie der Rechner Kerne hat)
    #[arg(long, value_name = "ANZAHL")]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
}

/// What becomes of the text.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct TextArgs {
    /// Ausgabe: public (öffentlich), internal (intern, also nichtöffentlich) oder both (beide); sonst die, die
    /// im Blatt »Dokument« unter Vertraulichkeit steht
    #[arg(long, alias = "ausgabe", value_name = "AUSGABE", hide_possible_values = true, value_parser = one_of(EDITIONS))]
    pub(crate) edition: Option<Editions>,
    /// Die öffentliche Ausgabe auch erstellen, wenn sie Personen nennt, die nicht im Blatt »Personen« stehen
    #[arg(long)]
    pub(crate) allow_unlisted: bool,
    /// Welche Kennzeichnung gilt: auto (errechnet; ohne vorige Fassung die in den Zellen), computed
    /// (nur errechnet), cells (nur die in den Zellen)
    #[arg(long, value_name = "ART", hide_possible_values = true, value_parser = one_of(MARKS))]
    pub(crate) marks: Option<MarkSource>,
    /// Bedeutungen, die im Text erklärt sind, in das Abkürzungsverzeichnis aufnehmen
    #[arg(long)]
    pub(crate) complete_abbreviations: bool,
}

/// What every command has.
#[derive(Args, Debug, Default)]
pub(crate) struct CommonArgs {
    /// Einstellungen aus dieser Datei lesen (sonst aus »sachstand.toml« neben der Arbeitsmappe oder im Ordner
    /// des Aufrufs)
    #[arg(long, value_name = "DATEI")]
    pub(crate) config: Option<PathBuf>,
    /// Ergebnis als JSON ausgeben, für andere Programme
    #[arg(long)]
    pub(crate) json: bool,
    /// Nur Fehler melden
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Diese Hilfe anzeigen
    #[arg(short, long, action = ArgAction::Help)]
    help: Option<bool>,
}

/// What a command has that goes on until it is ended: no other program waits for its result.
#[derive(Args, Debug, Default)]
pub(crate) struct CalmArgs {
    /// Einstellungen aus dieser Datei lesen (sonst aus »sachstand.toml« neben der Arbeitsmappe oder im Ordner
    /// des Aufrufs)
    #[arg(long, value_name = "DATEI")]
    pub(crate) config: Option<PathBuf>,
    /// Nur Fehler melden
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Diese Hilfe anzeigen
    #[arg(short, long, action = ArgAction::Help)]
    help: Option<bool>,
}

/// The kinds of files, by the names they have here.
const FORMATS: &[(&str, Format)] = &[("docx", Format::Docx), ("pdf", Format::Pdf), ("word", Format::Docx)];

/// How changes are shown, by the names they have here.
const SHOWN: &[(&str, Shown)] =
    &[("marked", Shown::Marked), ("tracked", Shown::Tracked), ("clean", Shown::Unmarked)];

/// Which marks count, by the names they have here.
const MARKS: &[(&str, MarkSource)] =
    &[("auto", MarkSource::Auto), ("computed", MarkSource::Computed), ("cells", MarkSource::Cells)];

/// The editions of a paper, by the names they have here.
const EDITIONS: &[(&str, Editions)] = &[
    ("public", Editions::Only(Edition::Public)),
    ("internal", Editions::Only(Edition::Internal)),
    ("both", Editions::Both),
    ("öffentlich", Editions::Only(Edition::Public)),
    ("oeffentlich", Editions::Only(Edition::Public)),
    ("intern", Editions::Only(Edition::Internal)),
    ("nichtöffentlich", Editions::Only(Edition::Internal)),
    ("nichtoeffentlich", Editions::Only(Edition::Internal)),
    ("beide", Editions::Both),
];

/// A parser of the names in `values`; a message leaves out a second name of the same value.
fn one_of<T>(values: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T>
where
    T: Copy + PartialEq + Send + Sync,
{
    let named = |name: String| values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let possible = values.iter().enumerate().map(|(at, (name, value))| {
        PossibleValue::new(*name).hide(values.iter().take(at).any(|(_, other)| other == value))
    });
    PossibleValuesParser::new(possible)
        .try_map(move |name| named(name).ok_or("dieser Wert ist nicht bekannt"))
}

/// A version as in the workbook: `1.15`, `v1.15`.
pub(super) fn version(text: &str) -> Result<Version, String> {
    text.parse().map_err(|_| "eine Version besteht aus Zahlen und Punkten, etwa 1.15".to_owned())
}

/// A day as it is written in German: `01.09.2026`, also `1.9.2026`. Excel's days begin in 1900.
pub(super) fn date(text: &str) -> Result<Date, String> {
    let parts: Vec<&str> = text.trim().split('.').collect();
    let digits =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.len() != 3 || !parts.iter().all(digits) || parts[2].len() != 4 {
        return Err("ein Datum wird TT.MM.JJJJ geschrieben, etwa 01.09.2026".into());
    }
    german::parse_date(text, german::CENTURY_PIVOT)
        .filter(|day| day.year() >= 1900)
        .ok_or_else(|| "diesen Tag gibt es nicht".into())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_defined() {
        Cli::command().debug_assert();
    }

    #[test]
    fn days_are_read_and_checked() {
        for (text, day) in [
            ("01.09.2026", Some((2026, 9, 1))),
            ("1.9.2026", Some((2026, 9, 1))),
            ("31.02.2026", None),
            ("01.09.0026", None),
            ("1.9.26", None),
            ("2026-09-01", None),
            ("+1.9.2026", None),
            ("", None),
        ] {
            assert_eq!(date(text).ok(), day.map(|(y, m, d)| jiff::civil::date(y, m, d)), "{text}");
        }
    }

    #[test]
    fn without_a_command_the_options_of_build_count() {
        let cli = Cli::try_parse_from(["sachstand", "-o", "x", "a.xlsx"]).unwrap();
        assert!(cli.command.is_none());
        assert_eq!(cli.build.files.output, PathBuf::from("x"));
        assert_eq!(cli.build.files.format, [Format::Docx, Format::Pdf]);
    }
}

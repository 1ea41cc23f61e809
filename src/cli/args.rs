//! What can be typed: clap types, German help, nothing resolved yet.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use sachstand::compose::Shown;
use sachstand::pipeline::MarkSource;

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
                  Ergebnis: 0 erledigt, 1 Fehler in den Arbeitsmappen, 2 nicht ausführbar.",
    help_template = HELP,
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
    #[arg(short = 'V', long = "version", action = ArgAction::Version, help_heading = "Optionen")]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Berichte erstellen
    #[command(
        visible_alias = "erstellen",
        help_template = HELP,
        override_usage = "sachstand build [OPTIONEN] [DATEIEN oder ORDNER]",
        disable_help_flag = true
    )]
    Build(BuildArgs),
    /// Arbeitsmappen prüfen, nichts schreiben
    #[command(
        visible_alias = "pruefen",
        help_template = HELP,
        override_usage = "sachstand check [OPTIONEN] [DATEIEN oder ORDNER]",
        disable_help_flag = true
    )]
    Check(CheckArgs),
}

#[derive(Args, Debug)]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    /// Ordner für die fertigen Dateien; er wird angelegt, wenn es ihn nicht gibt
    #[arg(
        short,
        long,
        value_name = "ORDNER",
        default_value = "output",
        hide_default_value = true,
        help_heading = "Optionen"
    )]
    pub(crate) output: PathBuf,
    /// Dateiarten, durch Komma getrennt: docx, pdf (sonst beide)
    #[arg(
        long,
        value_name = "ARTEN",
        value_delimiter = ',',
        default_value = "docx,pdf",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "Optionen"
    )]
    pub(crate) format: Vec<Format>,
    /// Änderungen zeigen: marked (unterstrichen und durchgestrichen), tracked (in der Word-Datei als
    /// Überarbeitungen), clean (gar nicht)
    #[arg(
        long,
        value_name = "ART",
        default_value = "marked",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "Optionen"
    )]
    pub(crate) changes: Changes,
    /// Ohne Änderungsübersicht am Ende
    #[arg(long, help_heading = "Optionen")]
    pub(crate) no_change_list: bool,
    /// Alle Vereinheitlichungen in diese Datei schreiben (.xlsx oder .csv)
    #[arg(long, value_name = "DATEI", help_heading = "Optionen")]
    pub(crate) protocol: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    /// Jede Vereinheitlichung einzeln zeigen, nach Regeln geordnet
    #[arg(long, help_heading = "Optionen")]
    pub(crate) rewrites: bool,
}

#[derive(Args, Debug)]
pub(crate) struct CommonArgs {
    /// Arbeitsmappen oder Ordner mit Arbeitsmappen (sonst der Ordner »input«)
    #[arg(value_name = "DATEIEN oder ORDNER", help_heading = "Eingabe")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Einstellungen aus dieser Datei lesen (sonst »sachstand.toml«, wenn es sie gibt)
    #[arg(long, value_name = "DATEI", help_heading = "Optionen")]
    pub(crate) config: Option<PathBuf>,
    /// Vorige Fassung (sonst die Arbeitsmappe mit demselben Dokument und der nächstniedrigeren Version)
    #[arg(long, value_name = "DATEI", help_heading = "Optionen")]
    pub(crate) previous: Option<PathBuf>,
    /// Alle Versionen bearbeiten, nicht nur die neueste jedes Berichts
    #[arg(long, help_heading = "Optionen")]
    pub(crate) all_versions: bool,
    /// Welche Kennzeichnung gilt: auto (errechnet; ohne vorige Fassung die in den Zellen), computed
    /// (nur errechnet), cells (nur die in den Zellen)
    #[arg(
        long,
        value_name = "ART",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "Optionen"
    )]
    pub(crate) marks: Marks,
    /// Bedeutungen, die im Text erklärt sind, in das Abkürzungsverzeichnis aufnehmen
    #[arg(long, help_heading = "Optionen")]
    pub(crate) complete_abbreviations: bool,
    /// So viele Berichte zugleich bearbeiten (sonst so viele, wie der Rechner Kerne hat)
    #[arg(long, value_name = "ANZAHL", help_heading = "Optionen")]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
    /// Ergebnis als JSON ausgeben, für andere Programme
    #[arg(long, help_heading = "Optionen")]
    pub(crate) json: bool,
    /// Nur Fehler melden
    #[arg(short, long, help_heading = "Optionen")]
    pub(crate) quiet: bool,
    /// Diese Hilfe anzeigen
    #[arg(short, long, action = ArgAction::Help, help_heading = "Optionen")]
    help: Option<bool>,
}

/// A kind of output file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Docx,
    Pdf,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Docx, Self::Pdf]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Docx => PossibleValue::new("docx").alias("word"),
            Self::Pdf => PossibleValue::new("pdf"),
        })
    }
}

/// How changes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Changes {
    Marked,
    Tracked,
    Clean,
}

impl From<Changes> for Shown {
    fn from(changes: Changes) -> Self {
        match changes {
            Changes::Marked => Self::Marked,
            Changes::Tracked => Self::Tracked,
            Changes::Clean => Self::Unmarked,
        }
    }
}

/// Which marks count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Marks {
    Auto,
    Computed,
    Cells,
}

impl From<Marks> for MarkSource {
    fn from(marks: Marks) -> Self {
        match marks {
            Marks::Auto => Self::Auto,
            Marks::Computed => Self::Computed,
            Marks::Cells => Self::Cells,
        }
    }
}

/// A wrong command line in German; clap itself speaks English.
pub(crate) fn german(error: &clap::Error) -> String {
    use clap::error::{ContextKind, ContextValue, ErrorKind};
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let problem = match error.kind() {
        ErrorKind::UnknownArgument => format!("Die Option »{argument}« gibt es nicht"),
        ErrorKind::InvalidSubcommand => {
            format!("Den Befehl »{}« gibt es nicht", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("Bei »{argument}« fehlt der Wert"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("Der Wert »{value}« passt nicht zu »{argument}«")
        }
        ErrorKind::ArgumentConflict => format!("»{argument}« passt nicht zu den anderen Angaben"),
        ErrorKind::MissingRequiredArgument => format!("Es fehlt die Angabe {argument}"),
        _ => "Der Aufruf ist nicht verständlich".to_owned(),
    };
    format!("Fehler[aufruf-ungueltig]: {problem}\n   = Hilfe: »sachstand --help« zeigt, was möglich ist\n")
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
    fn help_and_errors_are_german() {
        let help = Cli::command().render_long_help().to_string();
        for english in ["Usage", "Options:", "Arguments", "Print", "help for", "possible values", "default"] {
            assert!(!help.contains(english), "{english} in {help}");
        }
        let wrong = Cli::try_parse_from(["sachstand", "--nix"]).unwrap_err();
        assert!(german(&wrong).contains("Die Option »--nix« gibt es nicht"));
        let wrong = Cli::try_parse_from(["sachstand", "build", "--jobs", "viele"]).unwrap_err();
        assert!(german(&wrong).contains("»viele« passt nicht zu"), "{}", german(&wrong));
    }

    #[test]
    fn without_a_command_the_options_of_build_count() {
        let cli = Cli::try_parse_from(["sachstand", "-o", "x", "a.xlsx"]).unwrap();
        assert!(cli.command.is_none());
        assert_eq!(cli.build.output, PathBuf::from("x"));
        assert_eq!(cli.build.format, [Format::Docx, Format::Pdf]);
    }
}

//! A wrong command line, explained in German; clap itself speaks English.

use std::iter;
use std::path::Path;

use clap::CommandFactory as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use sachstand::diag::meant;

use super::args::Cli;

/// What is wrong with a call and where help is; `words` are the words of the call after the
/// program's name.
pub(super) fn explained(error: &clap::Error, words: &[String]) -> String {
    unknown_command(words.iter().map(String::as_str)).unwrap_or_else(|| {
        let command = words.iter().find_map(|word| command_named(word));
        message(&(problem(error) + &suggestion(error)), command)
    })
}

/// What is wrong where a word that is no file is like the name of a command: clap takes it for a file.
pub(super) fn mistyped(cli: &Cli) -> Option<String> {
    let inputs = cli.build.papers.inputs.iter().filter(|_| cli.command.is_none());
    unknown_command(inputs.filter_map(|input| input.to_str()))
}

/// What is wrong where the first word is like the name of a command, and is neither that nor a file.
fn unknown_command<'w>(words: impl Iterator<Item = &'w str>) -> Option<String> {
    let typed = words.into_iter().find(|word| !word.starts_with('-'))?;
    let plain = typed.chars().all(|c| c.is_alphabetic() || c == '-');
    if !plain || command_named(typed).is_some() || Path::new(typed).exists() {
        return None;
    }
    let command = Cli::command();
    let names =
        command.get_subcommands().flat_map(|it| iter::once(it.get_name()).chain(it.get_all_aliases()));
    let written = typed.to_lowercase().replace('ü', "ue");
    let name = meant(&written, names)?;
    let problem = format!("Den Befehl »{typed}« gibt es nicht; gemeint ist vermutlich »{name}«");
    Some(message(&problem, command_named(name)))
}

/// What was meant by an option that does not exist, or where there is one of that name.
fn suggestion(error: &clap::Error) -> String {
    let meant = context(error, ContextKind::SuggestedArg);
    if !meant.is_empty() {
        return format!("; gemeint ist vermutlich »{meant}«");
    }
    let option = context(error, ContextKind::InvalidArg);
    let command = Cli::command();
    let has = |it: &&clap::Command| {
        let mut arguments = it.get_arguments().filter_map(|argument| argument.get_long());
        arguments.any(|long| option.strip_prefix("--") == Some(long))
    };
    let owner = command.get_subcommands().find(has).filter(|_| error.kind() == ErrorKind::UnknownArgument);
    owner.map_or_else(String::new, |owner| format!("; sie gehört zum Befehl »{}«", owner.get_name()))
}

/// What is wrong where a command stands behind options: clap takes it for the name of a file then.
pub(super) fn misplaced(cli: &Cli) -> Option<String> {
    let inputs = cli.build.papers.inputs.iter().filter(|_| cli.command.is_none());
    let mut names = inputs.filter(|input| !input.exists()).filter_map(|input| command_named(input.to_str()?));
    let name = names.next()?;
    let problem = format!("Der Befehl »{name}« muss vor den anderen Angaben stehen");
    Some(message(&problem, Some(name)))
}

/// The command of this name or alias.
fn command_named(word: &str) -> Option<String> {
    Some(Cli::command().find_subcommand(word)?.get_name().to_owned())
}

fn message(problem: &str, command: Option<String>) -> String {
    let call = command.map_or("sachstand --help".into(), |name| format!("sachstand {name} --help"));
    format!("Fehler[aufruf-ungueltig]: {problem}\n   = Hilfe: »{call}« zeigt, was möglich ist\n")
}

fn problem(error: &clap::Error) -> String {
    let (argument, value) =
        (context(error, ContextKind::InvalidArg), context(error, ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            format!("Die Option »{argument}« gibt es hier nicht")
        }
        ErrorKind::UnknownArgument => format!("Die Angabe »{argument}« ist zu viel"),
        ErrorKind::InvalidSubcommand => {
            format!("Den Befehl »{}« gibt es nicht", context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("Bei »{argument}« fehlt der Wert"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("Der Wert »{value}« passt nicht zu »{argument}«{}", reason(error))
        }
        ErrorKind::ArgumentConflict => conflict(error, &argument),
        ErrorKind::TooManyValues => format!("Die Angabe »{value}« ist zu viel"),
        ErrorKind::MissingRequiredArgument => {
            format!("Es fehlt die Angabe {}", argument.replace(['<', '>'], ""))
        }
        ErrorKind::InvalidUtf8 => "Der Aufruf enthält Zeichen, die nicht lesbar sind".into(),
        _ => "Der Aufruf ist nicht verständlich".into(),
    }
}

/// Why a value does not fit, where that is known.
fn reason(error: &clap::Error) -> String {
    let possible = context(error, ContextKind::ValidValue);
    match std::error::Error::source(error) {
        _ if !possible.is_empty() => format!(" (möglich: {possible})"),
        // Of the parsers only those of this program speak German.
        Some(source) if source.is::<std::num::ParseIntError>() => " (nötig ist eine Zahl ab 1)".into(),
        Some(source) => format!(" ({source})"),
        None => String::new(),
    }
}

fn conflict(error: &clap::Error, argument: &str) -> String {
    let other = context(error, ContextKind::PriorArg);
    match (argument, other.as_str()) {
        (one, other) if one == other => format!("»{one}« ist mehrfach angegeben"),
        (one, "") => format!("»{one}« passt nicht zu den anderen Angaben"),
        (one, other) => format!("»{one}« passt nicht zu »{other}«"),
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    fn explain(words: &[&str]) -> String {
        let wrong = Cli::try_parse_from(["sachstand"].iter().chain(words)).unwrap_err();
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        explained(&wrong, &words)
    }

    #[test]
    fn wrong_calls_are_explained() {
        for (words, expected) in [
            (&["--nix"][..], "Die Option »--nix« gibt es hier nicht\n"),
            (&["--qiet"], "Die Option »--qiet« gibt es hier nicht; gemeint ist vermutlich »--quiet«"),
            (&["--rewrites"], "»--rewrites« gibt es hier nicht; sie gehört zum Befehl »check«"),
            (&["chek", "--rewrites"], "Den Befehl »chek« gibt es nicht; gemeint ist vermutlich »check«"),
            (
                &["build", "--jobs", "viele"],
                "»viele« passt nicht zu »--jobs <ANZAHL>« (nötig ist eine Zahl ab 1)",
            ),
            (&["build", "--jobs", "0"], "»0« passt nicht zu »--jobs <ANZAHL>« (nötig ist eine Zahl ab 1)"),
            (&["build", "--format", "odt"], "»odt« passt nicht zu »--format <ARTEN>« (möglich: docx, pdf)"),
            (&["build", "-o"], "Bei »--output <ORDNER>« fehlt der Wert"),
            (&["diff"], "Es fehlt die Angabe ALT, NEU"),
            (&["diff", "a.xlsx"], "Es fehlt die Angabe NEU"),
            (&["diff", "a.xlsx", "b.xlsx", "c.xlsx"], "Die Angabe »c.xlsx« ist zu viel"),
            (&["diff", "a", "b", "--jobs", "2"], "Die Option »--jobs« gibt es hier nicht"),
            (&["advance", "a.xlsx", "--date", "morgen"], "ein Datum wird TT.MM.JJJJ geschrieben"),
            (&["advance", "a.xlsx", "--date", "31.02.2026"], "(diesen Tag gibt es nicht)"),
            (&["advance", "a.xlsx", "--version", "neu"], "eine Version besteht aus Zahlen und Punkten"),
            (&["--quiet", "--quiet"], "»--quiet« ist mehrfach angegeben"),
        ] {
            assert!(explain(words).contains(expected), "{words:?}: {}", explain(words));
        }
        assert!(explain(&["diff"]).contains("»sachstand diff --help«"));
        assert!(explain(&["vergleichen"]).contains("»sachstand diff --help«"));
    }

    #[test]
    fn a_command_behind_options_is_explained() {
        let cli = Cli::try_parse_from(["sachstand", "--quiet", "vergleichen", "a", "b"]).unwrap();
        assert!(misplaced(&cli).unwrap().contains("Der Befehl »diff« muss vor den anderen Angaben stehen"));
        assert_eq!(misplaced(&Cli::try_parse_from(["sachstand", "diffe"]).unwrap()), None);
    }

    #[test]
    fn a_word_like_a_command_is_no_file_that_is_missing() {
        for (typed, name) in [
            ("chek", Some("check")),
            ("Prüfen", Some("pruefen")),
            ("erstelle", Some("erstellen")),
            ("fortschreibung", Some("fortschreiben")),
            ("chek.xlsx", None),
            ("Berichte", None),
            ("src", None),
        ] {
            let said = mistyped(&Cli::try_parse_from(["sachstand", typed, "input"]).unwrap());
            let expected =
                name.map(|name| format!("»{typed}« gibt es nicht; gemeint ist vermutlich »{name}«"));
            assert_eq!(said.is_some(), expected.is_some(), "{typed}: {said:?}");
            assert!(said.zip(expected).is_none_or(|(said, expected)| said.contains(&expected)), "{typed}");
        }
    }

    #[test]
    fn every_help_is_german() {
        let mut command = Cli::command();
        command.build();
        let mut helps = vec![command.render_long_help(), command.render_help()];
        for sub in command.get_subcommands_mut() {
            helps.extend([sub.render_long_help(), sub.render_help()]);
        }
        assert_eq!(helps.len(), 16);
        for help in helps.iter().map(ToString::to_string) {
            assert!(help.contains("Aufruf: sachstand") && help.contains("Diese Hilfe anzeigen"), "{help}");
            for english in [
                "Usage",
                "Options",
                "Arguments",
                "Commands",
                "Print",
                "help for",
                "possible",
                "default:",
                "alias",
            ] {
                assert!(!help.contains(english), "{english} in {help}");
            }
        }
    }
}

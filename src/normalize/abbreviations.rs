//! The list of abbreviations against the texts: what is missing, what is not used, what is
//! explained differently; and meanings proposed from the texts themselves.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::diag::{Code, Diagnostic};
use crate::model::{Abbreviation, Report, Spot};
use crate::source::{Located, Location};
use crate::text::{Mark, Text};

use super::explain::{Explanation, explanations, same_meaning};
use super::finding::excerpt;
use super::protect::protected;
use super::rule::Rules;
use super::tokens::{Token, tokens};
use super::{part, running_texts};

/// Where an abbreviation that the list lacks is used first.
struct Use {
    at: Location,
    text: String,
    start: usize,
    count: usize,
}

/// Checks the list and, if the rules say so, completes it. The texts are normalised already.
pub(super) fn check(report: &mut Report, rules: &Rules) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let listed: BTreeSet<String> = report.abbreviations.iter().map(|row| folded(&short_of(row))).collect();
    let mut missing: BTreeMap<String, Use> = BTreeMap::new();
    let mut explained: BTreeMap<String, Explanation> = BTreeMap::new();
    let current = |spot: Spot<'_>| Some((spot.words.text().current().to_plain(), spot.at?.clone()));
    let texts: Vec<(String, Location)> = running_texts(report).into_iter().filter_map(current).collect();
    for (text, at) in &texts {
        for found in explanations(text) {
            if listed.contains(&folded(&found.short)) {
                findings.extend(differing(report, &found, text, at));
            } else {
                explained.entry(found.short.clone()).or_insert(found);
            }
        }
    }
    let compounds: Vec<&str> = listed
        .iter()
        .chain(explained.keys())
        .filter(|short| short.contains('-'))
        .map(String::as_str)
        .collect();
    for (text, at) in &texts {
        for token in tokens(text, &protected(text), rules) {
            let token = whole(token, text, &compounds);
            if listed.contains(&token.short) {
                continue;
            }
            let first = || Use { at: (*at).clone(), text: text.clone(), start: token.start, count: 0 };
            missing.entry(token.short.clone()).or_insert_with(first).count += 1;
        }
    }
    findings.extend(unused(report));
    let mut added = Vec::new();
    for (short, usage) in missing {
        let proposal = explained.get(&short).map(|found| found.meaning.clone());
        if let Some(meaning) = proposal.as_ref().filter(|_| rules.complete_abbreviations) {
            added.push(row(&short, meaning, &usage.at));
        }
        findings.push(missing_row(&short, &usage, proposal.as_deref(), rules.complete_abbreviations));
    }
    report.abbreviations.extend(added);
    findings
}

/// The compound a token is part of, where the list or a text knows it: `EVB` of `EVB-IT`.
fn whole(token: Token, text: &str, compounds: &[&str]) -> Token {
    for compound in compounds {
        for (offset, _) in compound.match_indices(&token.short) {
            let start = token.start.checked_sub(offset);
            let here =
                start.filter(|start| text.get(*start..).is_some_and(|rest| rest.starts_with(compound)));
            if let Some(start) = here {
                return Token { short: (*compound).to_owned(), start };
            }
        }
    }
    token
}

fn short_of(row: &Abbreviation) -> String {
    row.short.value.current().to_plain().trim().to_owned()
}

/// Without blanks: `z.B.` in the list is `z. B.` in the text.
fn folded(short: &str) -> String {
    short.chars().filter(|c| !c.is_whitespace()).collect()
}

fn row(short: &str, meaning: &str, at: &Location) -> Abbreviation {
    Abbreviation {
        short: Located::new(Text::plain(short), at.clone()),
        meaning: Located::new(Text::plain(meaning), at.clone()),
        variants: Vec::new(),
    }
}

fn missing_row(short: &str, usage: &Use, meaning: Option<&str>, complete: bool) -> Diagnostic {
    let times = if usage.count == 1 { "einmal".to_owned() } else { format!("{}-mal", usage.count) };
    let (code, message, help) = match meaning {
        Some(meaning) if complete => (
            Code::AbbreviationAdded,
            format!(
                "»{short}« ({times} verwendet) wurde dem Abkürzungsverzeichnis als Vorschlag hinzugefügt"
            ),
            format!(
                "Vorschlag aus dem Text prüfen und als Zeile in das Blatt »Abkürzungen« übernehmen: »{short}« | »{meaning}«"
            ),
        ),
        Some(meaning) => (
            Code::AbbreviationMissing,
            format!("»{short}« ({times} verwendet) fehlt im Abkürzungsverzeichnis"),
            format!("Zeile im Blatt »Abkürzungen« ergänzen, Vorschlag aus dem Text: »{short}« | »{meaning}«"),
        ),
        None => (
            Code::AbbreviationMissing,
            format!("»{short}« ({times} verwendet) fehlt im Abkürzungsverzeichnis"),
            format!(
                "»{short}« mit der Bedeutung im Blatt »Abkürzungen« ergänzen oder, wenn es keine Abkürzung ist, in \
                 sachstand.toml unter [regeln] bei »keine-abkuerzungen« eintragen"
            ),
        ),
    };
    let shown = excerpt(&usage.text, usage.start..usage.start + short.len());
    Diagnostic::new(code, usage.at.clone(), message).help(help).excerpt(shown.text, shown.mark)
}

/// An explanation in a text that is not the list's.
fn differing(report: &Report, found: &Explanation, text: &str, at: &Location) -> Option<Diagnostic> {
    let rows = report.abbreviations.iter().filter(|row| folded(&short_of(row)) == folded(&found.short));
    let meanings: Vec<String> = rows
        .map(|row| row.meaning.value.current().to_plain())
        .filter(|meaning| !meaning.is_empty())
        .collect();
    let first = meanings.first()?;
    if meanings.iter().any(|meaning| same_meaning(meaning, &found.meaning)) {
        return None;
    }
    let shown = excerpt(text, found.range.clone());
    let message = format!(
        "»{}« wird im Text als »{}« erklärt, im Abkürzungsverzeichnis als »{first}«",
        found.short, found.meaning
    );
    let help = "Text oder Abkürzungsverzeichnis berichtigen; beide wurden unverändert übernommen";
    Some(
        Diagnostic::new(Code::AbbreviationDiffers, at.clone(), message)
            .help(help)
            .excerpt(shown.text, shown.mark),
    )
}

/// Rows of the list that no text uses. A struck passage still shows its words, and a meaning may
/// itself use an abbreviation.
fn unused(report: &Report) -> Vec<Diagnostic> {
    let shorts: Vec<String> = report.abbreviations.iter().map(short_of).collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let finder = finder(&shorts);
    for spot in report.texts().iter().filter(|spot| part(spot.kind).is_some()) {
        let text = spot.words.text();
        note_used(text.current().as_str(), finder.as_ref(), &mut used);
        note_used(struck(&text).as_str(), finder.as_ref(), &mut used);
    }
    let rows = report.abbreviations.iter().zip(&shorts);
    let unused = rows.filter(|(_, short)| !short.is_empty() && !used.contains(&folded(short)));
    let findings = unused.map(|(row, short)| {
        let message = format!("»{short}« steht im Abkürzungsverzeichnis, kommt aber in keinem Text vor");
        let help = "Zeile im Blatt »Abkürzungen« löschen oder die Schreibweise prüfen; sie wurde in das Verzeichnis übernommen";
        Diagnostic::new(Code::AbbreviationUnused, row.short.at.clone(), message).help(help)
    });
    findings.collect()
}

fn struck(text: &Text) -> Text {
    text.filter_map(|format| (format.mark == Mark::Deleted).then(|| format.clone()))
}

fn finder(shorts: &[String]) -> Option<Regex> {
    let mut shorts: Vec<&String> = shorts.iter().filter(|short| !short.is_empty()).collect();
    shorts.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let literal = |short: &String| {
        let parts: Vec<String> = short.split_whitespace().map(regex::escape).collect();
        parts
            .join(r"[\x20\x{A0}\x{202F}]?")
            .replace(r"\.", r"\.[\x20\x{A0}\x{202F}]?")
            .trim_end_matches(r"[\x20\x{A0}\x{202F}]?")
            .to_owned()
    };
    let alternatives: Vec<String> = shorts.into_iter().map(literal).collect();
    (!alternatives.is_empty())
        .then(|| regex::RegexBuilder::new(&alternatives.join("|")).size_limit(50 << 20).build().ok())
        .flatten()
}

/// Notes the abbreviations in a text; `KGRZ` is used in `KGRZs` and in `KGRZ-Leitung`.
fn note_used(text: &str, finder: Option<&Regex>, used: &mut BTreeSet<String>) {
    let Some(finder) = finder else { return };
    let mut from = 0;
    while let Some(found) = finder.find_at(text, from) {
        let before = text[..found.start()].chars().next_back();
        let rest = &text[found.end()..];
        let rest = rest.strip_prefix("en").or_else(|| rest.strip_prefix('s')).unwrap_or(rest);
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let whole = free(before) && (free(rest.chars().next()) || free(text[found.end()..].chars().next()));
        if whole || found.as_str().ends_with('.') && free(before) {
            used.insert(folded(found.as_str()));
        }
        // On from the next character: `IT-SiBe` uses `SiBe`, too.
        from = found.start() + found.as_str().chars().next().map_or(1, char::len_utf8);
    }
}

//! The list of abbreviations against the texts: what is missing, what is not used, what is
//! defined differently; and meanings proposed from the texts themselves.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;

use crate::diag::{Code, Diagnostic, Excerpt, Place};
use crate::model::{Abbreviation, Report};
use crate::source::{Located, Location};
use crate::text::{Mark, Text};

use super::candidates::{Candidate, candidates};
use super::definitions::{Definition, definitions, same_meaning};
use super::engine::Rewrite;
use super::finding::{excerpt, with_excerpt};
use super::protect::protected;
use super::rule::{Rule, Rules};
use super::scan::{NBSP, after, before};
use super::scope::{part, running_texts};

/// Where an abbreviation that the list lacks is used first.
struct Use<'a> {
    at: &'a Location,
    text: &'a str,
    start: usize,
}

/// Checks the list and, if the rules say so, completes it. The texts are normalised already, with
/// these `rewrites`.
pub(super) fn check(report: &mut Report, rules: &Rules, rewrites: &[Rewrite]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let listed: BTreeSet<String> = report.abbreviations.iter().map(|row| folded(&short_of(row))).collect();
    let mut missing: BTreeMap<String, Use<'_>> = BTreeMap::new();
    let mut defined: BTreeMap<String, Definition> = BTreeMap::new();
    let spots = running_texts(report).into_iter();
    let texts: Vec<(Text, &Location)> =
        spots.filter_map(|spot| Some((spot.words.text().current(), spot.at?))).collect();
    let texts = || texts.iter().map(|(text, at)| (text.as_str(), *at));
    for (text, at) in texts() {
        for found in definitions(text) {
            if listed.contains(&folded(&found.short)) {
                findings.extend(differing(report, &found, text, at));
            } else {
                defined.entry(found.short.clone()).or_insert(found);
            }
        }
    }
    let known = listed.iter().chain(defined.keys());
    let compounds: Vec<&str> = known.filter(|short| short.contains('-')).map(String::as_str).collect();
    for (text, at) in texts() {
        for candidate in candidates(text, &protected(text), rules) {
            let Candidate { short, start } = whole(candidate, text, &compounds);
            if !listed.contains(&short) {
                missing.entry(short).or_insert(Use { at, text, start });
            }
        }
    }
    findings.extend(unused(report, rewrites));
    let complete = rules.complete_abbreviations;
    let meaning = |short: &str| defined.get(short).map(|found| found.meaning.as_str());
    // Who reads the paper finds in its legend what the list does not say.
    missing.retain(|short, _| complete || defined.get(short).is_none_or(|found| !found.legend));
    let (proposed, unknown): (Vec<_>, Vec<_>) =
        missing.into_iter().partition(|(short, _)| complete && meaning(short).is_some());
    let rows = proposed.iter().filter_map(|(short, usage)| Some(row(short, meaning(short)?, usage.at)));
    let added: Vec<Abbreviation> = rows.collect();
    findings.extend(proposals(&proposed, meaning));
    findings.extend(unlisted(&unknown, meaning, &rules.stop_words));
    report.abbreviations.extend(added);
    findings
}

/// The compound a candidate is part of, where the list or a text knows it: `EVB` of `EVB-IT`.
fn whole(candidate: Candidate, text: &str, compounds: &[&str]) -> Candidate {
    for compound in compounds {
        for (offset, _) in compound.match_indices(&candidate.short) {
            let start = candidate.start.checked_sub(offset);
            let here =
                start.filter(|start| text.get(*start..).is_some_and(|rest| rest.starts_with(compound)));
            if let Some(start) = here {
                return Candidate { short: (*compound).to_owned(), start };
            }
        }
    }
    candidate
}

fn short_of(row: &Abbreviation) -> String {
    row.short.value.current().as_str().trim().to_owned()
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

/// Abbreviations with the place where each is used first.
type Uses<'a> = [(String, Use<'a>)];

/// Abbreviations that were added with the meaning that a text gives.
fn proposals<'m>(uses: &Uses<'_>, meaning: impl Fn(&str) -> Option<&'m str>) -> Option<Diagnostic> {
    let message = |count, names| match count {
        1 => format!("{names} wurde dem Abkürzungsverzeichnis als Vorschlag hinzugefügt"),
        _ => format!("{count} Abkürzungen wurden dem Verzeichnis als Vorschlag hinzugefügt: {names}"),
    };
    let help = format!(
        "Vorschläge aus dem Text prüfen und als Zeilen in das Blatt »Abkürzungen« übernehmen:\n{}",
        lines(uses, meaning)
    );
    finding(Code::AbbreviationAdded, message, uses, help)
}

/// Abbreviations that stand in no list; the lines of the help can be copied, `stop_words` are those that
/// the settings have already.
fn unlisted<'m>(
    uses: &Uses<'_>,
    meaning: impl Fn(&str) -> Option<&'m str>,
    stop_words: &[String],
) -> Option<Diagnostic> {
    let message = |count, names| match count {
        1 => format!("{names} fehlt im Abkürzungsverzeichnis"),
        _ => format!("{count} Abkürzungen fehlen im Abkürzungsverzeichnis: {names}"),
    };
    let words = stop_words.iter().chain(uses.iter().map(|(short, _)| short));
    let words: Vec<String> = words.map(|word| format!("\"{word}\"")).collect();
    let help = format!(
        "Im Blatt »Abkürzungen« mit ihrer Bedeutung ergänzen:\n{}\noder, was keine Abkürzung ist, in \
         sachstand.toml unter [regeln] eintragen:\nkeine-abkuerzungen = [{}]",
        lines(uses, meaning),
        words.join(", ")
    );
    finding(Code::AbbreviationMissing, message, uses, help)
}

/// Lines for the list: abbreviation and meaning, a tab between them, as Excel takes them.
fn lines<'m>(uses: &Uses<'_>, meaning: impl Fn(&str) -> Option<&'m str>) -> String {
    let line = |(short, _): &(String, Use<'_>)| match meaning(short) {
        Some(meaning) => format!("{short}\t{meaning}"),
        None => short.clone(),
    };
    uses.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// One finding about several abbreviations, each with its place.
fn finding(
    code: Code,
    message: impl Fn(usize, String) -> String,
    uses: &Uses<'_>,
    help: String,
) -> Option<Diagnostic> {
    let quoted = |short: &str| format!("»{short}«");
    let excerpt = |short: &str, usage: &Use<'_>| excerpt(usage.text, usage.start..usage.start + short.len());
    let ((short, usage), more) = uses.split_first()?;
    let names: Vec<String> = uses.iter().map(|(short, _)| quoted(short)).collect();
    let Excerpt { text, mark } = excerpt(short, usage);
    let first = Diagnostic::new(code, usage.at.clone(), message(names.len(), names.join(", ")))
        .help(help)
        .excerpt(text, mark);
    Some(first.also(more.iter().map(|(short, usage)| Place {
        message: message(1, quoted(short)),
        at: usage.at.clone(),
        excerpt: Some(excerpt(short, usage)),
        subject: None,
    })))
}

/// An explanation in a text that is not the list's.
fn differing(report: &Report, found: &Definition, text: &str, at: &Location) -> Option<Diagnostic> {
    let rows = report.abbreviations.iter().filter(|row| folded(&short_of(row)) == folded(&found.short));
    let meanings: Vec<Text> = rows.map(|row| row.meaning.value.current()).collect();
    let mut meanings = meanings.iter().map(Text::as_str).filter(|meaning| !meaning.is_empty()).peekable();
    let first = *meanings.peek()?;
    if meanings.any(|meaning| same_meaning(meaning, &found.meaning)) {
        return None;
    }
    let message = format!(
        "»{}« wird im Text als »{}« erklärt, im Abkürzungsverzeichnis als »{first}«",
        found.short, found.meaning
    );
    let help = "Text oder Abkürzungsverzeichnis berichtigen; beide wurden unverändert übernommen";
    Some(with_excerpt(
        Diagnostic::new(Code::AbbreviationDiffers, at.clone(), message).help(help),
        text,
        found.range.clone(),
    ))
}

/// Rows of the list that no text uses, or none any longer. A struck passage still shows its words, and
/// a meaning may itself use an abbreviation.
fn unused(report: &Report, rewrites: &[Rewrite]) -> Vec<Diagnostic> {
    let shorts: Vec<String> = report.abbreviations.iter().map(short_of).collect();
    let mut used = BTreeSet::new();
    let mut written_out: BTreeMap<String, Rule> = BTreeMap::new();
    if let Some(finder) = Finder::new(&shorts) {
        for spot in report.texts().iter().filter(|spot| part(spot.kind).is_some()) {
            let text = spot.words.text();
            let struck = text.filter_map(|format| (format.mark == Mark::Deleted).then(|| format.clone()));
            finder.note_used(text.current().as_str(), &mut used);
            finder.note_used(struck.as_str(), &mut used);
        }
        for rewrite in rewrites {
            let mut removed = BTreeSet::new();
            finder.note_used(&rewrite.before, &mut removed);
            written_out.extend(removed.into_iter().map(|short| (short, rewrite.rule)));
        }
    }
    let rows = report.abbreviations.iter().zip(&shorts);
    let unused = rows.filter(|(_, short)| !short.is_empty() && !used.contains(&folded(short)));
    let findings = unused.map(|(row, short)| {
        let (message, help) = match written_out.get(&folded(short)) {
            Some(rule) => (
                format!("»{short}« steht im Abkürzungsverzeichnis, in den Texten wurde es überall ausgeschrieben"),
                format!(
                    "Zeile im Blatt »Abkürzungen« löschen oder in sachstand.toml unter [regeln] {} = false setzen; \
                     sie wurde in das Verzeichnis übernommen",
                    rule.code()
                ),
            ),
            None => (
                format!("»{short}« steht im Abkürzungsverzeichnis, kommt aber in keinem Text vor"),
                "Zeile im Blatt »Abkürzungen« löschen oder die Schreibweise prüfen; sie wurde in das Verzeichnis übernommen"
                    .to_owned(),
            ),
        };
        Diagnostic::new(Code::AbbreviationUnused, row.short.at.clone(), message).help(help)
    });
    findings.collect()
}

/// The spaces that may stand between the parts of an abbreviation.
const SPACES: [char; 3] = [' ', NBSP, '\u{202f}'];

/// Looks for the abbreviations of the list, in texts and abbreviations without spaces.
struct Finder<'a> {
    automaton: AhoCorasick,
    shorts: Vec<&'a str>,
}

impl<'a> Finder<'a> {
    fn new(shorts: &'a [String]) -> Option<Self> {
        let shorts: Vec<&str> = shorts.iter().filter(|it| !it.is_empty()).map(String::as_str).collect();
        let automaton = AhoCorasick::new(shorts.iter().map(|short| folded(short))).ok()?;
        Some(Self { automaton, shorts })
    }

    /// Notes the abbreviations in a text, at each place the longest; `KGRZ` is used in `KGRZs` and in
    /// `KGRZ-Leitung`, `SiBe` in `IT-SiBe`.
    fn note_used(&self, text: &str, used: &mut BTreeSet<String>) {
        let solid = text.char_indices().filter(|(_, c)| !SPACES.contains(c));
        let places: Vec<usize> = solid.clone().flat_map(|(at, c)| at..at + c.len_utf8()).collect();
        let solid: String = solid.map(|(_, c)| c).collect();
        let mut longest: BTreeMap<usize, (&str, usize)> = BTreeMap::new();
        for found in self.automaton.find_overlapping_iter(&solid) {
            let (Some(start), Some(last)) = (places.get(found.start()), places.get(found.end() - 1)) else {
                continue;
            };
            let (start, end) = (*start, last + 1);
            let Some(short) = self.shorts.get(found.pattern().as_usize()) else { continue };
            let longer = longest.get(&start).is_none_or(|(other, _)| rank(short) > rank(other));
            if longer && is_free(before(text, start)) && is_spaced_as(&text[start..end], short) {
                longest.insert(start, (short, end));
            }
        }
        let whole = longest.into_values().filter(|(short, end)| {
            let rest = &text[*end..];
            let stem = rest.strip_prefix("en").or_else(|| rest.strip_prefix('s')).unwrap_or(rest);
            short.ends_with('.') || is_free(stem.chars().next()) || is_free(after(text, *end))
        });
        used.extend(whole.map(|(short, _)| folded(short)));
    }
}

/// The longer an abbreviation is, the more it says about a place.
fn rank(short: &str) -> (usize, Reverse<&str>) {
    (short.len(), Reverse(short))
}

fn is_free(beside: Option<char>) -> bool {
    beside.is_none_or(|c| !c.is_alphanumeric())
}

/// Whether an abbreviation as typed has no more spaces than the list's, or one behind a full stop.
fn is_spaced_as(typed: &str, short: &str) -> bool {
    let mut listed = short.chars().peekable();
    let mut allowed = 0;
    typed.chars().all(|c| {
        if SPACES.contains(&c) {
            allowed -= 1;
            return allowed >= 0;
        }
        listed.next();
        let parts = listed.next_if(|c| c.is_whitespace()).is_some();
        while listed.next_if(|c| c.is_whitespace()).is_some() {}
        allowed = i32::from(parts) + i32::from(c == '.');
        true
    })
}

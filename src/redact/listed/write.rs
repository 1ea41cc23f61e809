//! Writes roles where names stood.

use std::ops::Range;

use super::case::{Verdict, is_shortened};
use super::grammar::{article_of, is_finite};
use super::index::Index;
use super::mention::{Mention, Shape};
use super::role::{Case, Spoken, capital, contracted};
use super::view::Token;
use super::{How, Seen};
use crate::text::{Patch, Text, shifted};

/// A stretch of a text and what stands there afterwards, in the format of the character at `format`.
#[derive(Debug)]
struct Edit {
    range: Range<usize>,
    /// None where the stretch stays.
    with: Option<String>,
    format: usize,
    /// What of it is to be told.
    seen: Option<(usize, How)>,
}

/// Replaces what the mentions name; where each stands afterwards, and what was `seen` before.
pub(super) fn write(
    text: &mut Text,
    tokens: &[Token],
    mentions: &[(Mention, Verdict)],
    index: &Index,
    seen: Vec<Seen>,
) -> Vec<Seen> {
    let mut writer = Writer { tokens, index, edits: Vec::new() };
    for (mention, verdict) in mentions {
        writer.mention(mention, *verdict);
    }
    writer.edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut end = 0;
    writer.edits.retain(|edit| {
        let free = edit.range.start >= end && edit.range.start <= edit.range.end;
        end = if free { edit.range.end } else { end };
        free
    });
    let patches: Vec<Patch> = writer.edits.iter().filter_map(Edit::patch).collect();
    let spans: Vec<Range<usize>> = seen.iter().map(|seen| seen.range.clone()).collect();
    let moved = seen.into_iter().zip(shifted(&spans, &patches));
    let moved = moved.map(|(seen, range)| Seen { range, ..seen }).collect();
    apply(text, &writer.edits, moved)
}

fn apply(text: &mut Text, edits: &[Edit], mut seen: Vec<Seen>) -> Vec<Seen> {
    let mut written = Text::default();
    let mut done = 0;
    for edit in edits {
        written.append(&text.slice(done..edit.range.start));
        let start = written.as_str().len();
        match &edit.with {
            Some(with) => {
                let format = text.runs_in(edit.format..text.as_str().len()).next();
                written.push(with, format.map(|run| run.format.clone()).unwrap_or_default());
            }
            None => written.append(&text.slice(edit.range.clone())),
        }
        seen.extend(edit.seen.map(|(person, how)| Seen {
            range: start..written.as_str().len(),
            person,
            how,
        }));
        done = edit.range.end;
    }
    written.append(&text.slice(done..text.as_str().len()));
    *text = written;
    seen
}

impl Edit {
    fn patch(&self) -> Option<Patch> {
        Some(Patch { range: self.range.clone(), with: self.with.clone()?, to_right: true })
    }
}

struct Writer<'a> {
    tokens: &'a [Token],
    index: &'a Index,
    edits: Vec<Edit>,
}

impl Writer<'_> {
    fn bytes(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let first = self.tokens.get(tokens.start)?;
        let last = self.tokens.get(tokens.end.checked_sub(1)?)?;
        (tokens.start < tokens.end).then_some(first.at.start..last.at.end)
    }

    fn replace(&mut self, range: Range<usize>, with: String, seen: Option<(usize, How)>) {
        self.edits.push(Edit { format: range.start, range, with: Some(with), seen });
    }

    /// Takes tokens out, with the space in front of them.
    fn remove(&mut self, tokens: &Range<usize>) {
        let Some(range) = self.bytes(tokens) else { return };
        let before = tokens.start.checked_sub(1).and_then(|before| self.tokens.get(before));
        let start = before.map_or(range.start, |before| before.at.end);
        self.replace(start..range.end, String::new(), None);
    }

    fn mention(&mut self, mention: &Mention, verdict: Verdict) {
        let Some(known) = self.index.persons.get(mention.person) else { return };
        let Some(range) = self.bytes(&mention.tokens) else { return };
        let role = &known.role;
        if mention.how.keeps() {
            self.edits.push(Edit {
                format: range.start,
                range,
                with: None,
                seen: Some((mention.person, mention.how)),
            });
            return;
        }
        for contact in &mention.contacts {
            self.remove(contact);
        }
        match &mention.shape {
            Shape::Web => {
                self.replace(range, ADDRESS.to_owned(), Some((mention.person, mention.how.or_case_unknown())))
            }
            Shape::BehindRole(noun) => {
                self.remove(&mention.tokens);
                let kept = self.bytes(&(*noun..noun + 1)).unwrap_or(range);
                let seen = Some((mention.person, mention.how));
                self.edits.push(Edit { format: kept.start, range: kept, with: None, seen });
            }
            Shape::WithNoun(noun) => {
                let (said, sure) = role.in_case(Case::Genitive);
                let words =
                    self.tokens.get(noun.clone()).unwrap_or_default().iter().map(|token| token.text.as_str());
                let with = format!("{} {said}", words.collect::<Vec<_>>().join(" "));
                self.replace(range, with, Some((mention.person, how(mention.how, sure))));
            }
            Shape::BeforeNoun(noun) => self.before_noun(mention, verdict, role, *noun, range),
            Shape::Name | Shape::Mail => self.name(mention, verdict, role, range),
        }
    }

    fn name(&mut self, mention: &Mention, verdict: Verdict, role: &Spoken, range: Range<usize>) {
        let (said, mut sure) = role.in_case(verdict.case);
        sure &= verdict.or.is_none_or(|or| role.is_same_in(verdict.case, or));
        let said = if verdict.alone && verdict.case == Case::Nominative { role.given() } else { said };
        if let Some((rest, behind)) = self.behind_adjectives(mention, said) {
            let range = behind.start..range.end;
            self.replace(range, rest, Some((mention.person, how(mention.how, sure))));
            return;
        }
        let mut said = self.behind_preposition(mention, said);
        if self.begins_sentence(mention) {
            said = capital(&said);
        }
        self.replace(range, said, Some((mention.person, how(mention.how, sure))));
    }

    /// »den erkrankten Projektleiter«: the role without its article, where the text has the same one, and
    /// where the name begins behind the adjectives.
    fn behind_adjectives(&self, mention: &Mention, said: &str) -> Option<(String, Range<usize>)> {
        let (article, rest) = said.split_once(' ')?;
        let same = match mention.article.as_deref()? {
            "vom" | "zum" | "beim" | "am" | "im" => article == "dem",
            "zur" => article == "der",
            other => article == other,
        };
        let behind = self.tokens.get(mention.behind_adjectives.filter(|_| same)?)?;
        Some((rest.to_owned(), behind.at.clone()))
    }

    /// The role where a preposition stands in front: drawn together with its article.
    fn behind_preposition(&mut self, mention: &Mention, said: &str) -> String {
        if let Some(article) = &mention.article {
            let base = match article.as_str() {
                "vom" => "von",
                "zum" | "zur" => "zu",
                "beim" => "bei",
                "am" => "an",
                "im" => "in",
                _ => "",
            };
            if !base.is_empty() {
                return match contracted(base, said) {
                    Some((joined, rest)) => format!("{joined} {rest}"),
                    None => format!("{base} {said}"),
                };
            }
        }
        let Some(word) = mention.tokens.start.checked_sub(1).and_then(|at| self.tokens.get(at)) else {
            return said.to_owned();
        };
        match contracted(&word.text, said).filter(|_| word.word) {
            Some((joined, rest)) => {
                self.replace(word.at.clone(), joined, None);
                rest.to_owned()
            }
            None => said.to_owned(),
        }
    }

    /// »Müllers Vorschlag« becomes »der Vorschlag des Projektleiters« where the noun is known, else »des
    /// Projektleiters Vorschlag«.
    fn before_noun(
        &mut self,
        mention: &Mention,
        verdict: Verdict,
        role: &Spoken,
        noun: usize,
        range: Range<usize>,
    ) {
        let (said, sure) = role.in_case(Case::Genitive);
        let seen = Some((mention.person, how(mention.how, sure)));
        let end = self.tokens.get(noun).map_or(range.end, |noun| noun.at.end);
        let article = self.tokens.get(noun).and_then(|noun| article_of(&noun.text, verdict.case));
        let begins = self.begins_sentence(mention);
        let Some(article) = article.filter(|_| verdict.or.is_none()) else {
            let said = if begins { capital(said) } else { said.to_owned() };
            self.replace(range, said, seen);
            return;
        };
        let phrase = format!("{article} x");
        let phrase = self.behind_preposition(mention, &phrase);
        let article = phrase.trim_end_matches('x').trim_end();
        let article = if begins { capital(article) } else { article.to_owned() };
        // Without an article of its own (»vom Vorschlag«), the space goes with the name.
        let until = self.tokens.get(noun).map_or(range.end, |noun| noun.at.start);
        let cut = if article.is_empty() { range.start..until } else { range.clone() };
        self.replace(cut, article, None);
        self.edits.push(Edit { range: end..end, with: Some(format!(" {said}")), format: range.start, seen });
    }

    /// Whether a sentence begins with the mention.
    fn begins_sentence(&self, mention: &Mention) -> bool {
        let mut at = mention.tokens.start;
        while let Some(before) = at.checked_sub(1).and_then(|before| self.tokens.get(before)) {
            match before.text.as_str() {
                "." => {
                    return !self
                        .tokens
                        .get(at.saturating_sub(2))
                        .is_some_and(|word| at > 1 && is_shortened(word))
                        && self.tokens.get(at).is_some_and(|token| token.spaced);
                }
                "!" | "?" | "•" => return true,
                ":" => {
                    let behind = self.tokens.get(mention.tokens.end..).unwrap_or_default();
                    return behind.first().is_some_and(|next| next.small() && is_finite(&next.key));
                }
                "»" | "„" | "\"" | "“" | "›" | "‚" | "…" => at -= 1,
                "-" | "*" if at == 1 => at -= 1,
                _ => return false,
            }
        }
        true
    }
}

/// What stands where an address stood.
const ADDRESS: &str = "[Adresse entfernt]";

/// What is told of a replacement whose case may not be sure.
fn how(how: How, sure: bool) -> How {
    if sure { how } else { how.or_case_unknown() }
}

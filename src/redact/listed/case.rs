//! In which grammatical case a name stands, by the words around it.

use super::grammar::{
    contraction, governs, has_no_personal_subject, is_adverb, is_article, is_auxiliary_of_passive, is_copula,
    is_finite, is_noun_like, is_preposition, is_relative, is_subordinating, object_of, postposition,
};
use super::mention::{Mention, Shape, Title};
use super::role::Case;
use super::view::Token;
use crate::german::words::may_be_abbreviation;

/// The case of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    /// The likeliest.
    pub(super) case: Case,
    /// Another that is possible.
    pub(super) or: Option<Case>,
    /// The name stands for itself, as in a list: no sentence asks for a case.
    pub(super) alone: bool,
}

const fn sure(case: Case) -> Verdict {
    Verdict { case, or: None, alone: false }
}

const fn either(case: Case, or: Case) -> Verdict {
    Verdict { case, or: Some(or), alone: false }
}

use Case::{Accusative, Dative, Genitive, Nominative};

/// The case of a mention; `earlier` are those before it in the text, with theirs.
pub(super) fn case(tokens: &[Token], mention: &Mention, earlier: &[(Mention, Verdict)]) -> Verdict {
    let view = View { tokens, mention, earlier };
    if mention.genitive {
        return sure(Genitive);
    }
    let governed = view.governed();
    if let Some(verdict) = mention.article.as_deref().and_then(|article| view.by_article(article, governed)) {
        return verdict;
    }
    if let Some(case) = governed.or_else(|| view.behind()) {
        return sure(case);
    }
    let start = match view.coordinated() {
        Coordinated::Same(verdict) if view.allows(verdict.case) => return verdict,
        Coordinated::With(start) => start,
        _ => mention.tokens.start,
    };
    if mention.title == Title::Herr {
        return Verdict { alone: view.stands_alone(), ..sure(Nominative) };
    }
    let verdict = view.by_verb(start);
    match (mention.title, verdict.case) {
        (Title::Herrn, Nominative) => either(view.object(view.clause(start)).unwrap_or(Dative), Accusative),
        _ => verdict,
    }
}

/// What a conjunction in front of a name ties it to.
enum Coordinated {
    /// Something in this case.
    Same(Verdict),
    /// Something that begins at a token.
    With(usize),
    No,
}

struct View<'a> {
    tokens: &'a [Token],
    mention: &'a Mention,
    earlier: &'a [(Mention, Verdict)],
}

impl View<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn before(&self, at: usize) -> Option<&Token> {
        self.token(at.checked_sub(1)?)
    }

    /// Whether what stands in front of the name allows a case.
    fn allows(&self, case: Case) -> bool {
        match self.mention.title {
            Title::Herr => case == Nominative,
            Title::Herrn => case != Nominative,
            _ => true,
        }
    }

    /// The case that a preposition in front of the name asks for.
    fn governed(&self) -> Option<Case> {
        let mut at = self.mention.tokens.start;
        if self.before(at).is_some_and(|sign| sign.is(".")) && !self.mention.bare {
            let short = self.before(at - 1).filter(|word| word.small());
            match short.map(|word| word.key.as_str()) {
                Some("m" | "v" | "b") => return Some(Dative),
                Some("f") => return Some(Accusative),
                _ => {}
            }
        }
        while self.before(at).is_some_and(|token| {
            matches!(
                token.key.as_str(),
                "insbesondere" | "auch" | "nur" | "beispielsweise" | "etwa" | "ggf" | "evtl" | "u" | "a"
            ) || !token.word
                && matches!(token.text.as_str(), "»" | "„" | "\"" | "“" | "›" | "." | "‚")
                && self.abbreviates(at - 1)
        }) {
            at -= 1;
        }
        let word = self.before(at)?;
        if word.is(".") {
            // `z. Hd.`
            let word = self.before(at - 1)?;
            return match word.key.as_str() {
                "hd" | "hdn" | "inkl" | "einschl" | "bzgl" | "hinsichtl" | "wg" => Some(Genitive),
                "zw" | "lt" | "gem" => Some(Dative),
                _ => None,
            };
        }
        if matches!(word.key.as_str(), "bis" | "seit" | "waehrend") && self.mention.title != Title::Herrn {
            return Some(Nominative);
        }
        governs(&word.key, || self.clause(self.mention.tokens.start).map(|at| self.key(at)).collect())
    }

    fn key(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| token.key.as_str())
    }

    /// Whether a full stop belongs to a shortened word; other signs do not matter.
    fn abbreviates(&self, at: usize) -> bool {
        let Some(sign) = self.token(at).filter(|sign| sign.is(".")) else { return true };
        !sign.spaced && self.before(at).is_some_and(|word| word.letter())
    }

    /// The case that a word behind the name asks for: »Frau Müller zufolge«.
    fn behind(&self) -> Option<Case> {
        postposition(self.key(self.mention.tokens.end))
    }

    /// The case that the article says which goes with the name.
    fn by_article(&self, article: &str, governed: Option<Case>) -> Option<Verdict> {
        let feminine = self.mention.feminine;
        Some(match article {
            "des" | "eines" => sure(Genitive),
            "dem" | "einem" => sure(Dative),
            "den" if self.mention.title == Title::Several => sure(Dative),
            "den" | "einen" => sure(Accusative),
            article if contraction(article) => sure(Dative),
            "der" if !feminine && self.mention.title != Title::Several => sure(Nominative),
            "der" if governed == Some(Dative) || governed == Some(Genitive) => sure(governed?),
            "der" => {
                let noun = self.before(self.mention.tokens.start).is_some_and(Token::capital);
                if noun { sure(Genitive) } else { either(Dative, Genitive) }
            }
            "die" if governed == Some(Accusative) => sure(Accusative),
            _ => return None,
        })
    }

    /// Whether the name is all there is, or stands behind a colon or in brackets.
    fn stands_alone(&self) -> bool {
        let clause = self.clause(self.mention.tokens.start);
        !clause.clone().any(|at| self.is_finite(at))
            && clause
                .filter(|at| !self.mention.tokens.contains(at))
                .all(|at| self.token(at).is_none_or(|token| !token.small()))
    }

    fn coordinated(&self) -> Coordinated {
        let start = self.mention.tokens.start;
        let Some(sign) = self.before(start) else { return Coordinated::No };
        let shortened = sign.is(".")
            && self.before(start - 1).is_some_and(|word| matches!(word.key.as_str(), "u" | "bzw"));
        let ties = matches!(sign.key.as_str(), "und" | "oder" | "sowie" | "bzw")
            || sign.is(",")
            || sign.is("/")
            || sign.is("&")
            || sign.is("+")
            || shortened;
        let ended = |end: usize| self.earlier.iter().rev().take(2).find(|(other, _)| other.tokens.end == end);
        // A name that was struck and the one that came in its place.
        let both = sign.key == "auch" && start > 1 && self.key(start - 2) == "als";
        if let Some((_, verdict)) =
            ended(start - 1 - usize::from(both)).filter(|_| both || sign.key == "noch")
        {
            return Coordinated::Same(*verdict);
        }
        let replaced = ended(start).filter(|(other, _)| other.deleted != self.mention.deleted);
        if let Some((_, verdict)) = replaced {
            return Coordinated::Same(*verdict);
        }
        if !ties {
            return Coordinated::No;
        }
        let mut end = start - 1 - usize::from(shortened);
        if let Some((_, verdict)) = ended(end).or_else(|| {
            ended(end.saturating_sub(1)).filter(|_| self.before(end).is_some_and(|it| it.is(",")))
        }) {
            return Coordinated::Same(*verdict);
        }
        // What is tied to the name ends with a noun.
        if !self
            .before(end)
            .is_some_and(|last| last.capital() || last.key.starts_with(|c: char| c.is_ascii_digit()))
        {
            return Coordinated::No;
        }
        let lowest = end.saturating_sub(12);
        while end > lowest {
            let Some(token) = self.before(end) else { break };
            if let Some(case) = governs(&token.key, Vec::new).filter(|_| token.word) {
                return Coordinated::Same(sure(case));
            }
            if contraction(&token.key) {
                return Coordinated::Same(sure(Dative));
            }
            match token.key.as_str() {
                "dem" | "einem" => return Coordinated::Same(sure(Dative)),
                "des" | "eines" => return Coordinated::Same(sure(Genitive)),
                _ => {}
            }
            let noun = token.capital() || is_article(&token.key) || token.is("-") || token.is(",");
            let adjective = token.small()
                && token.key.ends_with(['e', 'n', 'r', 'm', 's'])
                && !is_finite(&token.key)
                && !is_adverb(&token.key);
            if !(noun
                || adjective
                || token.word && token.key.starts_with(|c: char| c.is_ascii_digit())
                || token.key == "und")
            {
                break;
            }
            end -= 1;
        }
        Coordinated::With(end)
    }

    /// The tokens of the clause around a token.
    fn clause(&self, around: usize) -> std::ops::Range<usize> {
        let bounds = |at: usize| {
            self.token(at).is_some_and(|token| {
                let stop = token.is(".") && !self.is_shortening(at);
                let dash = token.is("-") && token.spaced;
                stop || dash
                    || !token.word
                        && matches!(
                            token.text.as_str(),
                            "," | ";" | ":" | "!" | "?" | "(" | ")" | "[" | "]" | "…" | "|"
                        )
            })
        };
        let start =
            (0..around).rev().take(60).find(|at| bounds(*at)).map_or(around.saturating_sub(60), |at| at + 1);
        let from = self.mention.tokens.end.max(around);
        let end = (from..self.tokens.len())
            .take(60)
            .find(|at| bounds(*at))
            .unwrap_or(self.tokens.len().min(from + 60));
        start..end
    }

    /// Whether a full stop belongs to the word or number in front of it.
    fn is_shortening(&self, at: usize) -> bool {
        self.before(at).is_some_and(is_shortened)
            && self.token(at + 1).is_some_and(|next| {
                !next.capital()
                    || self.before(at).is_some_and(|word| word.letter())
                    || !next.spaced
                    || self.before(at).is_some_and(|word| may_be_abbreviation(&word.key))
            })
    }

    fn is_finite(&self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|token| token.word && !self.mention.tokens.contains(&at))
        else {
            return false;
        };
        is_finite(&token.key) && (token.small() || self.before(at).is_none_or(|before| !before.word))
    }

    /// The case of an object of the verbs in a clause.
    fn object(&self, clause: std::ops::Range<usize>) -> Option<Case> {
        let keys: Vec<&str> = clause
            .filter(|at| !self.mention.tokens.contains(at))
            .filter(|at| self.token(*at).is_some_and(Token::small))
            .map(|at| self.key(at))
            .collect();
        object_of(&keys)
    }

    /// Whether the verbs of a clause are in the passive: `wird … gebeten`.
    fn passive(&self, clause: std::ops::Range<usize>) -> bool {
        let keys: Vec<&str> = clause.map(|at| self.key(at)).collect();
        let helps = keys.iter().any(|key| is_auxiliary_of_passive(key));
        helps
            && keys.iter().any(|key| {
                key.ends_with('t') && key.len() > 5 && !is_auxiliary_of_passive(key)
                    || key.len() > 5
                        && key.ends_with("en")
                        && (key.starts_with("ge")
                            || key.contains("ge")
                            || key.starts_with("ueber")
                            || key.starts_with("emp"))
            })
    }

    /// The case by the verb, for a name (with what is coordinated with it) that begins at `start`.
    fn by_verb(&self, start: usize) -> Verdict {
        let mut clause = self.clause(start);
        let end = self.mention.tokens.end;
        while clause.start < start
            && matches!(self.key(clause.start), "und" | "oder" | "aber" | "sondern" | "denn" | "auch")
        {
            clause.start += 1;
        }
        let object = self.object(clause.clone());
        let keys: Vec<&str> = clause.clone().map(|at| self.key(at)).collect();
        let verbs: Vec<&str> = clause
            .clone()
            .filter(|at| self.token(*at).is_some_and(Token::small))
            .map(|at| self.key(at))
            .collect();
        // »Das Ergebnis ist Frau Wendt bekannt«
        let known_to = start > clause.start && matches!(verbs.last(), Some(&("bekannt" | "unbekannt")));
        if self.mention.shape == Shape::Name && (known_to || has_no_personal_subject(&verbs)) {
            return sure(Dative);
        }
        let subject = if object == Some(Dative) && self.passive(clause.clone()) {
            sure(Dative)
        } else {
            sure(Nominative)
        };
        let verb = (clause.start..clause.end).find(|at| self.is_finite(*at));
        if clause.start >= start {
            let cut = self.before(clause.start).is_some_and(|sign| sign.is(","));
            return match verb {
                Some(verb) if verb >= end => subject,
                _ if end < clause.end && self.is_infinitive(&keys) => {
                    object.map_or(either(Accusative, Dative), sure)
                }
                _ if cut && self.mention.title != Title::None => either(Nominative, Dative),
                _ => Verdict { alone: end >= clause.end || verb.is_none(), ..sure(Nominative) },
            };
        }
        let first = self.key(clause.start);
        if self.before(clause.start).is_some_and(|sign| sign.is(",")) && is_relative(first) {
            return match (first, object) {
                ("den" | "dem" | "deren" | "dessen", _) => sure(Nominative),
                ("der", Some(case)) => sure(case),
                (_, Some(Dative)) => either(Dative, Nominative),
                _ => sure(Nominative),
            };
        }
        if is_subordinating(first) {
            let leads = self.leads_to(clause.start + 1, start);
            return if leads { subject } else { object.map_or(either(Accusative, Nominative), sure) };
        }
        if self.mention.bare && self.before(start).is_some_and(|word| word.capital() && !is_adverb(&word.key))
        {
            return either(Genitive, Nominative);
        }
        let Some(verb) = verb.filter(|verb| *verb < start) else {
            let noun = self.before(start).is_some_and(|word| word.capital() && is_noun_like(&word.text));
            return if noun { either(Genitive, Nominative) } else { sure(Nominative) };
        };
        if subject.case == Dative
            || is_copula(self.key(verb)) && !self.passive(clause.clone()) && object.is_none()
        {
            return subject;
        }
        let led = self.leads_to(verb + 1, start);
        match (led, self.is_subject(clause.start..verb, object), object) {
            (true, false, _) => sure(Nominative),
            (true, true, Some(Accusative)) if self.passive(clause) => sure(Nominative),
            (_, _, Some(case)) => sure(case),
            // »nimmt Müllers Bericht zur Kenntnis«
            (_, _, None) if matches!(self.mention.shape, Shape::BeforeNoun(_)) => sure(Accusative),
            (true, true, None) => either(Nominative, Accusative),
            (false, _, None) => either(Accusative, Dative),
        }
    }

    /// Whether the words of a clause have no subject: »Frau Wendt die Leitung zu übertragen«.
    fn is_infinitive(&self, keys: &[&str]) -> bool {
        let [.., before, last] = keys else { return false };
        last.ends_with('n') && (*before == "zu" || last.get(2..).is_some_and(|rest| rest.contains("zu")))
    }

    /// Whether nothing that could be a subject stands between two tokens.
    fn leads_to(&self, from: usize, to: usize) -> bool {
        let mut at = from;
        while at < to {
            let Some(token) = self.token(at) else { return true };
            if is_preposition(&token.key) || contraction(&token.key) {
                // The phrase goes as far as its noun.
                at = (at + 1..to).find(|at| self.token(*at).is_some_and(Token::capital)).unwrap_or(to) + 1;
                continue;
            }
            let pronoun =
                is_article(&token.key) && !(at + 1..to).any(|at| self.token(at).is_some_and(Token::capital));
            if token.capital() || is_article(&token.key) && !pronoun {
                return false;
            }
            at += 1;
        }
        true
    }

    /// Whether what stands in front of the verb can be its subject.
    fn is_subject(&self, front: std::ops::Range<usize>, object: Option<Case>) -> bool {
        let Some(first) = self.token(front.start) else { return false };
        match first.key.as_str() {
            "den" | "dem" | "des" | "einen" | "einem" | "diesen" | "diesem" => false,
            "es" | "das" | "dies" if front.len() == 1 => object == Some(Accusative),
            "er" | "sie" | "wir" | "man" | "ich" | "alle" | "beide" | "niemand" => true,
            key if is_preposition(key) || contraction(key) || is_adverb(key) => false,
            key if is_article(key) => true,
            _ if self.earlier.iter().rev().take(8).any(|(other, _)| other.tokens.start == front.start) => {
                true
            }
            _ => {
                is_noun_like(&first.text)
                    || front.len() > 1
                        && front.clone().skip(1).any(|at| self.token(at).is_some_and(Token::capital))
            }
        }
    }
}

/// Whether a full stop behind a word is likely to shorten it: `z`, `Nr`, `3`.
pub(super) fn is_shortened(word: &Token) -> bool {
    let number = word.key.starts_with(|c: char| c.is_ascii_digit());
    word.letter()
        || matches!(word.key.as_str(), "hd" | "hdn" | "zw")
        || number && word.key.len() < 3
        || may_be_abbreviation(&word.key)
}

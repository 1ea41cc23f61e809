//! What goes with a name: its article, the role where the text says it, ways to reach the person.

use super::How;
use super::address::contacts;
use super::draft::{Draft, is_adjective};
use super::find::Finder;
use super::grammar::{contraction, is_article, is_determiner, is_finite, is_preposition};
use super::mention::{Mention, Shape, Title};
use super::role::Spoken;
use super::view::Token;

impl<'a> Finder<'a> {
    /// Takes the article, what hangs on the name, and what repeats the role.
    pub(super) fn complete(&self, draft: Draft<'a>, person: usize, how: How) -> Mention {
        let mut mention = self.mention(&draft, draft.tokens.clone(), person, how);
        if let Some(noun) = &draft.noun {
            mention.shape = Shape::WithNoun(noun.clone());
            return mention;
        }
        // »die Kollegen Müller und Schulz«
        let several = draft.function.is_some_and(|at| self.key(at).ends_with("en"));
        if several
            && draft.title == Title::None
            && draft.tokens.start.checked_sub(1).is_some_and(|at| self.key(at) == "die")
        {
            mention.title = Title::Several;
        }
        // »Müllers haben angerufen«
        let start = draft.tokens.start;
        let verb = self.token(draft.tokens.end).is_some_and(|next| next.small() && is_finite(&next.key));
        if draft.genitive && verb && !start.checked_sub(1).is_some_and(|before| self.capital(before)) {
            (mention.genitive, mention.how) = (false, mention.how.or_case_unknown());
        }
        self.take_role(&draft, &mut mention);
        if mention.shape == Shape::Name {
            self.take_article(&draft, &mut mention);
            self.take_role_behind(&mut mention);
        }
        if mention.genitive
            && mention.article.is_none()
            && self.token(mention.tokens.end).is_some_and(|noun| noun.spaced && noun.capital())
        {
            mention.shape = Shape::BeforeNoun(mention.tokens.end);
        }
        mention.contacts = contacts(self.tokens, mention.tokens.end, &self.carrying);
        mention
    }

    /// Leaves the role where the text says it in front of the name.
    pub(super) fn take_role(&self, draft: &Draft<'_>, mention: &mut Mention) {
        let Some(known) = self.index.persons.get(mention.person) else { return };
        let start = draft.tokens.start;
        if let Some(function) = draft.function {
            let before = start.checked_sub(1).map_or("", |before| self.key(before));
            let adjective =
                !before.is_empty() && is_adjective(before) && self.token(start - 1).is_some_and(Token::small);
            let article = is_article(before) || contraction(before);
            if article && known.role.is_said_by(self.key(function)) || adjective || is_determiner(before) {
                mention.shape = Shape::BehindRole(function);
                mention.tokens.start = function + 1;
            }
            return;
        }
        // »die Leiterin des Bauamts Frau Becker«
        if let Some(noun) = self.role_before(start, &known.role) {
            let front = noun.checked_sub(1).map_or("", |before| self.key(before));
            if is_article(front) || contraction(front) || is_adjective(front) {
                mention.shape = Shape::BehindRole(noun);
            }
            return;
        }
        let Some(sign) = start.checked_sub(1) else { return };
        let Some(role) = self.role_before(sign, &known.role) else { return };
        let end = mention.tokens.end;
        if self.sign(sign, "(") && self.sign(end, ")") {
            mention.tokens = sign..end + 1;
            mention.shape = Shape::BehindRole(role);
        } else if self.sign(sign, ",") && (self.sign(end, ",") || self.ends_sentence(end)) {
            mention.tokens = sign..end + usize::from(self.sign(end, ","));
            mention.shape = Shape::BehindRole(role);
        }
    }

    /// The noun of a role that ends in front of a token.
    pub(super) fn role_before(&self, end: usize, role: &Spoken) -> Option<usize> {
        let keys: Vec<&str> = (end.saturating_sub(12).max(self.free)..end).map(|at| self.key(at)).collect();
        role.ends(&keys).map(|length| end - length)
    }

    pub(super) fn ends_sentence(&self, at: usize) -> bool {
        self.token(at).is_none_or(|sign| [".", ";", ")", "!", "?"].iter().any(|end| sign.is(end)))
    }

    /// »den erkrankten« Herrn Müller: behind an article no verb stands, though it ends like one.
    fn is_participle(&self, at: usize) -> bool {
        let article = at.checked_sub(1).map_or("", |before| self.key(before));
        (is_article(article) && !is_determiner(article) || contraction(article))
            && ["te", "ten", "ter", "tem"].iter().any(|end| self.key(at).ends_with(end))
    }

    /// Takes an article in front of the name, adjectives between them included.
    pub(super) fn take_article(&self, draft: &Draft<'_>, mention: &mut Mention) {
        let mut at = mention.tokens.start;
        let addressed = draft.title != Title::None || draft.function.is_some();
        while addressed
            && draft.function.is_none()
            && at > self.free + 1
            && self.token(at - 1).is_some_and(Token::small)
            && (is_adjective(self.key(at - 1)) || self.is_participle(at - 1))
        {
            at -= 1;
        }
        let Some(article) = at.checked_sub(1).filter(|article| *article >= self.free) else { return };
        let key = self.key(article);
        let known = is_article(key) && !is_determiner(key) || contraction(key);
        if !known || at < mention.tokens.start && is_preposition(self.key(at)) || self.sign(at, ".") {
            return;
        }
        let after_comma = article.checked_sub(1).is_some_and(|before| self.sign(before, ","));
        let apposition = self.sign(mention.tokens.end, ",") || self.ends_sentence(mention.tokens.end);
        let relative = after_comma && !contraction(key) && !(apposition && addressed);
        // »die« and »das« do not go with one man, the genitive of a name only with »des«.
        let fits = match key {
            "das" => false,
            "die" => mention.feminine || mention.title == Title::Several,
            "der" if mention.genitive => mention.feminine,
            "den" | "dem" | "vom" | "zum" | "beim" | "im" | "am" if mention.genitive => false,
            _ => true,
        };
        if !relative && fits {
            mention.article = Some(key.to_owned());
            mention.behind_adjectives = (at < mention.tokens.start).then_some(mention.tokens.start);
            mention.tokens.start = article;
        }
    }

    /// Takes »Projektleiter« behind the name, where that is the role.
    pub(super) fn take_role_behind(&self, mention: &mut Mention) {
        let Some(known) = self.index.persons.get(mention.person) else { return };
        let sign = mention.tokens.end;
        let noun = sign + 1 + usize::from(is_article(self.key(sign + 1)));
        let end = noun + 1;
        if !known.role.is_said_by(self.key(noun)) {
            return;
        }
        if self.sign(sign, "(") && self.sign(end, ")") {
            mention.tokens.end = end + 1;
        } else if self.sign(sign, ",") && (self.sign(end, ",") || self.ends_sentence(end)) {
            mention.tokens.end = end + usize::from(self.sign(end, ","));
        }
    }
}

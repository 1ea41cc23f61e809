//! What was noticed in a workbook, errors first, what is of one kind together.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use maud::{Markup, html};
use sachstand::diag::{Code, Diagnostic, Excerpt, Severity, head, tail};
use sachstand::source::Location;

use super::super::state::Desk;
use super::help;

/// The manual's table of findings: what each is about, in a sentence.
const MANUAL: &str = include_str!("../../../../docs/meldungen.md");

/// Characters shown on each side of the stretch in question.
const CONTEXT: usize = 80;

/// The part of the page.
pub(super) fn section(desk: &Desk) -> Markup {
    let findings = desk.selected_paper().map(|paper| paper.outcome.findings.as_slice()).unwrap_or_default();
    let of = |severity| findings.iter().filter(move |it| it.severity() == severity).collect::<Vec<_>>();
    let failed = desk.selected_paper().is_some_and(|paper| paper.outcome.made.is_err());
    html! {
        section data-teil="meldungen" aria-labelledby="meldungen-titel" hidden[desk.selected_paper().is_none()] {
            h2 #meldungen-titel { "Meldungen" }
            @if findings.is_empty() {
                p { @if failed { "Warum es keinen Bericht gibt, steht unter »Bericht«." } @else { "Nichts zu melden." } }
            }
            (group(desk, "Fehler", &of(Severity::Error)))
            (group(desk, "Warnungen", &of(Severity::Warning)))
        }
    }
}

fn group(desk: &Desk, title: &str, findings: &[&Diagnostic]) -> Markup {
    let mut kinds: Vec<(Code, Vec<&Diagnostic>)> = Vec::new();
    for finding in findings {
        match kinds.iter_mut().find(|(code, _)| *code == finding.code) {
            Some((_, same)) => same.push(finding),
            None => kinds.push((finding.code, vec![finding])),
        }
    }
    html! {
        @if !kinds.is_empty() { h3 { (title) } }
        @for (code, findings) in kinds {
            @let count: usize = findings.iter().map(|it| 1 + it.more.len()).sum();
            details .art .(severity(code)) id={"art-" (code.id())} open[code.severity() == Severity::Error || count < 4] {
                summary {
                    (MEANINGS.get(code.id()).map_or_else(|| code.id().to_owned(), |it| quoted(it)))
                    " " span .zahl { "(" (count) ")" }
                }
                @if code == Code::PersonUnlisted {
                    p { a href="#personen-titel" { "Über diese Personen entscheiden" } }
                } @else {
                    ul { @for it in findings { (finding(desk, it)) } }
                }
            }
        }
    }
}

fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "schwer",
        Severity::Warning => "leicht",
    }
}

fn finding(desk: &Desk, it: &Diagnostic) -> Markup {
    html! {
        li {
            p { (place(desk, &it.at)) " " (it.message) }
            @if let Some(excerpt) = &it.excerpt { (excerpt_shown(excerpt)) }
            @for more in &it.more {
                p .auch { (place(desk, &more.at)) " " @if more.message != it.message { (more.message) } }
                @if let Some(excerpt) = &more.excerpt { (excerpt_shown(excerpt)) }
            }
            @if let Some(help) = help::of_finding(it) { p .hilfe { (help) } }
        }
    }
}

/// The cell, and the page on which its text stands.
pub(super) fn place(desk: &Desk, at: &Location) -> Markup {
    let shown = if at.sheet.is_some() { at.inside() } else { at.file.to_string() };
    let foreign = desk.selected.as_deref().filter(|own| **own != *at.file && at.sheet.is_some());
    let page = desk.shown_pages().and_then(|(_, laid)| laid.cells.get(&at.plain()).copied());
    html! {
        span .stelle-in-excel { @if foreign.is_some() { (at.file) " › " } (shown) }
        @if let Some(on) = page {
            " " a .zur-seite href={"#seite-" (on.page)} data-hoehe=(format!("{:.4}", on.top)) data-zelle=(at) { "Seite " (on.page) " zeigen" span .unsichtbar { ", " (shown) } }
        }
    }
}

/// The text around the stretch in question, which is marked.
pub(super) fn excerpt_shown(excerpt: &Excerpt) -> Markup {
    let part = |range: std::ops::Range<usize>| excerpt.text.get(range).unwrap_or_default();
    let (before, after) = (part(0..excerpt.mark.start), part(excerpt.mark.end..excerpt.text.len()));
    html! {
        blockquote { (tail(before, CONTEXT)) mark { (part(excerpt.mark.clone())) } (head(after, CONTEXT)) }
    }
}

/// Names in the quotation marks of the page, where the manual sets them as code.
fn quoted(text: &str) -> String {
    let mut marks = ['»', '«'].into_iter().cycle();
    text.chars().map(|c| if c == '`' { marks.next().unwrap_or(c) } else { c }).collect()
}

/// What each kind of finding is about, by its code.
static MEANINGS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut cells = line.strip_prefix("| `")?.splitn(3, " | ");
        let (code, _, text) = (cells.next()?, cells.next()?, cells.next()?);
        Some((code.trim_end_matches('`'), text.trim_end_matches('|').trim()))
    };
    MANUAL.lines().filter_map(row).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_finding_is_called_something() {
        for code in Code::ALL {
            let meaning = MEANINGS.get(code.id()).unwrap_or_else(|| panic!("{}", code.id()));
            assert!(meaning.len() > 10 && !meaning.contains('|'), "{}: {meaning}", code.id());
        }
    }
}

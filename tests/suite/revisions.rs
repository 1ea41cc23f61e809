//! The Word file with real revisions: rejecting all gives the previous paper, accepting all the
//! current one; and the paper without marks.

use roxmltree::{Document, Node};
use sachstand::document::Shown;
use sachstand::model::{Edition, MarkSource, Report};
use sachstand::pipeline::{Order, Paper};
use sachstand::settings::Settings;

use crate::support::{TYPESETTER, load, samples, squeezed};

fn reports() -> [Report; 2] {
    [0, 1].map(|index| load(&samples()[index], &Settings::default()).report)
}

/// `word/document.xml` of the second version against the first one.
fn word(shown: Shown) -> String {
    let [previous, report] = reports();
    let order = Order {
        report: &report,
        previous: Some(&previous),
        logo: None,
        edition: Edition::Internal,
        allow_unlisted: false,
        source: MarkSource::Auto,
        shown,
        change_list: false,
        unread: false,
    };
    let paper = Paper::new(order, &TYPESETTER, &Settings::default()).unwrap().value;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(paper.docx().unwrap())).unwrap();
    std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap()
}

/// The text of the file once all revisions of one kind are gone.
fn without(xml: &str, gone: &str) -> String {
    let document = Document::parse(xml).unwrap();
    let named = |node: &Node, name: &str| node.tag_name().name() == name;
    let text = |node: &Node| named(node, "t") || named(node, "delText");
    let stays = |node: &Node| !node.ancestors().any(|parent| named(&parent, gone));
    let texts = document.descendants().filter(text).filter(stays).filter_map(|node| node.text());
    squeezed(&texts.collect::<String>())
}

/// Every text of the tables, the running text and the list of abbreviations.
fn texts(report: &Report) -> Vec<String> {
    let mut texts = Vec::new();
    for field in &report.fields {
        texts.push(field.title.value.to_plain());
        for action in &field.actions {
            texts.extend(action.title.iter().map(|it| it.text.to_plain()));
            texts.extend(action.status.iter().map(|it| it.text().to_plain()));
        }
    }
    for section in &report.sections {
        texts.push(section.title.value.to_plain());
        texts.extend(section.paragraphs.iter().map(|it| it.text.to_plain()));
    }
    for entry in &report.abbreviations {
        texts.extend([entry.short.value.to_plain(), entry.meaning.value.to_plain()]);
    }
    texts.into_iter().map(|text| squeezed(&text)).filter(|text| !text.is_empty()).collect()
}

/// How often each text stands in the file: no less often than in the report.
fn assert_holds(file: &str, report: &Report) {
    for text in texts(report) {
        assert!(file.contains(&text), "»{text}« is missing");
    }
}

#[test]
fn accepting_or_rejecting_all_revisions_gives_either_version() {
    let xml = word(Shown::Tracked);
    let [previous, current] = reports();
    let (accepted, rejected) = (without(&xml, "del"), without(&xml, "ins"));
    assert_holds(&accepted, &current);
    assert_holds(&rejected, &previous);
    let only = |mine: &Report, other: &Report| {
        let others = texts(other).join("\n");
        texts(mine).into_iter().filter(|text| text.len() > 40 && !others.contains(text)).collect::<Vec<_>>()
    };
    let (new, old) = (only(&current, &previous), only(&previous, &current));
    assert!(new.len() > 20 && old.len() > 20, "{} and {}", new.len(), old.len());
    assert!(new.iter().all(|text| !rejected.contains(text)), "new text stays when all is rejected");
    assert!(old.iter().all(|text| !accepted.contains(text)), "dropped text stays when all is accepted");
}

#[test]
fn the_clean_paper_bears_no_mark_and_no_dropped_text() {
    let xml = word(Shown::Unmarked);
    let [_, current] = reports();
    assert_holds(&without(&xml, "nothing"), &current);
    for mark in ["w:ins ", "w:del ", "\"Neu\"", "\"Gestrichen\""] {
        assert!(!xml.contains(mark), "{mark}");
    }
}

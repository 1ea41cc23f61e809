//! The order of children, checked against the sequences of `wml.xsd` (ECMA-376 part 1, annex A.1)
//! written down here once more and apart from the writer's: only what the paper uses, so that an
//! element that is new in a part must be looked up.

use sachstand::document::Shown;

use super::build;
use super::package::{Tag, part, parts};
use super::sample::{full, paper, revised};

const SEQUENCES: &[(&str, &str)] = &[
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore numPr pBdr tabs suppressAutoHyphens spacing ind jc outlineLvl rPr",
    ),
    ("w:rPr", "ins del rStyle rFonts b bCs i iCs strike color spacing sz szCs u vertAlign lang"),
    ("w:numPr", "ilvl numId"),
    ("w:tbl", "tblPr tblGrid tr"),
    ("w:tblPr", "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption"),
    ("w:tblBorders", "top left bottom right insideH insideV"),
    ("w:tblCellMar", "top left bottom right"),
    ("w:tr", "trPr tc"),
    ("w:trPr", "cantSplit tblHeader ins del"),
    ("w:sectPr", "headerReference footerReference pgSz pgMar cols titlePg"),
    (
        "w:style",
        "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr tcPr tblStylePr",
    ),
    ("w:tblStylePr", "rPr tcPr"),
    ("w:docDefaults", "rPrDefault pPrDefault"),
    ("w:styles", "docDefaults style"),
    ("w:lvl", "start numFmt pStyle lvlText lvlJc pPr rPr"),
    ("w:abstractNum", "multiLevelType lvl"),
    ("w:numbering", "abstractNum num"),
    (
        "w:settings",
        "zoom defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps \
         characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
    ),
    ("w:font", "charset family pitch"),
];

/// Elements whose children may stand in any order, after the one named.
const FREE: &[(&str, &str)] =
    &[("w:body", ""), ("w:p", "pPr"), ("w:r", "rPr"), ("w:tc", "tcPr"), ("w:hyperlink", "")];

/// Two papers, each with marks and with revisions.
fn papers() -> Vec<Vec<u8>> {
    let both = |paper| [Shown::Marked, Shown::Tracked].map(|changes| build(&paper, changes));
    [full(), paper(revised())].into_iter().flat_map(both).collect()
}

fn local(tag: &Tag) -> &str {
    tag.name.strip_prefix("w:").unwrap_or(&tag.name)
}

fn check(part: &str, parent: &Tag) {
    let children: Vec<_> = parent.children.iter().map(local).collect();
    if let Some((_, first)) = FREE.iter().find(|(name, _)| *name == parent.name) {
        let late = children.iter().skip(1).any(|child| child == first);
        assert!(!late, "{part}: {first} is not the first in {}", parent.name);
        return;
    }
    let Some((_, sequence)) = SEQUENCES.iter().find(|(name, _)| *name == parent.name) else {
        let alike = children.windows(2).all(|pair| pair[0] == pair[1]);
        assert!(
            alike || !parent.name.starts_with("w:"),
            "{part}: no sequence for {} {children:?}",
            parent.name
        );
        return;
    };
    let sequence: Vec<_> = sequence.split_whitespace().collect();
    let ranks: Vec<_> = children
        .iter()
        .map(|child| {
            let rank = sequence.iter().position(|name| name == child);
            rank.unwrap_or_else(|| panic!("{part}: {child} is unknown in {}", parent.name))
        })
        .collect();
    assert!(ranks.is_sorted(), "{part}: {} has {children:?}", parent.name);
}

#[test]
fn children_stand_in_the_order_of_the_schema() {
    for docx in papers() {
        for (name, _) in
            parts(&docx).iter().filter(|(name, _)| name.starts_with("word/") && name.ends_with(".xml"))
        {
            part(&docx, name).walk().into_iter().for_each(|tag| check(name, tag));
        }
    }
}

/// The properties of a style or a level have no paragraph mark (`CT_PPrGeneral`).
#[test]
fn general_paragraph_properties_have_no_run_properties() {
    let docx = build(&full(), Shown::Marked);
    for name in ["word/styles.xml", "word/numbering.xml"] {
        for properties in part(&docx, name).all("w:pPr") {
            assert!(properties.child("w:rPr").is_none(), "{name}");
        }
    }
}

/// What Word calls damaged beyond the order: a cell without a paragraph at its end, a row without
/// cells, a revision without its attributes, a bookmark that does not close.
#[test]
fn the_text_keeps_words_other_rules() {
    for docx in papers() {
        let document = part(&docx, "word/document.xml");
        assert!(document.all("w:tc").iter().all(|cell| cell.children.last().unwrap().name == "w:p"));
        assert!(document.all("w:tr").iter().all(|row| row.child("w:tc").is_some()));
        for properties in document.all("w:trPr") {
            assert!(properties.children.iter().any(|tag| !matches!(&*tag.name, "w:ins" | "w:del")));
        }
        let ids = |name| {
            document.all(name).iter().map(|tag| tag.attribute("w:id").unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ids("w:bookmarkStart"), ids("w:bookmarkEnd"));
        for deleted in document.all("w:del") {
            assert!(deleted.all("w:t").is_empty() && deleted.all("w:instrText").is_empty());
        }
        let outside = document.all("w:delText").len();
        let inside: usize = document.all("w:del").iter().map(|deleted| deleted.all("w:delText").len()).sum();
        assert_eq!(outside, inside);
    }
}

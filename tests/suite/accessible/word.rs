//! The points that a finished Word file must meet.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::package::{Styles, Word, all, around, attribute, child, children, style, switch, text, value};
use super::{
    LINK_CONTRAST, Point, TEXT_CONTRAST, bare_link, contrast, file_name, repeated, same, snippet,
    typed_bullet,
};

const TEXT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";
const SETTINGS: &str = "word/settings.xml";
/// The style of paragraphs that Word needs and nobody sees.
const SPACER: &str = "Abstandshalter";
/// Below this size in points nobody can read.
const READABLE: f64 = 2.0;

/// Every point, in the order of the document.
pub(crate) const POINTS: &[Point<Word>] = &[
    Point {
        id: "docx-titel",
        says: "Der Titel steht in den Eigenschaften und ist kein Dateiname",
        wrong: title,
    },
    Point { id: "docx-sprache", says: "Die Sprache des Dokuments ist Deutsch", wrong: language },
    Point {
        id: "docx-ueberschriften",
        says: "Überschriften haben die Formatvorlagen von Word, überspringen keine Ebene, und keine ist leer",
        wrong: headings,
    },
    Point {
        id: "docx-inhaltsverzeichnis",
        says: "Jeder Eintrag des Inhaltsverzeichnisses führt zu seiner Überschrift und nennt sie",
        wrong: contents,
    },
    Point {
        id: "docx-leere-absaetze",
        says: "Kein leerer Absatz dient als Abstand, außer wo Word einen verlangt",
        wrong: empty,
    },
    Point {
        id: "docx-leerraum",
        says: "Tabulatoren und Leerzeichen ordnen keinen Text an, außer in Inhaltsverzeichnis, Kopf- und Fußzeile",
        wrong: spaces,
    },
    Point {
        id: "docx-listen",
        says: "Aufzählungen sind echte Listen, kein Aufzählungszeichen ist nur getippt",
        wrong: lists,
    },
    Point {
        id: "docx-kopfzeilen",
        says: "Die Kopfzeile jeder Tabelle wiederholt sich auf jeder Seite",
        wrong: head_rows,
    },
    Point {
        id: "docx-kopfzellen",
        says: "Jede Tabelle sagt, ob ihre erste Zeile und ihre erste Spalte Köpfe sind",
        wrong: head_cells,
    },
    Point {
        id: "docx-tabellenform",
        says: "Tabellen haben keine verbundenen Zellen und keine Tabellen in sich",
        wrong: regular_tables,
    },
    Point { id: "docx-tabellenbeschreibung", says: "Jede Tabelle hat eine Beschreibung", wrong: captions },
    Point {
        id: "docx-bilder",
        says: "Jedes Bild hat einen Alternativtext und steht in der Zeile",
        wrong: pictures,
    },
    Point {
        id: "docx-linktexte",
        says: "Jeder Link hat ein Ziel und einen aussagekräftigen Text",
        wrong: links,
    },
    Point {
        id: "docx-sichtbar",
        says: "Kein Text ist unsichtbar, winzig oder weiß auf weiß",
        wrong: visible,
    },
    Point {
        id: "docx-kontrast",
        says: "Jeder Text hat einen Kontrast von mindestens 4,5 : 1",
        wrong: contrasts,
    },
    Point {
        id: "docx-farbe",
        says: "Nichts unterscheidet sich allein durch die Farbe vom übrigen Text",
        wrong: colours,
    },
    Point {
        id: "docx-rueckfragen",
        says: "Word fragt beim Öffnen nichts, holt nichts von außen und führt nichts aus",
        wrong: prompts,
    },
];

/// Paragraphs as they are read: none that is deleted as a whole.
fn paragraphs<'n>(root: Node<'n, 'n>) -> impl Iterator<Item = Node<'n, 'n>> {
    all(root, "p")
        .filter(|it| it.tag_name().namespace().is_some_and(|it| it.ends_with("wordprocessingml/2006/main")))
}

/// Whether all that stands in a paragraph was dropped as a revision.
fn dropped(paragraph: Node<'_, '_>) -> bool {
    let struck = all(paragraph, "del").next().is_some() || around(paragraph, "tr").is_some_and(row_dropped);
    struck && text(paragraph).is_empty()
}

fn row_dropped(row: Node<'_, '_>) -> bool {
    child(row, "trPr").is_some_and(|it| child(it, "del").is_some())
}

fn title(word: &Word) -> Vec<String> {
    let core = word.xml("docProps/core.xml");
    let title = child(core.root_element(), "title").and_then(|it| it.text()).unwrap_or_default();
    let wrong = title.trim().is_empty() || file_name(title);
    wrong.then(|| format!("»{title}« is no title")).into_iter().collect()
}

fn language(word: &Word) -> Vec<String> {
    let mut wrong = Vec::new();
    let styles = word.xml(STYLES);
    let defaults = all(styles.root_element(), "docDefaults").flat_map(|it| all(it, "lang")).next();
    let default = defaults.and_then(|it| attribute(it, "val"));
    if default != Some("de-DE") {
        wrong.push(format!("the defaults have the language {default:?}"));
    }
    let core = word.xml("docProps/core.xml");
    let said = child(core.root_element(), "language").and_then(|it| it.text());
    if said != Some("de-DE") {
        wrong.push(format!("the properties have the language {said:?}"));
    }
    for (part, xml) in word.stories().iter().map(|(part, xml)| (*part, xml)).chain([(STYLES, &styles)]) {
        let others = all(xml.root_element(), "lang").filter(|it| attribute(*it, "val") != Some("de-DE"));
        // An address is no language (ISO 639-2: zxx).
        let is_address = |it: Node<'_, '_>| {
            let run = it.ancestors().find(|it| it.tag_name().name() == "r");
            let text = run.map(text).unwrap_or_default();
            attribute(it, "val") == Some("zxx") && text.contains(['@', '/', '.']) && !text.contains(' ')
        };
        wrong.extend(
            others
                .filter(|it| !is_address(*it))
                .map(|it| format!("{part}: something is in {}", attribute(it, "val").unwrap_or_default())),
        );
    }
    wrong
}

/// The level of a heading by Word's own styles.
fn level(styles: &Styles<'_>, paragraph: Node<'_, '_>) -> Option<usize> {
    styles
        .chain(style(paragraph))
        .into_iter()
        .find_map(|it| value(it, "name")?.strip_prefix("heading ")?.parse().ok())
}

fn headings(word: &Word) -> Vec<String> {
    let (xml, styles) = (word.xml(TEXT), word.xml(STYLES));
    let styles = Styles::new(&styles);
    let mut wrong = Vec::new();
    let mut before = 0;
    for paragraph in paragraphs(xml.root_element()).filter(|it| !dropped(*it)) {
        let text = text(paragraph);
        if let Some(level) = level(&styles, paragraph) {
            if text.trim().is_empty() {
                wrong.push(format!("a heading of level {level} is empty"));
            }
            if level > before + 1 {
                wrong.push(format!("»{}« of level {level} follows level {before}", snippet(&text)));
            }
            before = level;
            continue;
        }
        // One that only looks like a heading: bold and larger than texts, yet of a style of texts.
        let mut runs = all(paragraph, "r").filter(|it| all(*it, "t").next().is_some()).peekable();
        let looks = runs.peek().is_some()
            && runs.all(|run| {
                let look = styles.look(run);
                look.bold == Some(true) && look.size > styles.usual().size
            });
        if looks && !matches!(style(paragraph), "Title" | "TOCHeading") {
            wrong.push(format!("»{}« looks like a heading and is none", snippet(&text)));
        }
    }
    if before == 0 {
        wrong.push("there is no heading".to_owned());
    }
    wrong
}

fn contents(word: &Word) -> Vec<String> {
    let (xml, styles) = (word.xml(TEXT), word.xml(STYLES));
    let styles = Styles::new(&styles);
    let root = xml.root_element();
    let live = || paragraphs(root).filter(|it| !dropped(*it));
    let headings: Vec<_> = live().filter(|it| level(&styles, *it).is_some()).collect();
    let entries: Vec<_> = live().filter(|it| matches!(style(*it), "TOC1" | "TOC2")).collect();
    let mut wrong = Vec::new();
    for (entry, heading) in entries.iter().zip(&headings) {
        let (text, title) = (text(*entry), text(*heading));
        let (name, page) = text.rsplit_once('\t').unwrap_or((&text, ""));
        if same(name) != same(&title) || page.parse::<usize>().is_err() {
            wrong.push(format!("the entry »{}« is not »{}« and its page", snippet(&text), snippet(&title)));
        }
        let target = all(*entry, "hyperlink").find_map(|it| attribute(it, "anchor"));
        let marks: Vec<_> = all(*heading, "bookmarkStart").filter_map(|it| attribute(it, "name")).collect();
        if !target.is_some_and(|target| marks.contains(&target)) {
            wrong.push(format!(
                "the entry »{}« leads to {target:?}, the heading is {marks:?}",
                snippet(&text)
            ));
        }
    }
    if entries.len() != headings.len() || entries.is_empty() {
        wrong.push(format!("{} headings have {} entries", headings.len(), entries.len()));
    }
    wrong
}

/// Why Word needs a paragraph without text; none where it does not.
pub(crate) fn needed(paragraph: Node<'_, '_>) -> Option<&'static str> {
    let is_table = |it: Option<Node<'_, '_>>| it.is_some_and(|it| it.tag_name().name() == "tbl");
    let (before, after) = (paragraph.prev_sibling_element(), paragraph.next_sibling_element());
    let in_cell = around(paragraph, "tc").is_some();
    // The only one of its cell, but for its properties.
    let alone = after.is_none() && before.is_none_or(|it| it.tag_name().name() == "tcPr");
    if in_cell && alone {
        return Some("Eine Zelle ohne Text enthält in Word einen leeren Absatz");
    }
    if style(paragraph) != SPACER {
        return None;
    }
    if is_table(before) {
        Some("Nach einer Tabelle verlangt Word einen Absatz, sonst verschmilzt sie mit der nächsten")
    } else if in_cell && after.is_none() {
        Some("Eine Zelle endet in Word mit einem Absatz")
    } else if all(paragraph, "fldChar").next().is_some() {
        Some("Das Feld des Inhaltsverzeichnisses endet in einem eigenen Absatz")
    } else if is_table(after) {
        Some("Zwischen zwei Tabellen bleibt ein Absatz, wenn die Überschrift dazwischen abgelehnt wird")
    } else {
        None
    }
}

fn empty(word: &Word) -> Vec<String> {
    let mut wrong = Vec::new();
    for (part, xml) in word.stories() {
        let mut last = "";
        for paragraph in paragraphs(xml.root_element()) {
            let text = text(paragraph);
            let holds =
                all(paragraph, "drawing").next().is_some() || all(paragraph, "delText").next().is_some();
            if text.trim().is_empty() && !holds && needed(paragraph).is_none() {
                wrong.push(format!(
                    "{part}: an empty paragraph ({}) after »{}«",
                    style(paragraph),
                    snippet(last)
                ));
            }
            if let Some(text) = all(paragraph, "t").find_map(|it| it.text()) {
                last = text;
            }
        }
    }
    wrong
}

fn spaces(word: &Word) -> Vec<String> {
    let mut wrong = Vec::new();
    for (part, xml) in word.stories() {
        for paragraph in paragraphs(xml.root_element()) {
            // Both versions of a revised text: a space stands once in each.
            let whole: String = all(paragraph, "r")
                .flat_map(|run| run.children())
                .filter_map(|it| match it.tag_name().name() {
                    "t" | "delText" => it.text(),
                    "tab" | "ptab" => Some("\t"),
                    _ => None,
                })
                .collect();
            let revised = all(paragraph, "del").next().is_some() || all(paragraph, "ins").next().is_some();
            // Word's own styles of the contents, header and footer have the tab stop.
            let has_stop = matches!(style(paragraph), "TOC1" | "TOC2" | "Header" | "Footer");
            if whole.contains('\t') && !has_stop {
                wrong.push(format!("{part}: a tab in »{}« ({})", snippet(&whole), style(paragraph)));
            }
            // Of a revised text, what stays and what goes have a space each.
            if !revised && (whole.contains("  ") || whole.starts_with(' ')) {
                wrong.push(format!("{part}: spaces in »{}« ({})", snippet(&whole), style(paragraph)));
            }
        }
    }
    wrong
}

fn lists(word: &Word) -> Vec<String> {
    let (xml, styles, numbering) = (word.xml(TEXT), word.xml(STYLES), word.xml("word/numbering.xml"));
    let styles = Styles::new(&styles);
    let bullets: BTreeSet<&str> =
        children(numbering.root_element(), "num").filter_map(|it| attribute(it, "numId")).collect();
    let mut wrong = Vec::new();
    for paragraph in paragraphs(xml.root_element()) {
        let text = text(paragraph);
        let own = child(paragraph, "pPr").and_then(|it| child(it, "numPr"));
        let number = own.or_else(|| {
            let chain = styles.chain(style(paragraph)).into_iter();
            chain.filter_map(|it| child(it, "pPr")).find_map(|it| child(it, "numPr"))
        });
        let id = number.and_then(|it| value(it, "numId"));
        let is_item = id.is_some_and(|id| bullets.contains(id));
        if style(paragraph).starts_with("ListBullet") && !is_item {
            wrong.push(format!("»{}« is no item of a list", snippet(&text)));
        }
        if typed_bullet(&text) {
            wrong.push(format!("»{}« begins with a typed bullet", snippet(&text)));
        }
    }
    wrong
}

fn tables<'n>(root: Node<'n, 'n>) -> impl Iterator<Item = (String, Node<'n, 'n>)> {
    all(root, "tbl").map(|table| {
        let head = child(table, "tr").map(text).unwrap_or_default();
        (snippet(&head), table)
    })
}

fn head_rows(word: &Word) -> Vec<String> {
    let xml = word.xml(TEXT);
    let mut wrong = Vec::new();
    for (name, table) in tables(xml.root_element()) {
        let heads: Vec<bool> = children(table, "tr")
            .map(|row| child(row, "trPr").and_then(|it| switch(it, "tblHeader")).unwrap_or(false))
            .collect();
        if heads.first() != Some(&true) || heads.iter().skip(1).any(|it| *it) {
            wrong.push(format!("the head row of the table »{name}« does not repeat, or others do"));
        }
    }
    wrong
}

fn head_cells(word: &Word) -> Vec<String> {
    let xml = word.xml(TEXT);
    let mut wrong = Vec::new();
    for (name, table) in tables(xml.root_element()) {
        let look = child(table, "tblPr").and_then(|it| child(it, "tblLook"));
        let says = |key: &str| look.and_then(|it| attribute(it, key));
        let bits = says("val").and_then(|it| u16::from_str_radix(it, 16).ok()).unwrap_or(0);
        if says("firstRow") != Some("1") || bits & 0x0020 == 0 {
            wrong.push(format!("the table »{name}« does not say that its first row is a head"));
        }
        let column = says("firstColumn");
        if column.is_none() || (column == Some("1")) != (bits & 0x0080 != 0) {
            wrong.push(format!("the table »{name}« does not say what its first column is"));
        }
        // Only words name a row where every cell of the first column is bold.
        let rows = children(table, "tr").skip(1);
        let bold = |row: Node<'_, '_>| {
            let cell = child(row, "tc").into_iter();
            let runs: Vec<bool> = cell
                .flat_map(|it| all(it, "r"))
                .filter(|it| all(*it, "t").next().is_some())
                .map(|run| {
                    child(run, "rPr").is_some_and(|it| {
                        switch(it, "b").unwrap_or(false) || value(it, "rStyle") == Some("Strong")
                    })
                })
                .collect();
            !runs.is_empty() && runs.iter().all(|it| *it)
        };
        let rows: Vec<bool> = rows.map(bold).collect();
        if !rows.is_empty() && rows.iter().all(|it| *it) && column != Some("1") {
            wrong
                .push(format!("the first column of the table »{name}« looks like heads and says it is none"));
        }
    }
    wrong
}

fn regular_tables(word: &Word) -> Vec<String> {
    let xml = word.xml(TEXT);
    let mut wrong = Vec::new();
    for (name, table) in tables(xml.root_element()) {
        let merged = ["gridSpan", "vMerge", "hMerge"].iter().any(|tag| all(table, tag).next().is_some());
        let columns = child(table, "tblGrid").map_or(0, |it| children(it, "gridCol").count());
        let even = children(table, "tr").all(|row| children(row, "tc").count() == columns);
        if merged || !even {
            wrong.push(format!("the table »{name}« has merged or missing cells"));
        }
        if around(table, "tbl").is_some() {
            wrong.push(format!("the table »{name}« stands in another"));
        }
    }
    wrong
}

fn captions(word: &Word) -> Vec<String> {
    let xml = word.xml(TEXT);
    let without = tables(xml.root_element()).filter(|(_, table)| {
        let caption = child(*table, "tblPr").and_then(|it| value(it, "tblCaption"));
        caption.is_none_or(|it| it.trim().is_empty())
    });
    without.map(|(name, _)| format!("the table »{name}« has no description")).collect()
}

fn pictures(word: &Word) -> Vec<String> {
    let mut wrong = Vec::new();
    for (part, xml) in word.stories() {
        for drawing in all(xml.root_element(), "drawing") {
            let text = all(drawing, "docPr").find_map(|it| attribute(it, "descr")).unwrap_or_default();
            if text.trim().is_empty() || file_name(text) {
                wrong.push(format!("{part}: a picture has the alternative text »{text}«"));
            }
            if child(drawing, "inline").is_none() {
                wrong.push(format!("{part}: a picture floats"));
            }
        }
        let old = all(xml.root_element(), "pict").count() + all(xml.root_element(), "txbxContent").count();
        if old > 0 {
            wrong.push(format!("{part}: {old} drawings of old kind or text boxes"));
        }
    }
    wrong
}

fn links(word: &Word) -> Vec<String> {
    let xml = word.xml(TEXT);
    let relations = word.xml("word/_rels/document.xml.rels");
    let marks: BTreeSet<&str> =
        all(xml.root_element(), "bookmarkStart").filter_map(|it| attribute(it, "name")).collect();
    let targets: BTreeSet<&str> =
        all(relations.root_element(), "Relationship").filter_map(|it| attribute(it, "Id")).collect();
    let mut wrong = Vec::new();
    for link in all(xml.root_element(), "hyperlink") {
        let text: String = all(link, "t").chain(all(link, "delText")).filter_map(|it| it.text()).collect();
        let leads = attribute(link, "anchor").map_or_else(
            || attribute(link, "id").is_some_and(|id| targets.contains(id)),
            |anchor| marks.contains(anchor),
        );
        if !leads {
            wrong.push(format!("the link »{}« leads nowhere", snippet(&text)));
        }
        if bare_link(&text) {
            wrong.push(format!("»{}« says not where the link leads", text.trim()));
        }
    }
    wrong
}

/// Runs with text, by part.
fn told(word: &Word, wrong: impl Fn(&Styles<'_>, Node<'_, '_>) -> Option<String>) -> Vec<String> {
    let styles = word.xml(STYLES);
    let mut found = Vec::new();
    for (part, xml) in word.stories() {
        // The nodes of both live as long as this loop.
        let styles = Styles::new(&styles);
        for run in all(xml.root_element(), "r") {
            let text: String = all(run, "t").chain(all(run, "delText")).filter_map(|it| it.text()).collect();
            if text.trim().is_empty() {
                continue;
            }
            found.extend(wrong(&styles, run).map(|why| format!("{part}: »{}« {why}", snippet(&text))));
        }
    }
    repeated(found)
}

fn visible(word: &Word) -> Vec<String> {
    told(word, |styles, run| {
        let look = styles.look(run);
        let (size, colour) = (look.size.unwrap_or(10.0), look.colour.unwrap_or_default());
        let hidden = look.hidden == Some(true) || size < READABLE || colour == styles.ground(run);
        hidden.then(|| format!("has {size} points and the colour {colour:?}"))
    })
}

fn contrasts(word: &Word) -> Vec<String> {
    told(word, |styles, run| {
        let ratio = contrast(styles.look(run).colour.unwrap_or_default(), styles.ground(run));
        (ratio < TEXT_CONTRAST).then(|| format!("has {ratio:.1} : 1"))
    })
}

/// What is coloured otherwise than its paragraph is also underlined or struck, or stands out by its brightness.
fn colours(word: &Word) -> Vec<String> {
    told(word, |styles, run| {
        let (look, paragraph) = (styles.look(run), styles.look_of_paragraph(run));
        let (own, other) = (look.colour.unwrap_or_default(), paragraph.colour.unwrap_or_default());
        let ratio = contrast(own, other);
        // The labels of the cover end in a colon: it sets them apart.
        let label = all(run, "t").filter_map(|it| it.text()).any(|it| it.trim_end().ends_with(':'));
        let otherwise = look.bold == Some(true) && paragraph.bold != Some(true) || label;
        let alone = own != other && ratio < LINK_CONTRAST && look.underlined != Some(true) && !otherwise;
        alone.then(|| format!("is set apart by {ratio:.1} : 1 alone"))
    })
}

fn prompts(word: &Word) -> Vec<String> {
    let mut wrong = Vec::new();
    let settings = word.xml(SETTINGS);
    let asking = [
        "updateFields",
        "attachedTemplate",
        "documentProtection",
        "writeProtection",
        "mailMerge",
        "trackRevisions",
        "formsDesign",
        "linkStyles",
    ];
    let present = asking.iter().filter(|name| child(settings.root_element(), name).is_some());
    wrong.extend(present.map(|name| format!("the settings have {name}")));
    for (part, xml) in word.stories() {
        let dirty = all(xml.root_element(), "fldChar").filter(|it| attribute(*it, "dirty").is_some()).count();
        if dirty > 0 {
            wrong.push(format!("{part}: {dirty} fields want to be updated"));
        }
        let fields: String = all(xml.root_element(), "instrText").filter_map(|it| it.text()).collect();
        let reaching = ["DDE", "INCLUDE", "LINK ", "ASK", "FILLIN", "MACROBUTTON", "DATABASE"];
        let reaching = reaching.iter().filter(|name| fields.replace("HYPERLINK", "").contains(*name));
        wrong.extend(reaching.map(|name| format!("{part}: there is a field {name}")));
        let forms = all(xml.root_element(), "sdt").count() + all(xml.root_element(), "object").count();
        if forms > 0 {
            wrong.push(format!("{part}: {forms} controls or objects"));
        }
    }
    for (name, bytes) in &word.parts {
        if ["vba", "activeX", "embeddings", "attachedToolbars"].iter().any(|it| name.contains(it)) {
            wrong.push(format!("there is a part {name}"));
        }
        if name.ends_with(".rels") {
            let xml = roxmltree::Document::parse(std::str::from_utf8(bytes).unwrap()).unwrap();
            let outside = all(xml.root_element(), "Relationship").filter(|it| {
                let link = attribute(*it, "Type").is_some_and(|it| it.ends_with("/hyperlink"));
                attribute(*it, "TargetMode") == Some("External") && !link
            });
            wrong.extend(outside.map(|it| format!("{name}: {:?} is fetched", attribute(it, "Target"))));
        }
    }
    let types = word.parts.get("[Content_Types].xml").map(|it| String::from_utf8_lossy(it).into_owned());
    if types.unwrap_or_default().contains("macroEnabled") {
        wrong.push("the file may hold macros".to_owned());
    }
    wrong
}

//! The points that a finished PDF must meet.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Object, ObjectId};

use super::content::Shown;
use super::tree::{Element, Kid, STANDARD, Tagged, is_standard};
use super::{
    LINK_CONTRAST, Point, TEXT_CONTRAST, bare_link, contrast, file_name, repeated, same, snippet,
    typed_bullet,
};

/// Header and footer stand within so many points from the upper and lower edge of the page; no text does.
const HEADER: f64 = 74.0;
const FOOTER: f64 = 54.0;
/// Below this size in points nobody can read.
const READABLE: f64 = 1.0;

/// Every point, in the order of the document.
pub(crate) const POINTS: &[Point<Tagged>] = &[
    Point { id: "pdf-getaggt", says: "Die Datei ist als getaggt gekennzeichnet", wrong: marked },
    Point {
        id: "pdf-titel",
        says: "Der Titel steht in den Eigenschaften und in den Metadaten und ist kein Dateiname",
        wrong: title,
    },
    Point {
        id: "pdf-titelzeile",
        says: "Das Fenster zeigt den Titel statt des Dateinamens",
        wrong: title_shown,
    },
    Point { id: "pdf-sprache", says: "Die Sprache des Dokuments ist Deutsch", wrong: language },
    Point {
        id: "pdf-inhalt-getaggt",
        says: "Jeder Text gehört zur Struktur oder ist als Artefakt gekennzeichnet",
        wrong: all_tagged,
    },
    Point {
        id: "pdf-tags",
        says: "Eigene Tags sind auf Tags der Norm abgebildet, keiner der Norm ist umgedeutet",
        wrong: roles,
    },
    Point {
        id: "pdf-ueberschriften",
        says: "Überschriften überspringen keine Ebene, und keine ist leer",
        wrong: headings,
    },
    Point {
        id: "pdf-lesezeichen",
        says: "Die Lesezeichen sind die Überschriften, in Text, Reihenfolge, Ebene und Seite",
        wrong: bookmarks,
    },
    Point {
        id: "pdf-inhaltsverzeichnis",
        says: "Jeder Eintrag des Inhaltsverzeichnisses führt auf die Seite seiner Überschrift und nennt sie",
        wrong: contents,
    },
    Point {
        id: "pdf-kopfzellen",
        says: "Jede Kopfzelle sagt, ob sie für die Spalte oder für die Zeile gilt",
        wrong: scopes,
    },
    Point {
        id: "pdf-tabellenkopf",
        says: "Jede Tabelle hat einen Kopf; er ist als solcher ausgezeichnet",
        wrong: table_heads,
    },
    Point {
        id: "pdf-tabellenform",
        says: "Jede Zeile einer Tabelle hat gleich viele Zellen",
        wrong: regular_tables,
    },
    Point {
        id: "pdf-listen",
        says: "Aufzählungen sind Listen mit Zeichen und Inhalt, kein Aufzählungszeichen ist nur getippt",
        wrong: lists,
    },
    Point { id: "pdf-bilder", says: "Jedes Bild hat einen Alternativtext", wrong: pictures },
    Point {
        id: "pdf-linktexte",
        says: "Jeder Link ist ausgezeichnet, beschrieben und hat einen aussagekräftigen Text",
        wrong: links,
    },
    Point {
        id: "pdf-leere-elemente",
        says: "Kein Element der Struktur ist leer, außer Zellen",
        wrong: empty,
    },
    Point { id: "pdf-seitenrand", says: "Kein Text liegt außerhalb der Seite", wrong: outside },
    Point {
        id: "pdf-kopf-fusszeile",
        says: "Kopf- und Fußzeile sind Artefakte und werden nicht vorgelesen",
        wrong: running,
    },
    Point {
        id: "pdf-sichtbar", says: "Kein Text ist unsichtbar, winzig oder weiß auf weiß", wrong: visible
    },
    Point {
        id: "pdf-kontrast",
        says: "Jeder Text hat einen Kontrast von mindestens 4,5 : 1",
        wrong: contrasts,
    },
    Point {
        id: "pdf-farbe",
        says: "Links unterscheiden sich nicht allein durch die Farbe vom übrigen Text",
        wrong: colours,
    },
    Point {
        id: "pdf-tabreihenfolge",
        says: "Die Tabulatortaste folgt auf jeder Seite der Struktur",
        wrong: tab_order,
    },
    Point {
        id: "pdf-reihenfolge",
        says: "Auf jeder Seite ist der Inhalt in der Reihenfolge der Struktur gezeichnet",
        wrong: drawn_in_order,
    },
    Point {
        id: "pdf-seitenzahlen",
        says: "Die Seitenzahl des Leseprogramms ist die gedruckte",
        wrong: page_labels,
    },
    Point {
        id: "pdf-offen",
        says: "Die Datei ist nicht verschlüsselt und führt beim Öffnen nichts aus",
        wrong: plain,
    },
];

fn marked(pdf: &Tagged) -> Vec<String> {
    let mut wrong = Vec::new();
    let flag = |key: &[u8]| pdf.below_catalog(&[b"MarkInfo", key]).and_then(|it| it.as_bool().ok());
    if flag(b"Marked") != Some(true) {
        wrong.push("MarkInfo/Marked is not true".to_owned());
    }
    if flag(b"Suspects") == Some(true) {
        wrong.push("MarkInfo/Suspects is true".to_owned());
    }
    if pdf.top.is_empty() {
        wrong.push("there is no structure".to_owned());
    }
    wrong
}

fn title(pdf: &Tagged) -> Vec<String> {
    let info = pdf.entry(&pdf.document.trailer, b"Info").and_then(|it| it.as_dict().ok());
    let info = info.and_then(|it| pdf.entry(it, b"Title")).and_then(|it| lopdf::decode_text_string(it).ok());
    let xmp = pdf.below_catalog(&[b"Metadata"]).and_then(|it| it.as_stream().ok());
    let xmp = xmp.and_then(|it| it.get_plain_content().ok()).unwrap_or_default();
    let xmp = String::from_utf8_lossy(&xmp);
    let xml = roxmltree::Document::parse(xmp.trim_matches(['\u{feff}', '\0'])).ok();
    let in_xmp = xml.as_ref().and_then(|xml| {
        let title = xml.descendants().find(|it| it.tag_name().name() == "title")?;
        Some(
            title
                .descendants()
                .filter(|it| it.is_text())
                .filter_map(|it| it.text())
                .map(str::trim)
                .collect::<String>(),
        )
    });
    let mut wrong = Vec::new();
    match (&info, &in_xmp) {
        (Some(one), Some(other)) if one == other => {}
        _ => wrong.push(format!("the properties say {info:?}, the metadata {in_xmp:?}")),
    }
    let title = info.unwrap_or_default();
    if title.trim().is_empty() || file_name(&title) {
        wrong.push(format!("»{title}« is no title"));
    }
    wrong
}

fn title_shown(pdf: &Tagged) -> Vec<String> {
    let shown = pdf.below_catalog(&[b"ViewerPreferences", b"DisplayDocTitle"]);
    match shown.and_then(|it| it.as_bool().ok()) {
        Some(true) => Vec::new(),
        other => vec![format!("DisplayDocTitle is {other:?}")],
    }
}

fn language(pdf: &Tagged) -> Vec<String> {
    let says = |it: &Object| lopdf::decode_text_string(it).unwrap_or_default();
    let language = pdf.below_catalog(&[b"Lang"]).map(says).unwrap_or_default();
    let mut wrong = Vec::new();
    if language != "de-DE" && language != "de" {
        wrong.push(format!("the language of the document is »{language}«"));
    }
    for element in pdf.elements() {
        if let Some(own) = pdf.entry(&element.entries, b"Lang").map(says).filter(|own| !own.starts_with("de"))
        {
            wrong.push(format!("{} »{}« is in »{own}«", element.tag, snippet(&pdf.text(element))));
        }
    }
    wrong
}

/// Every marked content of a page that some element holds.
fn owned(pdf: &Tagged) -> BTreeMap<(usize, i64), &Element> {
    let mut owned = BTreeMap::new();
    for element in pdf.elements() {
        for kid in &element.kids {
            if let Kid::Content(page, number) = kid {
                owned.insert((*page, *number), element);
            }
        }
    }
    owned
}

/// Every piece of text with the number of its page, from 0.
fn shown(pdf: &Tagged) -> impl Iterator<Item = (usize, &Shown)> {
    pdf.pages.iter().enumerate().flat_map(|(number, page)| page.shown.iter().map(move |it| (number, it)))
}

fn at(page: usize, text: &str) -> String {
    format!("page {}: »{}«", page + 1, snippet(text))
}

fn all_tagged(pdf: &Tagged) -> Vec<String> {
    let owned = owned(pdf);
    let alone = shown(pdf).filter(|(page, it)| {
        let tagged = it.marked.is_some_and(|number| owned.contains_key(&(*page, number)));
        !it.text.trim().is_empty() && tagged == it.artifact
    });
    alone
        .map(|(page, it)| format!("{} is neither tagged nor an artifact, or both", at(page, &it.text)))
        .collect()
}

fn roles(pdf: &Tagged) -> Vec<String> {
    let own = pdf.roles.keys().filter(|tag| !is_standard(&pdf.role(tag)));
    let mut wrong: Vec<String> =
        own.map(|tag| format!("the tag {tag} ends at no tag of the standard")).collect();
    let standard = STANDARD.split_whitespace().filter(|tag| pdf.roles.contains_key(*tag));
    wrong.extend(standard.map(|tag| format!("the tag {tag} of the standard has another role")));
    let used: BTreeSet<&str> =
        pdf.elements().iter().map(|it| &*it.tag).filter(|tag| !is_standard(tag)).collect();
    wrong.extend(used.into_iter().map(|tag| format!("the tag {tag} is unknown")));
    wrong
}

fn headings(pdf: &Tagged) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut before = 0;
    for (level, heading) in pdf.headings() {
        let text = pdf.text(heading);
        if text.trim().is_empty() {
            wrong.push(format!("an H{level} is empty"));
        }
        if level > before + 1 {
            wrong.push(format!("»{}« of level {level} follows level {before}", snippet(&text)));
        }
        before = level;
    }
    if before == 0 {
        wrong.push("there is no heading".to_owned());
    }
    wrong
}

/// The headings but that of the contents: level, text, page from 0.
fn listed_headings(pdf: &Tagged) -> Vec<(usize, String, Option<usize>)> {
    let elements = pdf.elements();
    let contents = elements.iter().position(|it| it.tag == "TOC");
    let mut headings = Vec::new();
    for (at, element) in elements.into_iter().enumerate() {
        if Some(at) == contents {
            // What stands right before the contents is their own heading.
            headings.pop();
        }
        if let Some(level) = element.level() {
            headings.push((level, same(&pdf.text(element)), element.page()));
        }
    }
    headings
}

fn bookmarks(pdf: &Tagged) -> Vec<String> {
    let headings = listed_headings(pdf);
    let bookmarks: Vec<_> =
        pdf.bookmarks().into_iter().map(|it| (it.level, same(&it.title), it.page)).collect();
    let mut wrong: Vec<String> = Vec::new();
    for (number, pair) in headings.iter().zip(&bookmarks).enumerate() {
        if pair.0 != pair.1 {
            wrong.push(format!("bookmark {} is {:?}, the heading {:?}", number + 1, pair.1, pair.0));
        }
    }
    // What keeps words on one line of a page is nothing in a name.
    let odd = pdf.bookmarks().into_iter().filter(|it| it.title.contains(['\u{a0}', '\u{200b}', '\u{2060}']));
    wrong.extend(odd.map(|it| format!("the bookmark {:?} has signs that no one sees", it.title)));
    if headings.len() != bookmarks.len() || headings.is_empty() {
        wrong.push(format!("{} headings have {} bookmarks", headings.len(), bookmarks.len()));
    }
    wrong
}

fn annotation<'p>(pdf: &'p Tagged, id: &ObjectId) -> &'p lopdf::Dictionary {
    pdf.document.get_dictionary(*id).unwrap()
}

fn contents(pdf: &Tagged) -> Vec<String> {
    let headings = listed_headings(pdf);
    let entries = pdf.tagged("TOCI");
    let mut wrong = Vec::new();
    for (entry, (_, heading, page)) in entries.iter().zip(&headings) {
        let text = same(&pdf.text(entry));
        let number = page.map_or_else(String::new, |page| (page + 1).to_string());
        if text != format!("{heading}{number}") {
            wrong.push(format!("the entry »{}« is not »{heading}« on page {number}", snippet(&text)));
        }
        let links = entry.annotations();
        if links.is_empty() {
            wrong.push(format!("the entry »{}« is no link", snippet(&text)));
        }
        let away = links.iter().filter(|id| pdf.target(annotation(pdf, id)) != *page);
        wrong.extend(away.map(|_| format!("the entry »{}« leads elsewhere", snippet(&text))));
    }
    if entries.len() != headings.len() || entries.is_empty() {
        wrong.push(format!("{} headings have {} entries", headings.len(), entries.len()));
    }
    wrong
}

fn scopes(pdf: &Tagged) -> Vec<String> {
    let heads = pdf.tagged("TH").into_iter();
    let without = heads.filter(|it| {
        let scope = it.attribute("Scope");
        !matches!(scope.as_deref(), Some("Row" | "Column" | "Both"))
    });
    without
        .map(|it| format!("TH »{}« has the scope {:?}", snippet(&pdf.text(it)), it.attribute("Scope")))
        .collect()
}

fn rows(table: &Element) -> Vec<&Element> {
    let parts = table.elements().flat_map(|it| match &*it.tag {
        "TR" => vec![it],
        _ => it.elements().filter(|it| it.tag == "TR").collect(),
    });
    parts.collect()
}

/// A head row stands in a THead. Typst has none for a table whose rows have heads too; there the scope of each
/// cell says it, which PDF/UA-1 asks for (7.5), and a THead it does not.
fn table_heads(pdf: &Tagged) -> Vec<String> {
    let mut wrong = Vec::new();
    for table in pdf.tagged("Table") {
        let rows = rows(table);
        let name = rows.first().map(|it| pdf.text(it)).unwrap_or_default();
        let head = rows.first().is_some_and(|row| row.elements().all(|cell| cell.tag == "TH"));
        if !head {
            wrong.push(format!("the table »{}« has no head row", snippet(&name)));
        }
        let rows_have_heads =
            rows.iter().skip(1).all(|row| row.elements().next().is_some_and(|it| it.tag == "TH"));
        let grouped = table.elements().any(|it| it.tag == "THead");
        if !grouped && !rows_have_heads {
            wrong.push(format!("the head row of the table »{}« is in no THead", snippet(&name)));
        }
    }
    wrong
}

fn regular_tables(pdf: &Tagged) -> Vec<String> {
    let mut wrong = Vec::new();
    for table in pdf.tagged("Table") {
        let widths: BTreeSet<usize> = rows(table)
            .iter()
            .map(|row| {
                let span = |cell: &Element| match cell.attributes.get("ColSpan") {
                    Some(Object::Integer(span)) => usize::try_from(*span).unwrap(),
                    _ => 1,
                };
                row.elements().map(span).sum()
            })
            .collect();
        if widths.len() != 1 || widths.contains(&0) {
            let text = pdf.text(table);
            wrong.push(format!("the rows of the table »{}« have {widths:?} cells", snippet(&text)));
        }
        let tall = table.all().into_iter().filter(|it| it.attributes.contains_key("RowSpan"));
        wrong.extend(tall.map(|it| format!("the cell »{}« runs over rows", snippet(&pdf.text(it)))));
    }
    wrong
}

fn lists(pdf: &Tagged) -> Vec<String> {
    let mut wrong = Vec::new();
    for list in pdf.tagged("L") {
        let other = list.elements().filter(|it| !matches!(&*it.tag, "LI" | "L" | "Caption"));
        wrong.extend(other.map(|it| format!("a list holds {} »{}«", it.tag, snippet(&pdf.text(it)))));
    }
    for item in pdf.tagged("LI") {
        let tags: Vec<&str> = item.elements().map(|it| &*it.tag).collect();
        if tags != ["Lbl", "LBody"] {
            wrong.push(format!("the item »{}« holds {tags:?}", snippet(&pdf.text(item))));
        }
    }
    let typed = pdf.tagged("P").into_iter().map(|it| pdf.text(it)).filter(|it| typed_bullet(it));
    wrong.extend(typed.map(|it| format!("»{}« begins with a typed bullet", snippet(&it))));
    wrong
}

fn pictures(pdf: &Tagged) -> Vec<String> {
    let owned = owned(pdf);
    let mut wrong = Vec::new();
    for figure in pdf.tagged("Figure") {
        let text = pdf.entry(&figure.entries, b"Alt").and_then(|it| lopdf::decode_text_string(it).ok());
        let text = text.unwrap_or_default();
        if text.trim().is_empty() || file_name(&text) {
            wrong.push(format!("a picture has the alternative text »{text}«"));
        }
    }
    for (number, page) in pdf.pages.iter().enumerate() {
        let outside =
            page.pictures.iter().filter(|it| owned.get(&(number, **it)).is_none_or(|it| it.tag != "Figure"));
        wrong.extend(outside.map(|_| format!("page {}: a picture is no Figure", number + 1)));
    }
    wrong
}

fn links(pdf: &Tagged) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut tagged = BTreeSet::new();
    for link in pdf.tagged("Link") {
        let text = pdf.text(link);
        let annotations = link.annotations();
        if annotations.is_empty() {
            wrong.push(format!("the link »{}« leads nowhere", snippet(&text)));
        }
        if bare_link(&text) {
            wrong.push(format!("»{}« says not where the link leads", text.trim()));
        }
        for id in annotations {
            let contents = annotation(pdf, &id).get(b"Contents").ok();
            let contents = contents.and_then(|it| lopdf::decode_text_string(it).ok()).unwrap_or_default();
            if contents.trim().is_empty() {
                wrong.push(format!("the link »{}« has no description", snippet(&text)));
            }
            tagged.insert(id);
        }
    }
    for (number, page) in pdf.pages.iter().enumerate() {
        let dictionary = pdf.document.get_dictionary(page.id).unwrap();
        let all =
            pdf.entry(dictionary, b"Annots").and_then(|it| it.as_array().ok()).cloned().unwrap_or_default();
        let alone = all.iter().filter(|it| !it.as_reference().is_ok_and(|id| tagged.contains(&id)));
        wrong.extend(alone.map(|_| format!("page {}: an annotation is in no Link", number + 1)));
    }
    wrong
}

/// An empty cell is an answer: the table would lack it otherwise.
fn empty(pdf: &Tagged) -> Vec<String> {
    let holds = |element: &Element| {
        element.all().iter().flat_map(|it| &it.kids).any(|kid| match kid {
            Kid::Content(page, number) => {
                let page = &pdf.pages[*page];
                page.pictures.contains(number)
                    || page.marked.get(number).is_some_and(|it| !it.trim().is_empty())
            }
            _ => false,
        })
    };
    let empty = pdf.elements().into_iter().filter(|it| !matches!(&*it.tag, "TD" | "TH") && !holds(it));
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for element in empty {
        *counted
            .entry(format!("{} on page {:?}", element.tag, element.page().map(|it| it + 1)))
            .or_default() += 1;
    }
    counted.into_iter().map(|(what, count)| format!("{count} × {what} is empty")).collect()
}

fn outside(pdf: &Tagged) -> Vec<String> {
    let beyond = shown(pdf).filter(|(number, it)| {
        let [left, bottom, right, top] = pdf.pages[*number].edges;
        !it.text.trim().is_empty()
            && (it.left < left || it.right > right || it.base < bottom || it.base + it.size > top)
    });
    beyond.map(|(page, it)| format!("{} lies outside", at(page, &it.text))).collect()
}

fn running(pdf: &Tagged) -> Vec<String> {
    let mut wrong = Vec::new();
    for (number, page) in pdf.pages.iter().enumerate().skip(1) {
        let in_margin = |it: &&Shown| it.base > page.edges[3] - HEADER || it.base < page.edges[1] + FOOTER;
        let tagged = page.shown.iter().filter(in_margin);
        let tagged = tagged.filter(|it| it.marked.is_some() && !it.artifact && !it.text.trim().is_empty());
        wrong.extend(tagged.map(|it| format!("{} is read aloud", at(number, &it.text))));
        let text: String = page.shown.iter().filter(in_margin).map(|it| &*it.text).collect();
        let expected = same(&format!("Seite {} von {}", number + 1, pdf.pages.len()));
        if !same(&text).contains(&expected) {
            wrong.push(format!("page {}: the footer does not say the page", number + 1));
        }
    }
    wrong
}

fn visible(pdf: &Tagged) -> Vec<String> {
    let hidden = shown(pdf).filter(|(_, it)| {
        let unseen = it.mode == 3 || it.mode == 7 || it.size < READABLE || it.colour == it.behind;
        !it.text.trim().is_empty() && unseen
    });
    let told = hidden.map(|(page, it)| {
        format!(
            "{} has {:.2} points, the colour {:?}, the mode {}",
            at(page, &it.text),
            it.size,
            it.colour,
            it.mode
        )
    });
    repeated(told.collect())
}

fn contrasts(pdf: &Tagged) -> Vec<String> {
    let low = shown(pdf).filter_map(|(page, it)| {
        let ratio = contrast(it.colour, it.behind);
        // What is as its ground is another point.
        let seen = !it.text.trim().is_empty() && it.colour != it.behind;
        (seen && ratio < TEXT_CONTRAST).then(|| format!("{}: {ratio:.1} : 1", at(page, &it.text)))
    });
    repeated(low.collect())
}

fn colours(pdf: &Tagged) -> Vec<String> {
    let owned = owned(pdf);
    let links: Vec<*const Element> =
        pdf.tagged("Link").into_iter().flat_map(Element::all).map(std::ptr::from_ref).collect();
    let low = shown(pdf).filter_map(|(page, it)| {
        let element = owned.get(&(page, it.marked?))?;
        let ratio = contrast(it.colour, [0.0; 3]);
        let told = links.contains(&std::ptr::from_ref(*element)) && it.colour != [0.0; 3];
        (told && ratio < LINK_CONTRAST)
            .then(|| format!("{}: {ratio:.1} : 1 to the text around", at(page, &it.text)))
    });
    repeated(low.collect())
}

fn tab_order(pdf: &Tagged) -> Vec<String> {
    let without = pdf.pages.iter().enumerate().filter(|(_, page)| {
        let page = pdf.document.get_dictionary(page.id).unwrap();
        !page.get(b"Tabs").is_ok_and(|it| it.as_name().is_ok_and(|it| it == b"S"))
    });
    without.map(|(number, _)| format!("page {} has another order", number + 1)).collect()
}

fn drawn_in_order(pdf: &Tagged) -> Vec<String> {
    let mut of_structure: Vec<Vec<i64>> = vec![Vec::new(); pdf.pages.len()];
    pdf.top.iter().for_each(|element| gather(element, &mut of_structure));
    let mut wrong = Vec::new();
    for (number, (page, structure)) in pdf.pages.iter().zip(&of_structure).enumerate() {
        let mut drawn: Vec<i64> = page.shown.iter().filter_map(|it| it.marked).collect();
        drawn.dedup();
        let structure: Vec<i64> = structure.iter().copied().filter(|it| drawn.contains(it)).collect();
        if drawn != structure {
            wrong.push(format!("page {}: drawn {drawn:?}, in the structure {structure:?}", number + 1));
        }
    }
    wrong
}

/// The marked contents of an element and of those in it, by page.
fn gather(element: &Element, pages: &mut [Vec<i64>]) {
    for kid in &element.kids {
        match kid {
            Kid::Element(it) => gather(it, pages),
            Kid::Content(page, number) => pages[*page].push(*number),
            Kid::Object(_) => {}
        }
    }
}

/// Without labels, pages are counted from 1, as they are printed.
fn page_labels(pdf: &Tagged) -> Vec<String> {
    let Some(labels) = pdf.below_catalog(&[b"PageLabels", b"Nums"]) else { return Vec::new() };
    let labels = labels.as_array().unwrap();
    let mut wrong = Vec::new();
    for pair in labels.chunks(2) {
        let from = pair[0].as_i64().unwrap();
        let label = pdf.document.dereference(&pair[1]).unwrap().1.as_dict().unwrap();
        let style = label.get(b"S").and_then(Object::as_name).unwrap_or_default().to_vec();
        let first = label.get(b"St").and_then(Object::as_i64).unwrap_or(1);
        if style != b"D" || label.has(b"P") || first != from + 1 {
            wrong.push(format!("page {} is labelled otherwise: {label:?}", from + 1));
        }
    }
    wrong
}

fn plain(pdf: &Tagged) -> Vec<String> {
    let mut wrong = Vec::new();
    if pdf.document.trailer.has(b"Encrypt") {
        wrong.push("the file is encrypted".to_owned());
    }
    let catalog = pdf.document.catalog().unwrap();
    let entries = [b"OpenAction".as_slice(), b"AA", b"AcroForm", b"NeedsRendering", b"OCProperties"];
    wrong.extend(
        entries
            .iter()
            .filter(|key| catalog.has(key))
            .map(|key| format!("the catalog has {}", String::from_utf8_lossy(key))),
    );
    let acts = |it: &&Object| {
        it.as_dict().is_ok_and(|it| {
            it.get(b"S").is_ok_and(|it| matches!(it.as_name(), Ok(b"JavaScript" | b"Launch")))
        })
    };
    wrong.extend(pdf.document.objects.values().filter(acts).map(|_| "something is carried out".to_owned()));
    wrong
}

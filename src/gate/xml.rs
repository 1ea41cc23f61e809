//! A small reader of XML that leaves nothing out: elements, attributes, text, comments, instructions.

use std::borrow::Cow;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::hits::Unreadable;

const DEPTH: usize = 200;

/// What stands in a part, in its order. Names are without their prefixes.
pub(super) enum Node<'a> {
    /// An element begins.
    Start {
        /// Its name.
        name: &'a str,
        /// Names and values of its attributes.
        attributes: &'a [Attribute<'a>],
    },
    /// An element ends.
    End(&'a str),
    /// Characters.
    Text(&'a str),
    /// A comment or processing instruction.
    Aside(&'a str),
}

/// Name and value of an attribute.
pub(super) type Attribute<'a> = (&'a str, Cow<'a, str>);

/// Visits everything in a part. It must be UTF-8, well-formed to its last byte and without entities of
/// its own.
pub(super) fn read(part: &[u8], mut visit: impl FnMut(Node<'_>)) -> Result<(), Unreadable> {
    let text = std::str::from_utf8(part).map_err(|_| "ein Bestandteil ist kein Text")?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0;
    loop {
        match reader.read_event().map_err(|_| MALFORMED)? {
            Event::Start(start) => {
                depth += 1;
                if depth > DEPTH {
                    return Err("ein Bestandteil ist zu tief verschachtelt".into());
                }
                let attributes = attributes(&start)?;
                visit(Node::Start { name: local(start.name().into_inner()), attributes: &attributes });
            }
            Event::End(end) => {
                depth -= 1;
                visit(Node::End(local(end.name().into_inner())));
            }
            Event::Text(text) => visit(Node::Text(&text.xml10_content())),
            Event::CData(text) => visit(Node::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|_| MALFORMED)?;
                let named = || resolve_xml_entity(&reference).map(str::to_owned);
                visit(Node::Text(&character.map(String::from).or_else(named).ok_or(MALFORMED)?));
            }
            Event::Comment(comment) => visit(Node::Aside(&comment.xml10_content())),
            Event::PI(instruction) => visit(Node::Aside(&instruction)),
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().transpose().map_err(|_| MALFORMED)?;
                if encoding.is_some_and(|name| !name.eq_ignore_ascii_case("utf-8")) {
                    return Err("ein Bestandteil ist kein Text".into());
                }
                visit(Node::Aside(&declaration));
            }
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof | Event::DocType(_) | Event::Empty(_) => return Err(MALFORMED.into()),
        }
    }
}

const MALFORMED: &str = "ein Bestandteil enthält fehlerhaftes XML";

fn attributes<'a>(start: &'a BytesStart<'_>) -> Result<Vec<Attribute<'a>>, Unreadable> {
    let mut read = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| MALFORMED)?;
        let name = local(attribute.key.into_inner());
        let value = match attribute.value {
            // Nothing in it is to be undone: no references, no ends of lines.
            Cow::Borrowed(value) if !value.contains(['&', '\t', '\n', '\r']) => Cow::Borrowed(value),
            _ => Cow::Owned(
                attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| MALFORMED)?.into_owned(),
            ),
        };
        read.push((name, value));
    }
    Ok(read)
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

//! Reads a PDF back: every object of it, everything its pages show, and proof that it has nothing else.
//!
//! No library is asked: those at hand (hayro-syntax, lopdf) are made to show damaged files. They follow the
//! table of objects, pass over objects and filters they do not know, mend what does not fit, and unpack
//! without limit. Here each of these is a reason to refuse the file. The syntax is small, and of it only
//! what the program itself writes is let through.

mod content;
mod file;
mod font;
mod lex;
mod matrix;
mod object;
mod packed;
mod strings;
mod structure;
mod table;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use super::hits::{FileKind, Hits, Unreadable};
use super::place::{Flow, Place};
use super::story::Story;
use super::{Secrets, bytes, picture};
use crate::diag::Error;
use content::{Read, Reader, Spot};
use file::File;
use object::Object;
use strings::Strings;
use value::{DAMAGED, Value};

/// Makes sure that a finished PDF holds nothing of `secrets`.
///
/// # Errors
/// [`crate::diag::ErrorKind::Withheld`] where it does, with what was found and where;
/// [`crate::diag::ErrorKind::Unproven`] where it has something that is not known or cannot be read.
pub fn pdf(bytes: &[u8], secrets: &Secrets) -> Result<(), Error> {
    if secrets.is_empty() {
        return Ok(());
    }
    let mut hits = Hits::default();
    search(bytes, secrets, &mut hits).map_err(|why| why.told(FileKind::Pdf))?;
    hits.told(FileKind::Pdf)
}

fn search(bytes: &[u8], secrets: &Secrets, hits: &mut Hits) -> Result<(), Unreadable> {
    let mut unpacked = Vec::new();
    let file = File::read(bytes, &mut unpacked)?;
    let roles = roles(&file);
    let streams = roles.iter().filter_map(|(number, roles)| {
        let object = file.objects.get(number)?;
        Some((*number, object, StreamUse::of(object, roles)))
    });
    let streams: Vec<_> = streams.collect();
    let (unseen, pages) = rayon::join(|| search_unseen(&file, &streams, secrets), || read_pages(&file));
    hits.append(unseen?);
    let (seen, pages) = pages?;
    let mut reader = Reader::new(&file);
    reader.done = seen;
    for (number, object, of) in streams {
        if !reader.done.streams.contains(&number) {
            read_drawing(number, object, of, &mut reader)?;
        }
    }
    let texts = &reader.done.texts;
    let ordered = structure::ordered(&file, &texts.marked, &pages)?;
    let ordered = [&ordered.seen, &ordered.spoken, &ordered.accepted, &ordered.rejected];
    let flows: Vec<&Flow> = [&texts.shown, &texts.spoken].into_iter().chain(ordered).collect();
    let found = flows.into_par_iter().map(|flow| {
        let mut hits = Hits::default();
        secrets.search(flow, &mut hits);
        hits
    });
    found.collect::<Vec<_>>().into_iter().for_each(|found| hits.append(found));
    texts.strings.search(secrets, hits);
    Ok(())
}

/// The object numbers of the pages with their numbers from 1.
type PageNumbers = BTreeMap<u32, usize>;

/// Reads what the pages show, on as many threads as there are.
fn read_pages(file: &File<'_>) -> Result<(Read, PageNumbers), Unreadable> {
    let catalog = file.get(&file.trailer, b"Root").ok_or(DAMAGED)?;
    let mut tree = Tree { file, pages: Vec::new(), seen: BTreeSet::new() };
    tree.walk(catalog.get(b"Pages").ok_or(DAMAGED)?, &[])?;
    let pages: Vec<(usize, Page<'_>)> = (1..).zip(tree.pages).collect();
    let some = pages.len().div_ceil(rayon::current_num_threads()).max(1);
    let read = pages.par_chunks(some).map(|pages| {
        let mut reader = Reader::new(file);
        pages.iter().try_for_each(|(number, page)| read_page(*number, page, &mut reader))?;
        Ok(reader.done)
    });
    let mut all = Read::default();
    for part in read.collect::<Result<Vec<Read>, Unreadable>>()? {
        all.append(part);
    }
    Ok((all, pages.iter().map(|(number, page)| (page.object, *number)).collect()))
}

fn read_page<'f>(number: usize, page: &Page<'f>, reader: &mut Reader<'f>) -> Result<(), Unreadable> {
    let file = reader.file;
    let contents = page
        .value
        .get(b"Contents")
        .map(|contents| file.resolve(contents).filter(is_array).unwrap_or(contents));
    let mut all = Vec::new();
    for part in contents.map(Value::items).unwrap_or_default() {
        let Value::Reference(part) = part else { return Err(DAMAGED.into()) };
        all.extend(file.objects.get(part).ok_or(DAMAGED)?.data()?);
        all.push(b'\n');
        reader.done.streams.insert(*part);
    }
    reader.read(&all, Spot::new(Some((page.object, number)), &page.resources))
}

fn is_array(value: &&Value<'_>) -> bool {
    matches!(value, Value::Array(_))
}

/// The tree of pages.
struct Tree<'f> {
    file: &'f File<'f>,
    pages: Vec<Page<'f>>,
    seen: BTreeSet<u32>,
}

/// A page: its object's number, its dictionary, its resources, the nearest first.
struct Page<'f> {
    object: u32,
    value: &'f Value<'f>,
    resources: Vec<&'f Value<'f>>,
}

impl<'f> Tree<'f> {
    fn walk(&mut self, node: &'f Value<'f>, inherited: &[&'f Value<'f>]) -> Result<(), Unreadable> {
        const DEPTH: usize = 50;
        let Value::Reference(number) = node else { return Err(DAMAGED.into()) };
        let value = self.file.resolve(node).ok_or(DAMAGED)?;
        if !self.seen.insert(*number) || inherited.len() > DEPTH {
            return Err(DAMAGED.into());
        }
        let own = self.file.get(value, b"Resources");
        let resources: Vec<_> = own.into_iter().chain(inherited.iter().copied()).collect();
        match self.file.get(value, b"Kids") {
            Some(Value::Array(kids)) => kids.iter().try_for_each(|kid| self.walk(kid, &resources)),
            Some(_) => Err(DAMAGED.into()),
            None => {
                self.pages.push(Page { object: *number, value, resources });
                Ok(())
            }
        }
    }
}

/// What each stream is to the objects that refer to it: the key or, in an array, the name before it.
type Roles<'f> = BTreeMap<u32, Vec<&'f [u8]>>;

fn roles<'f>(file: &'f File<'f>) -> Roles<'f> {
    fn collect<'f>(value: &'f Value<'f>, role: &'f [u8], roles: &mut Roles<'f>) {
        match value {
            Value::Reference(number) => {
                if let Some(roles) = roles.get_mut(number) {
                    roles.push(role);
                }
            }
            Value::Array(items) => {
                let mut role = role;
                for item in items {
                    role = item.name().unwrap_or(role);
                    collect(item, role, roles);
                }
            }
            Value::Dict(entries) => entries.iter().for_each(|(key, value)| collect(value, key, roles)),
            Value::Name(_) | Value::String(_) | Value::Number(_) | Value::Word => {}
        }
    }
    let streams = file.objects.iter().filter(|(_, object)| object.stream.is_some());
    let mut roles: Roles<'f> = streams.map(|(number, _)| (*number, Vec::new())).collect();
    for object in file.objects.values() {
        collect(&object.value, b"", &mut roles);
    }
    roles
}

/// Roles of streams that hold no text of the paper, but may say something of themselves.
const TECHNICAL: &[&[u8]] = &[
    b"FontFile",
    b"FontFile2",
    b"FontFile3",
    b"CIDSet",
    b"CIDToGIDMap",
    b"ToUnicode",
    b"ICCBased",
    b"DestOutputProfile",
];

/// What a stream is for.
#[derive(Clone, Copy, Debug)]
enum StreamUse {
    Metadata,
    Image,
    /// Something that is drawn: text, or what a stamp would be.
    Form,
    Attachment,
    Technical,
    /// Nobody knows, unless a page shows it.
    Unknown,
}

impl StreamUse {
    fn of(object: &Object<'_>, roles: &[&[u8]]) -> Self {
        match (object.value.name_of(b"Type"), object.value.name_of(b"Subtype")) {
            (Some(b"Metadata"), _) => Self::Metadata,
            (_, Some(b"Image")) => Self::Image,
            (_, Some(b"Form")) => Self::Form,
            (Some(b"EmbeddedFile"), _) => Self::Attachment,
            _ if object.value.get(b"FunctionType").is_some() => Self::Technical,
            _ if roles.iter().any(|role| TECHNICAL.contains(role)) => Self::Technical,
            _ => Self::Unknown,
        }
    }
}

/// Looks into everything that is not drawn: the strings and names of which objects consist, and streams.
fn search_unseen(
    file: &File<'_>,
    streams: &[(u32, &Object<'_>, StreamUse)],
    secrets: &Secrets,
) -> Result<Hits, Unreadable> {
    let mut hits = Hits::default();
    let mut strings = Strings::default();
    strings.take(&file.trailer);
    file.comments.iter().for_each(|comment| strings.add(Place::Structure, comment));
    file.objects.values().for_each(|object| strings.take(&object.value));
    strings.search(secrets, &mut hits);
    for (_, object, of) in streams {
        search_stream(object, *of, secrets, &mut hits)?;
    }
    Ok(hits)
}

fn search_stream(
    object: &Object<'_>,
    of: StreamUse,
    secrets: &Secrets,
    hits: &mut Hits,
) -> Result<(), Unreadable> {
    match of {
        StreamUse::Metadata => Story::read(&object.data()?, Place::Properties)?.search(secrets, hits),
        StreamUse::Image => match object.filters().as_slice() {
            [b"DCTDecode"] => picture::search(object.stream.unwrap_or_default(), secrets, hits)?,
            [b"FlateDecode"] | [] => {}
            _ => return Err("ein Bild ist auf unbekannte Weise gepackt".into()),
        },
        StreamUse::Attachment => {
            let data = object.data()?;
            let text = std::str::from_utf8(&data).map_err(|_| "ein Anhang ist kein Text")?;
            secrets.search(&Flow::of(Place::Attachment, text), hits);
        }
        StreamUse::Technical => bytes::search(&object.data()?, Place::Structure, secrets, hits),
        StreamUse::Form | StreamUse::Unknown => {}
    }
    Ok(())
}

/// Reads a drawing that no page shows.
fn read_drawing<'f>(
    number: u32,
    object: &'f Object<'f>,
    of: StreamUse,
    reader: &mut Reader<'f>,
) -> Result<(), Unreadable> {
    match of {
        StreamUse::Form => {
            reader.done.streams.insert(number);
            let resources: Vec<_> = reader.file.get(&object.value, b"Resources").into_iter().collect();
            reader.read(&object.data()?, Spot::new(None, &resources))
        }
        StreamUse::Unknown => Err("ein Datenstrom ist nicht bekannt".into()),
        _ => Ok(()),
    }
}

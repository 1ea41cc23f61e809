//! The words in a picture file: nothing of what it shows, everything that is said of it.

use super::Secrets;
use super::bytes;
use super::hits::{Hits, Unreadable};
use super::inflate::inflate;
use super::place::Place;

/// Bytes that compressed words may have.
const SIZE: usize = 4 << 20;
const DAMAGED: &str = "ein Bild lässt sich nicht lesen";

/// Looks for `secrets` in a PNG or JPEG file.
pub(super) fn search(file: &[u8], secrets: &Secrets, hits: &mut Hits) -> Result<(), Unreadable> {
    let said = if file.starts_with(PNG) { png(file) } else { jpeg(file) };
    for said in said.ok_or(DAMAGED)? {
        bytes::search(&said, Place::Picture, secrets, hits);
    }
    Ok(())
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Chunks that hold nothing but numbers.
const NUMBERS: &[&[u8]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"sBIT", b"bKGD",
    b"hIST", b"tIME", b"cICP", b"mDCv", b"cLLi", b"acTL", b"fcTL", b"fdAT",
];

/// What the chunks of a PNG file say (PNG 3rd edition, 11.3); none where one is not known or the file
/// is damaged.
fn png(file: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut rest = file.strip_prefix(PNG)?;
    let mut said = Vec::new();
    loop {
        let length = usize::try_from(u32::from_be_bytes(rest.get(..4)?.try_into().ok()?)).ok()?;
        let name = rest.get(4..8)?;
        let data = rest.get(8..length.checked_add(8)?)?;
        rest = rest.get(length.checked_add(12)?..)?;
        match name {
            b"IEND" if data.is_empty() => return rest.is_empty().then_some(said),
            b"tEXt" | b"eXIf" | b"sPLT" => said.push(data.to_vec()),
            b"zTXt" | b"iCCP" | b"iTXt" => said.extend(packed(name, data)?),
            name if NUMBERS.contains(&name) => {}
            _ => return None,
        }
    }
}

/// A chunk whose text may be packed.
fn packed(name: &[u8], data: &[u8]) -> Option<Vec<Vec<u8>>> {
    let end = data.iter().position(|byte| *byte == 0)?;
    let (keyword, rest) = data.split_at(end);
    let rest = rest.get(1..)?;
    let (head, text) = match name {
        b"iTXt" => {
            let (flag, rest) = (rest.first()?, rest.get(2..)?);
            let language = rest.iter().position(|byte| *byte == 0)? + 1;
            let translated = language + rest.get(language..)?.iter().position(|byte| *byte == 0)? + 1;
            let (head, text) = rest.split_at(translated);
            (head, if *flag == 0 { text.to_vec() } else { inflate(text, true, SIZE)? })
        }
        _ => (&[][..], inflate(rest.get(1..)?, true, SIZE)?),
    };
    Some(vec![keyword.to_vec(), head.to_vec(), text])
}

/// What the segments of a JPEG file say (ITU T.81, B.1.1); none where the file is damaged.
fn jpeg(file: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut rest = file.strip_prefix(b"\xff\xd8")?;
    let mut said = Vec::new();
    loop {
        let (start, marker) = (*rest.first()?, *rest.get(1)?);
        match (start, marker) {
            (0xff, 0xff) => rest = rest.get(1..)?,
            (0xff, 0xd9) => return (rest.len() == 2).then_some(said),
            (0xff, 0x01 | 0xd0..=0xd7) => rest = rest.get(2..)?,
            (0xff, 0xc0..=0xfe) => {
                let length = usize::from(u16::from_be_bytes(rest.get(2..4)?.try_into().ok()?));
                let data = rest.get(4..length.checked_add(2)?)?;
                rest = rest.get(length + 2..)?;
                match marker {
                    0xe0..=0xef | 0xfe => said.push(data.to_vec()),
                    0xda => rest = behind_scan(rest)?,
                    _ => {}
                }
            }
            _ => return None,
        }
    }
}

/// What follows the packed points of a scan.
fn behind_scan(data: &[u8]) -> Option<&[u8]> {
    let ends = |pair: &[u8]| matches!(pair, [0xff, marker] if !matches!(marker, 0 | 0xd0..=0xd7 | 0xff));
    data.get(data.windows(2).position(ends)?..)
}

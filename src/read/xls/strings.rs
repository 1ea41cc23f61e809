//! The shared strings of an xls (MS-XLS 2.4.265 SST): how long they are and where fonts change.
//!
//! calamine decodes the text but forgets the runs; and a string is walked here first, so that
//! calamine meets none that ends outside the table.

use super::super::bytes::Bytes;
use crate::diag::Error;
use crate::limits;
use crate::ooxml::fault;

/// Records that continue the table, each of up to 8 kB.
const PARTS: usize = 20_000;

/// What is known of a string without decoding it.
#[derive(Debug, Default)]
pub(super) struct SharedString {
    /// The bytes that its text has at most, in UTF-8.
    pub(super) bytes: usize,
    /// Where the font changes, as in [`numbered`](super::numbered).
    pub(super) changes: Vec<(u16, u16)>,
}

/// Walks over the strings of the table, which begins with a header of its own.
pub(super) fn walk(parts: &[&[u8]]) -> Result<Vec<SharedString>, Error> {
    let size: usize = parts.iter().map(|part| part.len()).sum();
    if size > limits::XLS_TABLE || parts.len() > PARTS {
        return Err(fault::too_large(format_args!("Sie hat mehr als {} MB Text", limits::XLS_TABLE >> 20)));
    }
    let whole = parts.split_first().filter(|_| parts.iter().all(|part| !part.is_empty()));
    let (first, more) = whole.ok_or_else(|| fault::damaged("Ein Text ist unvollständig"))?;
    let mut table = Table { part: Bytes(first), more };
    table.part.take(8)?;
    let mut strings = Vec::new();
    while table.advance() {
        strings.push(table.string()?);
        limits::table(strings.len(), "verschiedene Texte")?;
    }
    Ok(strings)
}

struct Table<'a> {
    part: Bytes<'a>,
    more: &'a [&'a [u8]],
}

impl Table<'_> {
    /// Whether anything is left; goes on to the next part where this one is used up.
    fn advance(&mut self) -> bool {
        if self.part.0.is_empty()
            && let Some((next, more)) = self.more.split_first()
        {
            (self.part, self.more) = (Bytes(next), more);
        }
        !self.part.0.is_empty()
    }

    /// 2.5.293 XLUnicodeRichExtendedString.
    fn string(&mut self) -> Result<SharedString, Error> {
        let mut left = usize::from(self.part.u16()?);
        let mut flags = self.part.u8()?;
        let runs = if flags & 0x08 != 0 { self.part.u16()? } else { 0 };
        let extra = if flags & 0x04 != 0 { self.part.u32()? } else { 0 };
        let bytes = left * 3;
        loop {
            let width = if flags & 1 != 0 { 2 } else { 1 };
            let here = left.min(self.part.0.len() / width);
            self.part.take(here * width)?;
            left -= here;
            if left == 0 {
                break;
            }
            // In the next part the characters may be wider or narrower.
            self.part.0 = &[];
            self.advance();
            flags = self.part.u8()?;
        }
        let mut changes = Vec::new();
        for _ in 0..runs {
            changes.push((self.u16()?, self.u16()?));
        }
        let mut extra = extra as usize;
        while extra > 0 {
            if !self.advance() {
                return Err(fault::damaged("Ein Text ist unvollständig"));
            }
            let here = extra.min(self.part.0.len());
            self.part.take(here)?;
            extra -= here;
        }
        Ok(SharedString { bytes, changes })
    }

    /// The next two bytes, which may lie in two parts.
    fn u16(&mut self) -> Result<u16, Error> {
        let mut bytes = [0; 2];
        for byte in &mut bytes {
            self.advance();
            *byte = self.part.u8()?;
        }
        Ok(u16::from_le_bytes(bytes))
    }
}

//! The records that the parts of an xlsb are made of (MS-XLSB 2.1.4).

use super::super::bytes::{Bytes, too_short};
use super::super::value::numbered;
use crate::diag::Error;
use crate::grid::Font;
use crate::limits::Budget;
use crate::text::RichText;

/// The records of a part.
pub(super) struct Records<'a> {
    rest: Bytes<'a>,
    /// Whether the part ends inside a record.
    pub(super) cut: bool,
}

impl<'a> Records<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: Bytes(bytes), cut: false }
    }

    /// Type and data of the next record; none at the end of the part.
    pub(super) fn read(&mut self) -> Result<Option<(u32, Bytes<'a>)>, Error> {
        let record = self.read_whole()?;
        if self.cut { Err(too_short()) } else { Ok(record) }
    }

    /// [`Self::read`], but where the last record is cut it is as if it were not there.
    pub(super) fn read_whole(&mut self) -> Result<Option<(u32, Bytes<'a>)>, Error> {
        if self.rest.0.is_empty() {
            return Ok(None);
        }
        let record = self.record();
        self.cut = record.is_err();
        Ok(record.ok())
    }

    fn record(&mut self) -> Result<(u32, Bytes<'a>), Error> {
        let kind = self.compressed(2)?;
        let size = self.compressed(4)?;
        Ok((kind, Bytes(self.rest.take(size as usize)?)))
    }

    /// A number of at most `most` bytes, seven bits in each.
    fn compressed(&mut self, most: u32) -> Result<u32, Error> {
        let mut number = 0;
        for index in 0..most {
            let byte = self.rest.u8()?;
            number |= u32::from(byte & 0x7F) << (7 * index);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(number)
    }
}

/// 2.5.168 XLWideString.
pub(super) fn wide_text(data: &mut Bytes<'_>) -> Result<String, Error> {
    let units = data.u32()?;
    data.utf16(units as usize)
}

/// 2.5.166 XLNullableWideString.
pub(super) fn nullable_text(data: &mut Bytes<'_>) -> Result<Option<String>, Error> {
    match data.u32()? {
        u32::MAX => Ok(None),
        units => data.utf16(units as usize).map(Some),
    }
}

/// 2.5.122 RichStr.
pub(super) fn rich_text(
    data: &mut Bytes<'_>,
    fonts: &[Font],
    budget: &mut Budget,
) -> Result<RichText<Option<Font>>, Error> {
    let rich = data.u8()? & 1 != 0;
    let text = wide_text(data)?;
    budget.text(text.len())?;
    let mut changes = Vec::new();
    let count = if rich { data.u32()? } else { 0 };
    for _ in 0..count {
        budget.bytes(4)?;
        changes.push((data.u16()?, data.u16()?));
    }
    Ok(numbered(&text, &changes, fonts))
}

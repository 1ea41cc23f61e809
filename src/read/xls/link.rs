//! The target of a link in an xls (MS-XLS 2.4.140 HLink; MS-OSHARED 2.3.7.1 Hyperlink Object).

use super::super::bytes::Bytes;
use super::super::value::with_place;
use crate::diag::Error;

const URL_MONIKER: [u8; 16] =
    [0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9, 0x0B];

/// The web address, behind the cells that it is for; `None` for files and places inside.
pub(super) fn target(data: &mut Bytes<'_>) -> Result<Option<String>, Error> {
    data.take(16 + 4)?;
    let flags = data.u32()?;
    // A display name, then the name of a frame.
    for present in [flags & 0x10, flags & 0x80] {
        if present != 0 {
            text(data)?;
        }
    }
    if flags & 0x01 == 0 || flags & 0x100 != 0 || data.take(16)? != URL_MONIKER {
        return Ok(None);
    }
    let size = data.u32()? as usize;
    let mut moniker = Bytes(data.take(size)?);
    let url = moniker.utf16(size / 2)?;
    let url = url.split('\0').next().unwrap_or_default();
    let place = if flags & 0x08 != 0 { text(data)? } else { String::new() };
    Ok(Some(with_place(url, &place)))
}

fn text(data: &mut Bytes<'_>) -> Result<String, Error> {
    let units = data.u32()?;
    let text = data.utf16(units as usize)?;
    Ok(text.trim_end_matches('\0').to_owned())
}

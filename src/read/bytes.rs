//! Little-endian numbers and UTF-16 text out of the records of the binary formats.

use crate::diag::Error;
use crate::ooxml::fault;

/// What is left of a record. A record that is too short is a damaged file.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(too_short)?;
        self.0 = rest;
        Ok(taken)
    }

    /// The next byte.
    pub(super) fn u8(&mut self) -> Result<u8, Error> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    /// The next two bytes.
    pub(super) fn u16(&mut self) -> Result<u16, Error> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    /// The next four bytes.
    pub(super) fn u32(&mut self) -> Result<u32, Error> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    /// The next eight bytes, a number.
    pub(super) fn f64(&mut self) -> Result<f64, Error> {
        Ok(f64::from_le_bytes(self.array()?))
    }

    /// The next `count` UTF-16 units as text.
    pub(super) fn utf16(&mut self, count: usize) -> Result<String, Error> {
        let bytes = self.take(count.checked_mul(2).ok_or_else(too_short)?)?;
        let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
        Ok(String::from_utf16_lossy(&units))
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        self.take(N)?.try_into().map_err(|_| too_short())
    }
}

/// The error that a record is too short.
pub(super) fn too_short() -> Error {
    fault::damaged("Ein Datensatz ist unvollständig")
}

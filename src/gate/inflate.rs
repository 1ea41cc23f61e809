//! Deflated data, read to its last byte.

use flate2::{Decompress, FlushDecompress, Status};

/// The data that `packed` holds, with the header and checksum of zlib (RFC 1950) or without. None where
/// it is damaged, would be larger than `limit` bytes, or has something behind its end.
pub(super) fn inflate(packed: &[u8], zlib: bool, limit: usize) -> Option<Vec<u8>> {
    let mut inflate = Decompress::new(zlib);
    let mut data = Vec::with_capacity(packed.len().saturating_mul(4).clamp(64, limit.max(64)));
    loop {
        let before = (inflate.total_in(), inflate.total_out());
        let rest = packed.get(usize::try_from(before.0).ok()?..)?;
        if data.len() > limit {
            return None;
        }
        if data.len() == data.capacity() {
            data.reserve(data.len());
        }
        match inflate.decompress_vec(rest, &mut data, FlushDecompress::None).ok()? {
            Status::StreamEnd => {
                let whole = inflate.total_in() == packed.len() as u64 && data.len() <= limit;
                return whole.then_some(data);
            }
            Status::Ok | Status::BufError => {
                let stuck = before == (inflate.total_in(), inflate.total_out());
                if stuck && data.len() < data.capacity() {
                    return None;
                }
            }
        }
    }
}

//! Whether a finished file is one that this program wrote and nobody changed since, told by the file alone:
//! for folders whose papers nothing is written down about.

use super::pdf;
use crate::ooxml::package;

/// Whether the file is as it was written. A Word file must come out the same when its parts are packed
/// again: no other program packs like this one. A PDF must bear the hash of its own bytes, in a place where no
/// other program puts one. In doubt it is not.
pub fn is_own(file: &[u8]) -> bool {
    match file {
        [b'%', b'P', b'D', b'F', ..] => pdf::is_sealed(file),
        _ => package::is_packed_here(file),
    }
}

//! The seal of a finished file: the second half of its identifier (PDF 1.7, 14.4) is a hash of all its other
//! bytes.

use typst::utils::hash128;

/// What stands behind the seal: the identifier is the last entry in the dictionary of the last stream.
pub(super) const BEHIND: &[u8] = b">]>>\nstream\n";
/// Hexadecimal digits of a seal.
const DIGITS: usize = 32;

/// A file of two parts with its seal between them; the second begins with [`BEHIND`].
pub(super) fn seal(front: &[u8], back: &[u8]) -> Vec<u8> {
    [front, hash(front, back).as_bytes(), back].concat()
}

/// Whether a file is to the last byte as it was sealed.
pub(in crate::write) fn is_sealed(file: &[u8]) -> bool {
    let behind = file.windows(BEHIND.len()).rposition(|it| it == BEHIND);
    let parts = behind.and_then(|at| file.split_at_checked(at));
    let parts = parts.and_then(|(front, back)| Some((front.split_last_chunk::<DIGITS>()?, back)));
    parts.is_some_and(|((front, seal), back)| seal == hash(front, back).as_bytes())
}

fn hash(front: &[u8], back: &[u8]) -> String {
    format!("{:0DIGITS$x}", hash128(&(front, back)))
}

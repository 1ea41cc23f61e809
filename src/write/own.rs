//! Whether a finished file is one that this program wrote and nobody changed since, told by the file alone:
//! for folders whose papers nothing is written down about.

use crate::ooxml::package;

/// Whether the file is as it was written. A Word file must come out the same when its parts are packed
/// again: no other program packs like this one. A PDF must name the program, in properties that its writer
/// formed, and nothing may be appended to it. In doubt it is not.
pub fn is_own(file: &[u8]) -> bool {
    let holds = |needle: &[u8]| file.windows(needle.len()).filter(|it| *it == needle).count();
    match file {
        [b'%', b'P', b'D', b'F', ..] => {
            let tail = file.trim_ascii_end().ends_with(b"%%EOF") && holds(b"%%EOF") == 1;
            tail && holds(b"<xmp:CreatorTool>sachstand ") == 1 && holds(b"x:xmptk=\"xmp-writer\"") == 1
        }
        _ => package::is_packed_here(file),
    }
}

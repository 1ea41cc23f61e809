//! What krilla writes, taken apart.
//!
//! It is regular and taken at its word: objects are numbered from 1 without a gap, lie in that order, and each
//! reaches to the next one.

/// A file as krilla writes it.
pub(super) struct Export<'a> {
    /// The version, and the comment that says that the file is binary (PDF 1.7, 7.5.2).
    pub(super) header: &'a [u8],
    /// The objects in the order of their numbers, the first of which is 1.
    pub(super) objects: Vec<Object<'a>>,
    /// `Root`, `Info` and `ID` of the trailer (PDF 1.7, 7.5.5), up to the second half of the file identifier.
    pub(super) trailer: &'a str,
}

/// An indirect object (PDF 1.7, 7.3.10).
pub(super) struct Object<'a> {
    /// From its number to the end of the line with `endobj`.
    pub(super) source: &'a [u8],
    /// What stands between `obj` and `endobj`.
    pub(super) value: &'a [u8],
}

impl<'a> Export<'a> {
    /// Follows the end of a file to the table of objects (PDF 1.7, 7.5.4), and that to the objects; none where
    /// anything is not as expected.
    pub(super) fn read(file: &'a [u8]) -> Option<Self> {
        const START: &[u8] = b"startxref\n";
        let start = file.windows(START.len()).rposition(|it| it == START)?;
        let at = std::str::from_utf8(file.get(start + START.len()..)?).ok()?;
        let at = at.strip_suffix("\n%%EOF")?.parse().ok()?;
        let table = std::str::from_utf8(file.get(at..start)?).ok()?;
        let (table, trailer) = table.split_once("trailer\n")?;
        let starts = offsets(table)?;
        let ends = starts.iter().skip(1).copied().chain([at]);
        let objects = starts.iter().zip(ends).zip(1..);
        let objects = objects.map(|((start, end), number)| Object::read(file.get(*start..end)?, number));
        Some(Self {
            header: file.get(..*starts.first()?)?,
            objects: objects.collect::<Option<_>>()?,
            trailer: kept(trailer)?,
        })
    }
}

/// Where the objects begin.
fn offsets(table: &str) -> Option<Vec<usize>> {
    let (head, entries) = table.split_once("0000000000 65535 f\r\n")?;
    let count: usize = head.strip_prefix("xref\n0 ")?.strip_suffix('\n')?.parse().ok()?;
    let offset = |entry: &str| entry.strip_suffix(" 00000 n")?.parse().ok();
    let offsets: Vec<usize> = entries.lines().map(offset).collect::<Option<_>>()?;
    (offsets.len() + 1 == count).then_some(offsets)
}

/// The entries of the trailer that stay as they are: all but `Size`, which is the first.
fn kept(trailer: &str) -> Option<&str> {
    let entries = trailer.strip_prefix("<</Size ")?.strip_suffix(")]>>\n")?;
    let kept = entries.get(entries.find("/Root ")?..=entries.find(")(")?)?;
    kept.contains("/ID[(").then_some(kept)
}

impl<'a> Object<'a> {
    fn read(source: &'a [u8], number: usize) -> Option<Self> {
        let head = format!("{number} 0 obj\n");
        let value = source.strip_prefix(head.as_bytes())?.strip_suffix(b"\nendobj\n")?;
        Some(Self { source, value })
    }

    /// Whether it is a stream: a string or name that ends like one would be closed behind it.
    pub(super) fn is_stream(&self) -> bool {
        self.value.ends_with(b"\nendstream")
    }
}

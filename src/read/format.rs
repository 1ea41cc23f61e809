//! Which format a file has, by what is in it: the name may say anything.

use super::cfb::Compound;
use super::fault::{empty, not_a_workbook, unknown};
use crate::diag::Error;
use crate::limits;
use crate::ooxml::fault;
use crate::ooxml::package::Package;
use crate::ooxml::relations::Relations;

/// A workbook whose format is known.
pub(crate) enum Format<'a> {
    /// xlsx or xlsm, with the name of the workbook part.
    Xlsx { package: Package<'a>, main: String },
    /// xlsb, with the name of the workbook part.
    Xlsb { package: Package<'a>, main: String },
    /// ods.
    Ods { package: Package<'a> },
    /// xls, with its workbook stream.
    Xls { stream: Vec<u8> },
}

/// Finds out the format, or says what the file is instead.
pub(crate) fn recognise(bytes: &[u8]) -> Result<Format<'_>, Error> {
    if bytes.len() > limits::FILE {
        return Err(fault::too_large(format_args!("Die Datei hat mehr als {} MB", limits::FILE >> 20)));
    }
    if bytes.is_empty() {
        return Err(empty());
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(Package::open(bytes)?);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound(&Compound::open(bytes)?);
    }
    Err(other(bytes).map_or_else(unknown, not_a_workbook))
}

fn zip(mut package: Package<'_>) -> Result<Format<'_>, Error> {
    // OpenDocument 1.2 part 3, 3.3: the first entry names the type.
    if let Some(kind) = package.part("mimetype")? {
        let kind = String::from_utf8_lossy(&kind);
        return match kind.trim().strip_prefix("application/vnd.oasis.opendocument.") {
            Some("spreadsheet" | "spreadsheet-template") => Ok(Format::Ods { package }),
            Some("text" | "text-template") => Err(not_a_workbook("ein Textdokument (ODT)")),
            Some("presentation") => Err(not_a_workbook("eine Präsentation (ODP)")),
            _ => Err(unknown()),
        };
    }
    let relations = Relations::of(&mut package, "")?;
    if let Some(main) = relations.target_of_kind("/officeDocument") {
        let lower = main.to_lowercase();
        return match lower.split('/').next() {
            Some("word") => Err(not_a_workbook("ein Word-Dokument")),
            Some("ppt") => Err(not_a_workbook("eine PowerPoint-Präsentation")),
            Some("visio") => Err(not_a_workbook("eine Visio-Zeichnung")),
            _ if lower.ends_with(".bin") => Ok(Format::Xlsb { package, main }),
            _ => Ok(Format::Xlsx { package, main }),
        };
    }
    if package.has("[Content_Types].xml") {
        return Err(fault::damaged("Der Teil »_rels/.rels« fehlt"));
    }
    if package.names().any(|name| name.ends_with(".iwa")) {
        return Err(not_a_workbook("ein Apple-Dokument (Numbers oder Pages)"));
    }
    Err(not_a_workbook("ein ZIP-Archiv"))
}

/// OLE files: the binary Office formats, and the shell around an encrypted xlsx (MS-OFFCRYPTO 2.3).
fn compound<'a>(file: &Compound<'_>) -> Result<Format<'a>, Error> {
    if file.has("EncryptedPackage") {
        return Err(fault::encrypted());
    }
    let others = [
        ("WordDocument", "ein Word-Dokument"),
        ("PowerPoint Document", "eine PowerPoint-Präsentation"),
        ("VisioDocument", "eine Visio-Zeichnung"),
        ("__properties_version1.0", "eine Outlook-Nachricht"),
    ];
    if let Some((_, what)) = others.into_iter().find(|(stream, _)| file.has(stream)) {
        return Err(not_a_workbook(what));
    }
    match file.stream("Workbook")?.or(file.stream("Book")?) {
        Some(stream) => Ok(Format::Xls { stream }),
        None => Err(unknown()),
    }
}

/// What a file is that is neither a package nor an OLE file.
fn other(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes.get(..2048).unwrap_or(bytes);
    let text = String::from_utf8_lossy(head).to_lowercase();
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let starts = |known: &[&str]| known.iter().any(|start| text.starts_with(start));
    let utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let control = head.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C));
    Some(match bytes {
        _ if starts(&["%pdf-"]) => "eine PDF-Datei",
        _ if starts(&[r"{\rtf"]) => "ein RTF-Dokument",
        _ if starts(&["<!doctype html", "<html", "<table", "<meta", "<head"]) => {
            "eine Webseite (HTML) mit dem Namen einer Arbeitsmappe"
        }
        _ if starts(&["mime-version:"]) => "eine Webseite (MHTML) mit dem Namen einer Arbeitsmappe",
        _ if starts(&["<"]) => match text {
            _ if text.contains("urn:schemas-microsoft-com:office:spreadsheet") => {
                "eine XML-Kalkulationstabelle 2003"
            }
            _ if text.contains("opendocument:xmlns:office") => "eine unverpackte OpenDocument-Datei (fods)",
            _ => "eine XML-Datei",
        },
        // Excel 2 to 4 wrote a bare stream that begins with BOF (version, then length).
        [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06 | 0x08, 0x00, ..] => "eine Tabelle aus Excel 4 oder älter",
        _ if utf16 || !control => "eine Textdatei (CSV)",
        _ => return None,
    })
}

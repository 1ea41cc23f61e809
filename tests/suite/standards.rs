//! Every PDF that a test gets from the program is checked against the rules of PDF/UA-1 and PDF/A-2a.
//!
//! The crate `page_validation` has the rules of veraPDF's profiles; it reads files with lopdf, which shares nothing
//! with what writes them here.

use lopdf::xref::XrefEntry;
use lopdf::{Document, Object};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

/// The PDF, which breaks no rule.
pub(crate) fn checked(pdf: Vec<u8>) -> Vec<u8> {
    let faults = faults(&pdf);
    assert!(faults.is_empty(), "the PDF breaks rules:\n{}", faults.join("\n"));
    pdf
}

/// The rules that a PDF breaks, each with its number.
pub(crate) fn faults(pdf: &[u8]) -> Vec<String> {
    let profiles = [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a];
    let faults = profiles.into_iter().flat_map(|profile| {
        match validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)) {
            Ok(report) => {
                assert!(report.rules.total > 100, "{profile}: only {} rules were tried", report.rules.total);
                let faults = report.failures.iter().filter(|failure| !is_answered(pdf, &failure.rule_id));
                faults.map(|failure| format!("{profile}: {failure}")).collect()
            }
            Err(error) => vec![format!("{profile}: {error}")],
        }
    });
    faults.collect()
}

/// Whether it is known why a rule is said to be broken, and the file bears it out.
fn is_answered(pdf: &[u8], rule: &str) -> bool {
    match rule {
        // Where the last byte of a stream is a carriage return, it is taken for a part of the line break behind it.
        "ISO 19005-2:2011:6.1.7.1:1" => every_length_is_right(pdf),
        _ => false,
    }
}

/// Whether each stream, read with its own length, ends in a line break and `endstream`.
fn every_length_is_right(pdf: &[u8]) -> bool {
    const START: &[u8] = b"stream\n";
    let document = Document::load_mem(pdf).unwrap();
    document.objects.iter().all(|(id, object)| {
        // Streams of objects are taken apart, and what is in them is no stream.
        let (Ok(stream), Some(XrefEntry::Normal { offset, .. })) =
            (object.as_stream(), document.reference_table.get(id.0))
        else {
            return true;
        };
        let from = &pdf[*offset as usize..];
        let start = from.windows(START.len()).position(|it| it == START).unwrap() + START.len();
        let length = stream.dict.get(b"Length").and_then(Object::as_i64).unwrap();
        from.get(start + length as usize..).is_some_and(|rest| rest.starts_with(b"\nendstream"))
    })
}

#[test]
fn a_length_that_is_wrong_is_no_answer() {
    let stream = |length: &str| {
        format!(
            "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\n\
             endobj\n3 0 obj\n<</Length {length}>>\nstream\nabc\r\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n"
        )
    };
    let with_table = |body: String| {
        let start = body.find("trailer").unwrap();
        let places =
            ["1 0 obj", "2 0 obj", "3 0 obj"].map(|it| format!("{:010} 00000 n \n", body.find(it).unwrap()));
        let table = format!("xref\n0 4\n0000000000 65535 f \n{}", places.concat());
        let trailer = body[start..].replace("<<", "<</Size 4");
        format!("{}{table}{trailer}startxref\n{start}\n%%EOF", &body[..start]).into_bytes()
    };
    assert!(every_length_is_right(&with_table(stream("4"))));
    assert!(!every_length_is_right(&with_table(stream("3"))));
}

use super::compact::compact;
use super::seal::is_sealed;

const OBJECTS: [&str; 4] =
    ["<</Type/Catalog>>", "<</Title(x\nendstream)>>", "<</Length 3>>\nstream\nabc\nendstream", "[4 0 R]"];

/// A file of these objects as krilla writes it.
fn export(objects: &[&str]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f\r\n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        table.push_str(&format!("{:010} 00000 n\r\n", file.len()));
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let trailer = format!("<</Size {}/Root 1 0 R/Info 2 0 R/ID[(aGFs+G8=)(d2/sdA==)]>>", objects.len() + 1);
    let end = format!("{table}trailer\n{trailer}\nstartxref\n{}\n%%EOF", file.len());
    [file, end.into_bytes()].concat()
}

/// The file with `to` in place of `from`, wherever it stands.
fn changed(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text: String = file.iter().copied().map(char::from).collect();
    assert!(text.contains(from), "{from}");
    text.replace(from, to).chars().map(|c| c as u8).collect()
}

#[test]
fn streams_are_copied_and_all_else_is_packed() {
    let file = compact(&export(&OBJECTS)).unwrap();
    assert!(file.starts_with(
        b"%PDF-1.7\n%\x80\x80\x80\x80\n\n3 0 obj\n<</Length 3>>\nstream\nabc\nendstream\nendobj\n5 0 obj\n"
    ));
    let text = String::from_utf8_lossy(&file);
    assert_eq!(text.matches("endobj").count(), 3, "{text}");
    assert!(text.contains("/Type/ObjStm/N 3/First "), "{text}");
    assert!(text.contains("/Type/XRef/Size 7/"), "{text}");
    assert!(text.contains("/Root 1 0 R/Info 2 0 R/ID[(aGFs+G8=)<"), "{text}");
}

#[test]
fn what_is_not_as_krilla_writes_it_is_not_packed() {
    let sound = export(&OBJECTS);
    for end in 0..sound.len() {
        assert!(compact(&sound[..end]).is_none(), "{end}");
    }
    for (from, to) in [
        ("1 0 obj", "2 0 obj"),
        ("1 0 obj", "1 1 obj"),
        ("endobj\n2", "endobj\n\n2"),
        ("[4 0 R]\nendobj", "[4 0 R]\nendob "),
        ("0 5\n", "0 4\n"),
        ("0 5\n", "1 4\n"),
        ("0 5\n", "0 99999999999999999999\n"),
        ("00000 n", "00000 f"),
        ("00000 n", "00001 n"),
        ("65535 f", "00000 f"),
        ("00000000", "99999999"),
        ("xref\n0", "xreg\n0"),
        ("trailer", "Trailer"),
        ("/ID[(aGFs+G8=)(d2/sdA==)]", ""),
        ("/ID[(aGFs+G8=)(d2/sdA==)]", "/Prev 7"),
        ("/ID[(aGFs+G8=)(d2/sdA==)]", "/Ids[(a)(b)]"),
        ("/Root 1 0 R", ""),
        ("%%EOF", "%%EOF\n"),
        ("startxref\n", "startxref\n-"),
        ("startxref\n", "startxref\n9"),
    ] {
        assert!(compact(&changed(&sound, from, to)).is_none(), "{from} → {to}");
    }
    assert!(compact(&[&sound[..], &sound].concat()).is_none());
    assert!(compact(&export(&[])).is_none());
}

#[test]
fn a_seal_breaks_with_every_byte() {
    let file = compact(&export(&OBJECTS)).unwrap();
    assert!(is_sealed(&file));
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1;
        assert!(!is_sealed(&changed), "{at}");
        assert!(!is_sealed(&file[..at]) && !is_sealed(&file[at + 1..]), "{at}");
    }
    assert!(!is_sealed(&[&file[..], b"\n"].concat()));
    assert!(!is_sealed(&export(&OBJECTS)));
}

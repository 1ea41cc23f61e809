//! Names and addresses that nobody should send: refused in German, and nothing is written, read or stopped.

use super::http::form;
use super::page::{notice, until};
use super::{empty_page, snapshot};
use crate::support::workbook;

#[test]
fn a_name_that_is_none_of_a_file_is_refused_and_nothing_is_written() {
    let outside = tempfile::tempdir().unwrap();
    let folder = outside.path().join("a/b");
    std::fs::create_dir_all(&folder).unwrap();
    let page = super::page::Page::open(&folder);
    let bytes = workbook("Schulen", "1.0", &[("Dach", "Das Dach ist dicht.")]);
    let (long, deep) = ("x".repeat(300) + ".xlsx", format!("{}/a.xlsx", outside.path().display()));
    for name in [
        "../a.xlsx",
        "../../a.xlsx",
        "..\\a.xlsx",
        "/etc/passwd.xlsx",
        "C:\\a.xlsx",
        "C:a.xlsx",
        "a.xlsx:strom",
        "\\\\server\\a.xlsx",
        "%2e%2e%2fa.xlsx/",
        "a\0.xlsx",
        "a\u{202e}xslx.xlsx",
        "a\u{2066}b.xlsx",
        "a\n.xlsx",
        "",
        ".",
        "..",
        ".xlsx",
        ".htaccess",
        "~$a.xlsx",
        "a.exe",
        "a.xlsx.exe",
        "a",
        &long,
        &deep,
    ] {
        let answer = page.put(name, &bytes, false);
        let said = answer.text();
        assert_eq!(answer.status, 422, "{name}: {said}");
        assert!(said.contains("« ist kein Name einer Datei") || said.contains("« ist keine Arbeitsmappe"));
        assert!(!said.contains(|c: char| c.is_control() || ('\u{202a}'..='\u{2069}').contains(&c)), "{said}");
        assert!(said.len() < 600, "{said}");
    }
    let seen = page.at_rest();
    assert!(seen.contains("Noch liegt keine Arbeitsmappe auf der Seite") && !seen.contains("a.xlsx</span>"));
    assert!(notice(&seen).contains("Fehler: "));
    assert!(snapshot(outside.path()).is_empty());
}

#[test]
fn addresses_lead_to_no_file_of_the_machine() {
    let (folder, page) = empty_page();
    std::fs::write(folder.path().join("geheim.xlsx"), b"geheim").unwrap();
    page.take(&[("a.xlsx", workbook("Schulen", "1.0", &[("Dach", "Das Dach ist dicht.")]))]);
    for target in [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%2e%2e/",
        "/..%2f..%2fetc%2fpasswd",
        "/etc/passwd",
        "/geheim.xlsx",
        "/stil.css/../geheim.xlsx",
        "/seite.js%00",
        "//",
        "/dateien/geheim.xlsx",
        "/arbeitsmappe?bericht=geheim.xlsx",
        "/arbeitsmappe?bericht=../geheim.xlsx",
        "/arbeitsmappe?bericht=/etc/passwd",
        "/datei?bericht=../geheim.xlsx&ausgabe=oeffentlich&art=docx",
        "/vereinheitlichungen.xlsx?bericht=geheim.xlsx",
        "/sachstand.toml",
        "/angelegt",
    ] {
        let answer = page.get(target);
        assert_eq!(answer.status, 404, "{target}");
        assert!(answer.text().contains("<html lang=\"de\">"), "{target}");
    }
    let answer = page.get("/personen.datei?bericht=geheim.xlsx");
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("liegt nicht mehr auf der Seite"));
}

#[test]
fn a_picture_that_cannot_be_is_missing_or_of_a_fineness_that_can() {
    let (_folder, page) = empty_page();
    assert_eq!(page.get("/seite.png?ausgabe=oeffentlich&nummer=1&fein=1").status, 404, "before any paper");
    page.take(&[("a.xlsx", workbook("Schulen", "1.0", &[("Dach", "Das Dach ist dicht.")]))]);
    page.finished();
    let ask = |number: &str, fine: &str| {
        let asked = form(&[("ausgabe", "nichtoeffentlich"), ("nummer", number), ("fein", fine)]);
        page.get(&format!("/seite.png?{asked}"))
    };
    for number in ["0", "999999", "18446744073709551615"] {
        assert_eq!(ask(number, "1").status, 404, "{number}");
    }
    for number in ["", "-1", "1.5", "eins", "18446744073709551616", "١"] {
        assert_eq!(ask(number, "1").status, 400, "{number}");
    }
    for fine in ["NaN", "inf", "-inf", "1e9", "-1", "0", "1e-300"] {
        let answer = ask("1", fine);
        assert!(answer.status == 200 && answer.body.len() < 4 << 20, "{fine}: {}", answer.body.len());
    }
    for fine in ["", "fein", "0x10"] {
        assert_eq!(ask("1", fine).status, 400, "{fine}");
    }
    for query in
        ["", "?", "?nummer=1&fein=1", "?ausgabe=nichtoeffentlich&nummer=1", "?%ff=%ff", "?nummer=%00"]
    {
        let status = page.get(&format!("/seite.png{query}")).status;
        assert!((400..500).contains(&status), "{query}: {status}");
    }
    assert_eq!(page.get("/seite.png?ausgabe=geheim&nummer=1&fein=1").status, 404);
}

/// Every form with nothing in it, with nonsense, and with what is no form at all.
#[test]
fn nonsense_in_a_form_changes_no_paper() {
    let (folder, page) = empty_page();
    page.take(&[("a.xlsx", workbook("Schulen", "1.0", &[("Dach", "Das Dach ist dicht.")]))]);
    page.finished();
    let before = page.papers("a.xlsx");
    let long = "x".repeat(100_000);
    let nonsense = ["nonsens", "", "../a.xlsx", "\0", "\u{202e}", long.as_str()];
    let forms: [(&str, &[&str]); 9] = [
        ("/zeigen", &["bericht", "ausgabe"]),
        ("/wahl", &["ausgabe", "aenderungen", "uebersicht"]),
        ("/spalte", &["bericht", "ueberschrift", "bedeutung"]),
        ("/person", &["bericht", "name", "entscheidung", "ersatz"]),
        ("/person-zurueck", &["bericht", "name"]),
        ("/personen-verwenden", &["bericht"]),
        ("/naechste", &["bericht", "version", "datum"]),
        ("/muster", &["bericht"]),
        ("/entfernen", &["name"]),
    ];
    for (target, fields) in forms {
        for text in nonsense {
            let pairs: Vec<_> = fields.iter().map(|field| (*field, text)).collect();
            page.send(target, &pairs);
        }
        for body in [&b""[..], b"=&=&;", b"\xff\xfe", b"{\"bericht\": 1}", b"bericht=%ff", &[b'&'; 5000]] {
            let status = page.post(target, body).status;
            assert!(status == 303 || (400..500).contains(&status), "{target} {body:?}: {status}");
        }
        let status = page.get(target).status;
        assert_eq!(status, 405, "{target}");
    }
    for (target, more) in [("/einstellungen", ""), ("/einstellungen-verwerfen", ""), ("/schliessen", "")] {
        if target != "/schliessen" {
            page.send(target, &[(more, "nonsens")]);
        }
    }
    page.choose("auto", "markiert", true);
    page.finished();
    super::assert_same(&page.papers("a.xlsx"), &before);
    assert!(snapshot(folder.path()).is_empty(), "nothing is written");
}

/// What is no HTTP at all ends the connection, not the program.
#[test]
fn what_is_no_request_harms_nothing() {
    use std::io::{Read as _, Write as _};
    let (_folder, mut page) = empty_page();
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(10_000));
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(1 << 20));
    let chunk =
        "POST /dateien?name=a.xlsx HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n";
    let texts =
        ["\r\n\r\n\r\n\r\n", "\u{16}\u{3}\u{1}", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", &many, &long, chunk];
    for text in texts {
        let mut stream = super::http::connected(page.port);
        // It may be refused before all of it was sent.
        let _ = stream.write_all(text.as_bytes());
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let _ = stream.read_to_end(&mut Vec::new());
        until("the page answers", || Some(page.seen()).filter(|seen| seen.contains("<h1>")));
        assert!(page.runs());
    }
}

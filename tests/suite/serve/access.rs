//! Who is answered: the browser that was started with the address, and nobody else.

use super::http::{Answer, ask, assert_guarded};
use super::page::{Page, notice};
use super::{empty_page, sample};
use crate::support::missing;

/// Asks with these headers alone.
fn with(page: &Page, method: &str, target: &str, headers: &[(&str, String)]) -> Answer {
    let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    ask(page.port, method, &page.at(target), &headers, b"")
}

/// The headers of the page's own forms with another one in place of that of this name, or with none of it.
fn but(page: &Page, name: &str, value: Option<&str>) -> Vec<(&'static str, String)> {
    let others = page.own().into_iter().filter(|(known, _)| *known != name);
    let named = page.own().into_iter().map(|(known, _)| known).find(|known| *known == name).unwrap();
    others.chain(value.map(|value| (named, value.to_owned()))).collect()
}

fn assert_refused(answer: &Answer, why: &str) {
    assert_eq!(answer.status, 403, "{why}");
    let text = answer.text();
    assert!(text.contains("<html lang=\"de\">") && text.contains("noch einmal starten"), "{why}: {text}");
    assert_eq!(answer.header("set-cookie"), None, "{why}");
    assert_guarded(answer, why);
}

#[test]
fn the_token_counts_once_and_leaves_the_address() {
    let folder = tempfile::tempdir().unwrap();
    let mut page = Page::start(folder.path(), &[]);
    assert!(page.token.len() >= 32, "{}", page.token);
    let host = [("Host", page.host())];
    let wrong = "0".repeat(page.token.len());
    for token in [wrong.as_str(), "", &page.token[1..], &format!("{}0", page.token)] {
        assert_refused(&with(&page, "GET", &format!("/?zugang={token}"), &host), "a wrong token");
    }
    let address = format!("/?zugang={}", page.token);
    for method in ["POST", "HEAD"] {
        let own = [("Host", page.host()), ("Origin", page.origin())];
        assert_eq!(with(&page, method, &address, &own).status, 403, "{method} does not use it up");
    }
    let answer = page.enter();
    assert_eq!((answer.status, answer.header("location")), (303, Some(page.at("/").as_str())));
    let cookie = answer.header("set-cookie").unwrap();
    let parts: Vec<&str> = cookie.split("; ").skip(1).collect();
    // Whoever serves a page on another port of this machine must not be sent it.
    assert!(page.folder.len() > 32 && parts.contains(&format!("Path={}", page.at("/")).as_str()), "{cookie}");
    assert!(parts.contains(&"HttpOnly") && parts.contains(&"SameSite=Strict"), "{cookie}");
    assert!(!cookie.contains(&page.token) && cookie.len() > 32, "{cookie}");
    assert_guarded(&answer, "the welcome");
    assert_refused(&with(&page, "GET", &address, &host), "the token a second time");
    assert!(!page.seen().contains(&page.token));
    assert_eq!(
        page.get(&address).header("location"),
        Some(page.at("/").as_str()),
        "whoever is in may open it again"
    );
}

/// A link on another page, or a name that leads here, must not lock the user out.
#[test]
fn others_cannot_use_the_token_up() {
    let folder = tempfile::tempdir().unwrap();
    let mut page = Page::start(folder.path(), &[]);
    let address = format!("/?zugang={}", page.token);
    let foreign = [("Host", "evil.example".to_owned())];
    assert_refused(&with(&page, "GET", &address, &foreign), "another name");
    for site in ["cross-site", "same-site"] {
        let foreign = [("Host", page.host()), ("Sec-Fetch-Site", site.to_owned())];
        assert_refused(&with(&page, "GET", &address, &foreign), site);
    }
    assert_eq!(page.enter().status, 303, "it counts still");
    let beside = format!("theme=dark; sachstand-{}=; {}; a", page.port, page.cookie);
    let headers = [("Host", page.host()), ("Cookie", beside), ("Sec-Fetch-Site", "none".to_owned())];
    assert_eq!(with(&page, "GET", "/", &headers).status, 200, "cookies of others do not matter");
}

#[test]
fn who_is_not_the_page_changes_and_sees_nothing() {
    let (_folder, page) = empty_page();
    page.take(&[sample("stadtgruen_sachstand_2.3.ods")]);
    // What its columns were taken for comes after the paper.
    let before = page.until("the columns are shown", |seen| seen.contains("spalten-alle"));
    let port = page.port;
    let (other, local) = (format!("127.0.0.1:{}", port ^ 1), format!("localhost:{port}"));
    let (longer, six) = (format!("127.0.0.1:{port}.evil.example"), format!("[::1]:{port}"));
    let origins = [&local, &other, &longer].map(|host| format!("http://{host}"));
    let secure = format!("https://127.0.0.1:{port}");
    let cookie = |value: &str| format!("sachstand-{port}={value}");
    let secret = page.cookie.split_once('=').unwrap().1;
    let mut strangers = vec![
        ("Cookie", None),
        ("Host", None),
        ("Host", Some("evil.example")),
        ("Host", Some("127.0.0.1")),
        ("Host", Some(other.as_str())),
        ("Host", Some(local.as_str())),
        ("Host", Some(longer.as_str())),
        ("Host", Some(six.as_str())),
        ("Origin", Some("http://evil.example")),
        ("Origin", Some("http://127.0.0.1")),
        ("Origin", Some("null")),
        ("Origin", Some("")),
        ("Origin", Some(secure.as_str())),
        ("Sec-Fetch-Site", Some("cross-site")),
        ("Sec-Fetch-Site", Some("same-site")),
        ("Sec-Fetch-Site", Some("something-new")),
    ];
    strangers.extend(origins.iter().map(|it| ("Origin", Some(it.as_str()))));
    let name = format!("sachstand={secret}");
    // As it would be let in where two runs shared their secrets.
    let (_elsewhere, second) = empty_page();
    let shared = cookie(second.cookie.split_once('=').unwrap().1);
    let longer = cookie(&format!("{secret}0"));
    let cookies =
        [cookie(""), cookie(&"0".repeat(32)), cookie(&secret[1..]), longer, cookie(&page.token), name];
    let cookies = cookies.into_iter().chain([shared, second.cookie.clone()]).collect::<Vec<_>>();
    strangers.extend(cookies.iter().map(|it| ("Cookie", Some(it.as_str()))));
    for (header, value) in strangers {
        let headers = but(&page, header, value);
        for target in ["/", "/seite.js", "/datei", "/ereignisse", "/gibt-es-nicht"] {
            assert_refused(
                &with(&page, "GET", target, &headers),
                &format!("GET {target} {header} {value:?}"),
            );
        }
        assert_nothing_sent(&page, &headers, &format!("{header} {value:?}"));
    }
    assert_nothing_sent(&page, &but(&page, "Origin", None), "no Origin");
    assert!(page.seen() == before, "something has changed");
}

/// That no form sent with these headers is taken.
fn assert_nothing_sent(page: &Page, headers: &[(&str, String)], why: &str) {
    for (target, body) in [
        ("/entfernen", "name=stadtgruen_sachstand_2.3.ods"),
        ("/dateien?name=fremd.xlsx&weitere=0", "PK"),
        ("/ordner", "pfad=%2F"),
        ("/ende", ""),
    ] {
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = ask(page.port, "POST", &page.at(target), &headers, body.as_bytes());
        assert_refused(&answer, &format!("POST {target}, {why}"));
    }
}

#[test]
fn every_answer_forbids_foreign_scripts_and_being_kept() {
    let (_folder, page) = empty_page();
    let (name, bytes) = sample("stadtgruen_sachstand_2.3.ods");
    let large = format!("name={}", "x".repeat(3 << 20));
    for (status, answer) in [
        (200, page.get("/")),
        (200, page.get("/seite.js")),
        (200, page.get("/vorlage.xlsx")),
        (303, page.put(name, &bytes, false)),
        (404, page.get("/gibt-es-nicht")),
        (404, page.get("/datei?bericht=a&ausgabe=b&art=c")),
        (405, page.get("/dateien")),
        (413, page.post("/entfernen", large.as_bytes())),
        (422, page.put("a.exe", b"MZ", false)),
        (422, page.post("/person", b"")),
        (400, page.get("/seite.png?nummer=x")),
    ] {
        assert_eq!(answer.status, status);
        assert_guarded(&answer, &format!("{status}"));
    }
    page.finished();
    for target in ["/datei?bericht=stadtgruen_sachstand_2.3.ods&ausgabe=oeffentlich&art=pdf", PICTURE] {
        let answer = page.get(target);
        assert_eq!(answer.status, 200, "{target}");
        assert_guarded(&answer, target);
    }
    let (answer, _stream) = page.listen();
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/event-stream")));
    assert_guarded(&answer, "the events");
}

const PICTURE: &str = "/seite.png?ausgabe=oeffentlich&nummer=1&fein=1";

/// The policy holds only where the page itself keeps it.
#[test]
fn the_page_has_no_script_and_no_style_inside() {
    let (_folder, page) = empty_page();
    page.take(&[sample("stadtgruen_sachstand_2.3.ods")]);
    let seen = page.finished();
    assert_eq!(seen.matches("<script").count(), seen.matches("<script src=\"seite.js\"").count());
    for inside in ["<style", " style=", " onclick=", " onload=", "javascript:", "http://", "https://"] {
        assert!(!seen.contains(inside), "{inside}");
    }
}

#[test]
fn what_a_workbook_is_called_is_no_markup() {
    let (_folder, page) = empty_page();
    let name = "<img src=x onerror=alert(1)>\"'&amp;.xlsx";
    page.take(&[(name, b"kein Excel".to_vec())]);
    let seen = page.at_rest();
    assert!(!seen.contains("<img src=x"), "{seen}");
    assert!(seen.contains("&lt;img src=x onerror=alert(1)&gt;&quot;"), "{seen}");
    page.send("/ordner", &[("pfad", "<script>alert(1)</script>")]);
    let seen = page.seen();
    assert!(notice(&seen).contains("&lt;script&gt;") && !seen.contains("<script>"), "{seen}");
}

#[test]
fn it_listens_on_this_machine_alone() {
    let (_folder, page) = empty_page();
    let Ok(four) = std::fs::read_to_string("/proc/net/tcp") else {
        return missing("this system does not tell who listens where");
    };
    let six = std::fs::read_to_string("/proc/net/tcp6").unwrap_or_default();
    let port = format!(":{:04X}", page.port);
    let listens = |line: &&str| line.split_whitespace().nth(3) == Some("0A");
    let lines = four.lines().chain(six.lines()).filter(listens);
    let places: Vec<_> = lines.filter_map(|line| line.split_whitespace().nth(1)).collect();
    let own: Vec<_> = places.into_iter().filter(|place| place.ends_with(&port)).collect();
    assert_eq!(own, [format!("0100007F{port}")]);
}

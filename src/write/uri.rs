//! Link targets: where a paper may link to, and the one form in which both files write it.
//!
//! A target is the address behind a text, never the text itself: what is displayed stays as typed.
//! Word calls a file damaged whose targets are no URIs (RFC 3986), and PDF wants them in ASCII.
//!
//! International host names are written in Punycode (RFC 5891): RFC 3986 would also take them
//! percent-encoded, but few mail programs and no name server resolve that form.

use core::net::Ipv6Addr;

use idna::AsciiDenyList;

use crate::text::links::LONGEST;

/// Schemes a paper may link to. Others (`javascript:`, `file:` …) stay plain text.
const SCHEMES: [&str; 3] = ["https", "http", "mailto"];
/// What a path, a query and a fragment hold beside what every part may (RFC 3986, 3.3 to 3.5).
const PATH: &str = ":@/?";

/// `link` as a URI; none where a paper may not link there or the address leads nowhere.
///
/// Characters that are not seen (controls, zero-width and bidirectional ones) are taken out: they
/// make an address look like another one.
pub(super) fn target(link: &str) -> Option<String> {
    let link: String = link.chars().filter(|&c| !is_unseen(c)).collect();
    let (scheme, rest) = link.trim().split_once(':')?;
    let scheme = SCHEMES.into_iter().find(|known| known.eq_ignore_ascii_case(scheme))?;
    let rest = match scheme {
        "mailto" => mail(rest)?,
        _ => format!("//{}", web(rest.strip_prefix("//")?)?),
    };
    Some(format!("{scheme}:{rest}")).filter(|target| target.len() <= LONGEST)
}

/// Whether a word reads as a web address: no word of a language, and nothing to hyphenate.
pub(super) fn is_web(word: &str) -> bool {
    word.contains("://") || word.contains("www.")
}

/// Whether a word that is no web address reads as a mail address, likewise.
pub(super) fn is_mail(word: &str) -> bool {
    word.contains('@')
}

fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// `user@host:port/path?query#fragment`.
fn web(rest: &str) -> Option<String> {
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    // Browsers take a backslash for a slash: the host would be another one than it seems.
    if authority.contains('\\') {
        return None;
    }
    let (user, place) = match authority.rsplit_once('@') {
        Some((user, place)) => (format!("{}@", encode(user, ":")), place),
        None => (String::new(), authority),
    };
    let (path, fragment) = match path.split_once('#') {
        Some((path, fragment)) => (path, format!("#{}", encode(fragment, PATH))),
        None => (path, String::new()),
    };
    Some(format!("{user}{}{}{fragment}", self::place(place)?, encode(path, PATH)))
}

/// `host:port`; an IPv6 address keeps its brackets (RFC 3986, 3.2.2).
fn place(place: &str) -> Option<String> {
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']')?;
            (format!("[{}]", address.parse::<Ipv6Addr>().is_ok().then_some(address)?), port)
        }
        None => {
            let (name, port) = place.split_at(place.find(':').unwrap_or(place.len()));
            (host(name)?, port)
        }
    };
    let digits = port.strip_prefix(':').unwrap_or(port);
    let sound = digits.chars().all(|c| c.is_ascii_digit()) && (port.is_empty() || digits.len() < port.len());
    sound.then(|| format!("{host}{port}"))
}

fn host(name: &str) -> Option<String> {
    if name.contains(|c: char| c.is_whitespace() || "[]<>\"@:".contains(c)) {
        return None;
    }
    let name = match name.is_ascii() {
        true => encode(name, ""),
        false => idna::domain_to_ascii_cow(name.as_bytes(), AsciiDenyList::URL).ok()?.into_owned(),
    };
    Some(name).filter(|name| !name.is_empty())
}

/// Addressees, then `?subject=…` and the like (RFC 6068). A fragment means nothing here, so `#` is a
/// character like others.
fn mail(rest: &str) -> Option<String> {
    let (addressees, fields) = match rest.split_once('?') {
        Some((addressees, fields)) => (addressees, format!("?{}", encode(fields, PATH))),
        None => (rest, String::new()),
    };
    let addressees = addressees.split([',', ';']).map(str::trim).filter(|addressee| !addressee.is_empty());
    let addressees = addressees.map(addressee).collect::<Option<Vec<_>>>()?;
    (!addressees.is_empty()).then(|| addressees.join(",") + &fields)
}

fn addressee(address: &str) -> Option<String> {
    let (mailbox, domain) = address.rsplit_once('@')?;
    let sound = !mailbox.is_empty() && !mailbox.contains(char::is_whitespace);
    sound.then_some(())?;
    Some(format!("{}@{}", encode(mailbox, ""), host(domain)?))
}

/// Writes every character in its percent form that stands neither in `allowed` nor among those that
/// all parts of a URI may hold (`unreserved`, `sub-delims`). What has that form already keeps it.
fn encode(part: &str, allowed: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for (at, c) in part.char_indices() {
        let escaped =
            || part.as_bytes().get(at + 1..at + 3).is_some_and(|it| it.iter().all(u8::is_ascii_hexdigit));
        let plain = c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=".contains(c) || allowed.contains(c);
        if plain || c == '%' && escaped() {
            out.push(c);
        } else {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_addresses_become_uris() {
        for (link, expected) in [
            ("https://beispiel.example/a?b=c&d#e", "https://beispiel.example/a?b=c&d#e"),
            ("HTTP://Beispiel.example", "http://Beispiel.example"),
            (" https://beispiel.example/ ", "https://beispiel.example/"),
            ("https://beispiel.example/ä b#1#2%20%zz", "https://beispiel.example/%C3%A4%20b#1%232%20%25zz"),
            (
                "https://beispiel.example/?q=»Stand«|{a}[1]",
                "https://beispiel.example/?q=%C2%BBStand%C2%AB%7C%7Ba%7D%5B1%5D",
            ),
            ("https://beispiel.example?a=/b?c", "https://beispiel.example?a=/b?c"),
            (
                "https://beispiel.example/a\\b\"c<d>e^f`g",
                "https://beispiel.example/a%5Cb%22c%3Cd%3Ee%5Ef%60g",
            ),
            ("https://beispiel.example:8080/", "https://beispiel.example:8080/"),
            ("https://amt:wort@beispiel.example/", "https://amt:wort@beispiel.example/"),
            ("https://a@b@beispiel.example/", "https://a%40b@beispiel.example/"),
            ("https://a_b.example/", "https://a_b.example/"),
            ("https://192.0.2.7/", "https://192.0.2.7/"),
        ] {
            assert_eq!(target(link).as_deref(), Some(expected), "{link}");
        }
    }

    #[test]
    fn an_ipv6_address_keeps_its_brackets() {
        for (link, expected) in [
            ("https://[2001:db8::1]/pfad[1]", Some("https://[2001:db8::1]/pfad%5B1%5D")),
            ("https://[2001:DB8::1]:8443", Some("https://[2001:DB8::1]:8443")),
            ("https://[::ffff:192.0.2.7]?a#b", Some("https://[::ffff:192.0.2.7]?a#b")),
            ("https://[2001:db8::1", None),
            ("https://[beispiel.example]/", None),
            ("https://[2001:db8::1]8443/", None),
        ] {
            assert_eq!(target(link).as_deref(), expected, "{link}");
        }
    }

    #[test]
    fn an_international_host_is_written_in_punycode() {
        for (link, expected) in [
            ("https://例え.jp", "https://xn--r8jz45g.jp"),
            ("https://www.Müller-Grün.example/Straße", "https://www.xn--mller-grn-q9ah.example/Stra%C3%9Fe"),
            ("https://strasse。straße.example:81/?ü", "https://strasse.xn--strae-oqa.example:81/?%C3%BC"),
            ("mailto:rathaus@grün.example", "mailto:rathaus@xn--grn-ioa.example"),
        ] {
            assert_eq!(target(link).as_deref(), Some(expected), "{link}");
        }
    }

    #[test]
    fn a_letter_keeps_addressees_and_fields() {
        for (link, expected) in [
            ("mailto:amt@beispiel.example", "mailto:amt@beispiel.example"),
            ("MailTo:a.b+c@beispiel.example", "mailto:a.b+c@beispiel.example"),
            ("mailto:a@eins.example,b@zwei.example", "mailto:a@eins.example,b@zwei.example"),
            ("mailto:a@eins.example; b@zwei.example;", "mailto:a@eins.example,b@zwei.example"),
            (
                "mailto:a@eins.example?subject=Antrag #5 für TOP&cc=b@zwei.example",
                "mailto:a@eins.example?subject=Antrag%20%235%20f%C3%BCr%20TOP&cc=b@zwei.example",
            ),
            ("mailto:grün@eins.example", "mailto:gr%C3%BCn@eins.example"),
            ("mailto:a%2Cb@eins.example", "mailto:a%2Cb@eins.example"),
        ] {
            assert_eq!(target(link).as_deref(), Some(expected), "{link}");
        }
    }

    #[test]
    fn what_is_not_seen_is_no_part_of_an_address() {
        let clean = "https://beispiel.example/pfad";
        for unseen in "\0\t\n\r\u{7f}\u{85}\u{ad}\u{61c}\u{200b}\u{200d}\u{200e}\u{200f}\u{2028}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{feff}".chars() {
            for at in [0, 3, 8, 14, clean.len()] {
                let mut link = clean.to_owned();
                link.insert(at, unseen);
                assert_eq!(target(&link).as_deref(), Some(clean), "{link:?}");
            }
        }
        assert_eq!(
            target("mailto:a\u{200b}mt@beispiel.example").as_deref(),
            Some("mailto:amt@beispiel.example")
        );
    }

    #[test]
    fn other_addresses_are_no_targets() {
        let long = format!("https://beispiel.example/{}", "ä".repeat(400));
        for link in [
            "javascript:alert(1)",
            "java\u{200b}script:alert(1)",
            "file:///etc/passwd",
            "data:text/html,a",
            "beispiel.example",
            "https:",
            "https:beispiel.example",
            "https:\\\\beispiel.example",
            "https://",
            "https:///pfad",
            "https://amt@/pfad",
            "https:// beispiel",
            "https://bei spiel.example",
            "https://beispiel.example\\@anders.example",
            "https://beispiel.example:80a/",
            "https://\u{ff05}41.example/",
            "mailto:",
            "mailto:?subject=a",
            "mailto:amt",
            "mailto:@beispiel.example",
            "mailto:amt@",
            "mailto:das amt@beispiel.example",
            "mailto:a@eins.example,b",
            &long,
            "",
        ] {
            assert_eq!(target(link), None, "{link:?}");
        }
    }

    #[test]
    fn a_target_is_its_own_target() {
        for link in [
            "https://例え.jp/ä?ö#ü#",
            "https://[2001:db8::1]:80/[a]%",
            "mailto:ä@ö.example?subject=ü #1",
            "http://a@b@c.example/\u{202e}x",
        ] {
            let once = target(link).unwrap();
            assert!(once.is_ascii());
            assert_eq!(target(&once).as_deref(), Some(once.as_str()));
        }
    }
}

//! As much of HTTP/1.1 as the tests need: every byte of a request can be wrong.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

/// When an answer is taken for one that never comes.
pub(super) const HANGS: Duration = Duration::from_secs(120);

/// An answer.
pub(super) struct Answer {
    pub(super) status: u16,
    /// Names in lower case.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// The only header of this name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{name} stands there twice");
        value
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// The name under which a file is to be kept.
    pub(super) fn file_name(&self) -> Option<String> {
        let encoded = self.header("content-disposition")?.split_once("filename*=UTF-8''")?.1;
        Some(decoded(encoded))
    }
}

/// A text without its percent signs (RFC 3986).
fn decoded(text: &str) -> String {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(&piece[..2], 16).unwrap());
        bytes.extend(&piece.as_bytes()[2..]);
    }
    String::from_utf8(bytes).unwrap()
}

/// A text as it stands in an address or a form.
pub(super) fn encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    let byte = |byte: u8| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(byte).collect()
}

/// The pairs of a form.
pub(super) fn form(pairs: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{}={}", encoded(name), encoded(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// A connection that gives up in the end.
pub(super) fn connected(port: u16) -> TcpStream {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    stream.set_read_timeout(Some(HANGS)).unwrap();
    stream.set_write_timeout(Some(HANGS)).unwrap();
    stream
}

/// The head of a request; `headers` are all that it has but the length of its body.
pub(super) fn head(method: &str, target: &str, headers: &[(&str, &str)], length: usize) -> String {
    let lines: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = if method == "GET" { String::new() } else { format!("Content-Length: {length}\r\n") };
    format!("{method} {target} HTTP/1.1\r\nConnection: close\r\n{lines}{length}\r\n")
}

/// Asks, and reads the answer to its end.
pub(super) fn ask(port: u16, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut stream = connected(port);
    stream.write_all(head(method, target, headers, body.len()).as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    if method == "HEAD" { read_head(&mut stream) } else { read(stream) }
}

/// Reads an answer to its end.
pub(super) fn read(mut stream: TcpStream) -> Answer {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes
        .windows(4)
        .position(|it| it == b"\r\n\r\n")
        .unwrap_or_else(|| panic!("no whole answer: {} bytes", bytes.len()));
    let mut answer = parsed(&bytes[..end]);
    let body = &bytes[end + 4..];
    answer.body = match answer.header("transfer-encoding") {
        Some(_) => unchunked(body),
        None => body.to_vec(),
    };
    let length = answer.header("content-length").map(|it| it.parse::<usize>().unwrap());
    assert!(length.is_none_or(|it| it == answer.body.len()), "the answer was cut off");
    answer
}

/// The head of an answer that does not end by itself.
pub(super) fn read_head(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        bytes.push(byte[0]);
    }
    parsed(&bytes[..bytes.len() - 4])
}

fn parsed(head: &[u8]) -> Answer {
    let head = std::str::from_utf8(head).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let header = |line: &str| {
        let (name, value) = line.split_once(": ").unwrap();
        (name.to_ascii_lowercase(), value.to_owned())
    };
    let answer = Answer { status, headers: lines.map(header).collect(), body: Vec::new() };
    assert_guarded(&answer, head.lines().next().unwrap());
    answer
}

/// What every answer of every test says, whatever it answers.
pub(super) fn assert_guarded(answer: &Answer, why: &str) {
    let policy = answer.header("content-security-policy").unwrap_or_else(|| panic!("{why}: no policy"));
    let rules: Vec<&str> = policy.split(';').map(str::trim).collect();
    for rule in ["default-src 'none'", "script-src 'self'", "form-action 'self'", "frame-ancestors 'none'"] {
        assert!(rules.contains(&rule), "{why}: {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("data:"), "{policy}");
    for (name, value) in
        [("cache-control", "no-store"), ("x-content-type-options", "nosniff"), ("x-frame-options", "DENY")]
    {
        assert_eq!(answer.header(name), Some(value), "{why}: {name}");
    }
    let opening = answer.headers.iter().find(|(name, _)| name.starts_with("access-control"));
    assert_eq!(opening, None, "{why}");
}

/// A body in chunks, put together.
fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = rest
            .windows(2)
            .position(|it| it == b"\r\n")
            .unwrap_or_else(|| panic!("a chunk without a length"));
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if length == 0 {
            return body;
        }
        body.extend(&rest[end + 2..end + 2 + length]);
        rest = &rest[end + 4 + length..];
    }
}

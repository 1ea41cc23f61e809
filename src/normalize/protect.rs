//! What no rule may touch: addresses, file names, numbers that only look like dates or amounts.
//!
//! Found before any rule runs, over the whole line. Context counts: `9.6.16` is a date, after
//! `Kap.` it is a section.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::scan::{after, before, has_pair, is_digit, pattern, starts_word};

/// The stretches of `text` that stay as they are, unsorted.
pub(super) fn protected(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let joined = |a: u8, b: u8| a == b'.' && b.is_ascii_alphabetic();
    if text.bytes().any(|byte| b"/\\@_".contains(&byte)) || has_pair(text, joined) {
        spans.extend(addresses(text));
    }
    if text.contains('`') {
        spans.extend(CODE.captures_iter(text).filter_map(|captures| Some(captures.get(1)?.range())));
    }
    if may_have_number(text) {
        for regex in [&*SECTION, &*CONTEXT, &*PLAIN] {
            let found = regex.find_iter(text).filter(|found| starts_word(text, found.start()));
            let found = found.filter(|found| !FROM_DAY.is_match(found.as_str()));
            spans.extend(found.filter_map(|found| number_of(text, found.range())));
        }
    }
    spans
}

/// `v. 2.5.2024`, `v. 2.5.24`: with a full stop and a year (and a space, where it is a short one) this
/// is no version but »vom« and its day.
static FROM_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^v\.(?:~?[0-3]?[0-9]\.[01]?[0-9]\.(?:19|20)|~[0-3]?[0-9]\.[01]?[0-9]\.)[0-9]{2}$")
});

/// Whether digits have something other than a space or a letter beside them, or a leading zero; most
/// paragraphs have no such number, and the patterns need not run.
fn may_have_number(text: &str) -> bool {
    let beside = |a: u8, b: u8| match (a.is_ascii_digit(), b) {
        (true, b'.' | b':' | b'-' | b'/') | (false, b'0') => true,
        _ => b.is_ascii_digit() && matches!(a, b'+' | b'-'),
    };
    text.starts_with('0') || has_pair(text, beside)
}

/// The number in a stretch, without a last part that goes on behind it: nothing of `Phase 1.5.2018`.
fn number_of(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let found = text.get(range.clone())?;
    let start = range.start + found.find(is_digit)?;
    if !after(text, range.end).is_some_and(is_digit) {
        return Some(start..range.end);
    }
    let end = found.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    (range.start + end > start).then(|| start..range.start + end)
}

/// Code between backticks; one inside a word is an apostrophe.
static CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[^A-Za-zÄÖÜäöüß0-9`´])(`[^`´]+`)"));

/// Addresses of the network, mail addresses, paths, file names and ids with underscores.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"
        (?i:https?|ftps?|file|sftp|ssh|ldaps?|smb)://[^\t\n\r\x20<>"„“”\x{A0}]+
        | (?:[Ww]{3}\.|mailto:|tel:)[^\t\n\r\x20<>"„“”\x{A0}]+
        | [A-Za-z0-9._%+-]+@[A-Za-z0-9äöüÄÖÜß.-]+\.[A-Za-z]{2,}
        | (?:[A-Za-z]:)?\\[^\t\n\r\x20\x{A0}]+
        | (?:\x7E|\.{1,2})?/[A-Za-z0-9._-]+/[^\t\n\r\x20\x{A0}]*
        | [A-Za-z0-9äöüÄÖÜß_(][A-Za-z0-9äöüÄÖÜß_.()+-]*\.(?i:docx?|dotx?|docm|xlsx?|xlsm|xlsb|ods|odt|odp|pptx?
            |pdf|txt|csv|tsv|rtf|md|xml|json|ya?ml|toml|html?|css|js|zip|7z|rar|gz|tar|exe|msi|bat|ps1|sh|py|rs|java
            |jar|sql|db|bak|log|ini|cfg|conf|png|jpe?g|gif|svg|tiff?|bmp|mp[34]|avi|mov|wav|eml|msg|ics|vcf|pst|dwg
            |dxf|shp|gml|vsdx?|iso)
        | (?:[A-Za-z0-9-]+\.)+(?:de|com|org|net|eu|info|gov|nrw|berlin|bayern|hamburg|koeln|at|ch|io|local|lan|intern)
            (?:/[^\t\n\r\x20\x{A0}]*)?
        | [A-Za-z0-9äöüÄÖÜß.-]*_[A-Za-z0-9äöüÄÖÜß_.-]*
        "#,
    )
});

fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    ADDRESS.find_iter(text).filter_map(move |found| {
        let shape = found.as_str();
        let whole_word = starts_word(text, found.start())
            && after(text, found.end()).is_none_or(|c| !c.is_alphanumeric() && c != '_');
        let trimmed = shape.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '…']);
        let open = trimmed.matches('(').count() > trimmed.matches(')').count();
        let end = trimmed.len() + usize::from(open && shape[trimmed.len()..].starts_with(')'));
        let is_rule = trimmed.chars().all(|c| matches!(c, '_' | '.' | '-'));
        (whole_word && !is_rule).then(|| found.start()..found.start() + end)
    })
}

/// A number after a word that says it is a section. Years have four digits, so `Phase 1.5.2018`
/// is a date.
static SECTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"
        (?: [Kk]ap\. | [Kk]apiteln? | [Aa]bschn\. | (?:[Uu]nter)?[Aa]bschnitt(?:en?|s|es)? | [Zz]iff\. | [Zz]iffern?
          | (?:[Gg]liederungs|[Uu]nter|[Aa]ufzählungs|[Tt]agesordnungs)?[Pp]unkt(?:e[ns]?|s)? | Pkt\. | TOPs?
          | [Aa]rtikeln? | Art\. | §§? | Abs\. | Absatz | Nrn?\. | [A-Za-zäöüß]*[Nn]ummern? | [Aa]nlagen? | Anl\. | [Aa]nhang
          | [Tt]abellen? | Tab\. | [Aa]bbildung(?:en)? | Abb\. | Bild | Seiten? | Räume | Raum | Zimmer | Teile? | Teilziel
          | Position(?:en)? | Pos\. | Produkt(?:gruppe|bereich)? | Los | (?:[A-ZÄÖÜ][a-zäöü]+)?[Mm]aßnahmen? | Aktion | Handlungsfeld | Ziele?
          | Kostenstelle | Haushaltsstelle | HHSt\.? | Buchungsstelle | Baustein | Anforderung | Modul | Prozess
          | Schritt | Arbeitspaket | AP | Rn\. | Rdnr\. | Randnummer | Gliederung | Stufe | Phase | Paragraf(?:en)? | Paragraph(?:en)?
          | Meilenstein | Indikator | Leitlinie | Satz | Gruppe | Klasse | Frage )
        ~? [0-9]{1,3} (?:\.[0-9]{1,3})+ [a-z]?
        (?: (?: ,~? | ~?/~? | ~?[-–]~? | ~(?:und|bis|oder|sowie|u\.)~ ) [0-9]{1,3}(?:\.[0-9]{1,3})+[a-z]? )*
        ",
    )
});

/// A number after a word that says it is a version, a file, a telephone or a norm.
static CONTEXT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"
        [Vv]ersion~[0-9]{4}-[0-9]{2}-[0-9]{2}
        | (?: [Vv]ersion(?:en|s?nummer)? | [Vv]ers\. | [Vv]er\. | [Rr]elease | [Rr]el\. | [Rr]ev\. | [Rr]evision | [Bb]uild
            | [Ff]irmware | [Uu]pdate | [Pp]atch | [Ss]oftwarestand | [Vv]\.? | Windows | Office | Java | Python | PHP
            | Exchange | Server | Android | iOS | Firefox | Chrome | Edge | TLS | SSL | HTTP | SMB | USB | OSCI | Oracle
            | Apache | Tomcat | nginx | Linux | Ubuntu | Debian | Kernel | Docker | Kubernetes | Drupal | Joomla | Moodle
            | Nextcloud | Outlook | Acrobat | Citrix | Postgres | X[A-ZÖ][A-Za-zäöü]+ )
          ~? [0-9]+ (?:\.[0-9]+)+ [a-z]?
          (?: (?: ,~? | ~?/~? | ~?[-–]~? | ~(?:und|bis|oder|auf|sowie)~ ) [0-9]+(?:\.[0-9]+)+[a-z]? )*
        | (?: Az\.? | AZ\.? | Gz\.? | GZ | [Aa]ktenzeichen | [Gg]eschäftszeichen | [Dd]rs\. | [Dd]rucksachen? | DS | VO
            | (?:[A-ZÄÖÜ][a-zäöüß]+)?[Vv]orlagen? | [Vv]orl\. | [Tt]icket | [Kk]ennung | ID | Kassenzeichen | Kennziffer
            | IBAN | BLZ | Aktennummer | [A-Za-zäöüß]*[Nn]ummer
            | [A-Za-zÄÖÜäöüß-]+-?[Nn]r\.? | Nr\. )
          (?:-?Nr\.|~Nr\.)? :? ~? (?:[A-Za-zÄÖÜ]{1,6}[-/.~])? [0-9]+[A-Za-z]?[-/.][0-9A-Za-z./-]*[0-9A-Za-z]
        | (?: Tel\.? | [Tt]elefon | [Tt]elefax | [Ff]ax | [Mm]obil | [Dd]urchwahl | [Rr]uf | [Rr]ufnummer | [Hh]otline )
          (?:-?Nr\.)? :? ~? \(?\+?[0-9][0-9()~/–.-]*[0-9]
        | (?: (?:DIN|EN|ISO|IEC|VDI|VDE|IEEE|RFC|TR|BSI|ÖNORM|DGUV|ASR|VOB|CEN|CWA) [-/~] ){1,3}
          [0-9A-Z][0-9A-Z.:-]*
        ",
    )
});

/// A number that shows by itself what it is: addresses of the network, accounts, files, telephones,
/// times.
static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"
        [0-9]+(?:\.[0-9]+){3,}(?:[/:][0-9]+)?
        | [0-9a-fA-F]{8}-[0-9a-fA-F-]{18,}
        | [A-Z]{2}[0-9]{2}(?:~?[0-9]{4}){3,}(?:~?[0-9]{1,4})?
        | [0-9]+(?:[.-][0-9]+)*-[0-9]+/[0-9]{2,4}
        | \+[0-9]{1,3}[0-9()~/–-]{6,}[0-9]
        | \(0[0-9]{2,5}\)~?[0-9][0-9~/–-]+[0-9]
        | 0[1-9][0-9]{1,4}(?:~|~?[/–-]~?)[0-9][0-9~/–-]{2,}[0-9]
        | [0-9]{1,2}[:.][0-9]{2}(?:~?[-–]~?[0-9]{1,2}[:.][0-9]{2})?~(?:Uhr|h)
        | [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:~?[-–]~?[0-9]{1,2}:[0-9]{2})?
        ",
    )
});

/// The stretches that are links by themselves: a run whose text is an address, and shown as typed.
pub(super) fn is_address(text: &str) -> bool {
    let text = text.trim();
    let whole = addresses(text).any(|span| span.start == 0 && span.end + 1 >= text.len());
    whole || text.contains("://") || before(text, text.len()) == Some('/')
}

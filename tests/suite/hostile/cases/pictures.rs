//! Logo files that are broken, too large, or no files.

use std::io::Cursor;
use std::path::Path;

use image::{DynamicImage, ImageFormat};

use super::super::package::Xlsx;
use super::Case;
use super::Expected::{Paper, PaperWith};

const UNUSABLE: super::Expected = PaperWith("logo-unbrauchbar");

/// A paper whose logo is what `put` leaves in its folder.
fn logo(
    name: &'static str,
    expected: super::Expected,
    file: &'static str,
    put: impl Fn(&Path) + Send + Sync + 'static,
) -> Case {
    Case::new(name, "arbeit.xlsx", expected, move |folder| {
        put(&folder.join("logo.png"));
        Xlsx::new().fact("Logo", file).bytes()
    })
}

fn bytes(
    name: &'static str,
    expected: super::Expected,
    bytes: impl Fn() -> Vec<u8> + Send + Sync + 'static,
) -> Case {
    logo(name, expected, "logo.png", move |path| std::fs::write(path, bytes()).unwrap())
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A PNG that says to be so wide and high, with 16 bits a channel, and nothing behind.
fn claimed(side: u32) -> Vec<u8> {
    let mut png = encoded(&DynamicImage::new_rgba16(1, 1), ImageFormat::Png);
    png[16..20].copy_from_slice(&side.to_be_bytes());
    png[20..24].copy_from_slice(&side.to_be_bytes());
    let mut sum = flate2::Crc::new();
    sum.update(&png[12..29]);
    png[29..33].copy_from_slice(&sum.sum().to_be_bytes());
    png
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![
        bytes("logo-empty", UNUSABLE, Vec::new),
        bytes("logo-no-picture", UNUSABLE, || b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec()),
        bytes("logo-cut", UNUSABLE, || {
            let whole = encoded(&DynamicImage::new_rgb8(64, 64), ImageFormat::Png);
            whole[..whole.len() / 2].to_vec()
        }),
        bytes("logo-of-one-pixel", Paper, || encoded(&DynamicImage::new_rgba16(1, 1), ImageFormat::Png)),
        bytes("logo-long-and-thin", Paper, || encoded(&DynamicImage::new_rgb8(7_900, 1), ImageFormat::Png)),
        bytes("logo-8000-by-8000-in-16-bits", UNUSABLE, || {
            encoded(&DynamicImage::new_rgba16(8_000, 8_000), ImageFormat::Png)
        })
        .large(),
        bytes("logo-claims-8000-by-8000", UNUSABLE, || claimed(8_000)),
        bytes("logo-claims-4000000000", UNUSABLE, || claimed(4_000_000_000)),
        bytes("logo-of-30-megabytes", UNUSABLE, || vec![0x89; 30 << 20]),
        logo("logo-missing", UNUSABLE, "logo.png", |_| ()),
        logo("logo-from-the-network", UNUSABLE, "https://a.example/logo.png", |_| ()),
        logo("logo-outside-the-folder", UNUSABLE, "../../../../etc/hostname", |_| ()),
        logo("logo-with-a-name-that-misleads", UNUSABLE, "a\u{202e}gnp.\u{1b}[2Jlogo", |_| ()),
        logo("logo-is-a-folder", UNUSABLE, "logo.png", |path| std::fs::create_dir(path).unwrap()),
        logo("logo-of-3-gigabytes-of-nothing", UNUSABLE, "logo.png", |path| {
            std::fs::File::create(path).unwrap().set_len(3 << 30).unwrap();
        }),
    ];
    #[cfg(unix)]
    cases.extend([
        logo("logo-is-a-link-to-a-device", UNUSABLE, "logo.png", |path| {
            std::os::unix::fs::symlink("/dev/zero", path).unwrap();
        }),
        logo("logo-is-a-pipe", UNUSABLE, "logo.png", |path| {
            assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
        }),
    ]);
    cases
}

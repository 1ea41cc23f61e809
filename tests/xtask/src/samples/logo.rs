//! Draws the emblem of the invented Eigenbetrieb: a leaf inside a gear.

use std::f32::consts::{PI, TAU};

/// Edge of the square picture, in pixels.
const SIZE: u16 = 360;
/// Samples per pixel and direction, for smooth edges.
const FINE: u16 = 3;

const WHITE: [f32; 3] = [255.0, 255.0, 255.0];
const DARK: [f32; 3] = [38.0, 84.0, 56.0];
const GREEN: [f32; 3] = [86.0, 150.0, 78.0];

/// The picture as PNG.
pub(crate) fn draw() -> Result<Vec<u8>, png::EncodingError> {
    let mut pixels = Vec::with_capacity(usize::from(SIZE) * usize::from(SIZE) * 3);
    for y in 0..SIZE {
        for x in 0..SIZE {
            pixels.extend(pixel(x, y));
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIZE.into(), SIZE.into());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(bytes)
}

/// The mean colour of the samples inside a pixel.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255 by construction")]
fn pixel(x: u16, y: u16) -> [u8; 3] {
    let mut sum = [0.0; 3];
    for dy in 0..FINE {
        for dx in 0..FINE {
            let place = |pixel: u16, step: u16| {
                let at = f32::from(pixel) + (f32::from(step) + 0.5) / f32::from(FINE);
                at / f32::from(SIZE) * 2.0 - 1.0
            };
            for (total, part) in sum.iter_mut().zip(colour(place(x, dx), place(y, dy))) {
                *total += part;
            }
        }
    }
    sum.map(|total| (total / f32::from(FINE * FINE)).round() as u8)
}

/// The colour at a point; both coordinates run from -1 to 1, `y` downwards.
fn colour(x: f32, y: f32) -> [f32; 3] {
    let (radius, angle) = (x.hypot(y), y.atan2(x));
    // Twelve teeth: the rim reaches further out in one half of each period.
    let tooth = (angle * 12.0 / TAU).rem_euclid(1.0) < 0.5;
    if radius > if tooth { 0.96 } else { 0.84 } {
        return WHITE;
    }
    if radius > 0.70 {
        return DARK;
    }
    // The leaf lies on the diagonal: u runs along its midrib, v across it.
    let (u, v) = ((x - y) / 2.0_f32.sqrt(), (x + y) / 2.0_f32.sqrt());
    let along = (u + 0.56) / 1.12;
    let midrib = v.abs() < 0.022 && (-0.68..0.40).contains(&u);
    if midrib {
        return DARK;
    }
    let half_width = if (0.0..=1.0).contains(&along) { 0.30 * (along * PI).sin() } else { 0.0 };
    if v.abs() < half_width { GREEN } else { WHITE }
}

//! Pages as pictures, for whoever looks at them on a screen: [`Pages`] → PNG.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};
use typst_render::RenderOptions;

use super::typeset::Pages;

/// The finest picture, in pixels per point: A4 then has 1,785 pixels in width, and takes 18 MB while it is drawn.
const FINEST: f64 = 3.0;
/// The coarsest one.
const COARSEST: f64 = 0.25;

/// The page of this number, from 1, as a PNG file with so many pixels per point; none where there is no such
/// page.
pub fn picture(pages: &Pages, number: usize, pixels_per_point: f64) -> Option<Vec<u8>> {
    let page = pages.paged.pages().get(number.checked_sub(1)?)?;
    let scale = if pixels_per_point.is_nan() { 1.0 } else { pixels_per_point.clamp(COARSEST, FINEST) };
    let options = RenderOptions { pixel_per_pt: scale.into(), ..RenderOptions::default() };
    let pixels = typst_render::render(page, &options);
    // A page is white where nothing stands: its alpha says nothing.
    let colours: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
    let mut file = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Up);
    let (width, height) = (pixels.width(), pixels.height());
    encoder.write_image(&colours, width, height, ExtendedColorType::Rgb8).ok()?;
    Some(file)
}

//! What the template `report.typ` reads from `sys.inputs`.

use typst::foundations::{Array, Bytes, Dict, IntoValue, Value};
use typst::layout::Abs;
use typst::visualize::{Color, Luma, ProcessColor};

use crate::diag::Error;
use crate::document::{Cover, Document, Line};

use super::super::measures::*;
use super::breaks::Breaks;
use super::content::Builder;
use super::places::Places;
use super::world::Fonts;

/// The document as content, its properties, fonts and measures; and where each text came from. The
/// texts are numbered in the order in which [`Document::visit`] shows them.
pub(super) fn inputs(document: &Document, breaks: &Breaks, fonts: &Fonts) -> Result<(Dict, Places), Error> {
    let mut builder = Builder::new(breaks, fonts)?;
    let cover = cover(&document.cover, &mut builder);
    let blocks = builder.blocks(&document.blocks);
    let running = &document.running;
    let (left, right) = (builder.plain(&running.header_left), builder.plain(&running.header_right));
    let foot = builder.plain(&running.footer_left);
    let properties = &document.properties;
    let shown = |text: &String| builder.shown(text).into_value();
    let inputs = Dict::from_iter([
        ("title".into(), shown(&properties.title)),
        ("author".into(), shown(&properties.author)),
        ("subject".into(), shown(&properties.subject)),
        ("keywords".into(), array(properties.keywords.iter().map(shown))),
        ("fonts".into(), array(fonts.families.iter().map(|it| it.as_str().into_value()))),
        ("measures".into(), measures().into_value()),
        ("cover".into(), cover.into_value()),
        ("blocks".into(), blocks.into_value()),
        ("header_left".into(), left.into_value()),
        ("header_right".into(), right.into_value()),
        ("footer_left".into(), foot.into_value()),
    ]);
    Ok((inputs, builder.into_places()))
}

fn cover(cover: &Cover, builder: &mut Builder<'_>) -> Dict {
    let logo = cover.logo.as_ref().map(|logo| {
        Dict::from_iter([
            ("bytes".into(), Bytes::new(logo.bytes.clone()).into_value()),
            ("alternative".into(), builder.shown(&logo.alternative).into_value()),
            ("width".into(), i64::from(logo.width).into_value()),
            ("height".into(), i64::from(logo.height).into_value()),
        ])
    });
    let mut line = |line: &Line| builder.text(&line.text).into_value();
    let summary = array(cover.summary.iter().map(&mut line));
    let as_of = cover.as_of.as_ref().map(&mut line);
    let (title, id) = (line(&cover.title), line(&cover.id));
    let organisation = cover.organisation.as_ref().map(&mut line);
    let facts = cover.facts.iter().map(|(label, value)| {
        array([builder.plain(label).into_value(), builder.text(&value.text).into_value()])
    });
    Dict::from_iter([
        ("facts".into(), array(facts)),
        ("logo".into(), logo.into_value()),
        ("summary".into(), summary),
        ("as_of".into(), as_of.into_value()),
        ("title".into(), title),
        ("id".into(), id),
        ("organisation".into(), organisation.into_value()),
    ])
}

/// The measures that the template shares with the Word file.
fn measures() -> Dict {
    let lengths = [
        ("page_width", PAGE_WIDTH),
        ("page_height", PAGE_HEIGHT),
        ("margin_top", MARGIN_TOP),
        ("margin_bottom", MARGIN_BOTTOM),
        ("margin_side", MARGIN_SIDE),
        ("body_size", BODY_SIZE),
        ("table_size", TABLE_SIZE),
        ("running_size", RUNNING_SIZE),
        ("title_size", TITLE_SIZE),
        ("cover_size", COVER_SIZE),
        ("cell_side", CELL_SIDE),
        ("border", BORDER),
        ("logo_max_width", LOGO_MAX_WIDTH),
        ("logo_max_height", LOGO_MAX_HEIGHT),
        ("logo_after", LOGO_AFTER),
        ("cover_top", COVER_TOP),
        ("title_before", TITLE_BEFORE),
    ];
    let colours = [
        ("link_colour", LINK_COLOUR),
        ("quiet_colour", QUIET_COLOUR),
        ("border_colour", BORDER_COLOUR),
        ("head_fill", HEAD_FILL),
    ];
    let lengths = lengths.into_iter().map(|(name, length)| (name, abs(length).into_value()));
    let colours = colours.into_iter().map(|(name, hex)| (name, colour(hex).into_value()));
    let lists = [
        ("heading_sizes", array(HEADING_SIZES.map(|size| abs(size).into_value()))),
        ("markers", array(MARKERS.map(IntoValue::into_value))),
    ];
    lengths.chain(colours).chain(lists).map(|(name, value)| (name.into(), value)).collect()
}

/// A length of the page as Typst has it.
pub(super) fn abs(length: Pt) -> Abs {
    Abs::pt(length.0)
}

/// A colour given as `RRGGBB`; greys without colour, so that printers take black ink alone.
pub(super) fn colour(hex: &str) -> Color {
    let [_, red, green, blue] = u32::from_str_radix(hex, 16).unwrap_or_default().to_be_bytes();
    if red == green && green == blue {
        return Color::Process(ProcessColor::Luma(Luma::new(f32::from(red) / 255.0, 1.0)));
    }
    Color::from_u8(red, green, blue, u8::MAX)
}

fn array(values: impl IntoIterator<Item = Value>) -> Value {
    values.into_iter().collect::<Array>().into_value()
}

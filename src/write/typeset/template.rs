//! What the template `report.typ` reads from `sys.inputs`.

use typst::foundations::{Bytes, Dict, dict};

use crate::diag::Error;
use crate::document::{Cover, Document, Look};

use super::super::cover::gaps;
use super::breaks::Breaks;
use super::content::Builder;
use super::measures::{measures, title_size};
use super::places::Places;
use super::running::{footer_width, header_width};
use super::world::Fonts;

/// What the template reads, and what is known of it.
pub(super) struct Inputs {
    /// The document as content, its properties, fonts and measures.
    pub(super) values: Dict,
    /// Whether something of it is to be laid out ahead.
    pub(super) has_ahead: bool,
    /// Where each text came from.
    pub(super) places: Places,
}

/// Prepares a document for the template. The texts are numbered in the order in which [`Document::visit`]
/// shows them.
pub(super) fn inputs(document: &Document, breaks: &Breaks, fonts: &Fonts) -> Result<Inputs, Error> {
    let Document { properties, look, cover: front, running, blocks } = document;
    let mut builder = Builder::new(breaks, fonts, look)?;
    let cover = cover(front, look, &mut builder);
    let (blocks, ahead) = builder.document(blocks);
    let has_ahead = ahead.is_some();
    let values = dict! {
        "title" => builder.shown(&properties.title),
        "author" => builder.shown(&properties.author),
        "subject" => builder.shown(&properties.subject),
        "keywords" => properties.keywords.iter().map(|it| builder.shown(it)).collect::<Vec<_>>(),
        "fonts" => fonts.families.clone(),
        "measures" => measures(look),
        "loose" => breaks.loose,
        "cover" => cover,
        "blocks" => blocks,
        "ahead" => ahead,
        "header_left" => builder.running(&running.header_left, header_width(look)),
        "header_right" => builder.running(&running.header_right, header_width(look)),
        "footer_left" => builder.running(&running.footer_left, footer_width(look)),
    };
    Ok(Inputs { values, has_ahead, places: builder.into_places() })
}

fn cover(cover: &Cover, look: &Look, builder: &mut Builder<'_>) -> Dict {
    let gaps = gaps(cover, look);
    let logo = cover.logo.as_ref().map(|logo| {
        dict! {
            "bytes" => Bytes::new(logo.bytes.clone()),
            "alternative" => builder.shown(&logo.alternative),
            "width" => logo.width,
            "height" => logo.height,
        }
    });
    dict! {
        "logo" => logo,
        "gaps" => dict! {
            "above_summary" => gaps.above_summary,
            "above_as_of" => gaps.above_as_of,
            "above_rule" => gaps.above_rule,
        },
        "summary" => cover.summary.iter().map(|it| builder.text(&it.text)).collect::<Vec<_>>(),
        "as_of" => cover.as_of.as_ref().map(|it| builder.text(&it.text)),
        "title" => builder.text(&cover.title.text),
        "title_size" => title_size(cover.title.text.as_str()),
        "id" => builder.text(&cover.id.text),
        "organisation" => cover.organisation.as_ref().map(|it| builder.text(&it.text)),
        "facts" => cover
            .facts
            .iter()
            .map(|(label, value)| vec![builder.plain(label), builder.text(&value.text)])
            .collect::<Vec<_>>(),
    }
}

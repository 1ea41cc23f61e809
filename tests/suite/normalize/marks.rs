//! Change marks set by hand: the text as it stands now is normalised as if nothing were struck, and
//! nothing that was struck comes back.

use proptest::prelude::*;
use sachstand::normalize::{Glossary, Rules, normalize_text};
use sachstand::text::{Format, Mark, Style, Text};

use crate::normalize::table::{cell, run, text};

fn normalized(text: &Text) -> Text {
    normalize_text(text, &cell(), &Rules::default(), &Glossary::default()).text
}

#[test]
fn what_is_struck_is_normalised_by_itself() {
    for (before, after) in [
        ("bis {-9.6.16} 10.6.16", "bis {-09.06.2016 }10.06.2016"),
        ("am {-9.}{+8.}6.16", "am {-9.}{+08.}06.2016"),
        ("zu 60{-%}{+ %}", "zu 60{-%}{+~%}"),
        ("{-z.B. so} d.h. anders", "{-z.~B. so} d.~h. anders"),
        ("Text {-alt} , neu", "Text{- alt }, neu"),
    ] {
        let done = run(before, &Glossary::default()).text;
        let (now, expected) = (done.current(), text(after).current());
        assert_eq!(now, expected, "{before}");
    }
}

#[test]
fn a_space_beside_a_struck_passage_is_struck_with_it() {
    let done = run("bis {-Mai} Juni", &Glossary::default()).text;
    assert_eq!(done.current(), Text::plain("bis Juni"));
    assert_eq!(done.previous(), Text::plain("bis Mai Juni"));
}

#[test]
fn raised_numbers_and_links_stay() {
    for same in ["60 m^2^ und CO^2^", "<https://example.org/9.6.16 https://example.org/9.6.16>", "9.6.16^17^"]
    {
        let done = run(same, &Glossary::default()).text;
        let links = |text: &Text| text.runs().filter_map(|run| run.format.link.clone()).collect::<Vec<_>>();
        let raised = |text: &Text| {
            let runs = text.runs().filter(|run| run.format.style.superscript);
            runs.map(|run| run.text.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!((links(&done), raised(&done)), (links(&text(same)), raised(&text(same))));
    }
    let linked = "siehe <https://example.org/plan Plan vom 9.6.16>";
    assert_eq!(
        run(linked, &Glossary::default()).text,
        text("siehe <https://example.org/plan Plan vom 09.06.2016>")
    );
}

fn marked_text() -> impl Strategy<Value = Text> {
    let pieces = prop::sample::select(vec![
        "9.6.", "16", " bis ", "60", "%", " ", "z.", "B.", "\"", "Wort", "  ", " ,", "..", "§", "12", " - ",
        "Q1", "/2020", "Nr.", "5", "1.-", "3.5.2020",
    ]);
    let mark = prop::sample::select(vec![Mark::Kept, Mark::Inserted, Mark::Deleted]);
    prop::collection::vec((pieces, mark, any::<bool>()), 1..14).prop_map(|runs| {
        let format = |mark, bold| Format { mark, ..Style { bold, ..Style::default() }.into() };
        runs.into_iter().map(|(text, mark, bold)| (text, format(mark, bold))).collect()
    })
}

proptest! {
    #[test]
    fn the_current_text_does_not_depend_on_what_was_struck(text in marked_text()) {
        let current = text.filter_map(|format| (format.mark != Mark::Deleted).then(|| format.clone()));
        prop_assert_eq!(normalized(&text).current().to_plain(), normalized(&current).current().to_plain());
    }

    #[test]
    fn marks_are_neither_lost_nor_made(text in marked_text()) {
        let done = normalized(&text);
        let letters = |text: &Text, mark: Mark| {
            let runs = text.runs().filter(|run| run.format.mark == mark);
            runs.flat_map(|run| run.text.chars()).filter(|c| c.is_alphabetic()).count()
        };
        // No rule but those for periods and months writes or drops letters, and they keep to what stands now.
        prop_assert_eq!(letters(&done, Mark::Deleted) > 0, letters(&text, Mark::Deleted) > 0);
        let again = normalized(&done);
        prop_assert_eq!(&again, &done);
    }
}

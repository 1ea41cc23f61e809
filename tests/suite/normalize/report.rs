//! A whole report: which texts are normalised, and its list of abbreviations.

use std::sync::Arc;

use sachstand::model::{
    Abbreviation, Action, Columns, Facts, Field, Paragraph, ParagraphKind, Position, Report, Section,
};
use sachstand::normalize::{Normalized, Rules, normalize};
use sachstand::source::{CellRef, Located, Location};
use sachstand::text::Text;

fn at(sheet: &str, row: u32) -> Location {
    Location::file("a.xlsx").sheet(sheet).cell(CellRef::new(row, 1))
}

fn paragraph(text: &str, row: u32) -> Paragraph {
    Paragraph { kind: ParagraphKind::Bullet, level: 0, text: Text::plain(text), at: at("Sachstand", row) }
}

fn report(status: &[&str], abbreviations: &[(&str, &str)]) -> Report {
    let fact = |text: &str| Located::new(text.to_owned(), at("Dokument", 1));
    let row = |(index, (short, meaning)): (usize, &(&str, &str))| Abbreviation {
        short: Located::new(Text::plain(*short), at("Abkürzungen", index as u32 + 2)),
        meaning: Located::new(Text::plain(*meaning), at("Abkürzungen", index as u32 + 2)),
        variants: Vec::new(),
    };
    Report {
        file: Arc::from("a.xlsx"),
        facts: Facts {
            title: fact("Bericht 2018-2020"),
            id: fact("bericht_9.6.16"),
            version: None,
            date: None,
            creator: Some(fact("Amt 2018-2020")),
            document_status: None,
            responsible: None,
            confidentiality: None,
            recipients: Vec::new(),
            organisation: None,
            summary: vec![fact("Stand 9.6.16")],
            logo: None,
            submission: None,
            committee: None,
            session_date: None,
            agenda_item: None,
            anonymised_from: None,
            others: Vec::new(),
        },
        columns: Columns::default(),
        fields: vec![Field {
            title: Located::new(Text::plain("3.1.20 Netze 2018-2020"), at("Sachstand", 1)),
            actions: vec![Action {
                number: None,
                title: vec![paragraph("Ausbau z.B.", 2)],
                status: status.iter().zip(2..).map(|(text, row)| paragraph(text, row).into()).collect(),
                nonpublic: false,
                at: at("Sachstand", 2),
            }],
        }],
        sections: vec![Section {
            title: Located::new(Text::plain("Ausblick 2021-2023"), at("Texte", 2)),
            position: Position::After,
            paragraphs: vec![paragraph("am 1.1.21", 3)],
            nonpublic: false,
        }],
        abbreviations: abbreviations.iter().enumerate().map(row).collect(),
        persons: Vec::new(),
        history: Vec::new(),
    }
}

fn codes(done: &Normalized) -> Vec<(&'static str, String)> {
    done.findings.iter().map(|finding| (finding.code.id(), finding.at.inside())).collect()
}

#[test]
fn every_text_of_the_paper_is_normalised_and_no_id() {
    let done = normalize(report(&["seit 9.6.16"], &[]), &Rules::default());
    let report = &done.report;
    assert_eq!(report.facts.title.value, "Bericht 2018–2020");
    assert_eq!(report.facts.summary[0].value, "Stand 09.06.2016");
    assert_eq!(report.facts.id.value, "bericht_9.6.16");
    assert_eq!(report.facts.creator.as_ref().unwrap().value, "Amt 2018-2020");
    assert_eq!(report.fields[0].title.value, Text::plain("3.1.20 Netze 2018–2020"));
    assert_eq!(report.fields[0].actions[0].title[0].text, Text::plain("Ausbau z.\u{a0}B."));
    assert_eq!(*report.fields[0].actions[0].status[0].text(), Text::plain("seit 09.06.2016"));
    assert_eq!(report.sections[0].title.value, Text::plain("Ausblick 2021–2023"));
    assert_eq!(report.sections[0].paragraphs[0].text, Text::plain("am 01.01.2021"));
    assert!(done.rewrites.iter().any(|rewrite| rewrite.at.inside() == "Sachstand!A2"));
}

#[test]
fn missing_abbreviations_are_one_finding_with_lines_to_copy() {
    let texts = ["Die EDV und das ZGM", "EDV", "Zentrale Gebäude Management (ZGM) und die IuK"];
    let rules = Rules { stop_words: vec!["KITA".into()], ..Rules::default() };
    let done = normalize(report(&texts, &[]), &rules);
    assert_eq!(codes(&done), [("abkuerzung-fehlt", "Sachstand!A2".to_owned())]);
    let found = &done.findings[0];
    assert_eq!(found.message, "3 Abkürzungen fehlen im Abkürzungsverzeichnis: »EDV«, »IuK«, »ZGM«");
    let more: Vec<_> = found.more.iter().map(|it| (it.at.inside(), it.message.as_str())).collect();
    assert_eq!(more[0], ("Sachstand!A4".into(), "»IuK« fehlt im Abkürzungsverzeichnis"));
    assert_eq!(more[1], ("Sachstand!A2".into(), "»ZGM« fehlt im Abkürzungsverzeichnis"));
    let help = found.help.as_ref().unwrap();
    assert!(help.contains(":\nEDV\nIuK\nZGM\tZentrale Gebäude Management\n"), "{help}");
    assert!(help.ends_with("\nkeine-abkuerzungen = [\"KITA\", \"EDV\", \"IuK\", \"ZGM\"]"), "{help}");
    assert!(done.report.abbreviations.is_empty());
}

#[test]
fn a_legend_in_the_paper_explains_an_abbreviation() {
    for (legend, missing) in [
        ("PV = Photovoltaik", "»WP«"),
        ("Legende: WP = Wärmepumpe, PV=Photovoltaik; KWK = Kraft-Wärme-Kopplung", ""),
        ("PV = Photovoltaik\nWP = Wärmepumpe", ""),
        ("Der Anteil von PV = Photovoltaik und WP = Wärmepumpe steigt", "»PV«, »WP«"),
        ("Anteil PV = 12, WP = 3", "»PV«, »WP«"),
    ] {
        let done = normalize(report(&["PV und WP", legend], &[]), &Rules::default());
        let found: Vec<_> = done.findings.iter().map(|it| it.message.as_str()).collect();
        match missing {
            "" => assert!(found.is_empty(), "{legend}: {found:?}"),
            names => assert!(found.len() == 1 && found[0].contains(names), "{legend}: {found:?}"),
        }
    }
    let rules = Rules { complete_abbreviations: true, ..Rules::default() };
    let done = normalize(report(&["PV", "PV = Photovoltaik"], &[]), &rules);
    assert_eq!(done.report.abbreviations[0].meaning.value, Text::plain("Photovoltaik"));
}

#[test]
fn proposals_complete_the_list_on_demand() {
    for text in ["Zentrales Gebäudemanagement (ZGM)", "das ZGM (Zentrales Gebäudemanagement) plant"] {
        let rules = Rules { complete_abbreviations: true, ..Rules::default() };
        let done = normalize(report(&[text, "EDV"], &[]), &rules);
        let added = &done.report.abbreviations;
        assert_eq!(added.len(), 1, "{text}");
        assert_eq!(added[0].short.value, Text::plain("ZGM"));
        assert_eq!(added[0].meaning.value, Text::plain("Zentrales Gebäudemanagement"));
        assert!(codes(&done).contains(&("abkuerzung-ergaenzt", "Sachstand!A2".to_owned())));
    }
}

#[test]
fn a_listed_abbreviation_must_be_used_and_explained_alike() {
    let list = [
        ("ZGM", "Zentrales Gebäudemanagement"),
        ("OZG", "Onlinezugangsgesetz"),
        ("z.B.", "zum Beispiel"),
        ("EVB-IT", "Vertragsbedingungen"),
    ];
    let done =
        normalize(report(&["Zentrale Gutachten Messung (ZGM), z.B. nach EVB-IT"], &list), &Rules::default());
    assert_eq!(
        codes(&done),
        [
            ("abkuerzung-abweichend", "Sachstand!A2".to_owned()),
            ("abkuerzung-unbenutzt", "Abkürzungen!A3".to_owned())
        ]
    );
    for same in [
        "Zentrales Gebäudemanagement (ZGM)",
        "des Zentralen Gebäudemanagements (ZGM)",
        "ZGM (zentrales Gebäude-Management)",
        "ZGM (siehe Anlage)",
    ] {
        let done = normalize(report(&[same], &list[..1]), &Rules::default());
        assert_eq!(codes(&done), [], "{same}");
    }
}

#[test]
fn a_meaning_is_proposed_in_the_nominative() {
    let done =
        normalize(report(&["Teil des Kommunalen Rechnungswesens (KRW)", "die KRW"], &[]), &Rules::default());
    let help = done.findings[0].help.as_deref().unwrap();
    assert!(help.contains("KRW\tKommunales Rechnungswesen"), "{help}");
}

#[test]
fn an_abbreviation_that_the_rules_wrote_out_is_told_from_one_that_nobody_uses() {
    let done = normalize(report(&["im 2. HJ 2020"], &[("HJ", "Halbjahr"), ("ZGM", "Z")]), &Rules::default());
    let help = |at: usize| done.findings[at].help.as_deref().unwrap();
    assert_eq!(done.findings.len(), 2);
    assert!(help(0).contains("halbjahr = false"), "{}", help(0));
    assert!(help(1).contains("Schreibweise prüfen"), "{}", help(1));
}

#[test]
fn the_shape_decides_what_an_abbreviation_is() {
    for none in [
        "Stufe II und XIV",
        "EG 9 und E 7, A 13",
        "5 kWh, 3 GB, 20 EUR",
        "im OKT und NOV",
        "die GmbH",
        "WICHTIG: NEU und NICHT vergessen",
        "GEMEINSAMES VORGEHEN KGRZ",
        "COVID-19 und S/4HANA",
        "siehe www.KGRZ.example",
        "BS-AB 17",
        "RA-17",
        "LinkedIn und YouTube",
        "M365 und B2B",
        "Datei EDV_PLAN.xlsx",
        "E-Mail und U-Bahn",
        "Kita und Uni",
        "OK, EU-weit als PDF",
        "drei PCs und ein LKW",
    ] {
        assert_eq!(codes(&normalize(report(&[none], &[]), &Rules::default())), [], "{none}");
    }
    for one in [
        "die EDV",
        "das BauGB",
        "die IuK",
        "drei NVRs",
        "KGRZ-Leitung",
        "IT/TK-Anlage",
        "„DSGVO“",
        "(BSI)",
        "BAföG",
    ] {
        assert!(!codes(&normalize(report(&[one], &[]), &Rules::default())).is_empty(), "{one}");
    }
    let rules = Rules {
        stop_words: vec!["EDV".into()],
        extra_abbreviations: vec!["Kita".into()],
        ..Rules::default()
    };
    let done = normalize(report(&["EDV der Kita"], &[]), &rules);
    assert_eq!(done.findings.len(), 1);
    assert!(done.findings[0].message.contains("»Kita«"));
}

#[test]
fn a_clean_report_is_left_as_it_is() {
    let clean = normalize(report(&["am 9.6.16 z.B. 60%", "\"so\""], &[]), &Rules::default()).report;
    let again = normalize(clean.clone(), &Rules::default());
    assert_eq!(again.report, clean);
    assert!(again.rewrites.is_empty());
}

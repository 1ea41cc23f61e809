//! Single traits of cells, one small workbook each.

use super::dump::{dump, findings};
use super::{ods, ods_content, package, parts, read, xlsx, xlsx_with};

/// The cells of the only sheet.
fn cells(bytes: &[u8]) -> String {
    let text = dump(&read(bytes).unwrap().value);
    text.split_once('\n').unwrap().1.to_owned()
}

#[test]
fn errors_come_in_the_words_of_german_excel() {
    for (stored, shown) in [
        ("#REF!", "#BEZUG!"),
        ("#N/A", "#NV"),
        ("#DIV/0!", "#DIV/0!"),
        ("#NAME?", "#NAME?"),
        ("#NULL!", "#NULL!"),
        ("#VALUE!", "#WERT!"),
        ("#NUM!", "#ZAHL!"),
        ("#SPILL!", "#ÜBERLAUF!"),
        ("#CALC!", "#KALK!"),
        ("#NEWER!", "#UNBEKANNT!"),
    ] {
        let book = xlsx(&format!(r#"<row r="1"><c r="A1" t="e"><f>X()</f><v>{stored}</v></c></row>"#));
        assert_eq!(cells(&book), format!("A1 Fehler {shown}\n"));
    }
    let cell = |kind: &str, shown: &str| {
        ods(&format!(
            r#"<table:table-row><table:table-cell table:formula="of:=X()" {kind}><text:p>{shown}</text:p></table:table-cell></table:table-row>"#
        ))
    };
    let marked = r#"office:value-type="string" office:string-value="" calcext:value-type="error""#;
    assert_eq!(cells(&cell(marked, "#BEZUG!")), "A1 Fehler #BEZUG!\n");
    assert_eq!(cells(&cell(marked, "Fehler:502")), "A1 Fehler #WERT!\n");
    assert_eq!(cells(&cell(r#"office:value-type="float" office:value="0""#, "#N/A")), "A1 Fehler #NV\n");
}

#[test]
fn escapes_line_ends_and_spaces_are_resolved() {
    let text = |text: &str| {
        xlsx(&format!(r#"<row><c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c></row>"#))
    };
    for (stored, shown) in [
        ("a_x000D_\nb", "a⏎b"),
        ("a\r\nb\rc", "a⏎b⏎c"),
        ("a&#13;&#10;b", "a⏎b"),
        ("_x005F_x0041_", "_x0041_"),
        ("_x0041__x00DF_", "Aß"),
        ("_xD83D__xDE00_", "😀"),
        ("_x004_ _xGGGG_ _x", "_x004_ _xGGGG_ _x"),
        ("  zwei  ", "  zwei  "),
        ("<![CDATA[<x> & ]]>y", "<x> & y"),
        ("&lt;&amp;&#228;", "<&ä"),
    ] {
        assert_eq!(cells(&text(stored)), format!("A1 {shown}\n"), "{stored}");
    }
    for blank in ["", "   ", "\n", "\u{A0}", "_x000D_", "\u{200B}"] {
        assert_eq!(cells(&text(blank)), "", "{blank:?}");
    }
}

#[test]
fn runs_take_the_font_of_the_cell_unless_they_have_their_own() {
    let strings = "<sst count=\"9\" uniqueCount=\"9\"><si><r><t>von </t></r><r><rPr><strike/></rPr><t>hier</t></r>\
        <r><rPr><b val=\"0\"/><u val=\"none\"/></rPr><t> bis </t></r><r><t>dort</t></r>\
        <rPh sb=\"0\" eb=\"1\"><t>vorgelesen</t></rPh><phoneticPr fontId=\"1\"/></si></sst>";
    let styles = "<styleSheet><fonts><font/><font><b/><u/></font></fonts>\
        <cellStyleXfs><xf fontId=\"0\"/></cellStyleXfs><cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/></cellXfs>\
        <dxfs><dxf><font><i/></font></dxf></dxfs></styleSheet>";
    let sheet = r#"<worksheet><sheetData><row><c s="1" t="s"><v>0</v></c><c t="s"><v>0</v></c></row></sheetData></worksheet>"#;
    let book = xlsx_with(sheet, &[("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)]);
    assert_eq!(cells(&book), "A1 <bu>von </><s>hier</> bis <bu>dort</>\nB1 von <s>hier</> bis dort\n");
}

#[test]
fn number_formats_tell_dates_times_and_percentages() {
    for (code, number, shown) in [
        ("0%", "0.3333333", "Prozent 0.3333333 »33\u{a0}%«"),
        ("0.0\\ %", "0.6", "Prozent 0.6 »60,0\u{a0}%«"),
        ("0\" %\"", "60", "Zahl 60 »60\u{a0}%«"),
        ("0\\%", "60", "Zahl 60 »60\u{a0}%«"),
        ("[Red]#,##0.00;-0%", "60", "Zahl 60 »60,00«"),
        ("#,##0.00\\ \"€\"", "1234567.5", "Zahl 1234567.5 »1.234.567,50\u{a0}€«"),
        ("#,##0.00 [$€-407];[Red]-#,##0.00 [$€-407]", "-0.5", "Zahl -0.5 »-0,50\u{a0}€«"),
        ("_-* #,##0.00\\ \"€\"_-;-* #,##0.00\\ \"€\"_-", "2.675", "Zahl 2.675 »2,68\u{a0}€«"),
        ("_-* #,##0.00\\ \"€\"_-;-* #,##0.00\\ \"€\"_-;_-* \"-\"??\\ \"€\"_-;_-@_-", "0", "Zahl 0 »- €«"),
        ("0\\ \"EUR\"", "45000", "Zahl 45000 »45000\u{a0}EUR«"),
        ("#,##0\\ \"€\"", "999.5", "Zahl 999.5 »1.000\u{a0}€«"),
        ("#,##0 €", "-999.5", "Zahl -999.5 »-1.000\u{a0}€«"),
        ("#,##0,\\ \"T€\"", "45499", "Zahl 45499 »45\u{a0}T€«"),
        ("0.0,,\"\u{a0}Mio.\u{a0}€\"", "2500000", "Zahl 2500000 »2,5\u{a0}Mio.\u{a0}€«"),
        ("#,##0.00", "1234.5", "Zahl 1234.5 »1.234,50«"),
        ("0.00", "1.005", "Zahl 1.005 »1,01«"),
        ("0.00", "1.1", "Zahl 1.1 »1,10«"),
        ("0.00", "-0.001", "Zahl -0.001 »0,00«"),
        ("000", "7", "Zahl 7 »007«"),
        ("00000", "1067", "Zahl 1067 »01067«"),
        ("0\" Stück\"", "12", "Zahl 12 »12\u{a0}Stück«"),
        ("\"KW \"0", "12", "Zahl 12 »KW 12«"),
        ("0.##", "12", "Zahl 12 »12,«"),
        ("+0;-0;\"±\"0", "5", "Zahl 5 »+5«"),
        ("+0;-0;\"±\"0", "0", "Zahl 0 »±0«"),
        ("#,##0;(#,##0)", "-1234", "Zahl -1234 »(1.234)«"),
        ("[=1]\"ja\";[=0]\"nein\";0", "1", "Zahl 1 »ja«"),
        ("[=1]\"ja\";[=0]\"nein\";0", "0", "Zahl 0 »nein«"),
        ("[>=1000000]0.0,,\\ \"Mio.\";[>=1000]0.0,\\ \"Tsd.\";0", "2500", "Zahl 2500 »2,5\u{a0}Tsd.«"),
        ("[Red][<0]-0;[Green]0", "-5", "Zahl -5 »-5«"),
        ("[<100]0;0.0", "-5", "Zahl -5 »-5«"),
        ("0;-0;;@", "0", "Zahl 0 »«"),
        (";;;", "5", "Zahl 5 »«"),
        ("# ?/?", "1.5", "Zahl 1.5 »1\u{a0}1/2«"),
        ("0.00E+00", "12345", "Zahl 12345 »1,23E+04«"),
        ("0000\\-00\\-00", "20260101", "Zahl 20260101 »2026-01-01«"),
        ("General\" km\"", "12.5", "Zahl 12.5 »12,5\u{a0}km«"),
        ("0\\\"", "12", "Zahl 12 »12\"«"),
        (
            "0 \"Std.\"",
            "1e300",
            "Zahl 1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
        ),
        ("General", "44197", "Zahl 44197"),
        ("dd.mm.yyyy", "44197", "Tag 2021-01-01"),
        ("dd.mm.yyyy", "44197.75", "Tag 2021-01-01"),
        ("[$-407]d. mmmm yyyy;@", "44197", "Tag 2021-01-01"),
        ("dd.mm.yyyy hh:mm", "44197.75", "Zeitpunkt 2021-01-01T18:00:00"),
        ("dd.mm.yyyy hh:mm", "44197", "Tag 2021-01-01"),
        ("dd.mm.yyyy hh:mm", "44197.999999999", "Tag 2021-01-02"),
        ("mmm yy", "44197", "Januar 2021"),
        ("mm/yyyy", "44197", "Januar 2021"),
        ("mmmm", "44270", "März"),
        ("yyyy", "44197", "2021"),
        ("h:mm AM/PM", "0.5", "Zeit 12:00:00"),
        ("hh:mm:ss", "44197.5", "Zeit 12:00:00"),
        ("mm:ss", "0.5", "Zeit 12:00:00"),
        ("[h]:mm", "1.5", "36:00"),
        ("[h]:mm", "0.5", "12:00"),
        ("[h]:mm:ss", "0.0625", "1:30"),
        ("dddd", "44197", "Freitag"),
        ("dd.mm.yyyy", "1", "Tag 1900-01-01"),
        ("dd.mm.yyyy", "59", "Tag 1900-02-28"),
        ("dd.mm.yyyy", "61", "Tag 1900-03-01"),
        ("dd.mm.yyyy", "2958465", "Tag 9999-12-31"),
        // What Excel shows as #### or as a day that never was stays the number it is.
        ("dd.mm.yyyy", "60", "Zahl 60"),
        ("dd.mm.yyyy", "0", "Zahl 0"),
        ("dd.mm.yyyy", "-1", "Zahl -1"),
        ("dd.mm.yyyy", "2958466", "Zahl 2958466"),
    ] {
        let styles = format!(
            r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="{}"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>"#,
            code.replace('"', "&quot;")
        );
        let sheet =
            format!("<worksheet><sheetData><row><c><v>{number}</v></c></row></sheetData></worksheet>");
        let book = xlsx_with(&sheet, &[("xl/styles.xml", &styles)]);
        assert_eq!(cells(&book), format!("A1 {shown}\n"), "{code} {number}");
    }
}

#[test]
fn numbers_have_the_font_of_their_cell() {
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0 &quot;€&quot;"/></numFmts>
        <fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/>
        <xf fontId="1" numFmtId="170"/></cellXfs></styleSheet>"#;
    let sheet = r#"<worksheet><sheetData><row><c><v>1</v></c><c s="1"><v>2</v></c><c s="2"><v>3</v></c></row></sheetData></worksheet>"#;
    let book = xlsx_with(sheet, &[("xl/styles.xml", styles)]);
    let read = read(&book).unwrap().value;
    let struck: Vec<bool> = read.sheets[0].rows[0].cells.iter().map(|cell| cell.font.strike).collect();
    assert_eq!(struck, [false, true, true]);
    assert_eq!(cells(&book), "A1 Zahl 1\nB1 Zahl 2\nC1 Zahl 3 »3\u{a0}€«\n");
}

#[test]
fn amounts_keep_their_unit_in_opendocument() {
    let number = r#"<number:number number:decimal-places="2" number:grouping="true"/>"#;
    let content = format!(
        r#"<office:document-content><office:automatic-styles>
        <number:number-style style:name="N1P0">{number}<number:text> €</number:text></number:number-style>
        <number:number-style style:name="N1"><number:text>- €</number:text><style:map style:condition="value()&gt;0" style:apply-style-name="N1P0"/></number:number-style>
        <number:currency-style style:name="N2P0">{number}<number:text> </number:text><number:currency-symbol>EUR</number:currency-symbol></number:currency-style>
        <number:currency-style style:name="N2"><number:text>-</number:text>{number}<number:text> </number:text><number:currency-symbol>EUR</number:currency-symbol><style:map style:condition="value()&gt;=0" style:apply-style-name="N2P0"/></number:currency-style>
        <style:style style:name="a" style:family="table-cell" style:data-style-name="N1"/>
        <style:style style:name="b" style:family="table-cell" style:data-style-name="N2"/>
        </office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Blatt"><table:table-row>
        <table:table-cell table:style-name="a" office:value-type="float" office:value="1234.5"/>
        <table:table-cell table:style-name="b" office:value-type="currency" office:value="-8"/>
        </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    assert_eq!(
        cells(&ods_content(&content)),
        "A1 Zahl 1234.5 »1.234,50\u{a0}€«\nB1 Zahl -8 »-8,00\u{a0}EUR«\n"
    );
}

#[test]
fn iso_dates_and_empty_results_of_formulas() {
    let row = |cell: &str| cells(&xlsx(&format!("<row>{cell}</row>")));
    assert_eq!(row(r#"<c t="d"><v>2020-05-01</v></c>"#), "A1 Tag 2020-05-01\n");
    assert_eq!(row(r#"<c t="d"><v>2020-05-01T14:30:00Z</v></c>"#), "A1 Zeitpunkt 2020-05-01T14:30:00\n");
    assert_eq!(row(r#"<c t="d"><v>17:30:00</v></c>"#), "A1 Zeit 17:30:00\n");
    assert_eq!(row(r#"<c t="str"><f>""</f><v></v></c>"#), "", "calculated, and blank");
    assert_eq!(row("<c><f>SUM(A2)</f></c>"), "A1 nicht berechnet\n");
    assert_eq!(row("<c><f>SUM(A2)</f><v/></c>"), "A1 nicht berechnet\n");
    assert_eq!(row(r#"<c t="str"><f>A2</f><v>_x0041_</v></c>"#), "A1 A\n");
    assert_eq!(row(r#"<c s="3"/>"#), "");
}

#[test]
fn whole_columns_and_rows_may_be_merged() {
    let sheet = r#"<worksheet><sheetData><row><c t="str"><v>a</v></c></row></sheetData>
        <mergeCells><mergeCell ref="E:F"/><mergeCell ref="8:9"/></mergeCells></worksheet>"#;
    let book = read(&xlsx_with(sheet, &[])).unwrap().value;
    let merged: Vec<String> = book.sheets[0].merged.iter().map(ToString::to_string).collect();
    assert_eq!(merged, ["E1:F1048576", "A8:XFD9"]);
}

/// The parts of a package may be in UTF-16 of either kind (ECMA-376 part 2, 8.1.4).
#[test]
fn parts_in_utf_16_are_read() {
    let plain = xlsx("<row><c t=\"str\"><v>Grün 🌳</v></c></row>");
    for big in [true, false] {
        let recoded = parts(&plain).into_iter().map(|(name, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            let text = format!("\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?>{text}");
            let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            (name, text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>())
        });
        let recoded: Vec<(String, Vec<u8>)> = recoded.collect();
        let recoded: Vec<(&str, &[u8])> =
            recoded.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        assert_eq!(cells(&package(&recoded)), "A1 Grün 🌳\n");
    }
}

#[test]
fn links_lead_out_of_the_workbook_or_are_none() {
    let sheet = r##"<worksheet xmlns:r="x"><sheetData>
        <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>1</v></c></row>
        <row r="3"><c r="A3" t="str"><f>HYPERLINK("https://a.example/x""y", "Plan")</f><v>Plan</v></c>
        <c r="B3" t="str"><f>HYPERLINK("https://a.example/"&amp;A1)</f><v>Plan</v></c></row></sheetData>
        <hyperlinks><hyperlink ref="A1:A2" r:id="a" location="teil"/><hyperlink ref="B1" r:id="b"/>
        <hyperlink ref="B2" location="Blatt!A1"/></hyperlinks></worksheet>"##;
    let relations = r##"<Relationships><Relationship Id="a" Type="x/hyperlink" TargetMode="External" Target="https://a.example/?b=1&amp;c=2"/>
        <Relationship Id="b" Type="x/hyperlink" TargetMode="External" Target="#Blatt!A1"/></Relationships>"##;
    let book = xlsx_with(sheet, &[("xl/worksheets/_rels/sheet1.xml.rels", relations)]);
    assert_eq!(
        cells(&book),
        "A1 Zahl 1 -> https://a.example/?b=1&c=2#teil\nB1 Zahl 1\nA2 Zahl 1 -> https://a.example/?b=1&c=2#teil\n\
         B2 Zahl 1\nA3 Plan -> https://a.example/x\"y\nB3 Plan\n"
    );
}

#[test]
fn what_lies_under_a_merged_cell_is_left_out_and_said() {
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>
        <row r="2"><c r="B2"><v>3</v></c><c r="C2"><v>4</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C2"/></mergeCells></worksheet>"#;
    let book = read(&xlsx_with(sheet, &[])).unwrap();
    assert_eq!(dump(&book.value), "[Blatt]\nverbunden A1:B2\nA1 Zahl 1\nC2 Zahl 4\n");
    assert_eq!(
        findings(&book.findings),
        "zelle-verdeckt Blatt!B1 Der Inhalt der Zelle B1 ist von der verbundenen Zelle A1 verdeckt\n\
         zelle-verdeckt Blatt!B2 Der Inhalt der Zelle B2 ist von der verbundenen Zelle A1 verdeckt\n"
    );
}

#[test]
fn the_text_of_an_ods_cell_keeps_every_word_and_break() {
    let text = |inside: &str| {
        cells(&ods(&format!(
            r#"<table:table-row><table:table-cell office:value-type="string">{inside}</table:table-cell></table:table-row>"#
        )))
    };
    assert_eq!(text("<text:p>eins</text:p><text:p/><text:p>zwei</text:p>"), "A1 eins⏎⏎zwei\n");
    assert_eq!(
        text("<text:p>a<text:line-break/>b<text:tab/>c<text:s text:c=\"3\"/>d<text:s/>e</text:p>"),
        "A1 a⏎b\tc   d e\n"
    );
    assert_eq!(
        text("<text:p>a <text:span>b</text:span> <text:span>c<text:span>d</text:span></text:span></text:p>"),
        "A1 a b cd\n"
    );
    assert_eq!(text("<text:p>\n    Text mit\n    Umbruch\n  </text:p>"), "A1 Text mit Umbruch \n");
    assert_eq!(text("<text:p>  - eingerückt</text:p>"), "A1   - eingerückt\n");
    assert_eq!(
        text("<text:p><text:a xlink:href=\"https://a.example\">alles</text:a></text:p>"),
        "A1 alles -> https://a.example\n"
    );
    assert_eq!(
        text("<text:p>nur <text:a xlink:href=\"https://a.example\">Teil</text:a></text:p>"),
        "A1 nur Teil\n"
    );
    assert_eq!(text("<text:p>Stand: <text:date>heute</text:date></text:p>"), "A1 Stand: heute\n");
    assert_eq!(
        text(
            "<office:annotation><text:p>Notiz</text:p></office:annotation><draw:frame><text:p>Bild</text:p></draw:frame><text:p>Zelle</text:p>"
        ),
        "A1 Zelle\n"
    );
}

#[test]
fn repeated_rows_and_cells_of_an_ods_are_laid_out() {
    let rows = r#"<table:table-header-rows><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table-header-rows>
        <table:table-row-group><table:table-row table:visibility="filter"><table:table-cell table:number-columns-repeated="3"/><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1" office:value-type="percentage" office:value="0.5"><text:p>50 %</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-row-group>
        <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    assert_eq!(cells(&ods(rows)), "verbunden D3:E3\nA1 x\nB1 x\nA2 x\nB2 x\nD3 (verborgen) Prozent 0.5\n");
}

#[test]
fn times_dates_and_formulas_of_an_ods() {
    let cell = |attributes: &str| {
        cells(&ods(&format!("<table:table-row><table:table-cell {attributes}/></table:table-row>")))
    };
    assert_eq!(cell(r#"office:value-type="time" office:time-value="PT08H15M00S""#), "A1 Zeit 08:15:00\n");
    assert_eq!(cell(r#"office:value-type="time" office:time-value="PT36H00M00S""#), "A1 36:00\n");
    assert_eq!(
        cell(r#"office:value-type="date" office:date-value="2020-05-01T00:00:00""#),
        "A1 Tag 2020-05-01\n"
    );
    assert_eq!(
        cell(r#"office:value-type="date" office:date-value="2020-05-01T14:30:00.000000000""#),
        "A1 Zeitpunkt 2020-05-01T14:30:00\n"
    );
    assert_eq!(cell(r#"office:value-type="boolean" office:boolean-value="true""#), "A1 Wahrheit true\n");
    assert_eq!(cell(r#"table:formula="of:=SUM([.A2])""#), "A1 nicht berechnet\n");
    assert_eq!(cell(r#"office:value-type="string" office:string-value="Wort""#), "A1 Wort\n");
}

/// A check box of the developer's tab, as Excel stores it.
#[test]
fn a_check_box_over_a_blank_cell_is_its_value() {
    let control = |id: &str, row: u32| {
        format!(
            r#"<mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="1025" r:id="{id}" name="Check Box 1">
            <controlPr defaultSize="0"><anchor moveWithCells="1"><from><xdr:col>1</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>{row}</xdr:row>
            <xdr:rowOff>0</xdr:rowOff></from><to><xdr:col>2</xdr:col><xdr:row>9</xdr:row></to></anchor></controlPr></control></mc:Choice></mc:AlternateContent>"#
        )
    };
    let sheet = format!(
        r#"<worksheet xmlns:r="r" xmlns:mc="m" xmlns:xdr="x"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>
        <row r="2"><c r="A2"><v>2</v></c></row><row r="3"><c r="B3" t="str"><v>offen</v></c></row></sheetData>
        <mc:AlternateContent><mc:Choice Requires="x14"><controls>{}{}{}</controls></mc:Choice></mc:AlternateContent></worksheet>"#,
        control("a", 0),
        control("b", 1),
        control("a", 2)
    );
    let relations = r#"<Relationships><Relationship Id="a" Type="t/ctrlProp" Target="../ctrlProps/a.xml"/>
        <Relationship Id="b" Type="t/ctrlProp" Target="../ctrlProps/b.xml"/></Relationships>"#;
    let book = xlsx_with(
        &sheet,
        &[
            ("xl/worksheets/_rels/sheet1.xml.rels", relations),
            (
                "xl/ctrlProps/a.xml",
                r#"<formControlPr objectType="CheckBox" checked="Checked" lockText="1"/>"#,
            ),
            ("xl/ctrlProps/b.xml", r#"<formControlPr objectType="CheckBox" lockText="1"/>"#),
        ],
    );
    assert_eq!(cells(&book), "A1 Zahl 1\nB1 Wahrheit true\nA2 Zahl 2\nB2 Wahrheit false\nB3 offen\n");
}

//! The registry of finding codes: one place for code, severity and meaning.

use serde::Serialize;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The paper would be wrong or incomplete: exit status 1.
    Error,
    /// Something was assumed or left out that the user should look at.
    Warning,
}

/// An enum of which every variant has a stable text form.
macro_rules! ids {
    ($(#[$meta:meta])* $name:ident { $($(#[doc = $doc:literal])+ $variant:ident = $id:literal;)+ }) => {
        $(#[$meta])*
        pub enum $name {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl $name {
            /// Every one, in the order of the registry.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable text form.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }
        }
    };
}
pub(super) use ids;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $id:literal, $severity:ident;)+) => {
        ids! {
            /// What a finding is about. The text form ([`Code::id`]) is stable across releases.
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            Code { $($(#[doc = $doc])+ $variant = $id;)+ }
        }

        impl Code {
            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    // ---- read: the file and its cells ----
    /// A sheet has comments or notes, which no paper shows.
    CommentsLeftOut = "kommentare-ausgelassen", Warning;
    /// The file ends in the middle of a sheet.
    SheetCut = "blatt-unvollstaendig", Error;
    /// A cell that lies under a merged one still holds something that nobody sees.
    CellCovered = "zelle-verdeckt", Warning;

    // ---- interpret: sheets, columns, values ----
    /// A number that its format hides.
    NumberHidden = "zahl-unsichtbar", Warning;
    /// A picture, text box or chart over a table.
    ObjectLeftOut = "objekt-ausgelassen", Warning;
    /// Colours of a column were taken for traffic lights.
    LightsAssumed = "ampel-angenommen", Warning;
    /// Colours that could mean something are in no paper.
    ColorsLeftOut = "farbe-ausgelassen", Warning;
    /// A sheet that a paper needs is missing.
    SheetMissing = "blatt-fehlt", Error;
    /// Two sheets of the same kind where there can be one.
    SheetTwice = "blatt-doppelt", Error;
    /// A sheet that was not understood and left out.
    SheetUnknown = "blatt-unbekannt", Warning;
    /// A hidden sheet.
    SheetHidden = "blatt-ausgeblendet", Warning;
    /// Hidden rows that stay in the paper.
    RowsHidden = "zeilen-ausgeblendet", Warning;
    /// Hidden columns that stay in the paper.
    ColumnsHidden = "spalten-ausgeblendet", Warning;
    /// A sheet without the header row it should have.
    HeaderMissing = "kopfzeile-fehlt", Error;
    /// A header row repeated inside the table.
    HeaderRepeated = "kopfzeile-wiederholt", Warning;
    /// A column whose head is not known.
    ColumnUnknown = "spalte-unbekannt", Warning;
    /// Two columns that could both be the one looked for.
    ColumnTwice = "spalte-doppelt", Warning;
    /// The name of a sheet, column or key was recognised by a guess.
    NameAssumed = "name-angenommen", Warning;
    /// Text above a table that the paper does not show.
    TextAbove = "text-ueber-tabelle", Warning;
    /// Rows that hold a number and nothing else.
    RowEmpty = "zeile-ohne-inhalt", Warning;
    /// A row that was taken for the heading of a Handlungsfeld.
    FieldAssumed = "handlungsfeld-angenommen", Warning;
    /// A row after the table that is none of its rows.
    RowAfter = "zeile-nach-tabelle", Warning;
    /// A required fact is missing.
    FactMissing = "angabe-fehlt", Error;
    /// A fact is given twice.
    FactTwice = "angabe-doppelt", Error;
    /// A key that is not known.
    FactUnknown = "angabe-unbekannt", Warning;
    /// A value without a key.
    FactWithoutKey = "angabe-ohne-schluessel", Warning;
    /// A version that cannot be read.
    VersionUnreadable = "version-unlesbar", Error;
    /// A version that was read by a guess.
    VersionAssumed = "version-angenommen", Warning;
    /// A version typed as a number: its trailing zeros are lost.
    VersionNumber = "version-als-zahl", Warning;
    /// Version and history disagree.
    HistoryMismatch = "version-nicht-in-historie", Warning;
    /// A date that cannot be read.
    DateUnreadable = "datum-unlesbar", Error;
    /// Two dates that cannot both be right.
    DateMismatch = "datum-abweichend", Warning;
    /// A formula that failed.
    FormulaError = "formelfehler", Error;
    /// A formula whose result the file does not carry.
    FormulaUncalculated = "formel-nicht-berechnet", Error;
    /// Control characters that were taken out.
    ControlCharacters = "steuerzeichen", Warning;
    /// A character of a symbol font inside a text.
    SymbolCharacter = "symbolzeichen", Warning;
    /// Characters damaged by a wrong encoding.
    DamagedCharacters = "zeichen-verfaelscht", Error;
    /// A cell as long as Excel allows: its end may be missing.
    CellFull = "zelle-voll", Error;
    /// A hyperlink to something else than a web page or mail address.
    LinkRefused = "link-unzulaessig", Warning;
    /// Struck text in a place that knows no change marks.
    StruckLeftOut = "streichung-weggelassen", Warning;
    /// Underline or bold of all cells of a kind: taken for layout.
    FormatAsLayout = "format-als-gestaltung", Warning;
    /// A row that adds up those above it.
    TotalLeftOut = "summenzeile", Warning;
    /// Underlined heads inside cells: taken for layout.
    RunInHeads = "zwischentitel-unterstrichen", Warning;
    /// A row without Handlungsfeld.
    FieldMissing = "handlungsfeld-fehlt", Warning;
    /// A Handlungsfeld that comes again.
    FieldTwice = "handlungsfeld-doppelt", Warning;
    /// A Handlungsfeld without any action.
    FieldEmpty = "handlungsfeld-leer", Warning;
    /// A status without its action.
    ActionMissing = "aktion-fehlt", Error;
    /// An action that comes again in its Handlungsfeld.
    ActionTwice = "aktion-doppelt", Warning;
    /// An action without a status.
    StatusMissing = "sachstand-fehlt", Warning;
    /// The same status entry twice in one action.
    EntryTwice = "eintrag-doppelt", Warning;
    /// A number given to two actions.
    NumberTwice = "nummer-doppelt", Error;
    /// A number that Excel turned into a date or a decimal.
    NumberChanged = "nummer-veraendert", Warning;
    /// Numbers that count rows instead of actions.
    NumberPerRow = "nummer-je-zeile", Warning;
    /// A percentage that was taken for one by a guess.
    AttainmentAssumed = "zielerreichung-angenommen", Warning;
    /// A percentage outside 0 to 100.
    AttainmentOutside = "zielerreichung-ungueltig", Error;
    /// Öffentlich or Nichtöffentlich neither yes nor no.
    PublicUnreadable = "oeffentlich-unlesbar", Error;
    /// A column or sheet that is for the office alone: no edition has it.
    WorkingColumn = "arbeitsspalte", Warning;
    /// A column that only the nonpublic edition has.
    NonpublicColumn = "spalte-nichtoeffentlich", Warning;
    /// A Handlungsfeld or sheet was taken for nonpublic by its title.
    NonpublicAssumed = "nichtoeffentlich-angenommen", Warning;
    /// Rows are nonpublic in a paper that calls itself public: its public edition does not have them.
    PublicMismatch = "vertraulichkeit-widerspruch", Warning;
    /// Rows are nonpublic in a paper that does not say for whom it is.
    ConfidentialityMissing = "vertraulichkeit-fehlt", Warning;
    /// A part of an action is nonpublic: the whole action is taken so.
    PublicPartly = "nichtoeffentlich-teilweise", Warning;
    /// A section of running text without a readable position.
    PositionAssumed = "position-angenommen", Warning;
    /// A section without text, or a text without a section.
    SectionIncomplete = "abschnitt-unvollstaendig", Warning;
    /// An abbreviation listed twice with different meanings.
    AbbreviationTwice = "abkuerzung-doppelt", Error;
    /// An abbreviation listed twice.
    AbbreviationRepeated = "abkuerzung-wiederholt", Warning;
    /// A row of the list of abbreviations lacks one of its halves.
    AbbreviationIncomplete = "abkuerzung-unvollstaendig", Warning;
    /// A person without a replacement who may not be named.
    PersonWithoutReplacement = "person-ohne-ersatz", Error;
    /// A row of the list of persons without a name.
    PersonWithoutName = "person-ohne-name", Error;
    /// A person listed twice.
    PersonTwice = "person-doppelt", Warning;
    /// A name that cannot stand in a text as it is listed.
    PersonUnlikely = "person-schreibweise", Warning;
    /// A row of the history without a version.
    HistoryIncomplete = "historie-unvollstaendig", Warning;
    /// A version that stands in the history twice.
    HistoryTwice = "historie-doppelt", Warning;

    // ---- normalize: dates, abbreviations, typography ----
    /// A day that the calendar does not have.
    DateInvalid = "datum-ungueltig", Error;
    /// A form of date that can be read in two ways.
    DateAmbiguous = "datum-mehrdeutig", Warning;
    /// A period whose end lies before its beginning.
    DateRangeReversed = "zeitraum-rueckwaerts", Warning;
    /// A weekday that does not fit its date.
    WeekdayWrong = "wochentag-falsch", Warning;
    /// Quotation marks that do not pair.
    QuotesUnpaired = "anfuehrungszeichen-unpaarig", Warning;
    /// A spelling that stands for several abbreviations, or may be the end of a sentence.
    SpellingUnclear = "schreibweise-unklar", Warning;
    /// An abbreviation that the list does not have.
    AbbreviationMissing = "abkuerzung-fehlt", Warning;
    /// An abbreviation that was added to the list from its explanation in the text.
    AbbreviationAdded = "abkuerzung-ergaenzt", Warning;
    /// An abbreviation in the list that no text uses.
    AbbreviationUnused = "abkuerzung-unbenutzt", Warning;
    /// An abbreviation that a text explains differently than the list.
    AbbreviationDiffers = "abkuerzung-abweichend", Warning;

    // ---- redact: the public edition ----
    /// A person whom nobody listed.
    PersonUnlisted = "person-nicht-gelistet", Error;
    /// A person whom nobody listed and who is named all the same.
    PersonAllowed = "person-zugelassen", Warning;
    /// A role that may stand in the wrong case.
    ReplacementUnsure = "ersatz-pruefen", Warning;
    /// A word that may or may not be a person's name.
    NameUnclear = "name-mehrdeutig", Warning;
    /// A person who is not to be named stood by name in the public version before.
    PersonPublished = "person-schon-genannt", Warning;

    // ---- office: versions of one paper ----
    /// Two workbooks with the same document id and the same version.
    VersionTwice = "version-doppelt", Error;
    /// The same file in two places.
    WorkbookCopy = "arbeitsmappe-kopie", Warning;
    /// Two papers whose files would have the same name.
    OutputTwice = "dateiname-doppelt", Error;
    /// The history tells of lower versions, and no workbook of one is at hand.
    PreviousMissing = "vorige-fassung-fehlt", Warning;
    /// A workbook that cannot be read may be another version of the paper.
    VersionUnread = "fassung-unlesbar", Warning;
    /// Two papers have the same id.
    DocumentTwice = "dokument-mehrfach", Error;
    /// The file named as the previous version is one of another paper.
    PreviousForeign = "vorige-fassung-fremd", Error;
    /// A finished file that somebody changed since was kept beside the new one.
    FileKept = "datei-geaendert", Warning;
    /// The public edition of a paper that does not call itself public lies in the folder.
    PublicLeft = "oeffentlich-noch-da", Warning;
    /// The file named as the previous version is not older, or another paper.
    PreviousUnfit = "vorige-fassung-unpassend", Warning;

    // ---- diff: hand marks against computed marks ----
    /// A passage that differs from the previous version and bears no hand mark.
    UnmarkedChange = "aenderung-ohne-markierung", Warning;
    /// A hand mark on text that is the same in the previous version.
    MarkWithoutChange = "markierung-ohne-aenderung", Warning;

    // ---- write: fonts and layout ----
    /// The logo file is missing or no image.
    LogoUnusable = "logo-unbrauchbar", Warning;
    /// A character that none of the fonts has.
    CharacterMissing = "zeichen-fehlt", Error;
    /// A character that none of the fonts has, and for which another one is printed.
    CharacterReplaced = "zeichen-ersetzt", Warning;
    /// A text that is wider than its column or page even after breaking it anywhere.
    Overflow = "text-zu-breit", Error;
    /// Text outside its place or over other text, an empty page, a heading alone at the foot.
    PageFaulty = "seite-fehlerhaft", Error;
    /// Words and blocks may break where they usually do not, so that the pages are whole.
    LayoutLoosened = "umbruch-gelockert", Warning;

    // ---- advance: the next version of a workbook ----
    /// Struck text that was left standing.
    StruckKept = "streichung-belassen", Warning;
    /// Cells that were emptied together with a struck action, section or abbreviation.
    RowEmptied = "zeile-geleert", Warning;
    /// Facts that the new version took over and that may no longer be true.
    FactsCarriedOver = "angaben-uebernommen", Warning;
    /// The old version number stands in another cell too.
    VersionElsewhere = "version-auch-anderswo", Warning;
    /// The date could not be left blank.
    DateKept = "datum-belassen", Warning;
    /// The history got no row, or not in the place where it belongs.
    HistoryUnclear = "historie-pruefen", Warning;
    /// Formulas whose stored results may be old.
    FormulasStale = "formeln-neu-berechnen", Warning;
    /// The new workbook does not read as the old one without its marks.
    AdvancedDiffers = "fortschreibung-abweichend", Error;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_plain() {
        let mut ids: Vec<_> = Code::ALL.iter().map(|code| code.id()).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(ids.iter().all(|id| {
            id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        }));
    }
}

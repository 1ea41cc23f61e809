//! The rules by name: one place for code, switch and meaning.
//!
//! [`Rules`] is the table `[regeln]` of `sachstand.toml`: every code is a switch, all are on unless
//! switched off. The few settings beside the switches stand in the same table.

use serde::{Deserialize, Serialize, Serializer};

use crate::german::CENTURY_PIVOT;

macro_rules! rules {
    (
        rewrite { $($(#[doc = $doc:literal])+ $variant:ident $field:ident = $code:literal, $title:literal;)+ }
        check { $($(#[doc = $check_doc:literal])+ $check:ident = $check_code:literal;)+ }
    ) => {
        /// A rule that rewrites text. The text form ([`Rule::code`]) is stable across releases.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($(#[doc = $doc])+ $variant,)+ }

        impl Rule {
            /// Every rule, in the order in which they are applied.
            pub const ALL: &[Rule] = &[$(Rule::$variant,)+];

            /// The stable text form, also the switch in `[regeln]`.
            pub fn code(self) -> &'static str {
                match self { $(Rule::$variant => $code,)+ }
            }

            /// What the rule is called in the manual, in German.
            pub fn title(self) -> &'static str {
                match self { $(Rule::$variant => $title,)+ }
            }
        }

        /// The table `[regeln]` of `sachstand.toml`. Everything is on by default.
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Rules {
            $($(#[doc = $doc])+ #[serde(rename = $code)] pub $field: bool,)+
            $($(#[doc = $check_doc])+ #[serde(rename = $check_code)] pub $check: bool,)+
            /// Two-digit years below this one lie in 20xx, the others in 19xx.
            #[serde(rename = "jahrhundertgrenze")]
            pub pivot_year: u8,
            /// Further abbreviations of several parts, spelt with spaces: `i. Z. m.`
            #[serde(rename = "mehrteilige-abkuerzungen")]
            pub extra_multipart: Vec<String>,
            /// Tokens that look like abbreviations and need no entry in the list.
            #[serde(rename = "keine-abkuerzungen")]
            pub stop_words: Vec<String>,
            /// Tokens that are abbreviations though their shape does not show it.
            #[serde(rename = "weitere-abkuerzungen")]
            pub extra_abbreviations: Vec<String>,
            /// Adds the meanings found in the text to the paper's list of abbreviations.
            #[serde(rename = "abkuerzungen-ergaenzen")]
            pub complete_abbreviations: bool,
        }

        impl Default for Rules {
            fn default() -> Self {
                Self {
                    $($field: true,)+
                    $($check: true,)+
                    pivot_year: CENTURY_PIVOT,
                    extra_multipart: Vec::new(),
                    stop_words: Vec::new(),
                    extra_abbreviations: Vec::new(),
                    complete_abbreviations: false,
                }
            }
        }

        impl Rules {
            /// Everything off: the texts stay as they were typed.
            pub fn none() -> Self {
                Self { $($field: false,)+ $($check: false,)+ ..Self::default() }
            }

            /// Whether `rule` is switched on.
            pub fn enabled(&self, rule: Rule) -> bool {
                match rule { $(Rule::$variant => self.$field,)+ }
            }

            /// Switches `rule` on or off.
            pub fn switch(&mut self, rule: Rule, on: bool) {
                match rule { $(Rule::$variant => self.$field = on,)+ }
            }
        }
    };
}

rules! {
    rewrite {
        /// Control and invisible direction characters.
        Controls controls = "steuerzeichen", "Steuerzeichen und unsichtbare Zeichen";
        /// Letters put together of several characters (Unicode NFC).
        Composition composition = "unicode-nfc", "Zusammengesetzte Buchstaben";
        /// Doubled spaces.
        DoubleSpace double_space = "leerzeichen-doppelt", "Doppelte Leerzeichen";
        /// Spaces before punctuation.
        SpaceBefore space_before = "leerzeichen-satzzeichen", "Leerzeichen vor Satzzeichen";
        /// A doubled full stop.
        DoubleStop double_stop = "punkt-doppelt", "Doppelter Punkt";
        /// Three full stops.
        Ellipsis ellipsis = "auslassungspunkte", "Auslassungspunkte";
        /// Spellings by the workbook's list of abbreviations.
        Spelling spelling = "schreibweise", "Schreibweisen aus dem Abkürzungsverzeichnis";
        /// Spacing of abbreviations of several parts (DIN 5008).
        Multipart multipart = "abkuerzung-mehrteilig", "Mehrteilige Abkürzungen";
        /// Numeric dates (DIN 5008).
        Date date = "datum", "Datum in Ziffern";
        /// Ranges of numeric dates.
        DateRange date_range = "datum-bereich", "Zeitraum aus zwei Daten";
        /// Dates with the month's name (DIN 5008).
        MonthName month_name = "datum-monatsname", "Datum mit Monatsnamen";
        /// Quarters.
        Quarter quarter = "quartal", "Quartale";
        /// Half-years.
        HalfYear half_year = "halbjahr", "Halbjahre";
        /// Calendar weeks.
        Week week = "kalenderwoche", "Kalenderwochen";
        /// Ranges of years.
        YearRange year_range = "jahresbereich", "Jahresbereiche";
        /// Space between number and unit (DIN 5008).
        Unit unit = "einheit-abstand", "Abstand vor Einheiten und Prozent";
        /// Space after the section sign (DIN 5008).
        Section section = "paragraf-abstand", "Abstand nach dem Paragrafzeichen";
        /// Space after `Nr.`, `Abs.`, `Art.`.
        Number number = "nummer-abstand", "Abstand nach Nr., Abs. und Art.";
        /// Space between title or initial and name.
        TitleName title_name = "titel-abstand", "Titel oder Anfangsbuchstabe und Name";
        /// Quotation marks (Duden).
        Quotes quotes = "anfuehrungszeichen", "Anführungszeichen";
        /// Accents typed for an apostrophe.
        Apostrophe apostrophe = "apostroph", "Apostroph";
        /// A hyphen between spaces.
        Dash dash = "gedankenstrich", "Gedankenstrich";
        /// A dash typed for a suspended hyphen.
        SuspendedHyphen suspended_hyphen = "ergaenzungsstrich", "Ergänzungsstrich";
    }
    check {
        /// Findings about days that do not exist and ambiguous forms.
        check_dates = "datum-pruefen";
        /// Findings about weekdays that do not fit their date.
        check_weekdays = "wochentag-pruefen";
        /// Findings about the list of abbreviations.
        check_abbreviations = "abkuerzungen-pruefen";
        /// Findings about quotation marks without a partner.
        check_quotes = "anfuehrungszeichen-pruefen";
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

//! Words for pages that lie as files and are read later: they say times, never ages, and days by their date. Only the relay
//! makes such pages, so none of this weighs on the app.

mod address;
mod day;
pub mod easy;
mod en;
mod entry;
mod fr;
pub mod gate;
mod past;
pub mod schools;
mod spoken;
pub mod statements;
mod text;
mod texts;
mod usual;
mod week;

pub use address::PlainRoute;
pub use day::{closures_of_day, day_hours, full_date, notice_words};
pub use entry::{Entry, entry, widest_entry};
pub use past::{Past, PastOffer, PastTexts, ReportPage, ReportRow, past_offer, past_texts, report_page};
pub use spoken::spoken;
pub use text::{centre_lines, entry_lines, opening_lines};
pub use texts::{PlainTexts, plain_texts};
pub use usual::{UsualDay, calm_rows, calmest, usual_day, usual_rows, usual_week, week_sentence};
pub use week::{WeekHours, weeks_of_year};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::Lang, present::household::household_texts};

    /// How many paragraphs stand below each heading.
    fn shape(sections: &[(&'static str, &'static [&'static str])]) -> Vec<usize> {
        sections.iter().map(|(_, paragraphs)| paragraphs.len()).collect()
    }

    #[test]
    fn both_languages_have_the_same_sections_and_paragraphs() {
        let shapes = |lang: Lang| {
            let t = plain_texts(lang);
            let single = [t.help_measured, t.wait_method, t.help_invented];
            let household = shape(household_texts(lang).help_passages);
            [shape(t.help_sections), shape(&single), shape(t.legal_sections), shape(t.privacy_sections), household]
        };
        assert_eq!(shapes(Lang::Fr), shapes(Lang::En));
    }

    /// A closure may be announced after a page was kept, in either language.
    #[test]
    fn no_language_promises_that_kept_hours_stay_true() {
        let signs = |lang: Lang, warning: &str, sign: &str| {
            let sections = plain_texts(lang).help_sections;
            let all: String = sections.iter().flat_map(|(_, paragraphs)| paragraphs.iter().copied()).collect();
            assert!(all.contains(warning) && all.contains(sign), "{all}");
        };
        signs(Lang::Fr, "une fermeture a pu être annoncée depuis", "horaires inconnus ou à confirmer");
        signs(Lang::En, "a closure may have been announced since", "hours unknown or to be confirmed");
    }
}

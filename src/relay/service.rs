//! What stands below every page of the app and of its areas, outside of their programs: it is there when a program is not,
//! leads where the relay answers, and weighs nothing in WebAssembly.

use super::index_page::IndexPage;
use crate::{domain::Lang, present::Area, views::plain::service};

/// Where the pages keep room for it.
const PLACE: &str = "service";

/// Sets the display as the address says or the device remembers, before anything is drawn: `public/boot.js`, which has the
/// switches, comes after the page. The policy allows it by its hash.
const BEFORE_PAINT: &str = include_str!("before_paint.js");

/// The page with it, or as it is where it has no place for it.
pub fn with_service(page: &IndexPage, area: Option<Area>) -> IndexPage {
    // The desk is a shared computer's: nothing is kept there.
    let remembers = area != Some(Area::Desk);
    let [own, others @ ..] = Lang::ALL.map(|lang| service(lang, remembers));
    // A template's content is no part of the page until it is taken out of it: of two languages one is seen and weighs.
    let html = format!("{own}<template>{}</template>", others.concat());
    let filled = page.with_inside(PLACE, &html).map(|page| page.with_early_script(BEFORE_PAINT.trim_end()));
    filled.unwrap_or_else(|| page.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::plain::statements::statement_texts;

    const PAGE: &str =
        "<!doctype html><html lang=fr><meta charset=utf-8><base href=/><div id=app></div><div id=service></div>";

    fn filled(area: Option<Area>) -> String {
        with_service(&IndexPage::new(PAGE.to_owned()), area).as_str().to_owned()
    }

    #[test]
    fn every_page_leads_to_the_statements_in_the_words_of_the_statement() {
        for area in [None, Some(Area::Desk), Some(Area::Schools), Some(Area::Household)] {
            let page = filled(area);
            for (lang, path) in [(Lang::Fr, "accessibilite/"), (Lang::En, "sobre/en/accessibilite/")] {
                let words = statement_texts(lang).access_link;
                assert!(page.contains(&format!("href=\"{path}\" rel=\"external\">{words}</a>")), "{page}");
            }
        }
    }

    #[test]
    fn the_display_is_set_before_anything_is_drawn_and_the_policy_can_name_the_script() {
        let page = with_service(&IndexPage::new(PAGE.to_owned()), None);
        assert_eq!(page.inline("script"), [BEFORE_PAINT.trim_end()]);
        assert!(page.as_str().contains("<meta charset=utf-8><script>"));
    }

    #[test]
    fn nothing_is_remembered_at_the_desk() {
        assert!(
            filled(None).contains("name=\"retenir\"") && filled(Some(Area::Household)).contains("name=\"retenir\"")
        );
        assert!(!filled(Some(Area::Desk)).contains("name=\"retenir\""));
    }

    #[test]
    fn a_page_without_a_place_stays_as_it_is() {
        let page = IndexPage::new("<!doctype html><p>x</p>".to_owned());
        assert_eq!(with_service(&page, None).as_str(), page.as_str());
    }
}

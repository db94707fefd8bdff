//! Which page an address means, and which addresses there are.

use crate::{domain::Lang, present::plain::PlainRoute};

/// How a page is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    Still,
    Refreshing,
    Text,
}

/// A page in a language and a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub route: PlainRoute,
    pub lang: Lang,
    pub form: Form,
}

impl Asked {
    pub fn path(&self) -> String {
        match self.form {
            Form::Still => self.route.path(self.lang),
            Form::Refreshing => self.route.refreshing_path(self.lang),
            Form::Text => self.route.text_path(self.lang),
        }
    }

    /// Reads a path without its first slash, with or without one at its end. Whether there is such a centre is another
    /// question.
    pub fn parse(path: &str) -> Option<Self> {
        if let Some(route) = outside(path) {
            return Some(Self { route, lang: Lang::Fr, form: Form::Still });
        }
        let root = PlainRoute::ROOT.trim_end_matches('/');
        let mut parts: Vec<&str> = path.strip_suffix('/').unwrap_or(path).split('/').collect();
        if parts.remove(0) != root {
            return None;
        }
        let lang = if parts.first() == Some(&Lang::En.code()) { Lang::En } else { Lang::Fr };
        let mut rest = if lang == Lang::En { &parts[1..] } else { &parts[..] };
        let mut form = Form::Still;
        if let Some((&"actualise", after)) = rest.split_first() {
            (form, rest) = (Form::Refreshing, after);
        } else if let [before @ .., PlainRoute::TEXT] = rest {
            (form, rest) = (Form::Text, before);
        }
        let later_page =
            |text: &str| text.parse::<usize>().ok().filter(|page| *page > 1 && !text.starts_with(['0', '+']));
        let route = match rest {
            [] => PlainRoute::home(),
            ["page", page] => PlainRoute::Home { page: later_page(page)? },
            ["communes", commune] => PlainRoute::Commune { commune: (*commune).to_owned(), page: 1 },
            ["communes", commune, page] => {
                PlainRoute::Commune { commune: (*commune).to_owned(), page: later_page(page)? }
            }
            ["dechetteries", territory, site] => {
                PlainRoute::Site { territory: (*territory).to_owned(), site: (*site).to_owned() }
            }
            ["aide"] => PlainRoute::Help,
            ["facile"] => PlainRoute::Easy,
            ["accessibilite"] => PlainRoute::Accessibility,
            ["accessibilite", "criteres"] => PlainRoute::Criteria,
            ["ecoconception"] => PlainRoute::EcoDesign,
            ["mentions-legales"] => PlainRoute::Legal,
            ["vie-privee"] => PlainRoute::Privacy,
            ["affiche"] => PlainRoute::Poster,
            ["affiche", site] => PlainRoute::SitePoster { site: (*site).to_owned() },
            ["ecoles"] => PlainRoute::Schools,
            ["ecoles", territory, school] => {
                PlainRoute::School { territory: (*territory).to_owned(), school: (*school).to_owned() }
            }
            ["ecoles", territory, school, "ecran"] => {
                PlainRoute::SchoolWall { territory: (*territory).to_owned(), school: (*school).to_owned() }
            }
            ["donnees"] => PlainRoute::Data,
            ["donnees", territory, school] => {
                PlainRoute::SchoolData { territory: (*territory).to_owned(), school: (*school).to_owned() }
            }
            ["rapport", year] => PlainRoute::Report { year: year_of(year)? },
            _ => return None,
        };
        forms(&route).contains(&form).then_some(Self { route, lang, form })
    }
}

/// Four digits, so that a year has one address.
fn year_of(text: &str) -> Option<i32> {
    let is_year = text.len() == 4 && text.bytes().all(|digit| digit.is_ascii_digit());
    text.parse().ok().filter(|_| is_year)
}

/// A page with waits or measurements on it has a form that renews itself and one as text. A wall renews itself always.
fn forms(route: &PlainRoute) -> &'static [Form] {
    match route {
        PlainRoute::Home { .. }
        | PlainRoute::Commune { .. }
        | PlainRoute::Site { .. }
        | PlainRoute::Schools
        | PlainRoute::School { .. } => &[Form::Still, Form::Refreshing, Form::Text],
        PlainRoute::SchoolWall { .. }
        | PlainRoute::Data
        | PlainRoute::SchoolData { .. }
        | PlainRoute::Report { .. }
        | PlainRoute::Help
        | PlainRoute::Easy
        | PlainRoute::Accessibility
        | PlainRoute::Criteria
        | PlainRoute::EcoDesign
        | PlainRoute::Legal
        | PlainRoute::Privacy
        | PlainRoute::Poster
        | PlainRoute::SitePoster { .. } => &[Form::Still],
    }
}

/// All forms of a route in all languages.
pub fn forms_of(route: &PlainRoute) -> impl Iterator<Item = Asked> {
    let forms = forms(route);
    let asked = Lang::ALL.into_iter().flat_map(move |lang| forms.iter().map(move |form| (lang, *form)));
    asked.map(|(lang, form)| Asked { route: route.clone(), lang, form })
}

/// The plain page that lies at `path` although it is outside of their folder.
fn outside(path: &str) -> Option<PlainRoute> {
    let path = path.strip_suffix('/').unwrap_or(path);
    let is_at = |route: &PlainRoute| route.path_outside().is_some_and(|own| own.trim_end_matches('/') == path);
    PlainRoute::ALSO_OUTSIDE.into_iter().find(is_at)
}

/// Whether a path without its first slash lies among the plain pages.
pub fn is_plain(path: &str) -> bool {
    path.starts_with(PlainRoute::ROOT) || path == PlainRoute::ROOT.trim_end_matches('/') || outside(path).is_some()
}

/// Whether what a page says holds for days.
pub fn keeps_for_days(path: &str) -> bool {
    let tells_the_hour = |route: &PlainRoute| matches!(route, PlainRoute::SchoolWall { .. } | PlainRoute::Easy);
    Asked::parse(path).is_some_and(|asked| forms(&asked.route) == [Form::Still] && !tells_the_hour(&asked.route))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_read_back() {
        let site = PlainRoute::Site { territory: "lorient".to_owned(), site: "riantec".to_owned() };
        let commune = |page| PlainRoute::Commune { commune: "lorient".to_owned(), page };
        let routes = [
            PlainRoute::home(),
            PlainRoute::Home { page: 3 },
            commune(1),
            commune(2),
            site,
            PlainRoute::Help,
            PlainRoute::Easy,
        ];
        let posters = [PlainRoute::Poster, PlainRoute::SitePoster { site: "riantec".to_owned() }];
        let statements = [
            PlainRoute::Accessibility,
            PlainRoute::Criteria,
            PlainRoute::EcoDesign,
            PlainRoute::Legal,
            PlainRoute::Privacy,
        ];
        let (territory, school) = ("lorient".to_owned(), "kermelo".to_owned());
        let school = PlainRoute::School { territory, school };
        let wall = PlainRoute::SchoolWall { territory: "lorient".to_owned(), school: "kermelo".to_owned() };
        let schools = [PlainRoute::Schools, school, wall, PlainRoute::Report { year: 2026 }];
        for asked in routes.iter().chain(&posters).chain(&statements).chain(&schools).flat_map(forms_of) {
            let path = asked.path();
            assert_eq!(Asked::parse(&path), Some(asked.clone()), "{path}");
            assert_eq!(Asked::parse(path.trim_end_matches('/')), Some(asked), "{path}");
        }
    }

    #[test]
    fn statements_lie_outside_too() {
        for path in ["aide", "accessibilite", "accessibilite/", "ecoconception", "mentions-legales", "vie-privee/"] {
            assert!(is_plain(path) && keeps_for_days(path), "{path}");
        }
        for path in ["accessibilite/criteres", "accessibilites", "accessibilite//", "en/accessibilite", "aides"] {
            assert!(!is_plain(path), "{path}");
        }
    }

    #[test]
    fn a_wall_is_made_anew_like_what_it_shows() {
        assert!(!keeps_for_days("sobre/ecoles/lorient/kermelo/ecran/") && !keeps_for_days("sobre/ecoles/"));
        assert!(!keeps_for_days("sobre/facile/") && keeps_for_days("sobre/aide/"));
    }

    #[test]
    fn what_is_no_page_is_none() {
        for path in [
            "",
            "sobre2",
            "sobre/x",
            "sobre//aide",
            "sobre/page/1",
            "sobre/page/02",
            "sobre/page/x",
            "sobre/aide/texte.txt",
            "sobre/actualise/affiche",
            "sobre/en/en",
            "sobre/dechetteries/lorient",
            "sobre/actualise/texte.txt",
            "sobre/ecoles/lorient",
            "sobre/rapport",
            "sobre/rapport/26",
            "sobre/rapport/+202",
            "sobre/actualise/rapport/2026",
            "sobre/actualise/ecoles/lorient/kermelo/ecran",
            "sobre/ecoles/lorient/kermelo/ecran/texte.txt",
        ] {
            assert_eq!(Asked::parse(path), None, "{path}");
        }
    }
}

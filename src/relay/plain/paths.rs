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
            ["accessibilite"] => PlainRoute::Accessibility,
            ["accessibilite", "criteres"] => PlainRoute::Criteria,
            ["ecoconception"] => PlainRoute::EcoDesign,
            ["affiche"] => PlainRoute::Poster,
            ["affiche", site] => PlainRoute::SitePoster { site: (*site).to_owned() },
            _ => return None,
        };
        (form == Form::Still || has_live_data(&route)).then_some(Self { route, lang, form })
    }
}

/// Whether a page has waits on it, and so a form that renews itself and one as text.
fn has_live_data(route: &PlainRoute) -> bool {
    match route {
        PlainRoute::Home { .. } | PlainRoute::Commune { .. } | PlainRoute::Site { .. } => true,
        PlainRoute::Help
        | PlainRoute::Accessibility
        | PlainRoute::Criteria
        | PlainRoute::EcoDesign
        | PlainRoute::Poster
        | PlainRoute::SitePoster { .. } => false,
    }
}

/// All forms of a route in all languages.
pub fn forms_of(route: &PlainRoute) -> impl Iterator<Item = Asked> {
    let forms: &[Form] =
        if has_live_data(route) { &[Form::Still, Form::Refreshing, Form::Text] } else { &[Form::Still] };
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
    Asked::parse(path).is_some_and(|asked| !has_live_data(&asked.route))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_read_back() {
        let site = PlainRoute::Site { territory: "lorient".to_owned(), site: "riantec".to_owned() };
        let commune = |page| PlainRoute::Commune { commune: "lorient".to_owned(), page };
        let routes = [PlainRoute::home(), PlainRoute::Home { page: 3 }, commune(1), commune(2), site, PlainRoute::Help];
        let posters = [PlainRoute::Poster, PlainRoute::SitePoster { site: "riantec".to_owned() }];
        let statements = [PlainRoute::Accessibility, PlainRoute::Criteria, PlainRoute::EcoDesign];
        for asked in routes.iter().chain(&posters).chain(&statements).flat_map(forms_of) {
            let path = asked.path();
            assert_eq!(Asked::parse(&path), Some(asked.clone()), "{path}");
            assert_eq!(Asked::parse(path.trim_end_matches('/')), Some(asked), "{path}");
        }
    }

    #[test]
    fn statements_lie_outside_too() {
        for path in ["accessibilite", "accessibilite/", "ecoconception"] {
            assert!(is_plain(path) && keeps_for_days(path), "{path}");
        }
        for path in ["accessibilite/criteres", "accessibilites", "accessibilite//", "en/accessibilite", "aide"] {
            assert!(!is_plain(path), "{path}");
        }
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
        ] {
            assert_eq!(Asked::parse(path), None, "{path}");
        }
    }
}

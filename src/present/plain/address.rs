//! The addresses of the plain pages, below `sobre/`.

use crate::domain::Lang;

/// A plain page. Numbers of pages begin at 1; the first has none in its address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PlainRoute {
    /// All centres, or the communes where all centres would be too many.
    Home {
        page: usize,
    },
    Commune {
        commune: String,
        page: usize,
    },
    Site {
        territory: String,
        site: String,
    },
    Help,
    /// The accessibility statement.
    Accessibility,
    /// Its table of criteria.
    Criteria,
    EcoDesign,
    Poster,
    SitePoster {
        site: String,
    },
}

impl PlainRoute {
    /// Below this lies every plain page.
    pub const ROOT: &str = "sobre/";
    /// The text form of a page stands beside it under this name.
    pub const TEXT: &str = "texte.txt";

    pub const fn home() -> Self {
        Self::Home { page: 1 }
    }

    /// Pages that the app has at an address of its own too, in French: what the law wants to be found easily.
    pub const ALSO_OUTSIDE: [Self; 2] = [Self::Accessibility, Self::EcoDesign];

    /// The page's path outside of [`Self::ROOT`], with a slash at its end, if it has one.
    pub fn path_outside(&self) -> Option<String> {
        Self::ALSO_OUTSIDE.contains(self).then(|| self.tail())
    }

    /// The page's path below the deployment's root, with a slash at its end: a host of files then needs no redirection.
    pub fn path(&self, lang: Lang) -> String {
        format!("{}{}{}", Self::ROOT, language(lang), self.tail())
    }

    /// The same page as one that loads itself anew.
    pub fn refreshing_path(&self, lang: Lang) -> String {
        format!("{}{}actualise/{}", Self::ROOT, language(lang), self.tail())
    }

    /// The same page as text for a voice or a message.
    pub fn text_path(&self, lang: Lang) -> String {
        format!("{}{}", self.path(lang), Self::TEXT)
    }

    fn tail(&self) -> String {
        let number = |page: usize| if page > 1 { format!("{page}/") } else { String::new() };
        match self {
            Self::Home { page: 1 } => String::new(),
            Self::Home { page } => format!("page/{page}/"),
            Self::Commune { commune, page } => format!("communes/{commune}/{}", number(*page)),
            Self::Site { territory, site } => format!("dechetteries/{territory}/{site}/"),
            Self::Help => "aide/".to_owned(),
            Self::Accessibility => "accessibilite/".to_owned(),
            Self::Criteria => "accessibilite/criteres/".to_owned(),
            Self::EcoDesign => "ecoconception/".to_owned(),
            Self::Poster => "affiche/".to_owned(),
            Self::SitePoster { site } => format!("affiche/{site}/"),
        }
    }
}

fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "",
        Lang::En => "en/",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_has_its_address_in_both_languages() {
        let site = PlainRoute::Site { territory: "lorient".to_owned(), site: "riantec".to_owned() };
        assert_eq!(PlainRoute::home().path(Lang::Fr), "sobre/");
        assert_eq!(PlainRoute::home().text_path(Lang::En), "sobre/en/texte.txt");
        assert_eq!(PlainRoute::Home { page: 2 }.path(Lang::Fr), "sobre/page/2/");
        assert_eq!(site.path(Lang::Fr), "sobre/dechetteries/lorient/riantec/");
        assert_eq!(site.refreshing_path(Lang::En), "sobre/en/actualise/dechetteries/lorient/riantec/");
        let second = PlainRoute::Commune { commune: "lorient".to_owned(), page: 2 };
        assert_eq!(second.path(Lang::Fr), "sobre/communes/lorient/2/");
        assert_eq!(PlainRoute::Accessibility.path(Lang::En), "sobre/en/accessibilite/");
        assert_eq!(PlainRoute::Accessibility.path_outside().as_deref(), Some("accessibilite/"));
        assert_eq!(PlainRoute::Criteria.path_outside(), None);
    }
}

//! The addresses of the plain pages, below `sobre/`.

use crate::{
    domain::Lang,
    present::{
        Area, Route,
        schools::{SchoolPage, SchoolView},
    },
};

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
    /// The main things in easy words.
    Easy,
    /// The accessibility statement.
    Accessibility,
    /// Its table of criteria.
    Criteria,
    EcoDesign,
    /// Who publishes, who hosts, under which licences.
    Legal,
    Privacy,
    Poster,
    SitePoster {
        site: String,
    },
    /// All schools and other public buildings with meters.
    Schools,
    School {
        territory: String,
        school: String,
    },
    /// The same in large, for a screen in the hall.
    SchoolWall {
        territory: String,
        school: String,
    },
    /// Where the series of all places are offered.
    Data,
    SchoolData {
        territory: String,
        school: String,
    },
    /// What a year was.
    Report {
        year: i32,
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
    pub const ALSO_OUTSIDE: [Self; 5] = [Self::Help, Self::Accessibility, Self::EcoDesign, Self::Legal, Self::Privacy];

    /// The page's path outside of [`Self::ROOT`], with a slash at its end, if it has one.
    pub fn path_outside(&self) -> Option<String> {
        Self::ALSO_OUTSIDE.contains(self).then(|| self.tail())
    }

    /// The path of the app's page about the same, below the deployment's root; `None`: the app has none.
    pub fn app_path(&self, territory: &str) -> Option<String> {
        let site =
            |territory: &str, site: &str| Route::Site { territory: territory.to_owned(), site: site.to_owned() }.path();
        let of_schools = |page: SchoolPage| format!("{}/{}", Area::Schools.path(), page.path());
        let school = |territory: &str, school: &str, view| {
            of_schools(SchoolPage::Of { territory: territory.to_owned(), school: school.to_owned(), view })
        };
        Some(match self {
            Self::Home { .. } | Self::Commune { .. } => Route::Sites.path(),
            Self::Site { territory, site: id } => site(territory, id),
            Self::SitePoster { site: id } => site(territory, id),
            Self::Schools => of_schools(SchoolPage::List).trim_end_matches('/').to_owned(),
            Self::School { territory, school: id } | Self::SchoolData { territory, school: id } => {
                school(territory, id, SchoolView::Data)
            }
            Self::SchoolWall { territory, school: id } => school(territory, id, SchoolView::Wall),
            Self::Data => Route::Sources.path(),
            Self::Help
            | Self::Easy
            | Self::Accessibility
            | Self::Criteria
            | Self::EcoDesign
            | Self::Legal
            | Self::Privacy
            | Self::Poster
            | Self::Report { .. } => return None,
        })
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
            Self::Easy => "facile/".to_owned(),
            Self::Accessibility => "accessibilite/".to_owned(),
            Self::Criteria => "accessibilite/criteres/".to_owned(),
            Self::EcoDesign => "ecoconception/".to_owned(),
            Self::Legal => "mentions-legales/".to_owned(),
            Self::Privacy => "vie-privee/".to_owned(),
            Self::Poster => "affiche/".to_owned(),
            Self::SitePoster { site } => format!("affiche/{site}/"),
            Self::Schools => "ecoles/".to_owned(),
            Self::School { territory, school } => format!("ecoles/{territory}/{school}/"),
            Self::SchoolWall { territory, school } => format!("ecoles/{territory}/{school}/ecran/"),
            Self::Data => "donnees/".to_owned(),
            Self::SchoolData { territory, school } => format!("donnees/{territory}/{school}/"),
            Self::Report { year } => format!("rapport/{year}/"),
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
        let wall = PlainRoute::SchoolWall { territory: "lorient".to_owned(), school: "kermelo".to_owned() };
        assert_eq!(wall.path(Lang::En), "sobre/en/ecoles/lorient/kermelo/ecran/");
        let second = PlainRoute::Commune { commune: "lorient".to_owned(), page: 2 };
        assert_eq!(second.path(Lang::Fr), "sobre/communes/lorient/2/");
        assert_eq!(PlainRoute::Accessibility.path(Lang::En), "sobre/en/accessibilite/");
        assert_eq!(PlainRoute::Accessibility.path_outside().as_deref(), Some("accessibilite/"));
        assert_eq!(PlainRoute::Privacy.path_outside().as_deref(), Some("vie-privee/"));
        assert_eq!(PlainRoute::Criteria.path_outside(), None);
        assert_eq!(PlainRoute::Report { year: 2026 }.path(Lang::En), "sobre/en/rapport/2026/");
    }
}

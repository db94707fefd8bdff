//! The addresses of the schools' area, below its own path.

/// A page about schools. The identifiers are those of the public API.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SchoolPage {
    List,
    Of { territory: String, school: String, view: SchoolView },
}

/// A way to look at one school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SchoolView {
    /// All that is known of it.
    Data,
    /// The wall of the hall.
    Wall,
    /// How the caretaker puts it there.
    WallSetup,
    /// Activities for the classroom.
    Class,
}

impl SchoolView {
    pub const ALL: [SchoolView; 4] = [SchoolView::Data, SchoolView::Wall, SchoolView::WallSetup, SchoolView::Class];

    const fn word(self) -> &'static str {
        match self {
            SchoolView::Data => "",
            SchoolView::Wall => "ecran",
            SchoolView::WallSetup => "installer",
            SchoolView::Class => "classe",
        }
    }
}

impl SchoolPage {
    /// The path below the area's own, without slashes around it.
    pub fn path(&self) -> String {
        match self {
            SchoolPage::List => String::new(),
            SchoolPage::Of { territory, school, view } => {
                format!("{territory}/{school}/{}", view.word()).trim_end_matches('/').to_owned()
            }
        }
    }

    /// Reads a path without slashes around it. `None`: there is no such page.
    pub fn parse(path: &str) -> Option<SchoolPage> {
        if path.is_empty() {
            return Some(SchoolPage::List);
        }
        let mut parts = path.split('/');
        let (territory, school, word) = (parts.next()?, parts.next()?, parts.next());
        let view = SchoolView::ALL.into_iter().find(|view| view.word() == word.unwrap_or(""))?;
        let is_id = |text: &str| text.parse::<crate::domain::SiteId>().is_ok();
        let fits = parts.next().is_none() && word != Some("") && is_id(territory) && is_id(school);
        fits.then(|| SchoolPage::Of { territory: territory.to_owned(), school: school.to_owned(), view })
    }

    /// The view of a school, if this is one.
    pub const fn view(&self) -> Option<SchoolView> {
        match self {
            SchoolPage::List => None,
            SchoolPage::Of { view, .. } => Some(*view),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_again_by_its_own_path() {
        let of = |view| SchoolPage::Of { territory: "lorient".to_owned(), school: "kermelo".to_owned(), view };
        for page in SchoolView::ALL.map(of).into_iter().chain([SchoolPage::List]) {
            assert_eq!(SchoolPage::parse(&page.path()), Some(page));
        }
        assert_eq!(of(SchoolView::Wall).path(), "lorient/kermelo/ecran");
    }

    #[test]
    fn what_is_no_page_is_not_found() {
        for path in ["lorient", "lorient/Kermelo", "lorient/kermelo/x", "lorient/kermelo/ecran/x", "a/b/", "/a/b"] {
            assert_eq!(SchoolPage::parse(path), None, "{path}");
        }
    }
}

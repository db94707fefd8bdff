//! Parts of the service with a program and an HTML page of their own, so that who comes for one does not load the others.

/// Such a part. `areas/` holds its HTML page, `src/areas/` its program, both under the name of its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// For somebody who helps another person at a library desk.
    Desk,
}

impl Area {
    pub const ALL: [Area; 1] = [Area::Desk];

    /// The path below the deployment's root, without slashes around it.
    pub const fn path(self) -> &'static str {
        match self {
            Area::Desk => "mediation",
        }
    }

    /// The pages below that path; the empty one is the area's own.
    pub const fn pages(self) -> &'static [&'static str] {
        match self {
            Area::Desk => &["", "aide"],
        }
    }

    /// The page of this area that a path below the root leads to, with or without slashes around it.
    pub fn page_at(self, path: &str) -> Option<&'static str> {
        let rest = path.trim_matches('/').strip_prefix(self.path())?;
        let page = if rest.is_empty() { rest } else { rest.strip_prefix('/')? };
        self.pages().iter().copied().find(|known| *known == page)
    }

    /// The area that has a page at a path.
    pub fn at(path: &str) -> Option<Area> {
        Self::ALL.into_iter().find(|area| area.page_at(path).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::Route;

    #[test]
    fn an_area_s_pages_are_found_by_their_paths_and_no_others() {
        for path in ["mediation", "/mediation/", "mediation/aide", "mediation/aide/"] {
            assert_eq!(Area::at(path), Some(Area::Desk), "{path}");
        }
        for path in ["", "mediations", "mediation/x", "mediation//aide", "aide", "mediationaide"] {
            assert_eq!(Area::at(path), None, "{path}");
        }
    }

    #[test]
    fn no_area_takes_a_page_of_the_app() {
        for area in Area::ALL {
            assert_eq!(Route::parse(area.path()), None);
        }
    }
}

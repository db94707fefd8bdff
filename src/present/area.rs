//! Parts of the service with a program and an HTML page of their own, so that who comes for one does not load the others.

use super::{household::HouseholdPage, schools::SchoolPage};

/// Such a part. `areas/` holds its HTML page, `src/areas/` its program, both under the name of its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// For somebody who helps another person at a library desk.
    Desk,
    /// What the sun gives on the roofs of schools.
    Schools,
    /// One's own electricity.
    Household,
}

impl Area {
    pub const ALL: [Area; 3] = [Area::Desk, Area::Schools, Area::Household];

    /// The path below the deployment's root, without slashes around it.
    pub const fn path(self) -> &'static str {
        match self {
            Area::Desk => "mediation",
            Area::Schools => "ecoles",
            Area::Household => "consommation",
        }
    }

    /// The pages below that path that need no identifier; the empty one is the area's own.
    pub const fn pages(self) -> &'static [&'static str] {
        match self {
            Area::Desk => &["", "aide"],
            Area::Schools => &[""],
            Area::Household => &HouseholdPage::PATHS,
        }
    }

    /// What an address below the area's path says, without slashes around it; `None`: it is not of this area.
    pub fn rest_of(self, path: &str) -> Option<&str> {
        let rest = path.trim_matches('/').strip_prefix(self.path())?;
        if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
    }

    /// Whether the area has a page there, for any identifiers: the page itself says that one is unknown.
    pub fn has_page_at(self, path: &str) -> bool {
        self.rest_of(path).is_some_and(|rest| match self {
            Area::Desk | Area::Household => self.pages().contains(&rest),
            Area::Schools => SchoolPage::parse(rest).is_some(),
        })
    }

    /// The area that has a page at a path.
    pub fn at(path: &str) -> Option<Area> {
        Self::ALL.into_iter().find(|area| area.has_page_at(path))
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
        for path in ["ecoles", "ecoles/lorient/kermelo", "ecoles/lorient/kermelo/ecran/"] {
            assert_eq!(Area::at(path), Some(Area::Schools), "{path}");
        }
        for path in ["", "mediations", "mediation/x", "mediation//aide", "aide", "mediationaide", "ecoles/lorient"] {
            assert_eq!(Area::at(path), None, "{path}");
        }
    }

    #[test]
    fn no_area_takes_a_page_of_the_app() {
        for area in Area::ALL {
            assert_eq!(Route::parse(area.path()), None);
            assert!(area.pages().iter().all(|page| area.has_page_at(&format!("{}/{page}", area.path()))));
        }
    }
}

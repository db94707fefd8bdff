//! The addresses of the app: French, stable, made to be bookmarked and printed.

/// A page of the app. The identifiers are those of the public API.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    Home,
    Sites,
    Site { territory: String, site: String },
    Map,
    Sources,
}

impl Route {
    /// Every page that needs no identifier.
    pub const FIXED: [Route; 4] = [Route::Home, Route::Sites, Route::Map, Route::Sources];

    /// The path below the deployment's root, without a leading slash: links are relative to `<base>`.
    pub fn path(&self) -> String {
        match self {
            Route::Home => String::new(),
            Route::Sites => "dechetteries".to_owned(),
            Route::Site { territory, site } => format!("dechetteries/{territory}/{site}"),
            Route::Map => "carte".to_owned(),
            Route::Sources => "sources".to_owned(),
        }
    }

    /// Reads a path below the root, with or without slashes around it. `None`: there is no such page.
    pub fn parse(path: &str) -> Option<Route> {
        let mut parts = path.trim_matches('/').split('/');
        let (first, second, third) = (parts.next().unwrap_or(""), parts.next(), parts.next());
        if parts.next().is_some() {
            return None;
        }
        match (first, second, third) {
            ("dechetteries", Some(territory), Some(site)) if is_id(territory) && is_id(site) => {
                Some(Route::Site { territory: territory.to_owned(), site: site.to_owned() })
            }
            (_, None, None) => Self::FIXED.into_iter().find(|route| route.path() == first),
            _ => None,
        }
    }
}

fn is_id(text: &str) -> bool {
    text.parse::<crate::domain::SiteId>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_again_by_its_own_path() {
        let site = Route::Site { territory: "lorient".to_owned(), site: "riantec".to_owned() };
        for route in Route::FIXED.into_iter().chain([site]) {
            assert_eq!(Route::parse(&route.path()), Some(route.clone()));
            assert_eq!(Route::parse(&format!("/{}/", route.path())), Some(route));
        }
    }

    #[test]
    fn what_is_no_page_is_not_found() {
        for path in [
            "nulle-part",
            "dechetteries/lorient",
            "dechetteries/lorient/Riantec",
            "dechetteries/a/b/c",
            "carte/x",
            "//x",
        ] {
            assert_eq!(Route::parse(path), None, "{path}");
        }
    }
}

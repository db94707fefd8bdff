//! Pages that were made, kept until something that they say changes.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::paths::{Asked, Form};
use crate::{
    present::plain::PlainRoute,
    relay::content::{Content, Effort},
};

/// So many pages are kept in memory; a crawler that walks through thousands of centres makes each anew, the same bytes.
const MOST_PAGES: usize = 150;

/// The pages of one moment that were asked for, by their path.
#[derive(Debug, Default)]
pub struct KeptPages(Mutex<BTreeMap<String, Arc<Content>>>);

impl KeptPages {
    /// The page, if it was made before.
    pub fn get(&self, asked: &Asked) -> Option<Arc<Content>> {
        self.lock().get(&asked.path()).cloned()
    }

    /// The page as it was made before, or made now; `None` where there is none. Nobody waits for a page that another makes.
    pub fn get_or_make(&self, asked: &Asked, render: impl FnOnce() -> Option<String>) -> Option<Arc<Content>> {
        if let Some(page) = self.get(asked) {
            return Some(page);
        }
        let name = match asked.form {
            Form::Still | Form::Refreshing => "index.html",
            Form::Text => PlainRoute::TEXT,
        };
        let page = Arc::new(Content::new(name, render()?, Effort::Minute));
        let mut pages = self.lock();
        if pages.len() >= MOST_PAGES {
            pages.clear();
        }
        // Of two that were made at the same time all readers get the first.
        Some(Arc::clone(pages.entry(asked.path()).or_insert(page)))
    }

    // What it holds is changed as a whole, so a panic elsewhere cannot have left half of it.
    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Arc<Content>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;

    #[test]
    fn a_crawler_fills_no_memory_and_a_page_is_made_once_while_there_is_room() {
        let (pages, mut rendered) = (KeptPages::default(), 0);
        let mut ask = |site: usize| {
            let route = PlainRoute::SitePoster { site: site.to_string() };
            let asked = Asked { route, lang: Lang::Fr, form: Form::Still };
            let page = pages.get_or_make(&asked, || {
                rendered += 1;
                Some(format!("page of {site}"))
            });
            assert_eq!(page.unwrap().identity().as_ref(), format!("page of {site}").as_bytes());
            assert!(pages.get(&asked).is_some() && pages.lock().len() <= MOST_PAGES);
        };
        for site in 0..MOST_PAGES {
            ask(site);
            ask(0);
        }
        for site in 0..10_000 {
            ask(site);
        }
        assert!(rendered <= 10_000 + MOST_PAGES, "{rendered}");
    }

    #[test]
    fn while_a_page_is_made_the_others_are_there() {
        let pages = KeptPages::default();
        let asked = |route| Asked { route, lang: Lang::Fr, form: Form::Still };
        let (help, easy) = (asked(PlainRoute::Help), asked(PlainRoute::Easy));
        pages.get_or_make(&help, || Some("help".to_owned()));
        let made = pages.get_or_make(&easy, || {
            assert!(pages.0.try_lock().is_ok() && pages.get(&help).is_some());
            Some("easy".to_owned())
        });
        assert!(made.is_some());
    }
}

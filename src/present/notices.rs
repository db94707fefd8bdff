//! What the territory announces, in words that stand alone.

use super::Texts;
use crate::domain::{Notice, SiteId};

/// A notice as it stands beside centres that it does not concern: with the names of those that it does. `name` is what a
/// centre is called.
pub fn notice_line(t: &Texts, notice: &Notice, name: &dyn Fn(&SiteId) -> String) -> String {
    /// More names would hide what is announced.
    const NAMED: usize = 4;
    let text = notice.text.get(t.lang);
    let names: Vec<_> = notice.sites.iter().take(NAMED).map(name).collect();
    match notice.sites.len() {
        0 => text.to_owned(),
        all if all > NAMED => (t.labelled)(&(t.and_others)(&names.join(", "), all - NAMED), text),
        _ => (t.labelled)(&names.join(", "), text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Lang, NoticeLevel, fixtures::text},
        present::texts,
    };

    fn line(lang: Lang, sites: &[&str]) -> String {
        let notice = Notice {
            id: "greve".to_owned(),
            level: NoticeLevel::Warning,
            text: text("Grève : cette déchetterie peut fermer.").unwrap(),
            from: None,
            until: None,
            sites: sites.iter().map(|id| id.parse().unwrap()).collect(),
        };
        notice_line(texts(lang), &notice, &|id: &SiteId| id.as_str().to_uppercase()).replace('\u{a0}', " ")
    }

    #[test]
    fn a_notice_of_some_centres_names_them() {
        assert_eq!(line(Lang::Fr, &["riantec"]), "RIANTEC : Grève : cette déchetterie peut fermer.");
        assert_eq!(line(Lang::En, &["a", "b"]), "A, B: Grève : cette déchetterie peut fermer.");
        assert!(line(Lang::Fr, &["a", "b", "c", "d", "e"]).starts_with("A, B, C, D et 1 autre : "));
        assert!(line(Lang::Fr, &["a", "b", "c", "d", "e", "f"]).starts_with("A, B, C, D et 2 autres : "));
        assert!(line(Lang::En, &["a", "b", "c", "d", "e"]).starts_with("A, B, C, D and 1 more: "));
    }

    #[test]
    fn a_notice_of_all_names_none() {
        assert_eq!(line(Lang::Fr, &[]), "Grève : cette déchetterie peut fermer.");
    }
}

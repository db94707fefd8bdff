//! The pages as lines of text, each a sentence that a voice can say and a message can hold.

use super::{Entry, PlainTexts, spoken};
use crate::{
    domain::{MaterialId, Site},
    present::{Texts, WaitWords, initial_capital, limit_words, rule_sentences},
};

/// What stands first: the territory and what of it is told, what is invented, when it was made, what is announced.
pub fn opening_lines(
    p: &PlainTexts,
    (territory, title): (&str, &str),
    demo: Option<&str>,
    made: &str,
    notices: &[String],
) -> Vec<String> {
    let title = format!("{territory}. {title}");
    let lines = [title.trim_start_matches(". ")].into_iter().chain(demo).chain([made]);
    lines.chain(notices.iter().map(String::as_str)).map(|line| sentence(p, line)).collect()
}

/// A centre among others.
pub fn entry_lines(t: &Texts, p: &PlainTexts, entry: &Entry) -> Vec<String> {
    let name = match &entry.commune {
        Some(commune) => format!("{}, {commune}", entry.name),
        None => entry.name.clone(),
    };
    let state = format!("{} {}", entry.badge.word, entry.badge.detail);
    let wait = entry.wait.as_ref().map(wait_line);
    let (label, hours) = &entry.hours;
    let mut lines = vec![name, state];
    lines.extend(wait);
    // Sentences of their own: a voice needs pauses, a message has little room.
    lines.extend(entry.usual.iter().flat_map(|(label, runs)| std::iter::once(format!("{label}:")).chain(runs.clone())));
    lines.push((t.labelled)(label, hours));
    lines.iter().map(|line| sentence(p, line)).collect()
}

/// The rest of what is known of a centre.
pub fn centre_lines(
    t: &Texts,
    p: &PlainTexts,
    site: &Site,
    phone: Option<&str>,
    days_ahead: &[String],
    label: &dyn Fn(&MaterialId) -> String,
) -> Vec<String> {
    let mut lines = rule_sentences(t, site);
    lines.extend(days_ahead.iter().cloned());
    lines.extend(site.address.as_ref().map(|address| (t.labelled)(t.address, address)));
    lines.extend(phone.map(|phone| (t.labelled)(t.phone, phone)));
    let listed = |title: &str, ids: &[MaterialId]| {
        let title = (!ids.is_empty()).then(|| title.to_owned());
        let items = ids.iter().map(|id| label(id) + &limit_words(t, site, id).unwrap_or_default());
        title.into_iter().chain(items).collect::<Vec<_>>()
    };
    if site.accepts.is_empty() {
        lines.push(t.accepts_unknown.to_owned());
    }
    lines.extend(listed(t.accepts_title, &site.accepts));
    lines.extend(listed(t.refuses_title, &site.refuses));
    lines.iter().map(|line| sentence(p, line)).collect()
}

fn wait_line(wait: &WaitWords) -> String {
    if wait.basis.is_empty() { wait.band.to_owned() } else { format!("{}, {}", wait.band, wait.basis) }
}

fn sentence(p: &PlainTexts, line: &str) -> String {
    let said = initial_capital(&spoken(p, line));
    if said.ends_with(['.', '?', ':']) { said } else { said + "." }
}

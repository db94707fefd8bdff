//! One centre with all that is known of it.

use crate::{
    domain::{Context, MaterialId, Site},
    present::plain::{Entry, WeekHours},
    views::{
        bricks::{View, all, caption, h1, h2, h3, items, maybe, none, p, section, table, tbody, td, th, thead, tr},
        detail,
        plain::{
            Frame,
            list::{contact, notices, situation, telephone},
            regular_words,
        },
    },
};

/// What a centre's page says beside the centre's own record.
pub struct Centre<'a> {
    pub site: &'a Site,
    pub context: Context<'a>,
    pub entry: Entry,
    /// "À 14 h 04, le samedi 21 novembre 2026".
    pub moment: String,
    /// What was seen on site with the last reading that counts, in sentences.
    pub seen: Vec<String>,
    /// "Bennes pleines à 14 h 03", and the materials.
    pub full: Option<(String, Vec<String>)>,
    pub notices: Vec<String>,
    /// "Horaires de la semaine du lundi 16 novembre 2026".
    pub week: String,
    /// The regular hours through the year.
    pub weeks: Vec<WeekHours>,
    pub usual_sentence: Option<String>,
    /// The days on which the usual waits were counted.
    pub usual_note: &'static str,
    /// Days, and what is usual on them.
    pub usual: Vec<(String, String)>,
    pub label: &'a dyn Fn(&MaterialId) -> String,
}

pub fn centre(frame: &Frame, centre: &Centre) -> String {
    let (t, words, site) = (frame.t, frame.p, centre.site);
    let mut now = vec![h2("", centre.moment.as_str())];
    now.extend(situation(frame, &centre.entry));
    now.extend(centre.seen.iter().map(|sentence| p("", sentence.as_str())));
    let full = centre
        .full
        .as_ref()
        .map(|(heading, materials)| all(vec![h3("", heading.as_str()), items("", materials.clone())]));
    let phone = match &site.phone {
        Some(phone) => p("call", telephone(phone)),
        // Our number answers for our centres alone.
        None if site.origin.is_some() => p("", words.no_phone),
        None => contact(frame.territory, frame).unwrap_or_else(|| p("", words.no_phone)),
    };
    let regular = (!centre.weeks.is_empty()).then(|| {
        let weeks: Vec<String> = centre.weeks.iter().map(|week| regular_words(t, words, week)).collect();
        all(vec![h3("", words.regular_hours), items("", weeks)])
    });
    frame.document(vec![
        h1(centre.entry.name.as_str()),
        frame.made(),
        notices(&centre.notices),
        section("", now),
        maybe(full),
        section("", [h2("", t.phone), phone]),
        detail::rules::before_leaving(t, site),
        detail::hours::section(t, site, centre.context, Some(&centre.week)),
        maybe(regular),
        usual(frame, centre),
        detail::rules::materials(t, centre.label, site),
        p("", words.materials_by_phone),
        detail::about::section(t, site),
    ])
}

fn usual(frame: &Frame, centre: &Centre) -> View {
    let (t, words) = (frame.t, frame.p);
    let Some(sentence) = &centre.usual_sentence else {
        return section("", [h2("", t.usual_title), p("", words.poster_unknown)]);
    };
    let row = |(days, usual): &(String, String)| tr("", [th("row", days.as_str()), td("", usual.as_str())]);
    let table = table(
        "",
        [
            caption("visually-hidden", words.poster_calm_column),
            thead("visually-hidden", tr("", [th("col", t.day), th("col", t.wait)])),
            tbody("", centre.usual.iter().map(row).collect::<Vec<_>>()),
        ],
    );
    let note = if centre.usual_note.is_empty() { none() } else { p("basis", centre.usual_note) };
    section("", [h2("", t.usual_title), p("", sentence.as_str()), note, table])
}

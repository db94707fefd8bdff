//! Sheets for the town hall's wall, true for months: regular hours and what is usual.

use crate::{
    present::plain::{PlainRoute, WeekHours},
    views::{
        bricks::{
            View, all, caption, div, element, h1, h2, link, maybe, none, p, section, strong, table, tbody, td, text,
            th, tr,
        },
        plain::{Frame, list::telephone, regular_words},
    },
};

/// A QR code as the data of an SVG path on a square of so many units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode {
    pub path: String,
    pub size: usize,
}

/// One centre on one sheet.
pub struct Poster {
    pub name: String,
    pub address: Option<String>,
    pub phone: Option<String>,
    /// Closures and days that differ, in sentences.
    pub announced: Vec<String>,
    pub weeks: Vec<WeekHours>,
    /// As somebody wrote them, where they could not be understood.
    pub hours_text: Option<String>,
    /// What to know before setting off, in sentences.
    pub rules: Vec<String>,
    /// Days, and when it is calm on them.
    pub calm: Vec<(String, String)>,
    pub sentence: Option<String>,
    pub made: String,
    /// The code and the address that it stands for.
    pub qr: Option<(QrCode, String)>,
}

/// A centre among others. Its lines are what stands below its name.
pub struct PosterRow {
    pub site: String,
    pub name: String,
    pub announced: Vec<String>,
    pub weeks: Vec<WeekHours>,
    pub calm: Vec<(String, String)>,
}

pub fn poster(frame: &Frame, poster: &Poster) -> String {
    let (t, words) = (frame.t, frame.p);
    let mut views = vec![
        p("screen", words.print_it),
        maybe(poster.qr.as_ref().map(|(qr, _)| drawn(qr, words.poster_scan))),
        h1(poster.name.as_str()),
        maybe(poster.address.as_ref().map(|address| p("", address.as_str()))),
    ];
    views.extend(poster.announced.iter().map(|words| p("", strong("", words.as_str()))));
    views.extend(poster.weeks.iter().map(|week| hours(t.hours, week)));
    views.extend(poster.hours_text.as_ref().map(|text| p("", (t.labelled)(t.hours, text))));
    if poster.weeks.is_empty() && poster.hours_text.is_none() {
        views.push(p("", t.hours_unknown));
    }
    views.push(h2("", words.poster_calm));
    views.push(if poster.calm.is_empty() {
        p("", words.poster_unknown)
    } else {
        rows(words.poster_calm, &poster.calm)
    });
    views.extend(poster.sentence.as_ref().map(|sentence| p("", sentence.as_str())));
    views.extend(poster.rules.iter().map(|rule| p("", rule.as_str())));
    views.extend(poster.phone.as_ref().map(|phone| call(frame, phone)));
    views.extend(foot(frame, &poster.made, poster.qr.as_ref()));
    frame.document(views)
}

impl PosterRow {
    /// Lines of half a sheet that the centre takes, with its name.
    fn lines(&self, frame: &Frame) -> usize {
        /// Letters on a line of half a sheet, a few less than were counted.
        const LETTERS: usize = 50;
        const NAME: usize = 2;
        let weeks = self.weeks.iter().map(|week| regular_words(frame.t, frame.p, week));
        let texts = self.announced.iter().cloned().chain(weeks).chain([self.calm_words(frame)]);
        NAME + texts.map(|text| text.chars().count().div_ceil(LETTERS)).sum::<usize>()
    }

    fn calm_words(&self, frame: &Frame) -> String {
        let calm: Vec<_> = self.calm.iter().map(|(days, when)| format!("{days} {when}")).collect();
        let calm = if calm.is_empty() { frame.p.poster_unknown.to_owned() } else { calm.join(frame.p.semicolon) };
        (frame.t.labelled)(frame.p.poster_calm, &calm)
    }
}

/// All centres of a territory on one sheet; `None` where they take more than one.
pub fn territory_poster(
    frame: &Frame,
    heading: &str,
    holidays: Option<&'static str>,
    rows: &[PosterRow],
    made: &str,
    qr: Option<&(QrCode, String)>,
) -> Option<String> {
    /// Lines of half a sheet between its head and its foot; the two halves never come out quite even.
    const LINES: usize = 54;
    if rows.iter().map(|row| row.lines(frame)).sum::<usize>() > 2 * LINES {
        return None;
    }
    let (t, words) = (frame.t, frame.p);
    let block = |row: &PosterRow| {
        let poster = PlainRoute::SitePoster { site: row.site.clone() };
        let line = |week: &WeekHours| p("", regular_words(t, words, week));
        let mut inside = vec![h2("", link("", frame.href(&poster), row.name.as_str()))];
        inside.extend(row.announced.iter().map(|words| p("", strong("", words.as_str()))));
        inside.extend(row.weeks.iter().map(line));
        inside.push(p("calm", row.calm_words(frame)));
        section("", inside)
    };
    let mut views = vec![
        p("screen", words.print_it),
        maybe(qr.map(|(qr, _)| drawn(qr, words.poster_scan))),
        h1(words.poster_title),
        p("", heading),
        p("", words.poster_intro),
        maybe(holidays.map(|note| p("", note))),
    ];
    views.extend(frame.territory.contact.phone.as_ref().map(|phone| call(frame, phone)));
    views.push(div("two", rows.iter().map(block).collect::<Vec<_>>()));
    views.extend(foot(frame, made, qr));
    Some(frame.document(views))
}

/// In the place of a sheet that would not hold all centres.
pub fn too_many(frame: &Frame) -> String {
    frame.document(vec![
        h1(frame.p.poster_title),
        p("", frame.p.poster_too_many),
        p("links", link("", frame.href(&PlainRoute::home()), frame.t.back_to_list)),
    ])
}

fn hours(title: &'static str, week: &WeekHours) -> View {
    all(vec![h2("", format!("{title} {}", week.when)), rows(&week.when, &week.rows)])
}

fn rows(name: &str, rows: &[(String, String)]) -> View {
    let row = |(days, words): &(String, String)| tr("", [th("row", days.as_str()), td("", words.as_str())]);
    table("", [caption("visually-hidden", name), tbody("", rows.iter().map(row).collect::<Vec<_>>())])
}

fn call(frame: &Frame, phone: &str) -> View {
    p("call", [text((frame.t.labelled)(frame.p.phone_of_territory, "")), telephone(phone)])
}

fn foot(frame: &Frame, made: &str, qr: Option<&(QrCode, String)>) -> Vec<View> {
    let scan = qr.map(|(_, address)| {
        let words = (frame.t.labelled)(frame.p.poster_scan, "");
        p("where", [text(words), strong("", address.as_str())])
    });
    vec![maybe(scan), p("basis", (frame.p.poster_made)(made))]
}

fn drawn(qr: &QrCode, label: &'static str) -> View {
    // Four modules of quiet around the code, as its standard wants; black on white in dark pages too.
    let side = qr.size + 8;
    let path = |fill: &'static str, shape: String| element("path", "", none()).attr("fill", fill).attr("d", shape);
    let ground = path("#fff", format!("M-4-4h{side}v{side}h-{side}z"));
    element("svg", "qr", [ground, path("#000", qr.path.clone())])
        .attr("role", "img")
        .attr("aria-label", label)
        .attr("viewBox", format!("-4 -4 {side} {side}"))
        .attr("shape-rendering", "crispEdges")
}

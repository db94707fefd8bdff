//! Sheets for the wall.

use qrcode::{Color, EcLevel, QrCode as Code};

use super::render::Renderer;
use crate::{
    domain::{Context, Lang, Site},
    present::{
        Route, Texts, closures_ahead, days_ahead, exceptions_ahead, initial_capital, phone_of,
        plain::{PlainRoute, calm_rows, plain_texts, usual_week, week_sentence, weeks_of_year},
        rule_sentences, site_name, texts,
    },
    views::plain::{self as views, Poster, PosterRow, QrCode, Refresh},
};

pub fn centre(renderer: &Renderer, site: &Site, lang: Lang) -> String {
    let (t, p) = (texts(lang), plain_texts(lang));
    let steady = &renderer.moment.steady;
    let (date, context) = (renderer.moment.date(), renderer.moment.context());
    let (profile, holiday) = (steady.profiles.get(&site.id), renderer.moment.is_school_holiday());
    let name = site_name(t, site);
    let route = Route::Site { territory: steady.territory.id.clone(), site: site.id.to_string() };
    let mut frame =
        renderer.frame(PlainRoute::SitePoster { site: site.id.to_string() }, lang, name.clone(), Refresh::Never);
    frame.class = "sheet one";
    let poster = Poster {
        name,
        address: site.address.clone().or_else(|| site.commune.clone()),
        phone: phone_of(site, Some(&steady.territory)).map(str::to_owned),
        announced: announced(t, site, context, days_ahead(t, site, context, date)),
        weeks: weeks_of_year(t, p, site, date),
        hours_text: site.hours_text.clone(),
        rules: rule_sentences(t, site),
        calm: profile.map(|profile| calm_rows(t, p, &usual_week(site, profile, date, holiday))).unwrap_or_default(),
        sentence: profile.and_then(|profile| week_sentence(t, p, site, profile, date, holiday)),
        made: renderer.date(lang),
        qr: qr(renderer, &route.path()),
    };
    views::poster(&frame, &poster)
}

pub fn territory(renderer: &Renderer, lang: Lang) -> String {
    let (t, p) = (texts(lang), plain_texts(lang));
    let steady = &renderer.moment.steady;
    let mut frame = renderer.frame(PlainRoute::Poster, lang, p.poster_title.to_owned(), Refresh::Never);
    let (date, context) = (renderer.moment.date(), renderer.moment.context());
    let holiday = renderer.moment.is_school_holiday();
    let row = |site: &Site| PosterRow {
        site: site.id.to_string(),
        name: site_name(t, site),
        announced: announced(t, site, context, exceptions_ahead(t, site, context, date)),
        weeks: weeks_of_year(t, p, site, date),
        calm: steady
            .profiles
            .get(&site.id)
            .map(|profile| calm_rows(t, p, &usual_week(site, profile, date, holiday)))
            .unwrap_or_default(),
    };
    // With our number at its head, and no more than one sheet: ours alone.
    let rows: Vec<PosterRow> = steady.own().map(row).collect();
    let name = steady.territory.name.as_ref().map_or("", |name| name.get(lang));
    frame.class = "sheet all";
    let qr = qr(renderer, &Route::Home.path());
    let all_close = steady.own().all(|site| site.closed_on_public_holidays == Some(true));
    let holidays = all_close.then_some(t.holiday_note_closed);
    views::territory_poster(&frame, name, holidays, &rows, &renderer.date(lang), qr.as_ref()).unwrap_or_else(|| {
        frame.class = "";
        views::too_many(&frame)
    })
}

/// Closures and days that differ: what hangs on a wall must not send anybody to a gate that is shut.
fn announced(t: &Texts, site: &Site, context: Context, days: Vec<String>) -> Vec<String> {
    let days = days.into_iter().map(|day| initial_capital(&day));
    closures_ahead(t, site, context)
        .into_iter()
        .map(|closure| (t.labelled)(t.closures_ahead, &closure))
        .chain(days)
        .collect()
}

/// The code of a page of the app; none where nobody said where the deployment is found.
fn qr(renderer: &Renderer, path: &str) -> Option<(QrCode, String)> {
    let address = format!("{}{path}", renderer.place.public_url.as_ref()?);
    // A poster gets wet and torn: a quarter of it may be missing.
    let code = Code::with_error_correction_level(&address, EcLevel::Q).ok()?;
    let size = code.width();
    let mut runs = Vec::new();
    for (y, row) in code.to_colors().chunks(size).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run[0] == Color::Dark {
                runs.push(format!("M{x} {y}h{}v1h-{}z", run.len(), run.len()));
            }
            x += run.len();
        }
    }
    let path = runs.concat();
    Some((QrCode { path, size }, address))
}

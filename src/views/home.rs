//! "Where do I go now?": one answer, what it rests on, and what else is near.

use super::{
    bricks::{View, all, div, h1, h2, li, link, live, maybe, none, outside_link, p, section, span, strong, text, ul},
    list::{FULL, takes},
    parts,
};
use crate::{
    domain::{
        Acceptance, ArrivalWait, Context, Instant, Known, MaterialId, NoAnswer, OpeningState, PositionQuality, Reach,
        Site, Situation, Trip, few_foreign, is_surely_quickest, rank,
    },
    present::Texts,
    present::{
        MaterialWords, Route, TripWords, arrival_basis, card, initial_capital, instant_text, site_name, state_badge,
        wait_words,
    },
    state::{App, Derived, Place, Sites, Snapshot},
};

/// How many other possibilities stand below the answer.
const OTHERS: usize = 4;
/// How many of them may be another territory's: theirs never take the place of all of ours.
const FOREIGN: usize = 2;

pub fn page(app: App) -> View {
    let t = app.t();
    let typed = parts::material::typed(app);
    // Most keys mean what the one before them meant.
    let material = Derived::new(move || {
        let sites = app.sites.value()?;
        typed.with(|words| parts::material::meant(&sites, words))
    });
    all(vec![
        h1(t.home_title),
        parts::notices::current(app, None),
        parts::place::picker(app),
        parts::material::field(app, typed, t.what_i_bring, None),
        live(move || {
            let sites = app.sites.value();
            maybe(sites.map(|sites| typed.with(|words| parts::material::understood(app, &sites, words))))
        }),
        parts::freshness::trouble(app),
        parts::freshness::loading(app),
        live(move || {
            let Some(sites) = app.sites.value() else { return none() };
            material.with(|material| match app.place.get() {
                Some(place) => answer(app, &sites, &place, material.as_ref()),
                None => open_now(app, &sites, material.as_ref()),
            })
        }),
        live(move || p("", link("button quiet", app.href(&Route::Sites), app.t().all_sites))),
        parts::place::remember(app),
    ])
}

fn answer(app: App, sites: &Sites, place: &Place, material: Option<&MaterialId>) -> View {
    let t = app.t();
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let mut near = Vec::new();
    for site in &sites.all {
        if place.position().distance(site.position).is_drivable() {
            near.push(site);
        }
    }
    let trips = rank(near, &known, place.position(), material, context);
    let (mut answers, mut others) = (Vec::new(), Vec::new());
    for trip in &trips {
        if trip.is_answer() { answers.push(trip) } else { others.push(trip) }
    }
    let best = if let Some(trip) = answers.first() {
        best_trip(app, trip, is_surely_quickest(trip, &answers[1..]), context)
    } else {
        let lets_in = |trip: &Trip| match trip.reach {
            Reach::Unknown => None,
            Reach::Yes(_) => Some(true),
            Reach::TooLate(_) | Reach::Closed => Some(false),
        };
        let (mut candidates, mut taken) = (Vec::new(), Vec::new());
        for trip in &trips {
            candidates.push((trip.acceptance, lets_in(trip)));
            if trip.acceptance != Some(Acceptance::Refused) {
                taken.push((trip.site, &trip.situation));
            }
        }
        let words = why_none(t, NoAnswer::of(&candidates));
        section("answer none", [h2("", words), next_to_open(app, &taken, context)])
    };
    let mut is_kept = few_foreign(FOREIGN);
    let mut rest = Vec::new();
    for trip in answers.get(1..).unwrap_or_default().iter().chain(&others) {
        if rest.len() < OTHERS && is_kept(trip.site) {
            rest.push(other_trip(app, trip, &known, material, context));
        }
    }
    all(vec![best, section("", [h2("", t.nearby), ul("cards", rest)]), p("hint", t.drive_is_estimate)])
}

const fn why_none(t: &Texts, why: NoAnswer) -> &'static str {
    match why {
        NoAnswer::RefusedEverywhere => t.refused_everywhere,
        NoAnswer::NoneOpenTakes => t.none_takes,
        NoAnswer::NotKnown => t.none_known,
        NoAnswer::NoneOpen => t.none_now,
    }
}

fn best_trip(app: App, trip: &Trip, is_quickest: bool, context: Context) -> View {
    let t = app.t();
    let name = site_name(t, trip.site);
    let entry = match &trip.reach {
        Reach::Yes(open) => open.last_entry.map(|last| (t.entry_until)(&instant_text(t, last, context))),
        Reach::TooLate(_) | Reach::Closed | Reach::Unknown => None,
    };
    let words = wait_words(t, &trip.situation, context);
    let trend = words.as_ref().and_then(|words| words.trend).filter(|_| trip.waits_as_now());
    let trend = trend.map(|trend| format!(" ({trend})")).unwrap_or_default();
    // On arrival it may be another one than now: then its own basis tells both, and the trend of now does not.
    let basis = match trip.wait {
        ArrivalWait::Foreseen { .. } => Some(arrival_basis(t, trip.wait, context)),
        ArrivalWait::Usual { .. } | ArrivalWait::Unknown => words.map(|words| words.basis),
    };
    let basis = basis.filter(|basis| !basis.is_empty());
    let going = TripWords::of(t, trip.drive, trip.wait);
    let place_note = match trip.drive.known() {
        None => p("hint", t.position_unknown_note),
        Some(_) if trip.site.position_quality == PositionQuality::Approximate => p("hint", t.position_approximate_note),
        Some(_) => none(),
    };
    let best = if is_quickest { t.best_now } else { t.good_now };
    section(
        "answer",
        [
            h2("", [span("label", best), text(" "), span("name", name.as_str())]),
            maybe(going.total.map(|total| p("total", total))),
            p("parts", format!("{}{trend}", going.parts)),
            maybe(entry.map(|entry| p("entry", strong("", entry)))),
            maybe(basis.map(|basis| p("basis", format!("{}.", initial_capital(&basis))))),
            p(
                "actions",
                [
                    outside_link("button", parts::links::directions(trip.site), t.go),
                    link("button quiet", parts::links::site(app, trip.site), t.details)
                        .attr("aria-label", (t.details_of)(&name)),
                ],
            ),
            place_note,
        ],
    )
}

fn other_trip(app: App, trip: &Trip, known: &Snapshot, material: Option<&MaterialId>, context: Context) -> View {
    let t = app.t();
    let reading = known.reading(&trip.site.id);
    // What the order rests on: the wait on arrival may be another one than the card names.
    let going = match (trip.reach, trip.drive.known()) {
        (Reach::Yes(_), _) | (_, None) => TripWords::of(t, trip.drive, trip.wait).sentence(t),
        (Reach::Unknown | Reach::TooLate(_) | Reach::Closed, Some(drive)) => (t.drive_only)(drive),
    };
    let card = card(t, trip.site, reading, &trip.situation, Some(going), material, context);
    let too_late = matches!(trip.reach, Reach::TooLate(_));
    li(
        "card",
        [
            parts::card::card(t, &card, parts::links::site(app, trip.site)),
            if too_late { p("hint", t.too_late) } else { none() },
        ],
    )
}

/// The first centre to open again, where none is open.
fn next_to_open(app: App, situated: &[(&Site, &Situation)], context: Context) -> View {
    let t = app.t();
    let opens = |situation: &Situation| match &situation.opening {
        OpeningState::Closed { next, .. } => next.as_ref().map(|open| open.from),
        OpeningState::Open(_) | OpeningState::Unknown(_) => None,
    };
    let mut first: Option<(Instant, &Site, &Situation)> = None;
    let mut title = t.next_to_open;
    for (site, situation) in situated {
        if matches!(situation.opening, OpeningState::Unknown(_)) {
            title = t.next_known_to_open;
        }
        if let Some(from) = opens(situation)
            && first.is_none_or(|(earliest, ..)| from < earliest)
        {
            first = Some((from, site, situation));
        }
    }
    let Some((_, first, situation)) = first else { return none() };
    let badge = state_badge(t, situation, context);
    all(vec![
        p("", title),
        p("", link("", parts::links::site(app, first), site_name(t, first))),
        parts::card::badge(&badge),
    ])
}

/// Without a place to set off from: what is open, the shortest wait first.
fn open_now(app: App, sites: &Sites, material: Option<&MaterialId>) -> View {
    let t = app.t();
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    // Where what one brings cannot be left, nobody is sent.
    let taken = |site: &Site| {
        takes(material.map(|material| MaterialWords::of(t, site, known.reading(&site.id), material, context)))
    };
    let mut situations = Vec::with_capacity(sites.all.len());
    for site in &sites.all {
        situations.push(Situation::of(site, known.reading(&site.id), known.profile(&site.id), context));
    }
    let (mut open, mut sent, mut candidates) = (Vec::new(), Vec::new(), Vec::new());
    for (site, situation) in sites.all.iter().zip(&situations) {
        let taken = taken(site);
        let is_open = match situation.opening {
            OpeningState::Unknown(_) => None,
            OpeningState::Open(_) => Some(true),
            OpeningState::Closed { .. } => Some(false),
        };
        candidates.push((material.map(|material| site.acceptance(material)), is_open));
        if taken <= FULL {
            sent.push((site, situation));
        }
        if taken < FULL && situation.is_open() {
            let wait = situation.wait.expected();
            open.push((taken, wait.is_none(), wait, &site.name, sent.len() - 1));
        }
    }
    open.sort_unstable();
    let why = why_none(t, NoAnswer::of(&candidates));
    let mut is_kept = few_foreign(FOREIGN);
    let mut cards = Vec::new();
    for (.., index) in &open {
        let (site, situation) = sent[*index];
        if cards.len() < OTHERS && is_kept(site) {
            let card = card(t, site, known.reading(&site.id), situation, None, material, context);
            cards.push(li("card", parts::card::card(t, &card, parts::links::site(app, site))));
        }
    }
    section(
        "",
        [
            p("", t.choose_place_first),
            h2("", t.open_now),
            if open.is_empty() { div("", [p("", why), next_to_open(app, &sent, context)]) } else { none() },
            ul("cards", cards),
        ],
    )
}

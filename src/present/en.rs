//! English: plain words, short sentences, the 24-hour clock.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::{Texts, calendar::en as calendar, format::length};
use crate::domain::{ClockTime, DaySpan, Direction, Lang, Trend, WaitBand};

pub static TEXTS: Texts = Texts {
    lang: Lang::En,
    app_name: "Bon Moment",
    skip_to_content: "Skip to content",
    main_menu: "Main menu",
    other_language: "Français",
    demo_label: "Demonstration",
    results: "Results",
    demo_banner: "Demonstration: invented waits, hours to be checked.",
    footer_links: "About",
    help_somebody: "Helping somebody",
    schools: "The schools’ sun",
    consumption: "My electricity",

    home: "Now",
    home_title: "Where to go now?",
    sites: "Recycling centres",
    sites_title: "All recycling centres",
    map: "Map",
    map_title: "Map of the recycling centres",
    sources: "Where the data come from",
    sources_title: "Where the data come from",
    not_found_title: "This page does not exist",
    not_found_text: "The address may have been miscopied. You can go on from here:",
    site_not_found_title: "This recycling centre is not known here",
    site_not_found_text: "It may have closed, or the address was miscopied.",
    other_territory_text: "This address belongs to another territory.",
    back_to_list: "See all recycling centres",
    light_mode: "Light mode",
    light_map: "In light mode the map is not loaded. The list says where each centre is and how to get there.",
    title_of: |page, territory| {
        if territory.is_empty() {
            format!("{page} – Bon Moment")
        } else {
            format!("{page} – Bon Moment, {territory}")
        }
    },

    from_where: "You set off from",
    commune_hint: "Your town",
    choose: "Choose",
    use_position: "Use my position",
    locating: "Looking for your position…",
    position_in_use: "Your position is used on this device only. It is neither sent nor kept.",
    position_approximate_note: "The exact place of this centre is not known: the distance is counted to the middle of its town.",
    position_unknown_note: "The exact place of this recycling centre is not known: check the address before you leave.",
    position_refused: "Your phone did not give its position. Choose your town: that is enough.",
    position_unavailable: "Your position was not found. Choose your town: that is enough.",
    forget_place: "Change place",
    remember: "Remember on this device",
    remember_hint: "Leave this unticked on a shared computer.",
    storage_refused: "This browser refuses to remember the choice. It holds until you close the page.",
    commune_unknown: |typed| format!("We do not know the town “{typed}”. Please choose one from the list."),
    leaving_from: |place| format!("Setting off from {place}"),

    what_i_bring: "What I bring (optional)",
    what_example: "branches, fridge, rubble…",
    search_label: "Search",
    search_hint: "What you bring, or the name of a town",
    clear: "Clear",
    understood_as: |typed, material| format!("“{typed}” goes with: {material}."),
    not_understood: |typed| format!("We did not understand “{typed}”. Try a simpler word, such as “wood” or “paint”."),
    did_you_mean: "Did you mean:",
    or_rather: "Or else:",
    accepted: "Accepted",
    refused: "Refused",
    acceptance_unknown: "Not stated: ask before you leave",
    full_today: "Skip full today",
    acceptance_count: |accepted, refused, full, unknown| {
        let mut parts = Vec::new();
        if accepted > 0 {
            parts.push(format!("accepted at {}", centres(accepted)));
        }
        if full > 0 {
            parts.push(format!("skip full today at {}", centres(full)));
        }
        if refused > 0 {
            parts.push(format!("refused at {}", centres(refused)));
        }
        if unknown > 0 {
            parts.push(format!("not stated for {}", centres(unknown)));
        }
        super::initial_capital(&format!("{}.", parts.join(", ")))
    },

    best_now: "Quickest now",
    good_now: "A good choice now",
    about_total: |total| format!("about {}\u{a0}min", total.0),
    for_the_moment: |band, read| format!("for the moment {band}, {read}"),
    drive_plus_wait: |drive, wait, usual| {
        let drive = drive.map_or("drive time unknown".to_owned(), |drive| format!("{}\u{a0}min drive", drive.0));
        match wait {
            Some(wait) if usual => format!("{drive}, then usually {wait}"),
            Some(wait) => format!("{drive}, then {wait}"),
            None => format!("{drive}, wait unknown"),
        }
    },
    drive_only: |drive| format!("{}\u{a0}min drive", drive.0),
    place_unknown: "near you, but its exact place is not known",
    total_of: |total, parts| format!("{total} ({parts})"),
    drive_is_estimate: "The drive is estimated from the distance, without traffic.",
    entry_until: |time| format!("Entry until {time}"),
    closes_at: |time| format!("Closes at {time}"),
    go: "Go there",
    details: "See details",
    details_of: |name| format!("See details: {name}"),
    nearby: "Other possibilities",
    all_sites: "All recycling centres",
    choose_place_first: "Choose where you set off from: the answer will take the drive into account.",
    open_now: "Open at the moment",
    none_now: "No recycling centre can receive you now.",
    none_known: "No recycling centre is known to be open now: call before you go.",
    none_takes: "No open recycling centre takes this now.",
    refused_everywhere: "No recycling centre here takes this.",
    next_to_open: "The next to open",
    next_known_to_open: "The next whose opening time is known",
    too_late: "Too late to get in today",

    open: "Open",
    closes_soon: "Closes soon",
    closed: "Closed",
    hours_unknown: "Hours unknown",
    hours_unknown_short: "not known",
    state_to_confirm: "Hours to be confirmed",
    to_confirm: "to be confirmed, call before you go",
    call_first: "call before you go",
    dates_unclear: "dates to be confirmed, call before you go",
    except_holidays: "except on public holidays",
    perhaps_holiday: "public holiday or not",
    closed_day: "closed",
    public_holiday: "public holiday",
    french_holiday: calendar::holiday,
    exceptional_hours: "exceptional hours",
    exceptional_closure: "exceptionally closed",
    reported_closed: "reported closed on site",
    no_more_entry: "no more entry",
    open_until: |until| format!("until {until}"),
    open_until_entry: |until, entry| format!("until {until}, entry until {entry}"),
    opens: |when| format!("opens {when}"),

    wait: "Wait",
    wait_unknown: "wait unknown",
    band: |band| match band {
        WaitBand::AlmostNone => "almost no wait",
        WaitBand::From5To10 => "5 to 10\u{a0}min wait",
        WaitBand::From10To20 => "10 to 20\u{a0}min wait",
        WaitBand::From20To30 => "20 to 30\u{a0}min wait",
        WaitBand::Over30 => "more than 30\u{a0}min wait",
    },
    trend: |trend| match trend {
        Trend::Rising => "the wait is growing",
        Trend::Steady => "the wait is steady",
        Trend::Falling => "the wait is shrinking",
    },
    usual_at_this_hour: "usual wait at this hour, not measured now",
    read_at_ago: |when, minutes| match minutes {
        0 => format!("read {when}, just now"),
        minutes => format!("read {when}, {minutes}\u{a0}min ago"),
    },
    old_reading: |when| format!("last reading {when}: too old to count"),
    old_wait: |band| format!("then: {band}"),
    no_sensor: "No measurement at the moment.",
    vehicles: |count| match count {
        0 => "no car in the queue".to_owned(),
        1 => "1 car in the queue".to_owned(),
        count => format!("{count} cars in the queue"),
    },

    sort_by: "Sort by",
    sort_near: "drive and wait",
    sort_distance: "distance",
    sort_wait: "wait",
    sort_name: "name",
    sort_needs_place: "Choose your town to sort by drive.",
    only_open: "Open now",
    filters: "Search and sort",
    found: |count| match count {
        0 => "No recycling centre".to_owned(),
        count => centres(count),
    },
    none_found: "No recycling centre matches. Try removing a filter.",
    show_more: |count| format!("Show {count} more"),
    away: |distance, direction| {
        let direction = match direction {
            Direction::North => "north",
            Direction::NorthEast => "north-east",
            Direction::East => "east",
            Direction::SouthEast => "south-east",
            Direction::South => "south",
            Direction::SouthWest => "south-west",
            Direction::West => "west",
            Direction::NorthWest => "north-west",
        };
        format!("{} {direction}", length(distance, '.'))
    },
    unnamed_site: "Recycling centre without a name",
    unnamed_site_in: |commune| format!("Recycling centre in {commune}"),
    site_of: |name, origin| format!("{name} (according to {origin})"),
    according_to: |origin| format!("According to {origin}"),
    see_on_map: "See on the map",

    hours_title: "Hours of the week",
    hours_caption: "Hours of this week",
    day: "Day",
    hours: "Hours",
    today_mark: "today",
    hours_as_written: "We could not read these hours. Here they are as written:",
    last_entry_note: |margin| format!("No entry in the last {}\u{a0}minutes before closing.", margin.0),
    holiday_note_closed: "Closed on public holidays.",
    holiday_note_unknown: "Public holidays: not stated.",
    before_leaving: "Before you leave",
    badge_required: "An access card is compulsory: take it with you.",
    badge_not_required: "No access card needed.",
    badge_unknown: "Access card: not stated.",
    professionals_no: "For households only, not for businesses.",
    professionals_yes: "Open to businesses too.",
    max_height: |metres| format!("Height limited to {metres}\u{a0}m."),
    wheelchair_yes: "Wheelchair accessible.",
    wheelchair_limited: "Partly wheelchair accessible.",
    wheelchair_no: "Not wheelchair accessible.",
    accepts_title: "What you can bring",
    refuses_title: "What is refused",
    accepts_unknown: "We do not know what this centre accepts. Please call before you leave.",
    limit: |cubic_metres| format!("at most {cubic_metres}\u{a0}m³ a day"),
    full_today_title: "Skips full today",
    when_title: "When to go",
    if_you_leave_now: "If you leave now",
    calm_hours: "The next quiet hours, going by what is usual:",
    calm_mark: "quiet hour to come",
    usual_title: "Usually",
    usual_unknown: "The usual wait on that day is not known.",
    usual_caption: |weekday| format!("Usual wait on {}, hour by hour", calendar::weekday(weekday)),
    minutes: |minutes| format!("{}\u{a0}min", minutes.0),
    usual_sentence: |weekday, quiet, busy| {
        format!(
            "On {} it is usually quietest around {quiet}:00 and busiest around {busy}:00.",
            calendar::weekday(weekday)
        )
    },
    usual_flat: |weekday, band| format!("On {}, usually all day: {band}.", calendar::weekday(weekday)),
    choose_day: "Day of the week",
    hour: "Hour",
    hour_range: |hour| format!("{hour}:00 to {}:00", hour + 1),
    see_table: "See the figures as a table",
    address: "Address",
    approximate_place: "The place on the map is approximate.",
    phone: "Phone",
    call: |phone| format!("Call {phone}"),
    website: "Website",
    share: "Share",
    link_copied: "The page’s address is copied.",
    link_by_hand: "Here is the address to copy",
    where_data_from: "Sources of this page",
    retrieved_on: |date| format!("read on {date}"),
    closures_ahead: "Announced closures",
    days_ahead: "Special days",
    from_until: |from, until| match until {
        Some(until) => format!("From {from} to {until}"),
        None => format!("From {from}, without an end date"),
    },
    note: "On site",

    show_map: "Show the map",
    map_consent: |host| {
        format!(
            "The map background comes from {host}, which will see your device’s internet address and the area you look at. Without it the map still shows the centres."
        )
    },
    map_with_background: "Show with the background",
    map_without_background: "Show without background",
    map_forget: "Stop loading the background",
    map_loading: "The map is loading…",
    map_failed: "The map could not be loaded. The list below says the same.",
    map_label: "Map of the recycling centres. The list on this page gives the same information.",
    map_chosen: "The chosen centre",
    map_list_title: "The list",
    cluster: |count| format!("{count} centres: zoom in"),
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    move_north: "Move north",
    move_south: "Move south",
    move_west: "Move west",
    move_east: "Move east",
    close: "Close",

    loading: "Loading the data…",
    received_at: |when| format!("Data received {when}."),
    refresh: "Refresh",
    pause: "Stop refreshing",
    resume: "Resume refreshing",
    paused: "Refreshing is stopped.",
    retry: "Try again",
    trouble_old: |when| format!("You see the last data, received {when}."),
    trouble_none: "The data could not be loaded.",
    trouble_network: "The network does not answer.",
    trouble_timeout: "The network is very slow: the answer did not arrive.",
    trouble_status: |status| format!("The service does not answer as expected (error {status})."),
    trouble_busy: "The service is in great demand. The page will try again a little later.",
    trouble_portal: "The answer is not the right one. On a public wifi, open its welcome page first.",
    trouble_unreadable: "The data received are damaged.",
    trouble_version: "The data are newer than this page. Please reload it.",
    call_instead: |phone| format!("In the meantime you can call {phone}."),
    waits_missing: "Measured waits are not available: we show the usual wait, where it is known.",
    notices: "Notices",
    and_others: |names, others| format!("{names} and {others} more"),

    sources_intro: "Each wait shown comes from a measurement or from what is usual, and says so. Here is the state of each source.",
    source: "Source",
    source_state: "State",
    source_ok: "● works",
    source_failing: "○ to be checked",
    source_unknown: "? unknown",
    last_success: "Last reading",
    rejected: |count| match count {
        1 => ", 1 reading left out".to_owned(),
        count => format!(", {count} readings left out"),
    },
    sources_none: "The territory does not publish the state of its sources.",
    open_data_title: "Open data",
    open_data_text: "All that this page shows can be read by a program too, without registration:",
    series: "Measurements of the schools, to download",
    licence: "Licence",
    diagnostics: "What could not be read",
    diagnostics_none: "All that arrived was read.",
    diagnostics_some: |count| match count {
        1 => "1 record was left out:".to_owned(),
        count => format!("{count} records were left out:"),
    },

    today: "today",
    tomorrow: "tomorrow",
    weekday: calendar::weekday,
    day_month,
    time,
    span,
    at_time: |time| format!("at {time}"),
    on_day_at: |day, time| format!("on {day} at {time}"),
    day_at: |day, time| format!("{day} at {time}"),
    labelled: |label, value| format!("{label}: {value}"),
    decimal_point: '.',
};

fn centres(count: usize) -> String {
    if count == 1 { "1 centre".to_owned() } else { format!("{count} centres") }
}

fn day_month(date: NaiveDate) -> String {
    format!("{}\u{a0}{}", date.day(), calendar::month(date.month()))
}

fn time(time: NaiveTime) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

fn span(span: DaySpan) -> String {
    if span.from == ClockTime::MIDNIGHT && span.until == ClockTime::END_OF_DAY {
        return "round the clock".to_owned();
    }
    let clock = |time: ClockTime| match time.hour() {
        24 if time.minute() == 0 => "midnight".to_owned(),
        hour => format!("{}:{:02}", hour % 24, time.minute()),
    };
    format!("{} to {}", clock(span.from), clock(span.until))
}

//! English for the plain pages: times and dates, never “now” or “ago”.

use chrono::Weekday;

use super::PlainTexts;
use crate::{domain::Lang, present::texts};

pub(super) static TEXTS: PlainTexts = PlainTexts {
    edition: "light version",
    list_intro: "“Open”, “closed” and the wait are as of the time written beside them. Hours and usual waits are those of the day that is named.",
    communes_title: "Recycling centres by town",
    communes_intro: "Choose the town of the recycling centre.",
    no_commune: "Town not stated",
    centres_of: |commune| format!("Recycling centres: {commune}"),
    page_of: |page, of| format!("page {page} of {of}"),
    from_to: |first, last| format!("From {first} to {last}"),
    other_pages: "The other pages",
    previous_page: "Previous page",
    next_page: "Next page",
    not_found_title: "This page does not exist",
    not_found_text: "The address may have been miscopied, or the recycling centre has closed.",

    dated: |weekday, day_month, year| format!("{weekday} {day_month} {year}"),
    made: |date, time| format!("Page made on {date} at {time}."),
    stays: "It does not change by itself.",
    refresh_by_itself: |seconds| format!("Renew it every {seconds}\u{a0}seconds"),
    refreshing: |seconds| format!("It renews itself every {seconds}\u{a0}seconds."),
    stop_refreshing: "Stop renewing it",
    at_time: |time| format!("at {time}"),
    read_until: |at, until| format!("read {at}, holds until {until}"),
    read_counts_until: |at, until| format!("read {at}, still of use until {until}"),
    not_measured: "wait not measured",
    situation: |time, date| format!("At {time} on {date}"),
    hours_of: |day| format!("Hours on {day}"),
    closed_from_until: |from, until| match until {
        Some(until) => format!("Closed from {from} to {until}"),
        None => format!("Closed from {from}, without an end date"),
    },
    full_at: |time| format!("Skips full at {time}"),

    usual_on: |weekday| format!("Usually on {}", day(weekday)),
    usual_in_term: "Counted in term time.",
    usual_in_holidays: "Counted in the school holidays.",
    usual_any: "Counted in term time and in the school holidays.",
    usual_run: |band, spans| format!("{band} from {}", spans.join(" and from ")),
    week_sentence: |quiet, busy| {
        format!(
            "It is usually calmest on {} around {}:00 and busiest on {} around {}:00.",
            day(quiet.0),
            quiet.1,
            day(busy.0),
            busy.1
        )
    },
    week_flat: |band| format!("Usually all week: {band}."),

    week_of: |monday| format!("Hours of the week of {monday}"),
    regular_hours: "Hours through the year",
    dated_notice: |when, text| format!("{when}: {text}"),
    phone_of_territory: "Information by phone",
    no_phone: "No phone number is published.",
    materials_by_phone: "What you bring is not on the list? Ask before you leave.",

    other_forms: "Other forms of this page",
    full_app: "The full version, with search, drive and map",
    full_page: "This page in the full version",
    as_text: "As text only",
    as_poster: "As a poster to print",
    help: "Help",
    help_title: "How to read these pages",
    help_sections: &[
        (
            "Pages that say the time",
            &[
                "Each page bears the date and time at which it was made. What it says of opening and waits is as of that time.",
                "When that time has passed, refresh the page. Without a network, the hours and the usual waits are only a guide: a closure may have been announced since.",
            ],
        ),
        (
            "The signs",
            &[
                "● open, ◐ open but closing soon, ○ closed, ? hours unknown or to be confirmed. The word always stands beside the sign.",
                "The time of the last entry is given where it is known.",
            ],
        ),
    ],
    help_measured: (
        "What is measured",
        &[
            "“Read at 14:04, holds until 14:09” is a measurement made on site. After that time it is too old.",
            "“Usually” is the middle wait on that day of the week at that hour, over the past weeks: one time in two, one waits less.",
            "Where nothing is known, the page says so. An unknown wait is not a wait of zero.",
        ],
    ),
    wait_method: (
        "How waits are told",
        &[
            "A measurement of less than 5 minutes counts as current, and up to 20 minutes it still counts. An older one is shown with its time and no longer ranks.",
            "Without a measurement it is the usual wait of the same day at the same hour. Where nothing is known, the wait is unknown: it is never replaced by zero.",
            "An announced closure comes before any measurement.",
        ],
    ),
    help_invented: (
        "What is invented",
        &[
            "This service is a demonstration: all waits are invented, the measured and the usual ones. Check the hours before setting off.",
        ],
    ),
    help_statements: "Accessibility and ecodesign",
    help_badge: |phone| {
        let card = "If a recycling centre asks for an access card, its page says so.";
        phone.map_or(card.to_owned(), |phone| format!("{card} To find out how to get one, call {phone}."))
    },

    legal: "Legal notice",
    legal_sections: &[
        (
            "Publisher",
            &[
                "The service is published by the territory named below, which answers for its content and names the director of publication.",
            ],
        ),
        (
            "Hosting",
            &[
                "The service is hosted by the territory or by the provider it chooses. The publisher gives its address on request.",
            ],
        ),
        (
            "Licences",
            &[
                "The software Bon Moment is free, under the licence EUPL 1.2.",
                "The data are open, under the licence given with their sources.",
            ],
        ),
        ("Accuracy", &["Hours and waits are given in good faith. On site, what the attendant says prevails."]),
    ],
    legal_contact: "Contact",
    privacy: "Privacy",
    privacy_sections: &[
        ("Neither account nor cookie", &["This service has no account, no cookie and no audience measurement."]),
        (
            "Your position",
            &[
                "It is only asked for when you press “Use my position”. It stays in your device, is not kept and appears in no address.",
            ],
        ),
        (
            "What is remembered",
            &[
                "Your town, your language, the light mode, your settings of the display and your consumption data are only kept, in your browser, when you ask for it. Your consent to the map background is kept as soon as you give it.",
                "Your browser also keeps a copy of the service (pages, hours, waits) to work without a network. It notes there whether the light mode was on when the service was last opened, so as to fetch less ahead.",
                "Deleting this site’s data in your browser deletes everything.",
            ],
        ),
        (
            "The map background",
            &["It comes from another server, named before it is loaded, and only if you accept it."],
        ),
        (
            "The server",
            &[
                "Like any server, the territory’s sees your device’s internet address when it answers.",
                "It counts its answers and what they weigh day by day, for the yearly report, and keeps neither address nor device.",
            ],
        ),
    ],

    poster_title: "When to go to the recycling centre?",
    poster_intro: "Hours, and the moments that are usually calmest",
    poster_calm: "Usually calmest",
    poster_calm_column: "Usual wait",
    poster_unknown: "Usual waits are not known.",
    poster_too_many: "The recycling centres of this territory do not fit one sheet. Each has its own. The link to its poster is at the foot of its page.",
    poster_scan: "Waits measured on site: point your phone at this square",
    poster_made: |date| format!("Poster made on {date}."),
    poster_phone: |phone| format!("Information: {phone}"),
    print_it: "This page prints on one A4 sheet.",
    all_year: "all year",
    until_day: |date| format!("until {date}"),
    from_day: |date| format!("from {date}"),
    day_to_day: |first, last| format!("{first} to {last}"),
    calm_spans: |spans| spans.join(" and "),
    calm_all_day: "all day",
    semicolon: "; ",

    shell_title: |date| format!("Hours on {date}"),
    shell_many: |count| format!("The hours of the {count} centres can also be read without waiting for this page:"),
    shell_link: "Light version, without JavaScript",
    shell_link_other: "Version légère en français",

    spoken_units: &[
        ("min", "minute", "minutes"),
        ("m³", "cubic metre", "cubic metres"),
        ("m", "metre", "metres"),
        ("km", "kilometre", "kilometres"),
        ("W", "watt", "watts"),
        ("kW", "kilowatt", "kilowatts"),
        ("kWh", "kilowatt hour", "kilowatt hours"),
    ],
    spoken_title: "Recycling centres.",
};

fn day(weekday: Weekday) -> &'static str {
    (texts(Lang::En).weekday)(weekday)
}

//! English for the library desk.

use super::DeskTexts;
use crate::{
    domain::{HalfDay, lowercase},
    present::IdleTexts,
};

pub const IDLE: IdleTexts = IdleTexts {
    title: "Are you still there?",
    text: "Without an answer within 20\u{a0}seconds, everything that was chosen is wiped.",
    left: |seconds| match seconds {
        0 | 1 => "1\u{a0}second".to_owned(),
        seconds => format!("{seconds}\u{a0}seconds"),
    },
    go_on: "Go on",
};

pub static TEXTS: DeskTexts = DeskTexts {
    title: "Helping somebody",
    help: "How this works",
    back_to_questions: "Back to the questions",
    next_person: "Next person",
    wipe_and_leave: "Wipe and leave",
    nothing_kept: "Nothing that is chosen here is kept on this computer.",
    was_wiped: "Nobody touched anything for three minutes: everything was wiped. You can begin.",
    question_of: |question, of| format!("Question {question} of {of}"),
    previous: "Previous question",

    what: "What do you bring?",
    what_label: "Type what it is",
    what_hint: "An everyday word is enough: branches, fridge, rubble",
    what_found: |count| match count {
        0 => "Nothing found. Try a simpler word, or choose from the groups.".to_owned(),
        1 => "1 result:".to_owned(),
        count => format!("{count} results, the likeliest first:"),
    },
    what_groups: "Or choose a group",
    groups: [
        "Garden",
        "Furniture and bulky things",
        "Building and repairs",
        "Appliances, lamps and batteries",
        "Paper, glass, packaging",
        "Dangerous products",
        "Car",
        "Clothes and objects",
        "Something else",
    ],
    kind: |group| format!("{group}: what exactly?"),
    not_known: "I do not know",

    from: "Where do you live?",
    from_label: "Type the beginning of the town’s name",
    from_hint: "Your town is not in the list? Take the nearest one.",
    from_found: |count| match count {
        0 => "No town of that name.".to_owned(),
        1 => "1 town".to_owned(),
        count => format!("{count} towns"),
    },
    from_unknown: |typed| format!("We do not know the town “{typed}”. Take the nearest one from the list."),
    from_many: "Type some letters to shorten the list.",

    when: "When can you go?",
    now: "Now",
    now_hint: "by the wait measured at the gate",
    later_today: "Later today",
    other_day: "Another day",
    which_day: "Which day?",
    which_half: |day| format!("{}: at what time?", super::initial_capital(day)),
    half: |half| match half {
        HalfDay::Morning => "In the morning",
        HalfDay::Afternoon => "In the afternoon",
        HalfDay::WholeDay => "It does not matter",
    },

    go_to: |name| format!("Go here: {name}"),
    right_now: "Now",
    around: |day, time| format!("{}, around {time}", super::initial_capital(day)),
    between: |day, from, until| match until {
        Some(until) => format!("{}, between {from} and {until}", super::initial_capital(day)),
        None => format!("{}, from {from} on", super::initial_capital(day)),
    },
    rests_on_habit: "The time is chosen by the usual wait on that day: it may be different.",
    rests_on_nothing: "The wait at that time is not known.",
    estimate: "The drive is estimated from the distance, without traffic jams.",
    brings: |material, words| format!("{material}: {}", lowercase(words)),
    brings_not_said: "You cannot tell what it is: ask the staff before unloading.",
    print: "Print the sheet",
    take_along: "To take along on a telephone",
    scan: "Point the telephone’s camera at this code: the centre’s page opens.",
    code_of: |name| format!("QR code of the page: {name}"),
    others: "Other possibilities",
    take_this: "Take this one",
    take_this_of: |name| format!("Take this one: {name}"),
    back_to_best: "Back to the first proposal",
    hours_unknown_call: "Hours to be confirmed: call before setting off.",
    quiet_closed: "The recycling centre does not open that day.",

    nothing: "Nothing fits",
    nobody_takes: |material| format!("{material}: no recycling centre of the territory takes this."),
    none_open: "No recycling centre can receive you at that time.",
    none_known: "No recycling centre is known to be open at that time: call before you go.",
    none_open_takes: |material| format!("{material}: no recycling centre that is open at that time takes it."),
    no_centre: "No recycling centre is known near that town.",
    no_day: "We find no other day in the coming two weeks.",
    see_day: |day| format!("See {day}"),
    call: |phone| format!("Call {phone} to find out where to bring it."),
    call_somebody: "The territory has published no number to ask where to bring it.",
    never_leave: "Leave nothing in front of a closed recycling centre.",

    sheet_when: "When to go",
    read_at: |when| format!("Wait read {when}."),
    sheet_rules: "Before setting off",
    sheet_hours: "Hours of the week",
    sheet_quiet: "Quiet hours",
    quiet_at: |weekday, quiet, busy| {
        format!("On {weekday}s it is usually quietest around {quiet}:00 and busiest around {busy}:00.")
    },
    quiet_all_day: |weekday, band| format!("On {weekday}s, usually all day: {band}."),
    quiet_unknown: "The usual wait on that day is not known.",
    sheet_map: "The map",
    map_of: |name| format!("Simple map around: {name}"),
    map_home: |commune| format!("{commune} (start)"),
    map_note: "A simple map, without roads. North is up.",
    map_approximate: "The centre’s place is approximate.",
    north: "N",
    kilometres: |count| format!("{count}\u{a0}km"),
    metres: |count| format!("{count}\u{a0}m"),
    sheet_online: "The wait right now and the hours up to date:",
    phone: |phone| format!("The centre’s telephone: {phone}"),
    territory_phone: |territory, phone| {
        if territory.is_empty() { format!("Information: {phone}") } else { format!("{territory}: {phone}") }
    },
    made: |instant| format!("Data received {instant}."),
    closures: |when| format!("Closure announced: {when}."),

    idle: IDLE,

    help_title: "How this works, for the person who helps",
    help_sections: &[
        (
            "What this page does",
            &[
                "Three questions, then an answer: which recycling centre to go to, and when. The printed sheet says the same, with the map, the hours and the rules of access.",
                "It goes on working when the network fails, with the last data received and their time.",
            ],
        ),
        (
            "What it does not do",
            &[
                "It makes no appointment, asks for no access card and books no place.",
                "It asks for no name, no address, no telephone number. Type none into the fields.",
                "It keeps nothing: neither choices nor history. “Wipe and leave” also wipes what the app may have remembered on this computer.",
            ],
        ),
        (
            "Fetching a consumption file from Enedis",
            &[
                "The page “My electricity” explains this file. The person’s password must not stay here.",
                "The safest way: they log in to their Enedis account on their own telephone.",
                "Otherwise open a private window (Ctrl\u{a0}+\u{a0}Shift\u{a0}+\u{a0}N, or Ctrl\u{a0}+\u{a0}Shift\u{a0}+\u{a0}P in Firefox). They type the password themselves. Answer “Never” or “No” if the browser offers to save it.",
                "When they have finished: they log out, you delete the file from the downloads, empty the bin and close the private window.",
            ],
        ),
        (
            "Printing well",
            &[
                "The sheet fits one A4 page, black on white, at a scale of 100%. Choose A4 paper and one page per sheet.",
                "The code must stay sharp: avoid draft mode.",
                "Without a printer the code can be scanned from the screen.",
            ],
        ),
    ],
    consumption: "Read this file here, keeping nothing",
    badge_title: "Getting an access card",
    badge_text: "To find out how to get the card, ask the territory:",
    badge_unknown: "The territory has published no contact.",
    new_tab: |text| format!("{text} (new tab)"),
    figures_title: "Where the figures come from",
    figures: &[
        "The wait of now is measured at the gate, where a sensor answers. For another time it is the usual wait. What is not known is said to be so.",
        "The drive is estimated from the distance.",
    ],
    figures_demo: &[
        "This is a demonstration. The waits, measured or usual, are invented by a calculation.",
        "The names of the centres and towns are real. Many hours and rules of access are invented, and the places are approximate: check before sending somebody.",
        "The drive is estimated from the distance.",
    ],
};

//! Easy English.

use super::EasyTexts;
use crate::{
    domain::{Lang, WaitBand},
    present::texts,
};

pub(super) static TEXTS: EasyTexts = EasyTexts {
    menu: "Easy to read",
    title: "The recycling centre, easy to read",

    where_title: "Where can you go?",
    made: |date, time| [format!("This page says what is true on {date}."), format!("The time was {time}.")],
    again: "Is it later? Press here for a newer page.",
    open_at: |time| format!("At {time}, these recycling centres are open:"),
    none_open_at: |time| format!("At {time}, the recycling centres are closed."),
    none_known_at: |time| format!("We do not know whether a centre is open at {time}. Phone before you go."),
    enter_until: |time| format!("You can go in until {time}."),
    open_until: |time| format!("It is open until {time}."),
    opens_on: |date, time| format!("It opens on {date}, at {time}."),
    band: |band| match band {
        WaitBand::AlmostNone => "There is almost no wait.",
        WaitBand::From5To10 => "The wait is short: 5 to 10\u{a0}minutes.",
        WaitBand::From10To20 => "The wait is medium: 10 to 20\u{a0}minutes.",
        WaitBand::From20To30 => "The wait is long: 20 to 30\u{a0}minutes.",
        WaitBand::Over30 => "The wait is very long: more than 30\u{a0}minutes.",
    },
    measured_at: |time| format!("That was the wait at {time}."),
    is_usual: "It is usually like this.",
    wait_unknown: "We do not know how long you wait.",
    others: "There are other recycling centres.",
    all_centres: "See all recycling centres",

    bring_title: "What can you bring?",
    everywhere: "Every centre takes:",
    in_some: "Some centres also take:",
    in_some_hint: "For these, look at the page of the centre first.",
    nowhere: "Do not bring:",
    materials_unknown: "We do not know what the centres take.",
    ask_before: "Are you not sure? Ask before you go.",

    needs_title: "What do you need?",
    card_everywhere: "You need an access card to go in.",
    card_in_some: "You need an access card to go into these centres:",
    card_nowhere: "You do not need an access card to go in.",
    card_unknown: "We do not know if you need an access card.",
    get_card: &["Do you have no access card?", "Telephone to find out how to get one."],
    height: |metres| {
        [
            format!("At some gates, a vehicle higher than {metres} cannot pass."),
            "Is your vehicle high? Ask before you go.".to_owned(),
        ]
    },

    calm_title: "When is it calm?",
    calm_intro: "You usually wait least:",
    calm_at: |name, day, hour| format!("{name}: on {}, at about {hour}.", (texts(Lang::En).weekday)(day)),
    calm_unknown: "We do not know yet when it is calm.",
    calm_once: "This is not certain: a day can be different.",

    help_title: "Who can help you?",
    call: "You can telephone. The number is:",
    no_phone: "We do not know a telephone number.",
    ask_somebody: &["You can ask somebody you know.", "This person can look at this site with you."],

    use_title: "How do you use this site?",
    use_steps: &[
        "Choose a recycling centre on this page.",
        "Press its name.",
        "You see its address, and when it is open.",
        "To come back here, press “Easy to read” at the top of the page.",
    ],

    about_title: "Who wrote this page?",
    about: &[
        "This page is written with the rules for easy-to-read text.",
        "The people it is made for have not read it yet.",
    ],
};

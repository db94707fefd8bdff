use super::{GateTexts, Said};

pub(super) static EN: GateTexts = GateTexts {
    title: "At the gate of the recycling centre",
    lead: "Say what you see now. Residents read it within the minute.",
    site: "Recycling centre",
    what: "What you see",
    said,
    secret: "Password",
    send: "Send",
    noted: |site, said, time| format!("{site}: {said}, at {time}."),
    noted_title: "Noted",
    noted_then: "Say it again as soon as it changes: what was said fades with time.",
    noted_closed: "The recycling centre is shown as closed until this evening. If it opens again before, say so here.",
    again: "Say something else",
    refused_title: "Nothing was noted",
    wrong_secret: "This is not the password. Ask whoever runs the service.",
    too_often: "Too many messages in a short time. Wait a minute, then try again.",
    incomplete: "The recycling centre or what you see is missing. Choose both, then send.",
    unsaved_title: "Shown, but not saved",
    unsaved: "The service’s disk does not respond. Please tell whoever runs the service.",
};

fn said(said: Said) -> String {
    match said {
        Said::Wait(0, Some(high)) => format!("less than {high} minutes of wait"),
        Said::Wait(low, Some(high)) => format!("{low} to {high} minutes of wait"),
        Said::Wait(low, None) => format!("more than {low} minutes of wait"),
        Said::Open => "open, without saying the wait".to_owned(),
        Said::Closed => "closed for the rest of the day".to_owned(),
    }
}

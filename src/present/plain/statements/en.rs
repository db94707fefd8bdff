//! English for the accessibility statement and the page on ecodesign.

use super::{Answer, Counts, Reason, StatementTexts};

pub(super) static TEXTS: StatementTexts = StatementTexts {
    access_title: "Accessibility statement",
    access_link: "Accessibility: not compliant",
    established: |date| format!("Made on {date}."),
    commitment: |publisher| {
        let law = "as article 47 of the French law 2005-102 of 11 February 2005 asks";
        match publisher {
            Some(publisher) => format!("{publisher} undertakes to make this service accessible, {law}."),
            None => {
                format!("The body that publishes this service has to make it accessible, {law}. It is not named here.")
            }
        }
    },
    access_scope: "This statement is about the service Bon Moment: the app, the help for somebody else, the schools, the consumption and the light pages. It follows the décret 2019-768 of 24 July 2019 and the arrêté of 20 September 2019.",
    conformity: (
        "State of compliance",
        &[
            "Bon Moment does not comply with the French general reference for improving accessibility (RGAA), version 4.1.",
            "Nobody has made an audit yet. Without an audit a service is declared not compliant, and no compliance is claimed here.",
        ],
    ),
    results_title: "Results of the tests",
    results: |Counts { shown, to_check, not_applicable }| {
        [
            format!(
                "The RGAA has 106 criteria. Automatic tests show {shown} of them on the pages that they read. {to_check} remain to be checked by a person. {not_applicable} do not apply."
            ),
            "An automatic test does not replace a person: no rate of compliance is given.".to_owned(),
        ]
    },
    criteria_link: "The 106 criteria, one by one",
    not_accessible_title: "Content that is not accessible",
    defects: |counts| {
        (
            "Non-compliance",
            format!(
                "None is known to date. But without an audit the list cannot be complete: the {} criteria to be checked may hide some.",
                counts.to_check
            ),
        )
    },
    not_accessible: &[
        ("Exemptions for a disproportionate burden", &["None."]),
        (
            "Content outside of the duty of accessibility",
            &[
                "The map is an online map service. The list beside it gives the same centres as text.",
                "The map’s background, when you accept it, comes from a service elsewhere.",
            ],
        ),
    ],
    making: (
        "How this statement was made",
        &[
            "Technologies: HTML, CSS, JavaScript, WebAssembly, SVG.",
            "Test environment: Chromium driven by a program, 360 and 1280 pixels wide, in French and in English. Nothing was tried with a screen reader.",
            "Tools: axe-core 4.14.1, and the project’s tests. The light pages are also read by Lynx, a text browser.",
        ],
    ),
    pages_read_title: "Pages that the tests read",
    pages_read: &[
        "Home",
        "All recycling centres",
        "One recycling centre",
        "Map",
        "Sources",
        "Helping somebody, the sun of the schools, my consumption",
        "All of these in large letters and in strong contrast",
        "Light pages: list, centre, town, help, easy to read, posters, accessibility, ecodesign, legal notice, privacy",
    ],
    contact: (
        "Feedback and contact",
        &[
            "If you cannot read or use a page, tell those in charge of the service. They will lead you to an accessible way, or give you the information in another form.",
        ],
    ),
    email: "Email",
    website: "Website",
    no_contact: "No way to reach those in charge is published here.",
    recourse: (
        "Remedies",
        &[
            "You have told those in charge of a fault of accessibility that keeps you from a content or a service, and had no satisfactory answer. You can:",
        ],
    ),
    recourse_links: [
        ("write a message to the Défenseur des droits", "https://formulaire.defenseurdesdroits.fr/"),
        (
            "contact the delegate of the Défenseur des droits in your region",
            "https://www.defenseurdesdroits.fr/saisir/delegues",
        ),
    ],
    recourse_letter: "send a letter by post (free, without a stamp): Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX\u{a0}07",

    criteria_title: "The 106 criteria of the RGAA",
    criteria_intro: &[
        "Titles are short, in our own words. The text that counts is that of the RGAA 4.1.",
        "“Shown by a test” means that the test passes on the pages that it reads. It is not a person’s judgement. The names are those of the project’s tests and of rules of the tool axe.",
    ],
    statement_link: "The accessibility statement",
    topics: [
        "Images",
        "Frames",
        "Colours",
        "Multimedia",
        "Tables",
        "Links",
        "Scripts",
        "Compulsory elements",
        "Structure of information",
        "Presentation of information",
        "Forms",
        "Navigation",
        "Consultation",
    ],
    criterion: "Criterion",
    result: "Result",
    shown: |proofs| format!("Shown by a test: {proofs}"),
    to_check: |proofs| match proofs {
        Some(proofs) => format!("To be checked by a person. Tried in part: {proofs}"),
        None => "To be checked by a person".to_owned(),
    },
    not_applicable: |reason| format!("Does not apply: {}", why(reason)),

    eco_title: "Ecodesign",
    eco_link: "Ecodesign",
    limits_title: "The limits that the service sets itself",
    limits: |date, kept, all| {
        [
            format!(
                "Measured on {date} in Chromium, on the app as it is published and the demonstration’s data. {kept} limits of {all} are kept."
            ),
            "A test compares these measures with the limits and refuses what grows. 1 kB is 1,000 bytes.".to_owned(),
        ]
    },
    measure: "What is measured",
    limit: "Limit",
    measured: "Measured",
    exceeded: |amount| format!("{amount}, over the limit"),
    kilobytes: "kB",
    visit_title: "What your visit weighs",
    visit_here: |link| {
        [
            "This page comes in a single request, without a program: it cannot measure your visit.".to_owned(),
            format!("Below the app’s pages, “{link}” shows this table with your figures. They stay on your device."),
        ]
    },
    visit_notes: &[
        "These figures are of this page since it was opened, without this table itself. Nothing is sent.",
        "The browser estimates the size of headers. What the device then keeps for reading offline is not counted.",
    ],
    visit_unknown: "Answers whose weight is unknown, because they may come from this device’s store, or from another server",
    visit_column: "Your visit",
    visit_rows: ["Transferred", "Requests", "Elements of the page", "EcoIndex (at least)"],
    not_measured_here: "not measured here",
    at_least: "at least",
    at_most: "at most",
    unknown: "unknown",
    ecoindex: (
        "How the EcoIndex is computed",
        &[
            "The EcoIndex is a mark from 0 to 100. It compares a page with the other pages of the web in three ways: how many elements, how many requests, how much is transferred.",
            "Each is ranked from 0, the lightest, to 20, the heaviest. Elements count three times, requests twice, weight once.",
            "EcoIndex = 100 − 5 × (3 × rank of elements + 2 × rank of requests + rank of weight) / 6",
            "It is an estimate from the page alone. It measures neither electricity nor the making of devices.",
        ],
    ),
    rgesn_title: "Declaration of ecodesign",
    rgesn: |answered, of| {
        [
            format!(
                "It follows the French general reference of ecodesign of digital services (RGESN), version of May 2024. We answer {answered} of its {of} criteria."
            ),
            "On hosting the answer is no as long as the body has not said which host it chose. Titles are short, in our own words. Nobody from outside has checked these answers.".to_owned(),
        ]
    },
    rgesn_counts: |yes, partly, no, not_applicable| {
        format!("Yes: {yes}. In part: {partly}. No: {no}. Does not apply: {not_applicable}.")
    },
    answer: |answer| match answer {
        Answer::Yes => "Yes.",
        Answer::Partly => "In part.",
        Answer::No => "No.",
        Answer::NotApplicable => "Does not apply.",
    },
    shown_by: |proofs| format!("See {proofs}."),
};

fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::Captcha => "no test image",
        Reason::TextImage => "no image of text",
        Reason::Legend => "no caption of an image",
        Reason::Frame => "no frame",
        Reason::Media => "neither video nor sound",
        Reason::ComplexTable => "no complex table",
        Reason::LayoutTable => "no layout table",
        Reason::Direction => "all reads from left to right",
        Reason::Quotation => "no quotation",
        Reason::Binding => "no form binds",
        Reason::Sitemap => "no site map",
        Reason::Office => "no office document to download",
        Reason::Flash => "nothing flashes",
        Reason::Motion => "nothing answers to motions of the device",
    }
}

//! The English of one's own consumption.

use chrono::{Datelike, NaiveDate};

use super::HouseholdTexts;
use crate::{
    domain::{
        Lang,
        household::{
            Because, Choice, Direction, Evidence, Form, Kind, NotRead, Reason, Stamps, Step, TariffOption, TempoColour,
        },
    },
    present::{IdleTexts, calendar::en as calendar, desk::en as desk},
};

pub static TEXTS: HouseholdTexts = HouseholdTexts {
    lang: Lang::En,
    point: '.',
    group: ',',

    demo_banner: "Demonstration: tariffs to be checked, temperatures and Tempo colours invented.",
    menu: "Pages of my consumption",
    pages: [
        ("My electricity", "Summary"),
        ("Day, week, month, year", "Over time"),
        ("My habits", "Habits"),
        ("What it costs", "Prices"),
        ("The right moment", "Right moment"),
        ("My data", "My data"),
        ("A sheet for an adviser", "Sheet"),
        ("Finding your file", "Help"),
    ],
    stays_here: "Your file stays on this device.",
    stays_here_why: "It is read here, in this page. Nothing is sent, and nothing is kept unless you ask for it.",
    sample_banner: "This is a sample household. It is invented.",
    bring_own: "Bring my own file",
    shared_banner: "Shared computer: nothing will be kept here. Wipe before you leave.",
    wipe_and_leave: "Wipe and leave",
    idle: IdleTexts {
        text: "Without an answer within 20\u{a0}seconds, everything that was brought or typed here is wiped.",
        ..desk::IDLE
    },
    not_found: "There is no such page.",
    method: "How this is worked out",
    table: "See the figures",
    how: "Where this figure comes from",
    head_against: "Against yours",
    about_euros: |euros| format!(", about {euros} a year"),

    lead: "Bring the file of your Linky meter. This page tells you what it holds, in plain words.",
    pick: "Choose my files",
    drop_hint: "or drop them here, even a hundred and fifty at once.",
    paste_hint: "You may also paste the content of a file here.",
    paste_name: "pasted text",
    where_file: "Where do I find my file?",
    look_sample: "Look at a sample",
    look_sample_hint: "An invented household, to see before you bring anything.",
    reading: |done, of| format!("Reading: {done} of {of}"),
    cancel: "Stop",
    failed: "Reading did not work. Nothing has changed. Please try again, or with fewer files at once.",
    failed_offline: "The program that reads files is not on this device yet. Connect to the internet once to get it: your file itself will not be sent.",
    understood: "What we understood",
    understood_none: "None of these files could be read.",
    understood_files: |read, refused| match (read, refused) {
        (1, 0) => "1 file read.".to_owned(),
        (read, 0) => format!("{read} files read."),
        (1, refused) => format!("1 file read, {refused} not."),
        (read, refused) => format!("{read} files read, {refused} not."),
    },
    take: "Use these data",
    do_not_take: "Do not use them",
    check_bill: "Compare this total with your bills of the same time: it should be very close.",
    direction: |direction| match direction {
        Direction::Consumption => "Consumption",
        Direction::Production => "Electricity fed into the grid",
    },
    form: |form| match form {
        Form::DailySheet => "Enedis, one figure a day",
        Form::HalfHourSheet => "Enedis, half-hours",
        Form::LoadCurveCsv => "Enedis 2020–2024, half-hours",
        Form::IndexCsv => "Enedis 2020–2024, meter index (the number it shows)",
        Form::FlatCsv => "Enedis, export for professionals",
        Form::ExtensionCsv => "Browser extension",
        Form::DataConnect => "DataConnect (Enedis’ service for apps), before October 2026",
        Form::DataConnect2026 => "DataConnect (Enedis’ service for apps), since October 2026",
        Form::OwnCsv | Form::OwnJson => "Export of this page",
        Form::EmoncmsFeed => "A meter of one’s own (emoncms)",
        Form::EdfPowers => "EDF, half-hours",
        Form::EdfDays => "EDF, one figure a day",
        Form::EdfMonths => "EDF, one figure a month",
        Form::EdfIndex => "EDF, meter index (the number it shows)",
        Form::SgeJson => "Enedis, JSON export for professionals",
        Form::HomeAssistant => "Home Assistant",
        Form::Table => "A table",
    },
    stamps: |stamps| match stamps {
        Stamps::Start => "the time is the beginning of each reading",
        Stamps::End => "the time is the end of each reading",
        Stamps::Both => "beginning and end of each reading",
        Stamps::Day => "whole days",
        Stamps::Index => "differences between two index readings, the numbers that the meter shows",
    },
    clock_offset: "times written with their zone",
    clock_wall: "times of the clock on the wall, summer and winter",
    clock_of_device: "The territory’s clock could not be asked for: times are read by the clock of this device.",
    not_read: |why| match why {
        NotRead::Blank => ("This file is empty.", "Please download it again."),
        NotRead::TooLarge => {
            ("This file is too large to be an export of a meter.", "An export of three years is a few megabytes.")
        }
        NotRead::Pdf => (
            "This is a PDF document, probably a bill.",
            "A bill does not hold the hours. The help page shows where to download the Excel file.",
        ),
        NotRead::WebPage => (
            "This is a web page, not the file itself.",
            "The Enedis session may have expired: sign in again and download again.",
        ),
        NotRead::Archive => (
            "This is an archive that this page cannot open: protected, empty, or of another kind than zip.",
            "Open it on your device (often “Extract all”) and bring the files inside.",
        ),
        NotRead::OldSpreadsheet => {
            ("This is a workbook in an old Excel format.", "Save it as xlsx or CSV, or download it again.")
        }
        NotRead::Picture => ("This is a picture.", "Bring the data file, not its photo."),
        NotRead::Gas => ("This file is about gas.", "This page reads electricity only."),
        NotRead::NoReadings => (
            "This file has the right head but no readings.",
            "Recording of half-hours may be off: the help page shows where to turn it on.",
        ),
        NotRead::OtherQuantity => (
            "This file gives something other than consumption (reactive energy, voltage).",
            "Choose “Consommation” when downloading.",
        ),
        NotRead::MaximumPower => (
            "This file gives peak power, not consumption: no kWh can be worked out from it.",
            "Choose “Consommation” when downloading.",
        ),
        NotRead::Cost => ("This file gives amounts in euros, not consumption.", "Bring the file with kWh or power."),
        NotRead::Ambiguous(_) => {
            ("This file can be read in several ways.", "Answer the question above and it will be read again.")
        }
        NotRead::UnknownUnit(_) => (
            "We do not know the unit of this file.",
            "We read W, kW, Wh and kWh. Please download the consumption again.",
        ),
        NotRead::Damaged => ("This file is damaged or incomplete.", "Please download it again."),
        NotRead::Unknown => (
            "We do not recognise this file.",
            "We expect an export from Enedis (xlsx, CSV or JSON), EDF, Home Assistant, emoncms or this page, or a table with a date and kWh or W.",
        ),
        NotRead::OtherMeter => ("This file is of another meter than the others.", "Bring one meter at a time."),
    },
    unknown_unit: |unit| format!("We do not know the unit of this file, “{unit}”."),
    reason: |reason| match reason {
        Reason::NoValue => "no value",
        Reason::BadTime => "unreadable time",
        Reason::HourThatIsNot => "an hour that does not exist, on the day clocks go forward",
        Reason::BadValue => "unreadable value",
        Reason::Negative => "negative value",
        Reason::Implausible => "value impossible for a home",
        Reason::NewMeter => "meter replaced: the energy in between is unknown",
        Reason::OtherQuantity => "another quantity than consumption",
        Reason::MaximumPower => "peak power, not consumption",
        Reason::UnknownUnit => "unknown unit",
        Reason::NoStep => "length of the reading unknown",
        Reason::OtherMeter => "another meter than the first",
    },
    part: |kind, period, rows, step| format!("{kind}: {period}, {}, {step}.", readings(rows)),
    part_total: |energy| format!("Total: {energy}."),
    prm: |prm| format!("Meter {prm}"),
    left_out: |rows, reason, first| {
        let lines = if rows == 1 { "1 line".to_owned() } else { format!("{rows} lines") };
        format!("{lines} left out: {reason} (for example “{first}”).")
    },
    step_seconds: |seconds| match seconds {
        3600 => "one an hour".to_owned(),
        82_800 | 86_400 | 90_000 => "one a day".to_owned(),
        2_400_000..=2_700_000 => "one a month".to_owned(),
        seconds if seconds > 90_000 => "one every few days".to_owned(),
        60 => "one a minute".to_owned(),
        seconds if seconds % 60 != 0 => format!("one every {seconds} seconds"),
        seconds => format!("one every {} minutes", seconds / 60),
    },
    steps_mixed: |low, high| format!("from {low} to {high}"),
    each_file: "File by file",
    unused: |columns| format!("Columns with numbers that were not used: {columns}."),

    ask_title: "One question before this file is read",
    ask_quantity: |value, day| format!("“{value}” on {day}: what is this number?"),
    ask_stamps: |value, day| format!("“{value}” on {day}: is the time the start or the end of the reading?"),
    ask_hint: "The file does not say clearly, and the total depends on it. A bill for the same period helps.",
    ask_files: |count| format!("The answer holds for {count} files of this form."),
    choice: |choice, step| match choice {
        Choice::Stamps(Stamps::Start) => "The start of the reading".to_owned(),
        Choice::Stamps(_) => "The end of the reading".to_owned(),
        Choice::Quantity(of) if of.kind == Kind::MeanPower => format!("An average power, in {}", of.unit()),
        Choice::Quantity(of) if of.kind == Kind::Counter => format!("What the meter shows, in {}", of.unit()),
        Choice::Quantity(of) => match step {
            0 => format!("The energy used, in {}", of.unit()),
            3600 => format!("The energy of the hour, in {}", of.unit()),
            82_800..=90_000 => format!("The energy of the day, in {}", of.unit()),
            step if step > 90_000 => format!("The energy of the period, in {}", of.unit()),
            step if step % 60 == 0 => format!("The energy of {} minutes, in {}", step / 60, of.unit()),
            step => format!("The energy of {step} seconds, in {}", of.unit()),
        },
    },
    do_not_know: "I do not know",
    quantity: |quantity| match quantity.kind {
        Kind::MeanPower => "an average power",
        Kind::StepEnergy => "the energy of each reading",
        Kind::Counter => "what the meter shows",
    },
    read_as: |quantity, unit, by| match by {
        Evidence::Signature | Evidence::Grid | Evidence::NotSaid => None,
        Evidence::Header => Some(format!("According to the file, each value is {quantity}, in {unit}.")),
        Evidence::Magnitude => Some(format!(
            "The file does not say; judging by the size of the numbers, each value is {quantity}, in {unit}."
        )),
        Evidence::Answer => Some(format!("As you answered, each value is {quantity}, in {unit}.")),
    },
    assumed_export: "This Enedis export gives kWh per day, even though its header says “kW”: that is how we read it.",
    assumed_stamps: |stamps, by| match (stamps, by) {
        (Stamps::Start, Evidence::Grid) => {
            Some("Judging by the first and last lines, the time is the start of each reading.")
        }
        (Stamps::End, Evidence::Grid) => {
            Some("Judging by the first and last lines, the time is the end of each reading.")
        }
        (Stamps::Start, Evidence::NotSaid) => Some("We take the time as the start of each reading."),
        _ => None,
    },
    assumed_direction: "The file does not say whether this is consumption or production: we count it as consumption.",

    doubt_power: |power, when, kva| {
        format!("On {when}, the average power would be {power}: more than the {kva} kVA of a home.")
    },
    doubt_day: |energy, day, kva| format!("On {day}, {energy} in one day: more than {kva} kVA for 24 hours."),
    doubt_year: |year, a_day, neighbour, neighbour_day| {
        format!("{a_day} a day in {year}, {neighbour_day} in {neighbour}: ten times more or ten times less.")
    },
    doubt_way: "These figures are unlikely. The file may have been misread: compare with a bill before using them.",

    glance_year: |energy, missing, period| {
        if missing == 0 {
            format!("{energy} over twelve months, {period}.")
        } else {
            let gone = if missing == 1 { "is missing and was" } else { "are missing and were" };
            format!(
                "About {energy} a year, by the readings {period}. {} {gone} replaced by the mean of the others.",
                days(&missing.to_string())
            )
        }
    },
    glance_known: |energy, of| {
        let known = if of == 1 { "known day" } else { "known days" };
        format!("{energy} over {of} {known}. That is too little to speak of a year.")
    },
    glance_base: |power, cost| format!("{power} run all the time, day and night{cost}."),
    production_only: "This is a production file: it tells what your panels feed into the grid, not what you use.",
    production_only_what: "For your consumption, go back to Enedis, open “Ma consommation” instead of “Ma production”, download, and bring that file too.",
    see: |word| format!("See: {word}"),
    print_sheet: "Prepare a sheet to print",

    step: |step| match step {
        Step::Day => "Day",
        Step::Week => "Week",
        Step::Month => "Month",
        Step::Year => "Year",
    },
    previous: "Before",
    next: "After",
    latest: "Latest",
    keys: "By keyboard: left and right arrows move on, up and down change the scale.",
    curve_sentence: |direction, stretch, energy| match direction {
        Direction::Consumption => format!("{stretch}: {energy} used."),
        Direction::Production => format!("{stretch}: {energy} fed into the grid."),
    },
    curve_partial: |known| format!("A part is missing (known: {known}): the real total is larger."),
    curve_nothing: "No reading in this time.",
    curve_highest: |label, energy| format!("The highest: {label}, with {energy}."),
    curve_method: "Each reading says how much electricity was used or sent during a time. A stretch adds up the readings in it, by local time: a day has 23 or 25 hours when clocks change. What is missing stays unknown and is never counted as zero.",
    head_when: "When",
    head_energy: "Energy",
    head_known: "Known",
    known_whole: "all of it",
    known_part: |share| {
        match share {
            ..0.15 => "very few readings",
            ..0.5 => "less than half of the time",
            ..0.85 => "more than half of the time",
            _ => "nearly all",
        }
        .to_owned()
    },
    known_not: "not known",
    week_of: |date| format!("Week of {}", day_month(date)),
    day: |date| format!("{} {} {}", calendar::weekday(date.weekday()), day_month(date), date.year()),
    day_short: day_month,
    month: |date| format!("{} {}", calendar::month(date.month()), date.year()),
    month_short: calendar::month_short,
    weekday: calendar::weekday,
    weekday_short: calendar::weekday_short,
    on_day: |day| format!("on {day}"),
    from_to: |from, to| format!("from {from} to {to}"),
    hour: |hour, minute| format!("{hour}:{minute:02}"),

    week_title: "An ordinary week",
    week_sentence: |days, hours, power| format!("Your home usually uses most {days} {hours}: about {power}."),
    week_flat: |power| format!("Your home usually uses about the same at every hour: about {power}."),
    usual_days: calendar::usual_days,
    usual_hours: |from, until| match until - from {
        1 => format!("at about {from}:00"),
        24.. => "at every hour".to_owned(),
        _ => format!("between {from}:00 and {}:00", until % 24),
    },
    week_none: "Your files give whole days. To see the hours, bring half-hours.",
    week_method: "The mean of each hour of each day of the week, over the last twelve months that are known. The darker a cell, the higher the power.",
    week_low: "little",
    week_high: "much",
    base_title: "What runs all night",
    base_sentence: |power| format!("Devices run all the time: about {power}."),
    base_nothing: "Next to nothing runs all the time.",
    base_year: |energy, cost| format!("Over a year that makes {energy}{cost}."),
    base_usual: "Usually: fridge, freezer, internet box, ventilation, devices on standby, sometimes a water heater or an aquarium.",
    base_none: "At least seven days of half-hours are needed to tell.",
    base_method: "Of each day that is well known we take the lowest hour; then, of all these hours, the middle one. The price is that of your tariff, the mean of the day.",
    peak_title: "Peaks",
    peak_sentence: |period, power, when| format!("The highest reading {period}: {power} on average, on {when}."),
    peak_fits: |kva| format!("No reading of this time comes near your {kva} kVA."),
    peak_near: |count, kva| format!("{} above four fifths of your {kva} kVA.", are(count)),
    peak_above: |count, kva| format!("{} above your {kva} kVA.", are(count)),
    peak_method: "A reading is a mean over half an hour: a peak of a few seconds does not show. A kVA is counted as a kW. Talk to your supplier before you change your power.",
    peak_label: "My subscribed power, in kVA: what the home may draw at a time (written on the bill)",
    heat_title: "Heating",
    heat_sentence: |heating, of| format!("About {heating} of {of} follow the cold: that is probably heating."),
    heat_degree: |per_degree, without| {
        format!("Each degree less outside adds about {per_degree} a day. On a mild day your home uses {without}.")
    },
    heat_none: "Your consumption does not follow the cold closely enough to tell heating apart, or too few days are known. We would rather claim nothing.",
    heat_no_weather: "Your territory publishes no temperatures. Without them we say nothing of heating.",
    heat_method: "For each known day, how far the mean temperature outside is below 17 °C. A line is drawn through the consumptions; its slope is put down to heating, only where it explains a good part of what days differ by. Air conditioning or another heating can mislead this.",
    years_title: "From one year to the next",
    years_less: |less, now, before| format!("{less} less: {now}, against {before} a year before."),
    years_more: |more, now, before| format!("{more} more: {now}, against {before} a year before."),
    years_same: |now, before| format!("Nearly the same: {now}, against {before} a year before."),
    years_days: |days, until| {
        format!("Over the {days} days that are known in both years, the second of which ends on {until}.")
    },
    years_none: "At least thirty days have to be known in both years.",
    years_method: "Each day is compared with the same day of the week, 52 weeks before. A day that is missing in one year is taken out of both. The weather is not taken into account.",
    others_title: "Beside other households",
    others_sentence: |energy, period| {
        format!("By the readings {period}, your home uses {energy} a year. Here are some reference points.")
    },
    others_none: "This needs a nearly whole year, or reference points are missing.",
    others_method: "These are published means. Size of the home, heating and number of people change everything: it is neither a mark nor a goal.",
    others_you: "You",
    source: |source| format!("Source: {source}"),

    cost_pick: "My tariff",
    cost_none: "No tariffs are published here. Write your own, from your bill: the cost and the right moment follow from them.",
    option: |option| match option {
        TariffOption::Base => "Base",
        TariffOption::OffPeak => "Peak and off-peak",
        TariffOption::Tempo => "Tempo",
    },
    kva: |kva| format!("{kva} kVA"),
    prices: "The prices",
    prices_hint: "Correct them by your bill, all taxes included. They stay on this device.",
    prices_dated: |from| format!("Prices of {from}."),
    prices_missing: "Write each price from your bill: the cost appears once none is missing.",
    prices_ended: |until| format!("These prices ended on {until}: correct them, or choose another tariff."),
    own_tariff: |option| match option {
        TariffOption::Base => "I write my prices: one price",
        TariffOption::OffPeak | TariffOption::Tempo => "I write my prices: peak and off-peak hours",
    },
    own_period: |is_off_peak| if is_off_peak { "Off-peak hours" } else { "Peak hours" },
    prices_own: "These are your prices.",
    number_wrong: "We did not understand this number.",
    hours_wrong: "We did not understand these hours.",
    still_holds: |kept| format!("The figures still use {kept}."),
    standing: "Subscription, a year",
    price_of: |period| format!("{period}, a kWh"),
    off_peak_hours: "My off-peak hours",
    off_peak_hint: "For example: 22:00-6:00, or 2:00-7:00 13:00-16:00",
    bill_title: "The bill of the known readings",
    bill_sentence: |total, period| format!("{total} {period}, subscription included."),
    bill_at_least: |total, period| format!("At least {total} {period}, subscription included."),
    bill_unknown: "What these readings cost cannot be reckoned.",
    bill_partial: "Readings are missing: the real bill is higher.",
    bill_unpriced: |energy| {
        format!("{energy} have no known price: a Tempo colour is missing, or the file gives whole days.")
    },
    bill_days: |count| days(&count.to_string()),
    bill_total: "Total",
    a_kilowatt_hour: |price| format!("{price} a kWh"),
    head_amount: "Amount",
    bill_method: "Each half-hour is multiplied by the price of its hour, and of its colour for Tempo, whose days go from 6 to 6 in the morning. Each line is rounded to the cent, as on a bill. The subscription counts days out of 365.",
    options_title: "With another option",
    options_yours: "your tariff",
    options_less: |amount| format!("{amount} less"),
    options_more: |amount| format!("{amount} more"),
    options_same: "the same",
    options_unknown: "prices incomplete",
    options_note: "For the same consumption at the same hours. Other habits would change these differences.",
    colour: |colour| match colour {
        TempoColour::Blue => "blue",
        TempoColour::White => "white",
        TempoColour::Red => "red",
    },

    moment_sentence: |from, until| format!("For a machine of two hours: tomorrow between {from} and {until}."),
    moment_night: |from, until| format!("For a two-hour machine, tonight, between {from} and {until}."),
    midnight: "midnight",
    moment_school: |school, from, until| {
        format!(
            "At this season, by the panels of a public building ({school}), the sun usually gives most between {from} and {until}."
        )
    },
    moment_any: "For a machine any hour suits tomorrow: the price is the same all day.",
    because: |because| match because {
        Because::Cheap => "Electricity then costs least of the whole day.",
        Because::Sun => "The price is the same all day; at this hour and in this season the sun usually gives most.",
        Because::OwnSun => {
            "At these hours and in this season your panels usually feed more electricity into the grid than the machine needs: it costs next to nothing."
        }
        Because::CheapAndSun => "Electricity then costs least, and the sun usually gives at this hour.",
    },
    moment_price: |price, dearest| format!("{price} a kWh, against {dearest} at the dearest."),
    moment_colour: |colour| format!("Tomorrow is a {colour} day."),
    moment_unknown: "Tomorrow’s price is not known: choose or write a tariff on the page of prices, or come back when the colour is published.",
    moment_method: "Where what your panels usually feed into the grid at this season runs a machine (one kWh in two hours), we choose those hours. Else we look for the two cheapest hours of your tariff. Where prices are equal we prefer hours in which your panels usually give, then day to night: it is better to be there when a machine runs.",
    sun_title: "With panels",
    sun_no_machine: |of| {
        let known = if of == 1 { "known day" } else { "known days" };
        format!("Of {of} {known}, what went to the grid would have run a machine on none.")
    },
    sun_machine: |days, of, hour| {
        let known = if of == 1 { "known day" } else { "known days" };
        let often = if days == 1 { "" } else { "most often " };
        format!(
            "Of {of} {known}, what went to the grid would have run a machine on {days}, {often}from about {hour}:00."
        )
    },
    sun_none: "Your files say nothing of electricity fed into the grid. If you have panels, bring the file of production too.",
    sun_label: "All that my panels made in the same time, in kWh",
    sun_hint: "The inverter or its app shows it. The meter only sees what leaves.",
    sun_own: |used, produced| format!("Self-consumption: {used} used at home, of {produced} produced."),
    sun_cover: |used, all| format!("Self-coverage: the sun covered {used} of the {all} that you used."),
    sun_unknown: "Readings are missing in that time: this share cannot be reckoned.",
    sun_wrong: "This is less than what went to the grid: check the period.",
    sun_method: "Used at home: all production less what went to the grid. A machine: one kWh in two hours.",

    keep_title: "Keep",
    keep_not: "Nothing is kept: when you close this page, your data are gone.",
    keep: "Keep on this device",
    kept_since: |when| format!("Kept on this device since {when}. Nowhere else."),
    keep_refused: "The browser refused to keep anything: no room, or private browsing. What is on the screen stays there.",
    not_renewed: |when| {
        format!(
            "The browser refused to keep your last changes. What has been kept since {when} is still on this device, without them. What is on the screen stays there."
        )
    },
    keep_sample: "The sample is not kept.",
    export_title: "Take along",
    export_csv: "Download as CSV",
    export_json: "Download as JSON",
    export_hint: "The meter’s number is masked in it. You can bring this file back here.",
    delete_title: "Delete",
    delete: "Delete everything",
    delete_hint: "From this page and this device. Files you downloaded stay in your folder.",
    deleted: "Deleted. We have checked: this device keeps nothing of your consumption any more.",
    not_deleted: "The browser could not delete everything. Close other tabs of this site and try again.",
    add_title: "Add files",

    sheet_made: |when| format!("Made on {when}, from the meter’s file."),
    sheet_for: "For a talk with an adviser of France Rénov’ (0\u{a0}808\u{a0}800\u{a0}700).",
    sheet_questions: "Questions to ask",
    sheet_question_list: &[
        "What runs at night in my home, and what can I turn off?",
        "Is my subscribed power the right one?",
        "Does my tariff suit my hours?",
        "Which works come first, and with which grants?",
    ],
    sheet_print: "Print the sheet",

    help_steps_title: "At Enedis, step by step",
    help_steps: [
        (
            "Open your account",
            "On mon-compte-particulier.enedis.fr. An account is needed; making one takes a few minutes, with the meter’s number.",
        ),
        (
            "Turn half-hours on",
            "Under “Gérer l’accès à mes données”, turn on the recording of hourly consumption. Readings begin the next day.",
        ),
        (
            "Choose a week",
            "Under “Ma consommation”, by the hour. Enedis gives seven days a file: download as many as you like.",
        ),
        ("Download", "The download button gives an Excel file (xlsx). Bring them all together here, in any order."),
    ],
    help_picture: ["Mon compte", "Gérer l’accès à mes données", "Ma consommation", "Télécharger"],
    help_passages: &[
        (
            "Files that this page reads",
            &[
                "Enedis: Excel by the day or the half-hour, and the CSV of 2020 to 2024. Production too.",
                "EDF: half-hourly power, daily or monthly consumption, index. Home Assistant: history and statistics of one sensor.",
                "A table of your own, with a date and kWh or W: where it can be read in two ways, we ask you.",
                "DataConnect, Enedis’ service for apps (JSON), the export for professionals, browser extensions, and this page’s own export.",
                "A zip archive of these files, as Enedis gives for several requests: it is opened here, on your device.",
            ],
        ),
        (
            "What does not leave your device",
            &[
                "Your file is read by a small program that runs in your browser. No reading is sent.",
                "This page asks the server for public things, the same for everybody: tariffs, Tempo colours, temperatures, reference points, what the panels of a public building give.",
                "The PRM, your meter’s number of fourteen digits, is masked as soon as it is read.",
            ],
        ),
        (
            "A meter of your own (emoncms)",
            &[
                "This page cannot read an emoncms at home by itself: it does not let other pages speak to it, browsers forbid a page on https to read an address at home without https, and this page forbids itself to speak to anybody but the territory’s server.",
                "So open it in another tab, at the address feed/data.json with the number of your reading (id), the beginning and the end (start, end), interval=1800 and average=1. Save what it shows, and bring that file. A power in W or a counter in kWh is understood.",
            ],
        ),
    ],
};

fn day_month(date: NaiveDate) -> String {
    format!("{} {}", date.day(), calendar::month(date.month()))
}

fn days(count: &str) -> String {
    if count == "1" { "1 day".to_owned() } else { format!("{count} days") }
}

fn readings(count: &str) -> String {
    if count == "1" { "1 reading".to_owned() } else { format!("{count} readings") }
}

fn are(count: usize) -> String {
    format!("{} {}", readings(&count.to_string()), if count == 1 { "is" } else { "are" })
}

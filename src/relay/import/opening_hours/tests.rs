use super::*;

/// Seasons as `from/until days times`, which reads better than structures.
fn seasons(text: &str) -> Vec<String> {
    shown(&read_hours(text).unwrap_or_else(|reason| panic!("{text:?}: {reason}")))
}

fn shown(hours: &Hours) -> Vec<String> {
    let season = |s: &SeasonDto| {
        let part = match (&s.from, &s.until) {
            (Some(from), Some(until)) => format!("{from}/{until} "),
            _ => String::new(),
        };
        let days: String = s.days.iter().map(u8::to_string).collect();
        let open: Vec<String> = s.open.iter().map(|(from, until)| format!("{from}-{until}")).collect();
        format!("{part}{days} {}", open.join(","))
    };
    hours.seasons.iter().map(season).collect()
}

fn reason(text: &str) -> KeptAsText {
    read_hours(text).expect_err(text)
}

#[test]
fn days_with_a_lunch_break() {
    assert_eq!(seasons("Mo-Fr 09:00-13:00, 14:30-18:30"), ["12345 09:00-13:00,14:30-18:30"]);
    assert_eq!(seasons("Sa-Mo 10:00-12:00"), ["167 10:00-12:00"]);
}

#[test]
fn a_later_rule_replaces_the_earlier_on_the_days_it_names() {
    assert_eq!(seasons("Mo-Fr 08:00-17:00; We 08:00-12:00"), ["1245 08:00-17:00", "3 08:00-12:00"]);
}

#[test]
fn a_rule_after_a_comma_adds() {
    assert_eq!(seasons("Mo-We 08:00-12:00, We 14:00-17:00"), ["12 08:00-12:00", "3 08:00-12:00,14:00-17:00"]);
}

#[test]
fn off_takes_away_days_and_times() {
    assert_eq!(seasons("Mo-Sa 08:00-17:00; We off"), ["12456 08:00-17:00"]);
    assert_eq!(seasons("Tu,Fr 08:00-17:00; 12:00-13:00 off"), ["25 08:00-12:00,13:00-17:00"]);
    assert_eq!(seasons("off"), Vec::<String>::new());
}

#[test]
fn seasons_wrap_over_new_year() {
    assert_eq!(
        seasons("Apr-Oct Tu 10:00-18:00; Nov-Mar Tu 10:00-17:00"),
        ["04-01/10-31 2 10:00-18:00", "11-01/03-31 2 10:00-17:00"]
    );
    assert_eq!(seasons("Oct 16-Mar 14: Sa 09:00-12:00"), ["10-16/03-14 6 09:00-12:00"]);
    assert_eq!(seasons("Sa 10:00-12:00; Dec-Feb off"), ["03-01/11-30 6 10:00-12:00"]);
}

#[test]
fn february_has_its_29th() {
    assert_eq!(seasons("Feb Sa 10:00-12:00"), ["02-01/02-29 6 10:00-12:00"]);
}

#[test]
fn seasons_that_say_the_same_are_the_whole_year() {
    assert_eq!(seasons("Apr-Oct Tu 10:00-18:00; Nov-Mar Tu 10:00-18:00"), ["2 10:00-18:00"]);
}

#[test]
fn hours_until_and_past_midnight() {
    assert_eq!(seasons("Fr 18:00-24:00"), ["5 18:00-24:00"]);
    assert_eq!(seasons("Fr 22:00-26:00"), ["5 22:00-26:00"]);
    assert_eq!(seasons("Fr 22:00-02:00"), ["5 22:00-26:00"]);
    assert_eq!(reason("Fr 22:00-26:00; Sa off"), KeptAsText::PastMidnight);
}

#[test]
fn day_and_night_only_when_written() {
    assert_eq!(seasons("24/7"), ["1234567 00:00-24:00"]);
    assert_eq!(seasons("Mo-Fr 00:00-24:00"), ["12345 00:00-24:00"]);
    for days_only in
        ["Apr-Oct", "Mo-Fr", "open", "Apr-Sep;Tu 16:00-19:00;Oct-Mar;Tu 14:00-16:00", "Sa; Mo 0:00-24:00 off"]
    {
        assert_eq!(reason(days_only), KeptAsText::NoTimes, "{days_only}");
    }
}

#[test]
fn public_holidays_are_closed_usual_or_not_spoken_of() {
    let holidays = |text: &str| read_hours(text).expect(text).closed_on_public_holidays;
    assert_eq!(holidays("Mo-Fr 08:00-17:00"), None);
    assert_eq!(holidays("Mo-Fr 08:00-17:00; PH off"), Some(true));
    assert_eq!(holidays("Mo-Fr 08:00-17:00; Su,PH off"), Some(true));
    assert_eq!(holidays("Mo-Su,PH 08:00-17:00"), Some(false));
    assert_eq!(reason("Mo-Fr 08:00-17:00; PH 10:00-12:00"), KeptAsText::PublicHolidayHours);
    // On a Sunday the usual hours would not be those of the holiday.
    assert_eq!(reason("Mo-Sa,PH 08:00-17:00"), KeptAsText::PublicHolidayHours);
}

#[test]
fn a_holiday_and_a_day_without_a_comma_leave_holidays_unknown() {
    for text in [
        "Mo-Sa 07:00-19:00; PH Su off",
        "Mo-Sa 07:00-19:00; Su PH off",
        "Mo-Sa 07:00-19:00; PH Sa-Su 10:00-09:00 off",
        "mo-sa 7h-19h; ph su off",
    ] {
        match read_hours(text) {
            Ok(hours) => {
                assert_eq!(shown(&hours), ["123456 07:00-19:00"], "{text}");
                assert_eq!(hours.closed_on_public_holidays, None, "{text}");
            }
            Err(reason) => assert_ne!(text, "Mo-Sa 07:00-19:00; PH Su off", "{reason}"),
        }
    }
    // Sundays would be closed by one reading and open by the other.
    assert_eq!(reason("Mo-Su 07:00-19:00; PH Su off"), KeptAsText::HolidayOfWeekday);
    for clear in ["Mo-Sa 07:00-19:00; PH,Su off", "Mo-Sa 07:00-19:00; Su,PH off", "Mo-Sa 07:00-19:00; PH off; Su off"] {
        assert_eq!(read_hours(clear).unwrap().closed_on_public_holidays, Some(true), "{clear}");
    }
    assert_eq!(read_hours("Mo-Sa 07:00-19:00, PH off").unwrap().closed_on_public_holidays, Some(true));
}

#[test]
fn a_holiday_rule_that_later_days_override_leaves_holidays_unknown() {
    let hours = read_hours("PH off; Mo-Su 08:00-17:00").unwrap();
    assert_eq!(shown(&hours), ["1234567 08:00-17:00"]);
    assert_eq!(hours.closed_on_public_holidays, None);
    // Sundays are closed, so that a holiday on a Sunday is too: the rest is as contradictory.
    assert_eq!(read_hours("PH off; Mo-Fr 08:00-17:00").unwrap().closed_on_public_holidays, None);
}

#[test]
fn holidays_alone_say_nothing_about_other_days() {
    assert_eq!(reason("PH off"), KeptAsText::NoTimes);
    assert_eq!(reason("We off; Su off"), KeptAsText::NoTimes);
}

#[test]
fn what_seasons_cannot_say_stays_text() {
    use KeptAsText as K;
    let cases = [
        ("Sa[2] 10:00-18:00", K::NthWeekday),
        ("Mar Su[-1]-Oct Su[-1]: Mo 09:00-18:00", K::NthWeekday),
        ("PH +1 day 10:00-12:00", K::DayOffset),
        ("Dec 25-Sa 10:00-12:00", K::DayOffset),
        ("week 2-52/2 Mo 12:00-17:00", K::Weeks),
        ("2024 Jan 01-2024 Sep 30 off", K::Years),
        ("2026 Mo 10:00-12:00", K::Years),
        ("easter off; Mo 10:00-12:00", K::Easter),
        ("Feb 30 off; Mo 10:00-12:00", K::NoSuchDay),
        ("Mo-Fr 08:00-17:00; SH 08:00-12:00", K::SchoolHolidays),
        ("Mo-Fr sunrise-sunset", K::Sun),
        ("Mo-Fr 08:00-dusk", K::Sun),
        ("Mo-Fr 08:00+", K::OpenEnd),
        ("Mo 10:00-16:00/01:30", K::Intervals),
        ("Mo 10:00-10:00", K::NoLength),
        ("Mo 10:00-12:00 \"on request\"", K::Comment),
        ("2024 Jan 01-2024 Sep 30 off \"Fermeture\"", K::Comment),
        ("Mo 10:00-12:00; Sa unknown", K::SaidUnknown),
        ("Mo 10:00-12:00 || \"by phone\"", K::Comment),
        ("Mo 10:00-12:00 || Tu 10:00-12:00", K::Fallback),
    ];
    for (text, why) in cases {
        assert_eq!(reason(text), why, "{text}");
    }
}

#[test]
fn what_is_no_opening_hours_stays_text() {
    let long = format!("Mo 10:00-12:00{}", "; Mo 10:00-12:00".repeat(20));
    assert_eq!(reason(&long), KeptAsText::TooLong);
    for text in [
        "",
        "yes",
        ";",
        "1er nov au 31 mars : ouvre à 9h",
        "Sa [2] [4] 10:00-18:00",
        "We,Sa 10:00-13:00+14:00-18:00",
        "Lu-Ve 09:00-12:00",
        "Mo 25:00-26:00",
        "Mo 8-12",
        "Fr 14:00-16:00; Ganzjährig",
    ] {
        assert_eq!(reason(text), KeptAsText::Unreadable, "{text}");
    }
}

#[test]
fn rules_that_contradict_each_other_stay_text() {
    assert_eq!(reason("Mo-Fr 09:00-12:00; Mo-Fr 12:30-17:00"), KeptAsText::ReplacedRule);
    assert_eq!(reason("Tu 10:00-12:00; 14:00-17:00"), KeptAsText::ReplacedRule);
    assert_eq!(reason("Dec-Feb off; Sa 10:00-12:00"), KeptAsText::ReopenedDays);
    assert_eq!(reason("12:00-13:00 off; Mo-Fr 08:00-17:00"), KeptAsText::ReopenedDays);
    assert_eq!(seasons("Mo-Fr off; We 10:00-12:00"), ["3 10:00-12:00"]);
    // The same said twice is no contradiction.
    assert_eq!(seasons("Sa 09:00-12:00; Apr-Oct We 14:00-18:00; Sa 09:00-12:00").len(), 3);
    assert_eq!(reason("Mo 10:00-12:00; Mo off"), KeptAsText::ReplacedRule);
}

#[test]
fn a_day_that_loses_its_other_hours_is_worth_checking() {
    let hours = read_hours("Mo-Fr 09:00-12:00; Tu 14:00-17:00").unwrap();
    assert_eq!(shown(&hours), ["1345 09:00-12:00", "2 14:00-17:00"]);
    assert!(hours.worth_checking);
    assert!(!read_hours("Mo-Fr 08:00-17:00; We 08:00-12:00").unwrap().worth_checking);
    // Not written by the specification, so that its rule of replacement is no evidence.
    assert_eq!(reason("Mo-Do 08:00-12:00;Mo 13:00-18:00;Fr 08:00-13:00"), KeptAsText::ReplacedRule);
}

fn tolerated(text: &str) -> Vec<String> {
    let hours = read_hours(text).unwrap_or_else(|reason| panic!("{text:?}: {reason}"));
    assert!(hours.tidied.is_some(), "{text}");
    shown(&hours)
}

#[test]
fn dashes_and_blanks_of_any_kind_are_hyphens_and_spaces() {
    assert_eq!(tolerated("Mo–Fr 08:00–12:00"), ["12345 08:00-12:00"]);
    assert_eq!(tolerated("Mo - Fr  08:00\u{a0}- 12:00 ,13:00-17:00"), ["12345 08:00-12:00,13:00-17:00"]);
    assert_eq!(tolerated("Nov - Feb: Sa 13:00-15:00"), ["11-01/02-29 6 13:00-15:00"]);
}

#[test]
fn times_with_a_dot_an_h_or_uhr() {
    assert_eq!(tolerated("Sa 09.00 - 13.30 "), ["6 09:00-13:30"]);
    assert_eq!(tolerated("Mo-Fr 8h30-12h, 14h00-17h"), ["12345 08:30-12:00,14:00-17:00"]);
    assert_eq!(tolerated("Mo - Fr 8:00 - 12:00 Uhr"), ["12345 08:00-12:00"]);
    assert_eq!(seasons("Mo-Sa 6:45-14:00"), ["123456 06:45-14:00"]);
}

#[test]
fn a_dot_that_may_write_a_date_stays_one() {
    assert_eq!(reason("01.05-30.09 Mo 10:00-12:00"), KeptAsText::Unreadable);
    assert_eq!(reason("Mo 10.05-12.10"), KeptAsText::Unreadable);
    assert_eq!(reason("Mo 1.5.00-30.9.00"), KeptAsText::Unreadable);
}

#[test]
fn semicolons_that_separate_nothing() {
    assert_eq!(tolerated("Tu 10:00-18:00;"), ["2 10:00-18:00"]);
    assert_eq!(tolerated("Tu 10:00-18:00;; Sa 9:00-12:00"), ["2 10:00-18:00", "6 09:00-12:00"]);
}

#[test]
fn days_in_small_letters() {
    assert_eq!(seasons("mo-fr 08:00-12:00; ph off"), ["12345 08:00-12:00"]);
    assert_eq!(read_hours("mo-fr 08:00-12:00; ph off").unwrap().closed_on_public_holidays, Some(true));
}

#[test]
fn german_days_where_monday_or_friday_show_the_language() {
    assert_eq!(tolerated("Mo-Do 08:00-12:00; Fr 08:00-11:00"), ["1234 08:00-12:00", "5 08:00-11:00"]);
    assert_eq!(tolerated("Mo,Mi,So 08:00-12:00"), ["137 08:00-12:00"]);
    assert_eq!(tolerated("Mo.-Fr. 8.00-12.00 Uhr; Sa: 9:00-12:00"), ["12345 08:00-12:00", "6 09:00-12:00"]);
    // « Di » is a French Sunday, "Do" a Spanish one.
    assert_eq!(reason("Di 14:00-17:00; Sa 09:00-12:00"), KeptAsText::Unreadable);
    assert_eq!(reason("Do 10:00-12:00"), KeptAsText::Unreadable);
}

#[test]
fn nothing_is_rewritten_beside_a_comment_or_an_offset() {
    assert_eq!(reason("Mo 8.00-12.00 \"Di 8.00\""), KeptAsText::Unreadable);
    assert_eq!(reason("Mar Su[-1] - Oct Su[-1] -1 days: Mo 9.00-12.00"), KeptAsText::NthWeekday);
}

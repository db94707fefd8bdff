use chrono::{DateTime, Duration, SecondsFormat};

use super::*;

fn by_chrono(text: &str) -> Option<Instant> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc())
}

/// A few thousand instants from the year 2 to the year 9904, the steps between them no multiple of anything in a calendar.
fn instants() -> impl Iterator<Item = Instant> {
    let step = Duration::seconds(97_654_321) + Duration::nanoseconds(123_456_789);
    let first = Instant::from_timestamp(-62_100_000_000, 0).unwrap();
    (0..3_200).map(move |i| first + step * i)
}

#[test]
fn instants_are_read_as_chrono_writes_them() {
    let formats = [SecondsFormat::Secs, SecondsFormat::Millis, SecondsFormat::Micros, SecondsFormat::Nanos];
    for (i, at) in (0..).zip(instants()) {
        for format in formats {
            for (offset, zulu) in [(0, true), (0, false), ((i * 37 % 1_439) * 60, false), (-3_600, false)] {
                let text = at.with_timezone(&FixedOffset::east_opt(offset).unwrap()).to_rfc3339_opts(format, zulu);
                assert!(by_chrono(&text).is_some(), "{text}");
                assert_eq!(read_instant(&text), by_chrono(&text), "{text}");
                assert_eq!(read_instant(&text.to_lowercase()), by_chrono(&text), "{text}");
            }
        }
    }
}

#[test]
fn dates_are_read_as_chrono_writes_them() {
    for at in instants() {
        let day = at.date_naive();
        assert_eq!(date(&day.to_string()), Ok(day));
    }
}

#[test]
fn what_chrono_does_not_read_is_not_read_either_and_the_rest_alike() {
    let samples = [
        "2028-02-29T23:59:59.123456789+05:30",
        "2026-11-21t14:04:10z",
        "2026-12-31 23:59:60-00:45",
        "2026-06-30T23:59:60.5Z",
    ];
    let (mut read, mut refused) = (0, 0);
    for sample in samples {
        for i in 0..sample.len() {
            for other in b"0123456789-+:.TtZz x" {
                let mut bytes = sample.as_bytes().to_vec();
                bytes[i] = *other;
                let text = String::from_utf8(bytes).unwrap();
                assert_eq!(read_instant(&text), by_chrono(&text), "{text}");
                if read_instant(&text).is_some() { read += 1 } else { refused += 1 }
            }
            let shorter = [&sample[..i], &sample[i + 1..]].concat();
            assert_eq!(read_instant(&shorter), by_chrono(&shorter), "{shorter}");
            assert_eq!(read_instant(&sample[..i]), None);
        }
    }
    assert!(read > 100 && refused > 1_000, "{read} read, {refused} refused");
}

#[test]
fn other_ways_to_write_an_instant_are_mistakes() {
    for wrong in [
        "",
        "2026-11-21",
        "2026-11-21T14:04:10",
        "2026-11-21T14:04Z",
        "2026-11-21T24:00:00Z",
        "2026-02-29T00:00:00Z",
        "2026-11-21T14:04:10+0100",
        "2026-11-21T14:04:10+24:00",
        "2026-11-21T14:04:10+01:60",
        "2026-11-21T14:04:10.Z",
        "2026-11-21T14:04:10Z ",
        "+2026-11-21T14:04:10Z",
        "２026-11-21T14:04:10Z",
    ] {
        assert!(instant(wrong).is_err(), "{wrong}");
    }
    assert_eq!(instant("soon").unwrap_err(), "\"soon\" is not an RFC 3339 instant");
}

#[test]
fn other_ways_to_write_a_date_are_mistakes() {
    for wrong in ["", "2026-2-3", "2026-02-30", "26-02-03", "+2026-02-03", "2026-02-03 ", "2026/02/03", "20260203"] {
        assert!(date(wrong).is_err(), "{wrong}");
    }
    assert_eq!(date("yesterday").unwrap_err(), "\"yesterday\" is not a date as YYYY-MM-DD");
}

#[test]
fn ends_of_closures_are_read_as_people_write_them() {
    let local = |text: &str| TimePoint::Local(text.parse().unwrap());
    let utc = |text: &str| TimePoint::Absolute(text.parse().unwrap());
    for (written, begins, ends) in [
        ("2026-11-30T00:00:00+01:00", utc("2026-11-29T23:00:00Z"), utc("2026-11-29T23:00:00Z")),
        ("2026-11-30T08:30Z", utc("2026-11-30T08:30:00Z"), utc("2026-11-30T08:30:00Z")),
        ("2026-11-30T00:00:00", local("2026-11-30T00:00:00"), local("2026-11-30T00:00:00")),
        ("2026-11-30 08:30", local("2026-11-30T08:30:00"), local("2026-11-30T08:30:00")),
        ("2026-11-30", local("2026-11-30T00:00:00"), local("2026-12-01T00:00:00")),
        (" 01/12/2026 ", local("2026-12-01T00:00:00"), local("2026-12-02T00:00:00")),
        ("1/2/2027", local("2027-02-01T00:00:00"), local("2027-02-02T00:00:00")),
        ("01/12/2026 14:00", local("2026-12-01T14:00:00"), local("2026-12-01T14:00:00")),
    ] {
        assert_eq!((time_point(written, false), time_point(written, true)), (Ok(begins), Ok(ends)), "{written}");
    }
    for unreadable in [
        "",
        "demain",
        "2026-02-30",
        "12/31/2026",
        "01/12/26",
        "2026-11-30T25:00:00",
        "2026-11-30T08",
        "2026-11-30x",
        "30.11.2026",
    ] {
        assert!(time_point(unreadable, false).is_err(), "{unreadable}");
    }
}

#[test]
fn days_are_read_as_people_write_them() {
    let christmas_eve = NaiveDate::from_ymd_opt(2026, 12, 24).unwrap();
    for written in ["2026-12-24", "24/12/2026", "2026-12-24T00:00:00", "2026-12-24 00:00"] {
        assert_eq!(day(written), Ok(christmas_eve), "{written}");
    }
    // Of an instant with an offset nobody can say which day was meant.
    for unreadable in ["2026-12-23T23:00:00Z", "2026-12-24T10:00:00", "24/12", "12/24/2026", "Noël"] {
        assert!(day(unreadable).is_err(), "{unreadable}");
    }
}

#[test]
fn a_text_is_cut_and_cannot_rearrange_what_stands_around_it() {
    assert_eq!(one_line("  Déchetterie\t\n de  Riantec ", 80), "Déchetterie de Riantec");
    assert_eq!(one_line("\u{202e}Lo\u{200b}rient\u{2066}\u{feff}\u{0}\u{85}", 80), "Lorient");
    assert_eq!(one_line(&"é".repeat(1_000_000), 10), "é".repeat(10));
    assert_eq!(one_line("abc def", 4), "abc");
    assert_eq!(one_line("10\u{a0}h\u{a0}30", 80), "10\u{a0}h\u{a0}30", "a blank that breaks no line stays one");
}

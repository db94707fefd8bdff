//! The seasons that the import makes of opening hours, held against an independent program that evaluates the same text
//! day by day, over a leap year and a common one.

use std::{fs, path::PathBuf};

use bon_moment::{
    api::{
        Problems, Record,
        dto::{SeasonDto, SiteDto},
        read,
    },
    domain::{Calendar, DayPlan, Holiday, Site},
    relay::import::opening_hours::{Hours, read_hours},
};
use chrono::{Days, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use opening_hours::{Context, ContextHolidays, OpeningHours};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

type Stretches = Vec<(NaiveDateTime, NaiveDateTime)>;

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 12, 30).unwrap()
}
/// All of 2028 with its 29 February, 2029 and both turns of the year.
const DAYS: u64 = 2 + 366 + 365 + 2;

/// A fixed day and one that wanders over the week.
fn holidays() -> Vec<NaiveDate> {
    // Each year's list ends with Christmas: what follows the last listed day is reckoned.
    ["2028-01-01", "2028-04-17", "2028-07-14", "2028-12-25", "2029-05-01", "2029-07-14", "2029-12-25", "2030-01-01"]
        .map(|date| date.parse().unwrap())
        .to_vec()
}

fn site(hours: &Hours) -> Site {
    let seasons: Vec<SeasonDto> = hours.seasons.clone();
    let dto = SiteDto {
        id: "osm-node-1".to_owned(),
        hours: Some(seasons),
        closed_on_public_holidays: hours.closed_on_public_holidays,
        ..SiteDto::default()
    };
    let (record, mut problems) = (serde_json::to_value(dto).unwrap(), Problems::default());
    let site = read::site(&mut Record::new(&record, "site", &mut problems)).unwrap();
    assert!(problems.is_empty() && site.hours.is_some(), "{problems:?}");
    site
}

fn joined(mut stretches: Stretches) -> Stretches {
    stretches.sort_unstable();
    let mut kept: Stretches = Vec::new();
    for (from, until) in stretches {
        match kept.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => kept.push((from, until)),
        }
    }
    kept
}

/// What the public API's reader makes of the imported hours.
fn ours(hours: &Hours, calendar: &Calendar) -> Stretches {
    let site = site(hours);
    // The day before may reach into the first one.
    let days = (0..=DAYS).map(|n| first_day() - Days::new(1) + Days::new(n));
    let stretches = days.flat_map(|date| {
        let at = move |minutes: u16| date.and_time(NaiveTime::MIN) + Duration::minutes(minutes.into());
        let plan = DayPlan::scheduled(&site, calendar, date);
        assert!(plan.is_known(), "{date}");
        plan.spans.into_iter().map(move |span| (at(span.from.minutes()), at(span.until.minutes())))
    });
    let begin = first_day().and_time(NaiveTime::MIN);
    let end = begin + Days::new(DAYS);
    joined(
        stretches.map(|(from, until)| (from.max(begin), until.min(end))).filter(|(from, until)| from < until).collect(),
    )
}

fn theirs(text: &str, holidays: &[NaiveDate]) -> Stretches {
    let known =
        ContextHolidays::new(std::sync::Arc::new(holidays.iter().copied().collect()), std::sync::Arc::default());
    let hours: OpeningHours = text.parse().unwrap();
    let hours = hours.with_context(Context::default().with_holidays(known));
    let from = first_day().and_time(NaiveTime::MIN);
    let until = from + Days::new(DAYS);
    let open = hours.iter_range(from, until).filter(|stretch| stretch.kind == opening_hours::RuleKind::Open);
    joined(open.map(|stretch| (stretch.range.start, stretch.range.end)).collect())
}

fn compare(text: &str, ours: &Stretches, theirs: &Stretches) {
    let different = ours.iter().zip(theirs).find(|(ours, theirs)| ours != theirs);
    assert!(ours.len() == theirs.len() && different.is_none(), "{text:?}, ours and theirs: {different:?}");
}

/// Whether the text was understood; if so it must mean the same to both programs.
fn check(text: &str) -> bool {
    let Ok(hours) = read_hours(text) else { return false };
    let text = hours.tidied.as_deref().unwrap_or(text);
    let no_holidays = Hours { closed_on_public_holidays: Some(false), ..hours.clone() };
    compare(text, &ours(&no_holidays, &Calendar::default()), &theirs(text, &[]));
    if hours.closed_on_public_holidays.is_some() {
        let public_holidays = holidays().into_iter().map(|date| Holiday { date, name: None }).collect();
        let calendar = Calendar { public_holidays, ..Calendar::default() };
        compare(text, &ours(&hours, &calendar), &theirs(text, &holidays()));
    }
    true
}

#[test]
fn typical_hours_mean_the_same_to_an_independent_program() {
    let expressions = [
        "Mo-Fr 08:00-17:00; We 08:00-12:00",
        "Tu-Sa 10:00-12:30,14:00-18:00; PH off",
        "Apr-Oct Tu-Sa 10:00-18:00; Nov-Mar Tu-Sa 10:00-17:00; PH off",
        "Mar 15-Oct 31 Mo-Sa 08:00-19:00; Nov 1-Mar 14 Mo-Sa 08:00-17:30; Su,PH off",
        "Mo-Su,PH 09:00-18:00; Dec 25 off; Jan 01 off",
        "Sa-Mo 10:00-12:00, Su 14:00-16:00",
        "Mo-Sa 08:00-18:00; 12:00-13:30 off",
        "Fr 22:00-26:00",
        "Dec 20-Jan 5 off",
        "Mo-Fr 09:00-12:00; Jul-Aug off; Sa 09:00-12:00",
        "Feb 15-Feb 29 Mo-Fr 10:00-12:00",
        "Feb 29-Apr 3 Mo-Fr 10:00-12:00",
        "24/7; Su off",
        "Nov-Mar: We,Fr 14:00-17:00; Sa 09:30-15:00; Apr-Oct: We,Fr 14:00-18:00; Sa 09:30-15:00",
        "off",
    ];
    let understood = expressions.iter().filter(|text| check(text)).count();
    // One contradicts itself (Saturdays of July), one says only when it is closed.
    assert_eq!(understood, expressions.len() - 2);
}

/// Made values in the shapes that French bodies write, with what they mean in OpenStreetMap's syntax ("?": nothing sure).
#[test]
fn no_french_prose_is_read_as_other_hours_than_it_means() {
    let table = fs::read_to_string("tests/data/opening_hours/hours_fr.tsv").unwrap();
    let (mut rows, mut read) = (0, 0);
    for row in table.lines().skip(1) {
        let mut columns = row.split('\t');
        let (text, meaning) = (columns.next().unwrap().replace("\\n", "\n"), columns.next().unwrap());
        rows += 1;
        let Ok(hours) = read_hours(&text) else { continue };
        read += 1;
        let meant = read_hours(meaning).map_err(|reason| format!("{text}: {reason}")).unwrap();
        assert_eq!(
            (hours.seasons, hours.closed_on_public_holidays),
            (meant.seasons, meant.closed_on_public_holidays),
            "{text}"
        );
    }
    assert!(rows >= 95, "{rows}");
    println!("{read} of {rows} understood");
}

/// Puts hours together from pieces, so that combinations come up that nobody thought of.
fn invented(random: &mut ChaCha8Rng) -> String {
    const PARTS: [&str; 12] = [
        "",
        "",
        "",
        "Apr-Oct ",
        "Nov-Mar ",
        "Mar 15-Oct 31 ",
        "Oct 10-Apr 09 ",
        "Jul,Aug ",
        "Dec 25 ",
        "Feb ",
        "Feb 29-Mar 10 ",
        "Jan 20-Feb 29 ",
    ];
    const DAYS: [&str; 11] =
        ["", "Mo-Fr ", "Mo-Sa ", "We ", "Sa ", "Su ", "Sa-Mo ", "Tu,Th ", "Mo-Su,PH ", "PH ", "Su,PH "];
    const TIMES: [&str; 8] = [
        "08:00-12:00",
        "14:00-18:00",
        "08:00-12:00,13:30-17:00",
        "10:00-16:00",
        "off",
        "off",
        "12:00-13:00 off",
        "20:00-26:00",
    ];
    const BETWEEN: [&str; 3] = ["; ", "; ", ", "];
    let mut text = String::new();
    for n in 0..random.random_range(1..=4) {
        if n > 0 {
            text += BETWEEN.choose(random).unwrap();
        }
        let part = PARTS.choose(random).unwrap();
        let days = DAYS.choose(random).unwrap();
        text = text + part + days + TIMES.choose(random).unwrap();
    }
    text
}

#[test]
fn invented_hours_mean_the_same_to_an_independent_program() {
    let mut random = ChaCha8Rng::seed_from_u64(20_261_122);
    let understood = (0..600).filter(|_| check(&invented(&mut random))).count();
    assert!(understood > 150, "only {understood} of 600 were understood: the comparison would prove little");
}

#[test]
fn no_text_whatever_makes_the_reader_panic() {
    const PIECES: [&str; 40] = [
        "Mo", "Di", "PH", "SH", "-", "–", ",", ";", " ", ":", ".", "[", "]", "+", "/", "||", "\"", "24/7", "08:00",
        "8h30", "26:00", "48:00", "99", "0", "Feb 29", "31", "week", "53", "2024", "easter", "sunrise", "(", ")",
        "off", "days", "é", "Jan", "Dec", "Uhr", "\u{0}",
    ];
    let mut random = ChaCha8Rng::seed_from_u64(1);
    for _ in 0..20_000 {
        let pieces = random.random_range(0..14);
        let text: String = (0..pieces).map(|_| *PIECES.choose(&mut random).unwrap()).collect();
        let _ = read_hours(&text);
    }
}

/// Real values are not part of the project: `OVERPASS_FILE` names a file of one's own.
#[test]
fn real_hours_mean_the_same_to_an_independent_program() {
    let Some(file) = std::env::var_os("OVERPASS_FILE").map(PathBuf::from) else { return };
    let answer: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let elements = answer["elements"].as_array().unwrap();
    let (mut understood, mut all) = (0, 0);
    for text in elements.iter().filter_map(|element| element["tags"]["opening_hours"].as_str()) {
        all += 1;
        match read_hours(text) {
            Ok(hours) => println!("{text:?}: {hours:?}"),
            Err(reason) => println!("{text:?}: kept as text: {reason}"),
        }
        understood += usize::from(check(text));
    }
    println!("{understood} of {all} understood");
}

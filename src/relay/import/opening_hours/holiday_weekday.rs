//! `PH Su` without a comma: a public holiday or a Sunday to those who forgot the comma, a public holiday that is a Sunday by the
//! specification (`weekday_selector`, a holiday and a weekday that a space joins). The syntax library reads the former.

const HOLIDAY: &str = "PH";
const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// The expression as it holds on usual days by the narrower reading: without the days of the week that only say which holidays
/// are meant. `None` where no holiday and day of the week are joined so.
pub(super) fn narrow_reading(text: &str) -> Option<String> {
    let rules: Vec<String> = text.split(';').map(narrow_rule).collect();
    let narrow = rules.join(";");
    (narrow != text).then_some(narrow)
}

fn narrow_rule(rule: &str) -> String {
    // Words are what stands between blanks: `Mo-Fr,PH`, `08:00-12:00,`.
    let words: Vec<&str> = rule.split(' ').collect();
    let names =
        |word: &str, names: &[&str]| word.split(',').any(|part| names.iter().any(|name| part.starts_with(name)));
    let is_holiday = |word: &&str| names(word, &[HOLIDAY]) && !names(word, &DAYS) && !word.ends_with(',');
    let is_weekday = |word: &&str| names(word, &DAYS) && !names(word, &[HOLIDAY]) && !word.ends_with(',');
    let neighbour = |place: Option<usize>| place.and_then(|place| words.get(place));
    let kept = words.iter().enumerate().filter(|(place, word)| {
        let beside = [place.checked_sub(1), Some(place + 1)];
        !(is_weekday(word) && beside.into_iter().any(|place| neighbour(place).is_some_and(is_holiday)))
    });
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

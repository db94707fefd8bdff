//! What was told on days that are over: words of the page that offers it, and of the report of a year.

use chrono::NaiveDate;

use super::{full_date, plain_texts};
use crate::{
    domain::{Coverage, Lang, Minutes, SiteYear, YearReport, days_in_year},
    present::{Digits, decimal, texts},
};

/// Days whose waits are published, and the reports of years, the latest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    pub days: Vec<NaiveDate>,
    pub reports: Vec<YearReport>,
}

/// What is offered of it.
pub struct PastOffer {
    /// Each year and what its link says.
    pub years: Vec<(i32, String)>,
    /// Each day in words, and its document's path below the API's address, without its ending.
    pub days: Vec<(String, String)>,
}

/// A year's report in words.
pub struct ReportPage {
    pub title: String,
    pub coverage: String,
    pub total: String,
    pub rows: Vec<ReportRow>,
    pub service: String,
    /// Its document's path below the API's address, without its ending.
    pub path: String,
}

/// A centre's year.
pub struct ReportRow {
    pub name: String,
    pub vehicles: String,
    pub wait: String,
    pub heard: String,
}

/// Every phrase of one language that these pages say.
pub struct PastTexts {
    pub waits: &'static str,
    pub waits_intro: &'static str,
    pub no_waits: &'static str,
    pub day: &'static str,
    pub title: fn(i32) -> String,
    pub coverage: fn(until: &str, days: u32, of: u32) -> String,
    pub method: &'static str,
    pub vehicles: &'static str,
    pub wait: &'static str,
    pub heard: &'static str,
    /// Vehicles in all, in so many centres of so many.
    pub total: fn(vehicles: &str, counted: usize, of: usize) -> String,
    pub not_counted_anywhere: &'static str,
    pub counted_for: fn(vehicles: &str, share: &str) -> String,
    pub not_counted: &'static str,
    pub waited: fn(median: u32, p90: u32) -> String,
    pub not_told: &'static str,
    pub percent: fn(u32) -> String,
    pub less_than: fn(percent: &str) -> String,
    pub more_than: fn(percent: &str) -> String,
    pub no_sensor: &'static str,
    pub too_many: fn(usize) -> String,
    pub service_title: &'static str,
    pub service: fn(requests: &str, bytes: &str, days: u32) -> String,
    pub no_service: &'static str,
    pub all_data: &'static str,
    /// Of bytes: thousands, millions, thousands of millions.
    pub units: [&'static str; 3],
    pub digits: Digits,
}

/// What there is to take away.
pub fn past_offer(lang: Lang, past: &Past) -> PastOffer {
    let (t, p, words) = (texts(lang), plain_texts(lang), past_texts(lang));
    PastOffer {
        years: past.reports.iter().map(|report| (report.year, (words.title)(report.year))).collect(),
        days: past.days.iter().map(|day| (full_date(t, p, *day), format!("waits/{day}"))).collect(),
    }
}

/// A year in words; `name` is what residents call a centre.
pub fn report_page(lang: Lang, report: &YearReport, name: impl Fn(&SiteYear) -> String) -> ReportPage {
    let words = past_texts(lang);
    let until = full_date(texts(lang), plain_texts(lang), report.until);
    let counted: Vec<u64> = report.sites.iter().filter_map(|site| Some(site.vehicles?.0)).collect();
    let number = |count: u64| words.digits.grouped(count as f64);
    ReportPage {
        title: (words.title)(report.year),
        coverage: (words.coverage)(&until, report.days, days_in_year(report.year)),
        total: match counted.len() {
            0 => words.not_counted_anywhere.to_owned(),
            centres => (words.total)(&number(counted.iter().sum()), centres, report.sites.len()),
        },
        rows: report.sites.iter().map(|site| row(words, name(site), site)).collect(),
        service: report.service.map_or_else(
            || words.no_service.to_owned(),
            |service| (words.service)(&number(service.requests), &size(words, service.bytes), service.days),
        ),
        path: format!("report/{:04}", report.year),
    }
}

fn row(words: &PastTexts, name: String, site: &SiteYear) -> ReportRow {
    let vehicles = site.vehicles.map(|(vehicles, coverage)| {
        let number = words.digits.grouped(vehicles as f64);
        match coverage.filter(|coverage| !coverage.is_full()) {
            Some(coverage) => (words.counted_for)(&number, &percent(words, coverage)),
            None => number,
        }
    });
    let wait = site.wait.map(|wait| {
        let (Minutes(median), Minutes(p90)) = (wait.median, wait.p90);
        (words.waited)(median, p90)
    });
    ReportRow {
        name,
        vehicles: vehicles.unwrap_or_else(|| words.not_counted.to_owned()),
        wait: wait.unwrap_or_else(|| words.not_told.to_owned()),
        heard: site.heard.map_or_else(|| words.no_sensor.to_owned(), |share| percent(words, share)),
    }
}

/// Whole percents; what is less than one of them, or more than ninety-nine, is said to be that.
fn percent(words: &PastTexts, coverage: Coverage) -> String {
    const ONE: f64 = 0.01;
    match coverage.share() {
        _ if coverage.is_nothing() => (words.percent)(0),
        _ if coverage.is_full() => (words.percent)(100),
        share if share < ONE => (words.less_than)(&(words.percent)(1)),
        share if share > 1.0 - ONE => (words.more_than)(&(words.percent)(99)),
        share => (words.percent)((share * 100.0).round() as u32),
    }
}

fn size(words: &PastTexts, bytes: u64) -> String {
    let [kilo, mega, giga] = words.units;
    let bytes = bytes as f64;
    let (value, unit) = match bytes {
        bytes if bytes < 1e6 => (bytes / 1e3, kilo),
        bytes if bytes < 1e9 => (bytes / 1e6, mega),
        _ => (bytes / 1e9, giga),
    };
    format!("{}\u{a0}{unit}", decimal(value, 1, words.digits.point))
}

/// The phrases of a language.
pub fn past_texts(lang: Lang) -> &'static PastTexts {
    match lang {
        Lang::Fr => &FR,
        Lang::En => &EN,
    }
}

static FR: PastTexts = PastTexts {
    waits: "Les attentes annoncées aux déchetteries",
    waits_intro: "Chaque fichier donne, pour un jour et toutes les cinq minutes, l’attente annoncée à chaque déchetterie\u{a0}: au moins et au plus, en minutes. Une case vide veut dire\u{a0}: rien n’était annoncé, ou plus de 30 minutes pour le plus grand des deux nombres.",
    no_waits: "Les attentes annoncées ne sont pas gardées ici.",
    day: "Jour",
    title: |year| format!("Rapport de l’année {year}"),
    coverage: |until, days, of| {
        let days = if days == 1 { "1 jour".to_owned() } else { format!("{days} jours") };
        format!(
            "Ce rapport va jusqu’au {until}. Des attentes ou des mesures sont connues pour {days} sur les {of} de l’année."
        )
    },
    method: "Les véhicules sont ceux que les barrières ont comptés. L’attente est celle qui était annoncée. Un capteur est entendu pendant les vingt minutes qui suivent chacun de ses messages\u{a0}; seules comptent les heures d’ouverture.",
    vehicles: "Véhicules",
    wait: "Attente annoncée",
    heard: "Capteurs entendus",
    total: |vehicles, counted, of| {
        let vehicles = match vehicles {
            "0" | "1" => format!("{vehicles} véhicule a été compté"),
            _ => format!("{vehicles} véhicules ont été comptés"),
        };
        let centres = if counted == 1 { "déchetterie" } else { "déchetteries" };
        format!("En tout, {vehicles}, dans {counted} {centres} sur {of}.")
    },
    not_counted_anywhere: "Aucun comptage de véhicules n’est connu\u{a0}: le nombre de visites n’est pas connu.",
    counted_for: |vehicles, share| format!("{vehicles}, comptés {share} du temps"),
    not_counted: "pas comptés",
    waited: |median, p90| {
        format!("{median}\u{a0}min au plus la moitié du temps, {p90}\u{a0}min au plus neuf fois sur dix")
    },
    not_told: "pas annoncée",
    percent: |percent| format!("{percent}\u{a0}%"),
    less_than: |percent| format!("moins de {percent}"),
    more_than: |percent| format!("plus de {percent}"),
    no_sensor: "pas de capteur",
    too_many: |count| {
        format!(
            "Les {count} déchetteries ne tiennent pas sur une page\u{a0}: elles sont dans le tableau à télécharger."
        )
    },
    service_title: "Ce que le service a consommé",
    service: |requests, bytes, days| {
        let days = if days == 1 { "1 jour".to_owned() } else { format!("{days} jours") };
        format!(
            "En {days}, le serveur a répondu {requests} fois et envoyé {bytes}. Les copies gardées ailleurs n’y comptent pas. Aucune adresse de visiteur n’est notée."
        )
    },
    no_service: "Ce que le service a envoyé n’est pas connu.",
    all_data: "Toutes les données à télécharger",
    units: ["ko", "Mo", "Go"],
    digits: Digits::FR,
};

static EN: PastTexts = PastTexts {
    waits: "Waits told at the recycling centres",
    waits_intro: "Each file holds, for a day and each five minutes, the wait that was told at each centre: at least and at most, in minutes. An empty field means: nothing was told, or more than 30 minutes for the larger of the two numbers.",
    no_waits: "The waits that were told are not kept here.",
    day: "Day",
    title: |year| format!("Report of the year {year}"),
    coverage: |until, days, of| {
        let days = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
        format!(
            "This report reaches until {until}. Waits or measurements are known for {days} of the {of} of the year."
        )
    },
    method: "The vehicles are those that barriers counted. The wait is the one that was told. A sensor is heard for twenty minutes after each of its messages; the opening hours alone count.",
    vehicles: "Vehicles",
    wait: "Wait told",
    heard: "Sensors heard",
    total: |vehicles, counted, of| {
        let were = if vehicles == "1" { "vehicle was" } else { "vehicles were" };
        format!("In all, {vehicles} {were} counted, in {counted} of {of} centres.")
    },
    not_counted_anywhere: "No count of vehicles is known: the number of visits is not known.",
    counted_for: |vehicles, share| format!("{vehicles}, counted {share} of the time"),
    not_counted: "not counted",
    waited: |median, p90| {
        format!("{median}\u{a0}min at most half of the time, {p90}\u{a0}min at most nine times of ten")
    },
    not_told: "not told",
    percent: |percent| format!("{percent}%"),
    less_than: |percent| format!("less than {percent}"),
    more_than: |percent| format!("more than {percent}"),
    no_sensor: "no sensor",
    too_many: |count| format!("The {count} centres do not fit on one page: they are in the table to download."),
    service_title: "What the service itself used",
    service: |requests, bytes, days| {
        let days = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
        format!(
            "In {days} the server answered {requests} times and sent {bytes}. Copies kept elsewhere are not counted. No visitor’s address is noted."
        )
    },
    no_service: "What the service sent is not known.",
    all_data: "All data to download",
    units: ["kB", "MB", "GB"],
    digits: Digits::EN,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ServiceYear, WaitsOfYear};

    fn site(id: &str) -> SiteYear {
        SiteYear { site: id.parse().unwrap(), vehicles: None, wait: None, heard: None }
    }

    fn report(sites: Vec<SiteYear>, service: Option<ServiceYear>) -> ReportPage {
        let until = "2026-11-20".parse().unwrap();
        let report = YearReport { year: 2026, until, days: 28, sites, service };
        report_page(Lang::Fr, &report, |site| site.site.to_string())
    }

    #[test]
    fn what_is_not_known_is_said_and_is_no_zero() {
        let page = report(vec![site("a")], None);
        let row = &page.rows[0];
        assert_eq!([&row.vehicles, &row.wait, &row.heard], ["pas comptés", "pas annoncée", "pas de capteur"]);
        assert!(page.total.contains("n’est pas connu") && page.service.contains("n’est pas connu"), "{}", page.total);
        assert!(page.coverage.contains("pour 28 jours sur les 365 de l’année"), "{}", page.coverage);
    }

    #[test]
    fn a_trace_is_no_percent_and_one_is_no_plural() {
        let counted = |vehicles, share| Some((vehicles, Some(Coverage::of(share, 1.0))));
        let page = report(vec![SiteYear { vehicles: counted(1, 0.002), ..site("a") }, site("b")], None);
        assert_eq!(page.rows[0].vehicles, "1, comptés moins de 1\u{a0}% du temps");
        assert_eq!(page.total, "En tout, 1 véhicule a été compté, dans 1 déchetterie sur 2.");
    }

    #[test]
    fn figures_say_how_much_of_the_time_they_cover() {
        let wait = Some(WaitsOfYear { mean: 6.4, median: Minutes(4), p90: Minutes(16) });
        let counted = |vehicles, share| Some((vehicles, Some(Coverage::of(share, 1.0))));
        let whole =
            SiteYear { vehicles: counted(41_250, 1.0), wait, heard: Some(Coverage::of(0.9999, 1.0)), ..site("a") };
        let part = SiteYear { vehicles: counted(750, 0.72), heard: Some(Coverage::NONE), ..site("b") };
        let service = Some(ServiceYear { days: 28, requests: 1_234_567, bytes: 3_450_000_000 });
        let page = report(vec![whole, part, site("c")], service);
        let rows: Vec<_> = page.rows.iter().map(|row| [&*row.vehicles, &*row.wait, &*row.heard]).collect();
        assert_eq!(
            rows[0],
            [
                "41\u{202f}250",
                "4\u{a0}min au plus la moitié du temps, 16\u{a0}min au plus neuf fois sur dix",
                "plus de 99\u{a0}%"
            ]
        );
        assert_eq!(rows[1], ["750, comptés 72\u{a0}% du temps", "pas annoncée", "0\u{a0}%"]);
        assert!(
            page.total.contains("42\u{202f}000 véhicules ont été comptés, dans 2 déchetteries sur 3"),
            "{}",
            page.total
        );
        assert!(page.service.contains("1\u{202f}234\u{202f}567 fois et envoyé 3,5\u{a0}Go"), "{}", page.service);
    }
}

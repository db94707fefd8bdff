//! Files in the shape of every form, made afresh from a known consumption.

use std::io::Write as _;

use bon_moment::domain::{Instant, Zone};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime};
use zip::{ZipWriter, write::SimpleFileOptions};

pub const PRM: &str = "12345678901234";

/// Metropolitan France from 2019 to 2030: the last Sundays of March and October.
pub fn paris() -> Zone {
    let last_sunday = |year, month| {
        let mut day = NaiveDate::from_ymd_opt(year, month, 31).unwrap();
        while chrono::Datelike::weekday(&day) != chrono::Weekday::Sun {
            day = day.pred_opt().unwrap();
        }
        day.and_hms_opt(1, 0, 0).unwrap().and_utc()
    };
    Zone::new((2019..=2030).flat_map(|year| [(last_sunday(year, 3), 120), (last_sunday(year, 10), 60)]).collect())
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn midnight(day: NaiveDate) -> Instant {
    paris().instant(day.and_time(NaiveTime::MIN))
}

/// One half-hour: begin, end and mean power in watts.
#[derive(Clone, Copy, Debug)]
pub struct Half {
    pub from: Instant,
    pub until: Instant,
    pub watts: u32,
}

/// The half-hours of local days, each of another power, so that a shift by one is seen in every sum.
pub fn halves(first: &str, after: &str) -> Vec<Half> {
    let (mut at, end) = (midnight(date(first)), midnight(date(after)));
    let mut halves = Vec::new();
    while at < end {
        let number = u32::try_from(at.timestamp() / 1800 % 100_000).unwrap();
        halves.push(Half { from: at, until: at + Duration::minutes(30), watts: 200 + number * 7919 % 3000 });
        at += Duration::minutes(30);
    }
    halves
}

/// Watt-hours of a local day.
pub fn day_energy(halves: &[Half], day: NaiveDate) -> f64 {
    let (from, until) = (midnight(day), midnight(day.succ_opt().unwrap()));
    halves.iter().filter(|half| from <= half.from && half.from < until).map(|half| f64::from(half.watts) / 2.0).sum()
}

pub fn wall(at: Instant, format: &str) -> String {
    paris().local(at).format(format).to_string()
}

fn with_offset(at: Instant) -> String {
    let minutes = paris().offset_at(at);
    format!("{}+{:02}:00", wall(at, "%Y-%m-%dT%H:%M:%S"), minutes / 60)
}

/// Watts as kilowatts with a comma, as Enedis writes them.
pub fn kilowatts(watts: u32) -> String {
    format!("{},{:03}", watts / 1000, watts % 1000)
}

pub const LOAD_CURVE_HEAD: &str = "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes\r\n";

/// The load curve of 2020 to 2024.
pub fn load_curve_csv(halves: &[Half], business: &str) -> String {
    let mut text = format!(
        "{LOAD_CURVE_HEAD}{PRM};Courbe de charge;30/12/2021;31/12/2022;Energie active;{business};Comptage Brut;W;\r\nHorodate;Valeur\r\n"
    );
    for half in halves {
        text += &format!("{};{}\r\n", with_offset(half.until), half.watts);
    }
    text
}

/// The daily index of 2020 to 2024: the counter at each local midnight from the first day to the one after the last.
pub fn index_csv(halves: &[Half], first: &str, days: i64) -> String {
    let mut text = format!(
        "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite\n\
         {PRM};Index;30/10/2020;31/12/2021;Energie active;Consommation;Comptage Brut;Wh\n\
         Horodate;Type de releve;EAS F1;EAS F2;EAS F3;EAS D1;EAS T\n"
    );
    let mut counter = 3_117_128.0;
    for day in 0..=days {
        let day = date(first) + Duration::days(day);
        text += &format!(
            "{};Arrêté quotidien;{};{};;{counter};{counter}\n",
            with_offset(midnight(day)),
            counter - 1000.0,
            1000
        );
        counter += day_energy(halves, day);
    }
    text
}

pub fn flat_csv(halves: &[Half], at_end: bool) -> String {
    let mut text = String::from(
        "Identifiant PRM;Date de début;Date de fin;Grandeur physique;Grandeur métier;Etape métier;Unité;Horodate;Valeur;Nature;Pas;Indice de vraisemblance;Etat complémentaire\n",
    );
    for half in halves {
        let at = if at_end { half.until } else { half.from };
        text += &format!(
            "{PRM};13/03/2023;20/03/2023;EA;CONS;BRUT;W;{};{};B;PT30M;;\n",
            wall(at, "%Y-%m-%d %H:%M:%S"),
            half.watts
        );
    }
    text
}

pub fn extension_csv(halves: &[Half]) -> String {
    let mut text = String::from("debut;fin;kW\n");
    for half in halves {
        let (from, until) = (wall(half.from, "%Y-%m-%d %H:%M:%S"), wall(half.until, "%Y-%m-%d %H:%M:%S"));
        text += &format!("{from};{until};\"{}\"\n", kilowatts(half.watts));
    }
    text
}

/// `DataConnect` before October 2026.
pub fn data_connect(halves: &[Half], is_inner: bool) -> String {
    let readings: Vec<String> = halves
        .iter()
        .map(|half| {
            format!(
                "{{\"value\":\"{}\",\"date\":\"{}\",\"interval_length\":\"PT30M\",\"measure_type\":\"B\"}}",
                half.watts,
                wall(half.until, "%Y-%m-%d %H:%M:%S")
            )
        })
        .collect();
    let inner = format!(
        "{{\"usage_point_id\":\"{PRM}\",\"start\":\"2023-04-01\",\"end\":\"2023-04-08\",\"quality\":\"BRUT\",\"reading_type\":{{\"measurement_kind\":\"power\",\"unit\":\"W\",\"aggregate\":\"average\"}},\"interval_reading\":[{}]}}",
        readings.join(",")
    );
    if is_inner { inner } else { format!("{{\"meter_reading\":{inner}}}") }
}

/// `DataConnect` since October 2026.
pub fn data_connect_2026(halves: &[Half], business: &str) -> String {
    let points: Vec<String> = halves
        .iter()
        .map(|half| {
            format!("{{\"v\":\"{}\",\"d\":\"{}\",\"p\":\"PT30M\"}}", half.watts, wall(half.until, "%Y-%m-%d %H:%M:%S"))
        })
        .collect();
    format!(
        "{{\"idPrm\":\"{PRM}\",\"periode\":{{\"debut\":\"2026-09-29\"}},\"grandeur\":[{{\"grandeurMetier\":\"{business}\",\"grandeurPhysique\":\"PA\",\"unite\":\"W\",\"points\":[{}]}},\
         {{\"grandeurMetier\":\"CONS\",\"grandeurPhysique\":\"PMA\",\"unite\":\"VA\",\"points\":[{{\"v\":\"4078\",\"d\":\"2026-09-29 00:30:00\"}}]}}]}}",
        points.join(",")
    )
}

/// Says where in its archive a workbook's first part lies.
pub const PACKAGE: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

/// A workbook in which every cell is text, as Enedis makes them; the table begins at B5.
pub fn workbook(sheets: &[(&str, Vec<Vec<String>>)]) -> Vec<u8> {
    let mut strings: Vec<String> = Vec::new();
    let mut parts = Vec::new();
    for (_, rows) in sheets {
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
        );
        for (row, cells) in rows.iter().enumerate().filter(|(_, cells)| !cells.is_empty()) {
            xml += &format!("<row r=\"{}\">", row + 5);
            for (column, cell) in cells.iter().enumerate() {
                xml += &format!(
                    "<c r=\"{}{}\" t=\"s\"><v>{}</v></c>",
                    char::from(b'B' + column as u8),
                    row + 5,
                    strings.len()
                );
                strings.push(cell.clone());
            }
            xml += "</row>";
        }
        parts.push(xml + "</sheetData></worksheet>");
    }
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let shared: String = strings.iter().map(|text| format!("<si><t>{}</t></si>", escaped(text))).collect();
    let names: String = sheets
        .iter()
        .enumerate()
        .map(|(i, (name, _))| format!("<sheet name=\"{name}\" sheetId=\"{0}\" r:id=\"rId{0}\"/>", i + 1))
        .collect();
    let relations: String = (1..=sheets.len()).map(|i| format!("<Relationship Id=\"rId{i}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>")).collect();
    let mut files = vec![
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{names}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
            ),
        ),
        (
            "xl/sharedStrings.xml".to_owned(),
            format!("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{shared}</sst>"),
        ),
    ];
    files.push(("_rels/.rels".to_owned(), PACKAGE.to_owned()));
    files.extend(parts.into_iter().enumerate().map(|(i, xml)| (format!("xl/worksheets/sheet{}.xml", i + 1), xml)));
    zip(&files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>())
}

pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn cells(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// Enedis' spreadsheet of half-hours, with a second sheet for what is fed in where there is any.
pub fn half_hour_sheet(halves: &[Half], production: &[Half]) -> Vec<u8> {
    let rows = |halves: &[Half]| {
        let mut rows = vec![cells(&["PRM", PRM]), vec![], cells(&["Début", "Fin", "Valeur (en kW)"])];
        rows.extend(halves.iter().map(|half| {
            cells(&[
                &wall(half.from, "%d/%m/%Y %H:%M:%S"),
                &wall(half.until, "%d/%m/%Y %H:%M:%S"),
                &kilowatts(half.watts),
            ])
        }));
        rows
    };
    let mut sheets = vec![("Consommation Horaire", rows(halves))];
    if !production.is_empty() {
        sheets.push(("Production Horaire", rows(production)));
    }
    workbook(&sheets)
}

/// Enedis' spreadsheet of daily figures.
pub fn daily_sheet(halves: &[Half], first: &str, days: i64) -> Vec<u8> {
    let mut rows = vec![cells(&["Numéro de PRM :", PRM]), vec![], cells(&["Date", "Valeur (en kWh)"])];
    for day in 0..days {
        let day = date(first) + Duration::days(day);
        rows.push(cells(&[
            &day.format("%d/%m/%Y").to_string(),
            &(day_energy(halves, day) / 1000.0).to_string().replace('.', ","),
        ]));
    }
    workbook(&[("Export Consommation Quotidienne", rows)])
}

pub fn instant(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

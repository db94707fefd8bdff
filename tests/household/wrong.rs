//! What is brought by mistake is called what it is.

use bon_moment::{
    domain::household::{NotRead, Reason, ShortName},
    household_import::read,
};

use crate::make::*;

fn refused(bytes: &[u8]) -> NotRead {
    read(bytes, &paris()).unwrap_err()
}

#[test]
fn a_wrong_file_is_called_what_it_is() {
    let head_only = format!(
        "{LOAD_CURVE_HEAD}{PRM};Courbe de charge;30/12/2021;31/12/2022;Energie active;Consommation;Comptage Brut;W;\nHorodate;Valeur\n"
    );
    let maximum = format!(
        "{LOAD_CURVE_HEAD}{PRM};Puissance maximale quotidienne;30/12/2021;31/12/2022;Puissance maximale atteinte;Consommation;Comptage Brut;VA;\nHorodate;Valeur\n2021-12-31T19:32:00+01:00;5120\n"
    );
    for (expected, bytes) in [
        (NotRead::Blank, b"".to_vec()),
        (NotRead::Blank, b"\0\0\r\n \t".to_vec()),
        (NotRead::Pdf, b"%PDF-1.7\nfacture".to_vec()),
        (NotRead::WebPage, b"<!DOCTYPE html><html><title>Connexion</title>".to_vec()),
        (NotRead::WebPage, b"\n<html lang=fr>".to_vec()),
        (NotRead::Archive, zip(&[("inner.zip", b"PK\x05\x06")])),
        (NotRead::Archive, b"\x1f\x8b\x08".to_vec()),
        (NotRead::OldSpreadsheet, b"\xd0\xcf\x11\xe0\xa1\xb1".to_vec()),
        (NotRead::Picture, b"\x89PNG\r\n".to_vec()),
        (
            NotRead::Gas,
            "Numéro de PCE;Date de début;Date de fin;Volume consommé (m3);Energie consommée (kWh)\n"
                .as_bytes()
                .to_vec(),
        ),
        (NotRead::NoReadings, head_only.into_bytes()),
        (
            NotRead::NoReadings,
            workbook(&[("Consommation Horaire", vec![vec!["Début".into(), "Fin".into(), "Valeur (en kW)".into()]])]),
        ),
        (NotRead::MaximumPower, maximum.into_bytes()),
        (NotRead::MaximumPower, b"Date;Puissance maximale (W)\n01/01/2024;3800\n".to_vec()),
        (
            NotRead::OtherQuantity,
            format!("{LOAD_CURVE_HEAD}{PRM};Courbe de charge;30/12/2021;31/12/2022;Energie reactive;Consommation;Comptage Brut;W;\nHorodate;Valeur\n2021-12-31T00:30:00+01:00;20\n").into_bytes(),
        ),
        (NotRead::Cost, "Date;Montant TTC (€)\n01/01/2024;3,20\n".as_bytes().to_vec()),
        (NotRead::UnknownUnit(ShortName::of("MWh")), b"Date;Consommation (MWh)\n01/01/2024;0,02\n".to_vec()),
        (
            NotRead::Gas,
            br#"[{"journeeGaziere":"2024-01-01","indexDebut":1,"indexFin":4,"volumeBrutConsomme":3,"energieConsomme":33}]"#.to_vec(),
        ),
        (
            NotRead::Gas,
            workbook(&[(
                "Historique",
                vec![
                    ["Date de relevé", "Volume (m3)", "Energie consommée (kWh)"].map(String::from).to_vec(),
                    ["01/01/2024", "3", "33"].map(String::from).to_vec(),
                ],
            )]),
        ),
        (NotRead::Gas, workbook(&[("Export", vec![vec!["Identifiant PCE".into(), "12345678901234".into()]])])),
        (NotRead::Unknown, workbook(&[("Feuille1", vec![vec!["Nom".into(), "Prix".into()]])])),
        (NotRead::Unknown, b"nom;prix\nclou;3".to_vec()),
        (NotRead::Unknown, b"{\"a\":1}".to_vec()),
        (NotRead::Damaged, b"{\"meter_reading\":{\"interval_reading\":[".to_vec()),
        (NotRead::Damaged, half_hour_sheet(&halves("2026-01-01", "2026-01-02"), &[])[..900].to_vec()),
    ] {
        assert_eq!(refused(&bytes), expected, "{}", String::from_utf8_lossy(&bytes[..bytes.len().min(60)]));
    }
}

#[test]
fn a_unit_that_is_not_known_is_refused_by_its_name_and_not_taken_for_watts() {
    let file = |unit: &str| {
        format!(
            r#"{{"meter_reading":{{"reading_type":{{"unit":"{unit}"}},"interval_reading":[{{"value":"310","date":"2023-04-01 00:30:00","interval_length":"PT30M"}}]}}}}"#
        )
    };
    let unknown = refused(file("VA").as_bytes());
    assert_eq!(unknown, NotRead::UnknownUnit(ShortName::of("VA")));
    assert_eq!(unknown.to_string(), "it is in a unit that is not known: \"VA\"");
    // Beside readings in a known one the rows are counted.
    let mixed = read(format!("[{},{}]", file("VA"), file("W")).as_bytes(), &paris()).unwrap();
    assert_eq!(mixed.consumption.intervals().len(), 1);
    assert_eq!((mixed.left_out[0].reason, mixed.left_out[0].first.as_str()), (Reason::UnknownUnit, "VA"));
}

#[test]
fn a_spreadsheet_under_another_name_is_read_by_its_content() {
    // The name plays no part at all: it is not even handed in.
    assert!(read(&half_hour_sheet(&halves("2026-01-01", "2026-01-02"), &[]), &paris()).is_ok());
}

#[test]
fn rows_that_cannot_be_read_are_counted_with_their_reasons() {
    let text = "debut;fin;kW\n2026-01-01 00:00:00;2026-01-01 00:30:00;\"0,5\"\n2026-01-01 00:30:00;2026-01-01 01:00:00;null\n\
                hier;2026-01-01 01:30:00;\"0,5\"\n2026-01-01 01:30:00;2026-01-01 02:00:00;\"-1\"\n2026-01-01 02:00:00;2026-01-01 02:30:00;\"99999\"\n\
                2026-01-01 02:30:00;2026-01-01 03:00:00;beaucoup\n2026-01-01 03:00:00;2026-02-01 03:30:00;\"0,5\"\n\
                2026-03-29 02:00:00;2026-03-29 02:30:00;\"0,5\"\n";
    let reading = read(text.as_bytes(), &paris()).unwrap();
    let reasons: Vec<_> = reading.left_out.iter().map(|left| (left.reason, left.rows)).collect();
    assert_eq!(reading.consumption.intervals().len(), 1);
    assert_eq!(
        reasons,
        [
            (Reason::NoValue, 1),
            (Reason::BadTime, 1),
            (Reason::HourThatIsNot, 1),
            (Reason::BadValue, 1),
            (Reason::Negative, 1),
            (Reason::Implausible, 1),
            (Reason::NoStep, 1)
        ]
    );
    assert!(reading.left_out[1].first.starts_with("hier"));
}

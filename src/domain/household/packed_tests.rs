use super::{
    super::{Kind, Scale},
    *,
};

fn gathered() -> Gathered {
    let at = |text: &str| text.parse::<Instant>().unwrap();
    let record = Record::new(vec![
        Interval::new(at("2026-01-01T00:00:00Z"), 1800, WattHours(310.5)),
        Interval::new(at("2026-01-01T00:30:00Z"), 1800, WattHours(0.0)),
        Interval::new(at("2026-01-02T00:00:00Z"), 600, WattHours(16.667)),
    ]);
    let summary = Summary {
        form: Form::OwnJson,
        prm: MaskedPrm::read("12345678901234"),
        stamps: Stamps::Index,
        clocks: Clocks::Wall,
        parts: Part::of(Direction::Production, &record).into_iter().collect(),
        bases: vec![Basis {
            kind: Known::new(Kind::Counter, Evidence::Magnitude),
            scale: Known::new(Scale::Kilo, Evidence::Answer),
            step: Evidence::Grid,
            stamps: Known::new(Stamps::Index, Evidence::Signature),
            direction: Known::new(Direction::Production, Evidence::NotSaid),
            header_differs: true,
        }],
        left_out: vec![LeftOut { reason: Reason::NoStep, rows: 3, first: "é;\"".to_owned() }],
        unused: vec!["Coût (€)".to_owned()],
    };
    let question = Question {
        shape: u32::MAX,
        value: ShortName::of("25,2"),
        day: NaiveDate::from_ymd_opt(2024, 7, 15).unwrap(),
        step: 86_400,
        options: 0b1010,
    };
    let file = |name: &str, outcome| FileReport { name: name.to_owned(), outcome };
    Gathered {
        consumption: record,
        production: Record::default(),
        prm: MaskedPrm::read("12345678900000"),
        files: vec![
            file("a.xlsx", Ok(summary)),
            file("facture.pdf", Err(NotRead::Pdf)),
            file("jours.csv", Err(NotRead::Ambiguous(question))),
            file("é.json", Err(NotRead::UnknownUnit(ShortName::of("éVA")))),
        ],
    }
}

#[test]
fn what_is_packed_is_unpacked_the_same() {
    assert_eq!(unpack(&pack(&gathered())), Some(gathered()));
    assert_eq!(unpack(&pack(&Gathered::default())), Some(Gathered::default()));
}

#[test]
fn clocks_and_answers_are_packed_too() {
    let at = |text: &str| text.parse::<Instant>().unwrap();
    let paris = Zone::new(vec![(at("2026-03-29T01:00:00Z"), 120), (at("2026-10-25T01:00:00Z"), 60)]);
    let answers = Choice::ALL.map(|choice| Answer { shape: 7, choice });
    for zone in [paris, Zone::fixed(-240), Zone::fixed(0)] {
        assert_eq!(unpack_terms(&pack_terms(&zone, &answers)), Some((zone, answers.to_vec())));
    }
    assert_eq!(unpack_terms(&[]), None);
}

#[test]
fn bytes_that_are_cut_off_or_changed_are_refused_and_end_nothing() {
    let bytes = pack(&gathered());
    for end in 0..bytes.len() {
        assert_eq!(unpack(&bytes[..end]), None, "{end}");
    }
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 0xff;
        // Whatever comes out, it is no panic.
        let _ = unpack(&changed);
    }
    assert_eq!(unpack(b"{}"), None);
}

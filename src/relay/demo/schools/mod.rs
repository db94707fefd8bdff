//! The meters of the demonstration's schools: panels under the sun and the clouds of Lorient, and buildings that are used
//! as schools are. The same seed and instant always give the same values.

mod faults;
mod load;
mod places;
mod roof;
mod sky;
mod sun;
mod today;

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use chrono::{Duration, NaiveDate};

use self::{
    faults::Fault,
    places::{Building, buildings},
    sky::Sky,
    today::BuildingDay,
};
use super::{Demo, misbehaviour::Misbehaviour, text};
use crate::{
    api::dto::SourceStatusDto,
    domain::{Instant, PowerSeries, School, Watts, Zone, rfc3339},
    relay::schools::{LastValue, LocalDay, Meters, Unreadable},
};

/// Panels and buildings of the demonstration.
pub(super) struct DemoMeters<'a> {
    demo: &'a Demo,
    zone: &'a Zone,
    schools: Vec<School>,
    /// Drawn once for all places.
    skies: RefCell<BTreeMap<NaiveDate, Rc<Sky>>>,
}

impl<'a> DemoMeters<'a> {
    pub fn new(demo: &'a Demo, zone: &'a Zone) -> Self {
        Self { demo, zone, schools: buildings().iter().map(Building::school).collect(), skies: RefCell::default() }
    }

    fn building_day(&self, building: &'static Building, day: LocalDay) -> BuildingDay {
        let seed = self.demo.options.seed;
        let sky =
            Rc::clone(self.skies.borrow_mut().entry(day.date).or_insert_with(|| Rc::new(Sky::of(seed, day.date))));
        BuildingDay::new(seed, building, day, self.zone, sky)
    }

    fn fault(&self, place: &School, i: usize) -> Option<Fault> {
        let meter = place.meters.get(i)?;
        Fault::ALL.into_iter().find(|fault| {
            self.demo.misbehaves(fault.misbehaviour()) && fault.happens_to(place.id.as_str(), meter.id.as_str())
        })
    }
}

impl Meters for DemoMeters<'_> {
    fn places(&self) -> &[School] {
        &self.schools
    }

    fn day(&self, place: &School, day: LocalDay) -> Result<Vec<PowerSeries>, Unreadable> {
        let Some(building) = Building::find(place.id.as_str()) else { return Ok(Vec::new()) };
        let model = self.building_day(building, day);
        let series = place.meters.iter().enumerate().map(|(i, meter)| {
            let step_min = meter.step.num_minutes() as f64;
            let mean = |step| Some(Watts(model.power(meter.kind, (step as f64 + 0.5) * step_min)));
            let values = (0..day.past_steps(meter.step)).map(mean).collect();
            let series = PowerSeries { start: day.start, step: meter.step, values };
            self.fault(place, i).map_or(series.clone(), |fault| fault.befall(series, place, meter, day.now))
        });
        Ok(series.collect())
    }

    fn last(&self, place: &School, now: Instant) -> Result<Vec<LastValue>, Unreadable> {
        let Some(building) = Building::find(place.id.as_str()) else { return Ok(Vec::new()) };
        let one = |(i, meter): (usize, &crate::domain::Meter)| {
            let silent_for = self.fault(place, i).map_or(Duration::zero(), Fault::silence);
            let at = building.last_report(meter.step, now - silent_for);
            let day = LocalDay::of(self.zone.local(at).date(), self.zone, now);
            let minute = (at - day.start).num_seconds() as f64 / 60.0;
            Some((at, Watts(self.building_day(building, day).power(meter.kind, minute))))
        };
        Ok(place.meters.iter().enumerate().map(one).collect())
    }
}

/// The entry of the schools' meters in `status.json`.
pub(super) fn status(demo: &Demo, zone: &Zone, now: Instant) -> SourceStatusDto {
    let meters = DemoMeters::new(demo, zone);
    let today = LocalDay::of(zone.local(now).date(), zone, now);
    let (mut kept, mut rejected) = (0, 0);
    for place in meters.places() {
        for (i, series) in meters.day(place, today).into_iter().flatten().enumerate() {
            let known = series.values.iter().flatten().count() as u64;
            kept += known;
            // What never came was not left out.
            let wild = meters.fault(place, i) == Some(Fault::Wild);
            rejected += if wild { series.values.len() as u64 - known } else { 0 };
        }
    }
    let last = meters.places().iter().filter_map(|place| meters.last(place, now).ok());
    let last = last.flatten().flatten().map(|(at, _)| at).max();
    let fault = Fault::ALL.into_iter().find(|fault| demo.misbehaves(fault.misbehaviour()));
    let silent = demo.misbehaves(Misbehaviour::MeterSilent);
    SourceStatusDto {
        id: "meters-schools".to_owned(),
        label: Some(text("Compteurs des écoles", "Meters of the schools")),
        kind: Some("demonstration".to_owned()),
        ok: Some(!silent),
        last_success: last.map(rfc3339),
        kept: Some(kept),
        rejected: Some(rejected),
        last_error: fault.map(|fault| fault.error().to_owned()),
    }
}

#[cfg(test)]
mod tests;

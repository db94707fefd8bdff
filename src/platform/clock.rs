//! The device's clock. Outside of the relay's main loop nobody else reads one.

use crate::domain::{Instant, Zone};

/// What the device believes the time is.
#[cfg(target_arch = "wasm32")]
pub fn now() -> Instant {
    from_millis(js_sys::Date::now()).unwrap_or_default()
}

/// Natively there is no page whose clock this could be; tests and the relay hand instants in.
#[cfg(not(target_arch = "wasm32"))]
pub fn now() -> Instant {
    Instant::default()
}

/// Minutes east of UTC that the device's own zone has now: for a territory that does not say its zone.
pub fn device_offset() -> i32 {
    #[cfg(target_arch = "wasm32")]
    return -(js_sys::Date::new_0().get_timezone_offset() as i32);
    #[cfg(not(target_arch = "wasm32"))]
    0
}

/// The device's own zone with the changes of its clocks, for readings of years where no territory says its zone.
pub fn device_zone() -> Zone {
    #[cfg(target_arch = "wasm32")]
    {
        use chrono::Duration;
        // Meters that tell half-hours are younger.
        let start = Instant::from_timestamp(1_420_070_400, 0).unwrap_or_default();
        let end = now() + Duration::days(366);
        let offset = |at: Instant| {
            let millis = wasm_bindgen::JsValue::from_f64(at.timestamp_millis() as f64);
            -(js_sys::Date::new(&millis).get_timezone_offset() as i32)
        };
        // No zone changes twice within a week.
        let step = Duration::days(7);
        let mut changes = vec![(start, offset(start))];
        let mut at = start;
        while at < end {
            let (mut before, mut after) = (at, at + step);
            if offset(before) != offset(after) {
                while after - before > Duration::minutes(1) {
                    let middle = before + (after - before) / 2;
                    if offset(middle) == offset(at) { before = middle } else { after = middle }
                }
                // Clocks are changed at whole minutes.
                let minute = Instant::from_timestamp(after.timestamp().div_euclid(60) * 60, 0).unwrap_or(after);
                changes.push((minute, offset(after)));
            }
            at += step;
        }
        Zone::new(changes)
    }
    #[cfg(not(target_arch = "wasm32"))]
    Zone::fixed(device_offset())
}

/// Reads the date of an HTTP header; `None` when it is none.
pub fn parse_http_date(text: &str) -> Option<Instant> {
    #[cfg(target_arch = "wasm32")]
    return from_millis(js_sys::Date::parse(text));
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = text;
        None
    }
}

#[cfg(target_arch = "wasm32")]
fn from_millis(millis: f64) -> Option<Instant> {
    if millis.is_finite() { Instant::from_timestamp_millis(millis as i64) } else { None }
}

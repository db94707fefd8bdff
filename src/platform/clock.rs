//! The device's clock. Outside of the relay's main loop nobody else reads one.

use crate::domain::Instant;

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

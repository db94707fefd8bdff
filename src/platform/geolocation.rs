//! Where the device is, asked for once and only on the person's wish.

use crate::domain::Position;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeolocationError {
    /// The person or the browser's settings refused.
    Refused,
    /// No position within the time, or none to be had.
    Unavailable,
}

/// Asks for the position and hands the answer to `then`, exactly once.
pub fn locate(then: impl Fn(Result<Position, GeolocationError>) + Clone + 'static) {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::{JsCast, closure::Closure};
        /// A street's precision is enough and comes sooner; a position of some minutes ago is as good.
        const TIMEOUT_MS: u32 = 15_000;
        const MAX_AGE_MS: u32 = 5 * 60_000;
        const PERMISSION_DENIED: u16 = 1;

        let Ok(geolocation) = leptos::prelude::window().navigator().geolocation() else {
            then(Err(GeolocationError::Unavailable));
            return;
        };
        let found = {
            let then = then.clone();
            Closure::once_into_js(move |position: web_sys::Position| {
                let coords = position.coords();
                let position = Position::new(coords.latitude(), coords.longitude());
                then(position.map_err(|_| GeolocationError::Unavailable));
            })
        };
        let failed = {
            let then = then.clone();
            Closure::once_into_js(move |error: web_sys::PositionError| {
                let refused = error.code() == PERMISSION_DENIED;
                then(Err(if refused { GeolocationError::Refused } else { GeolocationError::Unavailable }));
            })
        };
        let options = web_sys::PositionOptions::new();
        options.set_timeout(TIMEOUT_MS);
        options.set_maximum_age(MAX_AGE_MS);
        let asked = geolocation.get_current_position_with_error_callback_and_options(
            found.unchecked_ref(),
            Some(failed.unchecked_ref()),
            &options,
        );
        if asked.is_err() {
            then(Err(GeolocationError::Unavailable));
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    then(Err(GeolocationError::Unavailable));
}

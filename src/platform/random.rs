//! Chance, to spread requests over time.

/// From 0 to below 1; natively always 0.5.
pub fn unit() -> f64 {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Math::random();
    #[cfg(not(target_arch = "wasm32"))]
    0.5
}

//! Which kind of address opens the device's own navigation.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Navigation {
    /// Android: `geo:` (RFC 5870) offers every installed application.
    Geo,
    /// Apple's devices: `maps:` opens the built-in one.
    Maps,
    /// Anything else: directions on the web.
    Web,
}

pub fn kind() -> Navigation {
    #[cfg(target_arch = "wasm32")]
    {
        let agent = leptos::prelude::window().navigator().user_agent().unwrap_or_default();
        if agent.contains("Android") {
            return Navigation::Geo;
        }
        if agent.contains("iPhone") || agent.contains("iPad") {
            return Navigation::Maps;
        }
    }
    Navigation::Web
}

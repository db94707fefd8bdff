//! Giving a request up after a time.

/// Aborts what listens to its signal when the time is over, unless dropped before.
#[cfg(target_arch = "wasm32")]
pub struct Deadline {
    controller: Option<web_sys::AbortController>,
    timer: Option<leptos::leptos_dom::helpers::TimeoutHandle>,
}

#[cfg(target_arch = "wasm32")]
impl Deadline {
    pub fn after(duration: std::time::Duration) -> Self {
        let controller = web_sys::AbortController::new().ok();
        let timer =
            controller.clone().and_then(|c| leptos::prelude::set_timeout_with_handle(move || c.abort(), duration).ok());
        Self { controller, timer }
    }

    pub fn signal(&self) -> Option<web_sys::AbortSignal> {
        self.controller.as_ref().map(web_sys::AbortController::signal)
    }

    pub fn has_passed(&self) -> bool {
        self.controller.as_ref().is_some_and(|c| c.signal().aborted())
    }
}

#[cfg(target_arch = "wasm32")]
impl Drop for Deadline {
    fn drop(&mut self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
    }
}

//! Keys that lead about a page.

use leptos::ev::Event;

/// An arrow's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    Left,
    Right,
    Up,
    Down,
}

/// Whether a key is pressed at a table or what folds away, where arrows move what is seen.
pub fn is_scrolling(event: &Event) -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        return target.is_some_and(|target| target.closest(".scroll, details").is_ok_and(|found| found.is_some()));
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = event;
        false
    }
}

/// The arrow that was pressed alone: with another key its meaning is the browser's. In a field it moves through the text.
pub fn arrow_of(event: &Event) -> Option<Arrow> {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        let key = event.dyn_ref::<web_sys::KeyboardEvent>()?;
        if key.alt_key() || key.ctrl_key() || key.meta_key() || key.shift_key() {
            return None;
        }
        return match key.key().as_str() {
            "ArrowLeft" => Some(Arrow::Left),
            "ArrowRight" => Some(Arrow::Right),
            "ArrowUp" => Some(Arrow::Up),
            "ArrowDown" => Some(Arrow::Down),
            _ => None,
        };
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = event;
        None
    }
}

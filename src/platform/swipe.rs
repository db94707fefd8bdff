//! A finger or a mouse that draws over a part of the page.

use leptos::ev::Event;

use super::keys::Arrow;

/// A place in the window, CSS pixels.
pub type Point = (f64, f64);

/// Where a pointer's event happened; `None` where that is not on an element that `selector` matches, or inside of one.
pub fn point_on(event: &Event, selector: &str) -> Option<Point> {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        event.target()?.dyn_into::<web_sys::Element>().ok()?.closest(selector).ok()??;
        let of = |name: &str| js_sys::Reflect::get(event, &name.into()).ok()?.as_f64();
        return Some((of("clientX")?, of("clientY")?));
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (event, selector);
        None
    }
}

/// The arrow that a drawing from one place to another stands for: what lies to the right is pulled in to the left. What is
/// short or leads up and down is none.
pub fn arrow_of((from_x, from_y): Point, (to_x, to_y): Point) -> Option<Arrow> {
    const LEAST: f64 = 40.0;
    let (right, down) = (to_x - from_x, to_y - from_y);
    let is_swipe = right.abs() >= LEAST && right.abs() > 2.0 * down.abs();
    is_swipe.then_some(if right < 0.0 { Arrow::Right } else { Arrow::Left })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swipe_is_long_and_level() {
        let arrow = |to| arrow_of((100.0, 100.0), to);
        assert_eq!([arrow((40.0, 110.0)), arrow((160.0, 80.0))], [Some(Arrow::Right), Some(Arrow::Left)]);
        assert_eq!([arrow((80.0, 100.0)), arrow((40.0, 160.0)), arrow((100.0, 400.0))], [None; 3]);
    }
}

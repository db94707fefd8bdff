//! Drawings beside the headings: strokes on a square of 24 units, for the eyes only. The words beside say the same.

pub const PLACE: &str = "M12 22c5-6 7-9 7-13a7 7 0 0 0-14 0c0 4 2 7 7 13zM12 6a3 3 0 1 0 .1 0";
pub const BOX: &str = "M3 8l9-5 9 5v9l-9 5-9-5zM3 8l9 5 9-5M12 13v9";
pub const CARD: &str = "M2 5h20v14H2zM6 9h5v6H6zM14 10h5M14 14h4";
pub const CLOCK: &str = "M12 2a10 10 0 1 0 .1 0M12 6v6l4 3";
pub const PHONE: &str = "M7 2h10v20H7zM11 19h2";
pub const HAND: &str = "M9 11V4a2 2 0 0 1 4 0v7l5 1c2 1 2 3 1 5l-2 5h-7l-5-7c0-2 2-2 4 0";
pub const PEN: &str = "M4 20l2-6L17 3l4 4L10 18zM14 6l4 4";

//! The form of a language: every phrase that the app can say.

use chrono::{NaiveDate, NaiveTime, Weekday};

use crate::domain::{DaySpan, Direction, DistanceMetres, FrenchHoliday, Lang, Minutes, Trend, WaitBand};

/// A heading and its paragraphs.
pub type Section = (&'static str, &'static [&'static str]);

/// Every phrase of one language. Functions take what varies; none of them adds HTML.
pub struct Texts {
    pub lang: Lang,
    pub app_name: &'static str,
    pub skip_to_content: &'static str,
    pub main_menu: &'static str,
    pub other_language: &'static str,
    pub demo_label: &'static str,
    pub demo_banner: &'static str,
    pub results: &'static str,
    pub footer_links: &'static str,
    pub help_somebody: &'static str,
    pub schools: &'static str,
    pub consumption: &'static str,

    // Pages
    pub home: &'static str,
    pub home_title: &'static str,
    pub sites: &'static str,
    pub sites_title: &'static str,
    pub map: &'static str,
    pub map_title: &'static str,
    pub sources: &'static str,
    pub sources_title: &'static str,
    pub not_found_title: &'static str,
    pub not_found_text: &'static str,
    pub site_not_found_title: &'static str,
    pub site_not_found_text: &'static str,
    pub other_territory_text: &'static str,
    pub back_to_list: &'static str,
    /// A switch.
    pub light_mode: &'static str,
    /// What the map's page says in light mode.
    pub light_map: &'static str,
    pub title_of: fn(page: &str, territory: &str) -> String,

    // Where one sets off
    pub from_where: &'static str,
    pub commune_hint: &'static str,
    pub choose: &'static str,
    pub use_position: &'static str,
    pub locating: &'static str,
    pub position_in_use: &'static str,
    pub position_approximate_note: &'static str,
    /// Beside a drive that is not known.
    pub position_unknown_note: &'static str,
    pub position_refused: &'static str,
    pub position_unavailable: &'static str,
    pub forget_place: &'static str,
    pub remember: &'static str,
    pub remember_hint: &'static str,
    pub storage_refused: &'static str,
    pub commune_unknown: fn(typed: &str) -> String,
    pub leaving_from: fn(place: &str) -> String,

    // What one brings
    pub what_i_bring: &'static str,
    /// Stands in the field as long as it is empty.
    pub what_example: &'static str,
    pub search_label: &'static str,
    pub search_hint: &'static str,
    pub clear: &'static str,
    pub understood_as: fn(typed: &str, material: &str) -> String,
    pub not_understood: fn(typed: &str) -> String,
    /// Before proposals, none of which is taken for granted.
    pub did_you_mean: &'static str,
    /// Before other meanings than the one that was taken.
    pub or_rather: &'static str,
    pub accepted: &'static str,
    pub refused: &'static str,
    pub acceptance_unknown: &'static str,
    pub full_today: &'static str,
    pub acceptance_count: fn(accepted: usize, refused: usize, full: usize, unknown: usize) -> String,

    // The answer
    /// Said of the quickest of all.
    pub best_now: &'static str,
    /// Said where another one, of which less is known, may be quicker.
    pub good_now: &'static str,
    /// A total that is already rounded.
    pub about_total: fn(Minutes) -> String,
    /// The wait of this moment, where another one is to be expected on arrival.
    pub for_the_moment: fn(band: &str, read: &str) -> String,
    /// "9 min de route, puis 5 à 10 min d’attente"; a drive that is not known is said to be.
    pub drive_plus_wait: fn(drive: Option<Minutes>, wait: Option<&str>, usual: bool) -> String,
    pub drive_only: fn(Minutes) -> String,
    /// Where a centre is that lies near, in words that tell no distance.
    pub place_unknown: &'static str,
    /// "environ 25 min (15 min de route, puis 5 à 10 min d’attente)".
    pub total_of: fn(total: &str, parts: &str) -> String,
    pub drive_is_estimate: &'static str,
    pub entry_until: fn(&str) -> String,
    pub closes_at: fn(&str) -> String,
    pub go: &'static str,
    pub details: &'static str,
    pub details_of: fn(&str) -> String,
    pub nearby: &'static str,
    pub all_sites: &'static str,
    pub choose_place_first: &'static str,
    pub open_now: &'static str,
    pub none_now: &'static str,
    /// Of some nobody knows the hours.
    pub none_known: &'static str,
    /// Some are open, and each refuses it or has no room.
    pub none_takes: &'static str,
    /// Each one says that it does not take it.
    pub refused_everywhere: &'static str,
    pub next_to_open: &'static str,
    /// The same where of another one nobody knows when it opens.
    pub next_known_to_open: &'static str,
    pub too_late: &'static str,

    // State
    pub open: &'static str,
    pub closes_soon: &'static str,
    pub closed: &'static str,
    pub hours_unknown: &'static str,
    pub hours_unknown_short: &'static str,
    /// Of a state: something speaks against the usual hours, and nobody can say what holds.
    pub state_to_confirm: &'static str,
    /// The same of the hours of one day, with what to do.
    pub to_confirm: &'static str,
    pub call_first: &'static str,
    pub dates_unclear: &'static str,
    /// After hours of a day that may be a public holiday, and of the state then.
    pub except_holidays: &'static str,
    pub perhaps_holiday: &'static str,
    pub closed_day: &'static str,
    pub public_holiday: &'static str,
    pub french_holiday: fn(FrenchHoliday) -> &'static str,
    pub exceptional_hours: &'static str,
    pub exceptional_closure: &'static str,
    pub reported_closed: &'static str,
    pub no_more_entry: &'static str,
    pub open_until: fn(&str) -> String,
    pub open_until_entry: fn(until: &str, entry: &str) -> String,
    pub opens: fn(&str) -> String,

    // Waits
    pub wait: &'static str,
    pub wait_unknown: &'static str,
    pub band: fn(WaitBand) -> &'static str,
    pub trend: fn(Trend) -> &'static str,
    pub usual_at_this_hour: &'static str,
    /// `when` is a moment with its preposition: "à 10 h", "lundi 30 novembre à 10 h".
    pub read_at_ago: fn(when: &str, minutes: i64) -> String,
    pub old_reading: fn(when: &str) -> String,
    pub old_wait: fn(band: &str) -> String,
    pub no_sensor: &'static str,
    pub vehicles: fn(u32) -> String,

    // List
    pub sort_by: &'static str,
    pub sort_near: &'static str,
    pub sort_distance: &'static str,
    pub sort_wait: &'static str,
    pub sort_name: &'static str,
    pub sort_needs_place: &'static str,
    pub only_open: &'static str,
    pub filters: &'static str,
    pub found: fn(usize) -> String,
    pub none_found: &'static str,
    pub show_more: fn(usize) -> String,
    pub away: fn(DistanceMetres, Direction) -> String,
    pub unnamed_site: &'static str,
    pub unnamed_site_in: fn(&str) -> String,
    /// "Déchetterie d’Auray (selon Auray Quiberon)": the name of a centre that another territory publishes.
    pub site_of: fn(name: &str, origin: &str) -> String,
    /// "Selon Auray Quiberon", before what that territory announces.
    pub according_to: fn(origin: &str) -> String,
    pub see_on_map: &'static str,

    // Detail
    pub hours_title: &'static str,
    pub hours_caption: &'static str,
    pub day: &'static str,
    pub hours: &'static str,
    pub today_mark: &'static str,
    pub hours_as_written: &'static str,
    pub last_entry_note: fn(Minutes) -> String,
    pub holiday_note_closed: &'static str,
    pub holiday_note_unknown: &'static str,
    pub before_leaving: &'static str,
    pub badge_required: &'static str,
    pub badge_not_required: &'static str,
    pub badge_unknown: &'static str,
    pub professionals_no: &'static str,
    pub professionals_yes: &'static str,
    pub max_height: fn(&str) -> String,
    pub wheelchair_yes: &'static str,
    pub wheelchair_limited: &'static str,
    pub wheelchair_no: &'static str,
    pub accepts_title: &'static str,
    pub refuses_title: &'static str,
    pub accepts_unknown: &'static str,
    pub limit: fn(cubic_metres: &str) -> String,
    pub full_today_title: &'static str,
    pub when_title: &'static str,
    pub if_you_leave_now: &'static str,
    pub calm_hours: &'static str,
    pub calm_mark: &'static str,
    pub usual_title: &'static str,
    pub usual_unknown: &'static str,
    pub usual_caption: fn(weekday: Weekday) -> String,
    pub minutes: fn(Minutes) -> String,
    pub usual_sentence: fn(weekday: Weekday, quiet: u8, busy: u8) -> String,
    pub usual_flat: fn(weekday: Weekday, band: &str) -> String,
    pub choose_day: &'static str,
    pub hour: &'static str,
    pub hour_range: fn(u8) -> String,
    pub see_table: &'static str,
    pub address: &'static str,
    pub approximate_place: &'static str,
    pub phone: &'static str,
    pub call: fn(&str) -> String,
    pub website: &'static str,
    pub share: &'static str,
    pub link_copied: &'static str,
    pub link_by_hand: &'static str,
    pub where_data_from: &'static str,
    pub retrieved_on: fn(&str) -> String,
    pub closures_ahead: &'static str,
    pub days_ahead: &'static str,
    pub from_until: fn(from: &str, until: Option<&str>) -> String,
    pub note: &'static str,

    // Map
    pub show_map: &'static str,
    pub map_consent: fn(host: &str) -> String,
    pub map_with_background: &'static str,
    pub map_without_background: &'static str,
    pub map_forget: &'static str,
    pub map_loading: &'static str,
    pub map_failed: &'static str,
    pub map_label: &'static str,
    pub map_chosen: &'static str,
    pub map_list_title: &'static str,
    pub cluster: fn(usize) -> String,
    pub zoom_in: &'static str,
    pub zoom_out: &'static str,
    pub move_north: &'static str,
    pub move_south: &'static str,
    pub move_west: &'static str,
    pub move_east: &'static str,
    pub close: &'static str,

    // Freshness
    pub loading: &'static str,
    /// `when` is a moment with its preposition.
    pub received_at: fn(when: &str) -> String,
    pub refresh: &'static str,
    pub pause: &'static str,
    pub resume: &'static str,
    pub paused: &'static str,
    pub retry: &'static str,
    pub trouble_old: fn(when: &str) -> String,
    pub trouble_none: &'static str,
    pub trouble_network: &'static str,
    pub trouble_timeout: &'static str,
    pub trouble_status: fn(u16) -> String,
    pub trouble_busy: &'static str,
    pub trouble_portal: &'static str,
    pub trouble_unreadable: &'static str,
    pub trouble_version: &'static str,
    pub call_instead: fn(phone: &str) -> String,
    pub waits_missing: &'static str,
    pub notices: &'static str,
    /// "Caudan, Riantec et 2 autres".
    pub and_others: fn(names: &str, others: usize) -> String,

    // Sources
    pub sources_intro: &'static str,
    pub source: &'static str,
    pub source_state: &'static str,
    pub source_ok: &'static str,
    pub source_failing: &'static str,
    pub source_unknown: &'static str,
    pub last_success: &'static str,
    /// Follows a source's state.
    pub rejected: fn(u64) -> String,
    pub sources_none: &'static str,
    pub open_data_title: &'static str,
    pub open_data_text: &'static str,
    /// Leads to the page that offers the series.
    pub series: &'static str,
    pub licence: &'static str,
    pub diagnostics: &'static str,
    pub diagnostics_none: &'static str,
    pub diagnostics_some: fn(usize) -> String,

    // Numbers and days
    pub today: &'static str,
    pub tomorrow: &'static str,
    pub weekday: fn(Weekday) -> &'static str,
    /// "24 novembre", "1er décembre".
    pub day_month: fn(NaiveDate) -> String,
    /// "10 h", "14 h 05".
    pub time: fn(NaiveTime) -> String,
    /// "10 h à 12 h 30"; past midnight, the clock time of the next day.
    pub span: fn(DaySpan) -> String,
    /// A time of today with its preposition: "à 10 h".
    pub at_time: fn(time: &str) -> String,
    /// A time of another day, named in full, with its preposition: "samedi 21 novembre à 10 h", "on Saturday 21 November at
    /// 10:00".
    pub on_day_at: fn(day: &str, time: &str) -> String,
    /// "demain à 10 h".
    pub day_at: fn(day: &str, time: &str) -> String,
    /// "Licence : …".
    pub labelled: fn(label: &str, value: &str) -> String,
    pub decimal_point: char,
}

/// The phrases of a language.
pub fn texts(lang: Lang) -> &'static Texts {
    match lang {
        Lang::Fr => &super::fr::TEXTS,
        Lang::En => &super::en::TEXTS,
    }
}

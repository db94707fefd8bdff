//! Fields for what a person knows better than the page. What is not understood stays in its field to be corrected; below it
//! stands what goes on holding.

use crate::{
    state::Household,
    views::bricks::{View, div, input, label, none, p, status},
};

/// What is to be typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    Number,
    Hours,
}

/// A field and the words around it.
pub struct Field {
    /// Of the field, on its page.
    pub id: String,
    pub label: String,
    pub typed: Typed,
    pub hint: Option<&'static str>,
    /// What holds, as it is written in the field; empty: nothing yet.
    pub holds: String,
}

impl Field {
    /// `take` says whether it understood what was typed, and keeps it then.
    pub fn view(self, home: Household, take: impl Fn(&str) -> bool + Send + Sync + 'static) -> View {
        let (t, id) = (home.t(), self.id);
        let wrong = home.mistyped_in(&id);
        let said = wrong.as_ref().map_or_else(none, |_| {
            let what = match self.typed {
                Typed::Number => t.number_wrong,
                Typed::Hours => t.hours_wrong,
            };
            let still = if self.holds.is_empty() { String::new() } else { (t.still_holds)(&self.holds) };
            p("notice", format!("{what} {still}").trim_end().to_owned())
        });
        let (hint_id, wrong_id) = (format!("{id}-hint"), format!("{id}-wrong"));
        let described_by = if self.hint.is_some() { format!("{wrong_id} {hint_id}") } else { wrong_id.clone() };
        let mut field = input("", none())
            .attr("id", id.clone())
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("aria-describedby", described_by);
        if self.typed == Typed::Number {
            field = field.attr("inputmode", "decimal");
        }
        if wrong.is_some() {
            field = field.attr("aria-invalid", "true");
        }
        let (shown, changed) = (wrong.unwrap_or(self.holds), id.clone());
        let field = field.showing(move || shown.clone()).on("change", move |event| {
            let typed = leptos::prelude::event_target_value(&event);
            let is_understood = take(&typed);
            home.note_mistyped(&changed, (!is_understood).then_some(typed));
        });
        let hint = self.hint.map_or_else(none, |hint| p("hint", hint).attr("id", hint_id));
        div("field", [label("", self.label).attr("for", id), field, status("", said).attr("id", wrong_id), hint])
    }
}

//! What a person types that is not understood stands in its field until it is.

use super::Household;

impl Household {
    /// Chooses a tariff. What stood in the fields of another one goes.
    pub fn choose_tariff(self, id: String) {
        self.mistyped.set(Vec::new());
        self.agree(|contract| contract.tariff = Some(id));
    }

    /// What stands in a field and is not understood.
    pub fn mistyped_in(self, field: &str) -> Option<String> {
        self.mistyped.with(|all| all.iter().find(|(id, _)| id == field).map(|(_, typed)| typed.clone()))
    }

    /// Notes that what was typed into a field is not understood; `None`: it is.
    pub fn note_mistyped(self, field: &str, typed: Option<String>) {
        self.mistyped.update(|all| {
            all.retain(|(id, _)| id != field);
            all.extend(typed.map(|typed| (field.to_owned(), typed)));
        });
    }
}

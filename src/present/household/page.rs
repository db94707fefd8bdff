//! The addresses of the household's area, below its own path. None of them says anything of a household.

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HouseholdPage {
    /// Bringing a file; what matters most, once there is one.
    Start,
    /// Days, weeks, months and years.
    Curve,
    /// The shape of weeks, what runs all night, peaks, seasons, others.
    Habits,
    /// What it costs.
    Cost,
    /// When to run a machine.
    Moment,
    /// Keeping, exporting, deleting.
    Data,
    /// Two pages of paper for a talk with an adviser.
    Sheet,
    /// Where the file is to be had.
    Help,
}

impl HouseholdPage {
    pub const ALL: [HouseholdPage; 8] = [
        HouseholdPage::Start,
        HouseholdPage::Curve,
        HouseholdPage::Habits,
        HouseholdPage::Cost,
        HouseholdPage::Moment,
        HouseholdPage::Data,
        HouseholdPage::Sheet,
        HouseholdPage::Help,
    ];
    pub const PATHS: [&'static str; 8] = ["", "courbe", "habitudes", "prix", "moment", "donnees", "feuille", "aide"];

    /// The path below the area's own.
    pub fn path(self) -> &'static str {
        let place = Self::ALL.iter().position(|page| *page == self);
        place.map_or("", |place| Self::PATHS[place])
    }

    /// Whether there is nothing to see without figures.
    pub const fn needs_data(self) -> bool {
        match self {
            HouseholdPage::Curve
            | HouseholdPage::Habits
            | HouseholdPage::Cost
            | HouseholdPage::Moment
            | HouseholdPage::Sheet => true,
            HouseholdPage::Start | HouseholdPage::Data | HouseholdPage::Help => false,
        }
    }

    pub fn parse(path: &str) -> Option<Self> {
        Self::PATHS.iter().position(|known| *known == path).map(|place| Self::ALL[place])
    }
}

#[cfg(test)]
mod tests {
    use super::HouseholdPage;

    #[test]
    fn each_page_has_an_address_of_its_own() {
        for page in HouseholdPage::ALL {
            assert_eq!(HouseholdPage::parse(page.path()), Some(page));
        }
        assert_eq!(HouseholdPage::parse("ailleurs"), None);
    }
}

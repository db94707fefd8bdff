//! The order of the list of schools.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchoolOrder {
    Name,
    Production,
    Today,
    PerPeak,
}

impl SchoolOrder {
    pub const ALL: [SchoolOrder; 4] =
        [SchoolOrder::Name, SchoolOrder::Production, SchoolOrder::Today, SchoolOrder::PerPeak];

    pub const fn key(self) -> &'static str {
        match self {
            SchoolOrder::Name => "name",
            SchoolOrder::Production => "production",
            SchoolOrder::Today => "today",
            SchoolOrder::PerPeak => "per-peak",
        }
    }
}

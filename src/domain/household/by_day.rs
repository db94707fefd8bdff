//! Values by the day.

use chrono::NaiveDate;

/// A value for each of some days, ascending. A list and not a tree: it is made once and then looked into.
#[derive(Clone, Debug, PartialEq)]
pub struct ByDay<T>(Vec<(NaiveDate, T)>);

impl<T> Default for ByDay<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> ByDay<T> {
    pub fn get(&self, day: NaiveDate) -> Option<T> {
        let place = self.0.binary_search_by(|(known, _)| known.cmp(&day)).ok()?;
        Some(self.0[place].1)
    }

    pub fn iter(&self) -> impl Iterator<Item = (NaiveDate, T)> {
        self.0.iter().copied()
    }

    pub fn last(&self) -> Option<NaiveDate> {
        self.0.last().map(|(day, _)| *day)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds values in any order; of two for one day the later one counts.
    pub fn extend(&mut self, more: impl Iterator<Item = (NaiveDate, T)>) {
        for (day, value) in more {
            match self.0.last() {
                Some((last, _)) if *last >= day => match self.0.binary_search_by(|(known, _)| known.cmp(&day)) {
                    Ok(place) => self.0[place].1 = value,
                    Err(place) => self.0.insert(place, (day, value)),
                },
                Some(_) | None => self.0.push((day, value)),
            }
        }
    }
}

impl<T: Copy> FromIterator<(NaiveDate, T)> for ByDay<T> {
    fn from_iter<I: IntoIterator<Item = (NaiveDate, T)>>(values: I) -> Self {
        let mut days = Self::default();
        days.extend(values.into_iter());
        days
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found_in_whichever_order_they_came() {
        let date = |day| NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
        let mut days: ByDay<u32> = [3, 1, 2].into_iter().map(|day| (date(day), day)).collect();
        days.extend([(date(2), 20), (date(9), 90)].into_iter());
        assert_eq!(days.iter().map(|(_, value)| value).collect::<Vec<_>>(), [1, 20, 3, 90]);
        assert_eq!((days.get(date(2)), days.get(date(4)), days.last()), (Some(20), None, Some(date(9))));
    }
}

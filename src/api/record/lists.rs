//! Lists of a record. All that they have in common is one loop, whatever they hold.

use super::{Place, Record};
use crate::{
    domain::MaterialId,
    platform::json::{Value, for_each_entry},
};

/// Reads one record of a list; used for what lists have in common.
type ReadOne<'a> = dyn FnMut(&mut Record) + 'a;

impl<'a> Record<'a> {
    /// The list under `key`, empty where it is missing; `None` and a note where it is no list.
    #[inline(never)]
    pub fn list(&mut self, key: &str) -> Option<&'a [Value]> {
        match self.field(key) {
            None => Some(&[]),
            Some(Value::Array(items)) => Some(items),
            Some(_) => {
                self.fault(key, "a list");
                None
            }
        }
    }

    /// The list under `key`. What is no list is its one item, which then says itself what is wrong: a closure that is written
    /// without its brackets must not vanish.
    pub fn one_or_more(&self, key: &str) -> &'a [Value] {
        match self.field(key) {
            None => &[],
            Some(Value::Array(items)) => items,
            Some(other) => std::slice::from_ref(other),
        }
    }

    /// Whether it is a list of so many items; otherwise that is noted.
    #[inline(never)]
    pub fn has_places(&mut self, count: usize) -> bool {
        let has = matches!(self.value, Value::Array(items) if items.len() == count);
        if !has {
            self.fault("", &format!("a list of {count}"));
        }
        has
    }

    /// Calls `one` with each of the `items` of the list under `key`, whatever their shape.
    #[inline(never)]
    pub fn for_each(&mut self, key: &str, items: &[Value], one: &mut ReadOne) {
        for (i, value) in items.iter().enumerate() {
            let faults = self.problems.faults;
            let place = Place { outside: Some(&self.place), key, index: Some(i) };
            one(&mut Record { value, place, problems: self.problems, faults });
        }
    }

    /// Calls `one` with each of the `items` that is not `null`; those that are, are noted.
    #[inline(never)]
    pub fn for_each_present(&mut self, key: &str, items: &[Value], one: &mut ReadOne) {
        self.for_each(key, items, &mut |record| {
            if record.requires(&[""]).is_some() {
                one(record);
            }
        });
    }

    /// Calls `one` with each of the `items` that is an object; others are noted. What is wrong with an item concerns that item
    /// alone.
    #[inline(never)]
    pub fn for_each_record(&mut self, key: &str, items: &[Value], one: &mut ReadOne) {
        self.for_each(key, items, &mut |record| {
            if record.is_object() {
                one(record);
            }
            record.problems.faults = record.faults;
        });
    }

    /// Reads each record of the list under `key` on its own; what cannot be read is left out and noted.
    pub fn records<T>(&mut self, key: &str, read: impl FnMut(&mut Record) -> Option<T>) -> Vec<T> {
        let items = self.list(key).unwrap_or_default();
        self.records_of(key, items, read)
    }

    /// As [`Record::records`] for a list that is at hand.
    pub fn records_of<T>(
        &mut self,
        key: &str,
        items: &[Value],
        mut read: impl FnMut(&mut Record) -> Option<T>,
    ) -> Vec<T> {
        let mut kept = Vec::new();
        self.for_each_record(key, items, &mut |record| {
            if let Some(value) = read(record) {
                kept.push(value);
            }
        });
        kept
    }

    /// Reads each item of the list under `key`; `None` where a single one cannot be read, or there is no list.
    pub fn every<T>(&mut self, key: &str, mut read: impl FnMut(&mut Record) -> Option<T>) -> Option<Vec<T>> {
        let items = self.field(key).and(self.list(key))?;
        let mut kept = Vec::new();
        self.for_each_present(key, items, &mut |record| {
            if let Some(value) = read(record) {
                kept.push(value);
            }
        });
        (kept.len() == items.len()).then_some(kept)
    }

    /// Calls `one` with each key of the object under `key` and its value.
    #[inline(never)]
    pub fn for_each_entry(&mut self, key: &str, one: &mut dyn FnMut(&str, &mut Record)) {
        let Some(value) = self.field(key) else { return };
        if !matches!(value, Value::Object(_)) {
            return self.fault(key, "an object");
        }
        let outside = Place { outside: Some(&self.place), key, index: None };
        for_each_entry(value, &mut |key, value| {
            if !matches!(value, Value::Null) {
                let place = Place { outside: Some(&outside), key, index: None };
                let faults = self.problems.faults;
                one(key, &mut Record { value, place, problems: self.problems, faults });
            }
        });
    }

    /// Texts, of which others than texts are left out and noted.
    #[inline(never)]
    pub fn strings(&mut self, key: &str) -> Vec<String> {
        let items = self.list(key).unwrap_or_default();
        let mut kept = Vec::new();
        self.for_each_present(key, items, &mut |record| kept.extend(record.string("")));
        kept
    }

    #[inline(never)]
    pub fn materials(&mut self, key: &str) -> Vec<MaterialId> {
        self.strings(key).into_iter().map(MaterialId).collect()
    }

    /// Whether `id`, which lies under `id`, comes for the first time; a record that repeats one is noted, and the caller
    /// leaves it out. `seen` is ascending.
    #[inline(never)]
    pub fn is_first(&mut self, seen: &mut Vec<String>, id: &str) -> bool {
        match seen.binary_search_by(|other| other.as_str().cmp(id)) {
            Ok(_) => {
                self.note("id", &format_args!("{id} occurs twice"));
                false
            }
            Err(position) => {
                seen.insert(position, id.to_owned());
                true
            }
        }
    }
}

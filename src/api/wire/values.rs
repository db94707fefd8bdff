//! How each type of value is read.

use serde_json::Value;

use super::{Fault, Wire, from_value, read_items, read_places};

/// The whole number, however it is written: JSON knows one kind of numbers.
fn whole<T: TryFrom<i64>>(value: &Value) -> Option<T> {
    /// Up to here every whole number is one in floating point.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number = value.as_f64().filter(|number| number.abs() <= EXACT && number.fract() == 0.0)?;
    T::try_from(number as i64).ok()
}

/// Fills `into`, or tells what was expected.
fn fill<T>(into: &mut T, read: Option<T>, expected: &str, found: &Value) -> Result<(), Fault> {
    *into = read.ok_or_else(|| Fault::new(expected, Some(found)))?;
    Ok(())
}

impl Wire for Value {
    fn read(&mut self, value: Value, _: &mut Vec<Fault>) -> Result<(), Fault> {
        *self = value;
        Ok(())
    }
}

impl Wire for String {
    fn read(&mut self, value: Value, _: &mut Vec<Fault>) -> Result<(), Fault> {
        match value {
            Value::String(text) => *self = text,
            other => return Err(Fault::new("a string", Some(&other))),
        }
        Ok(())
    }
}

impl Wire for bool {
    fn read(&mut self, value: Value, _: &mut Vec<Fault>) -> Result<(), Fault> {
        fill(self, value.as_bool(), "true or false", &value)
    }
}

impl Wire for f64 {
    fn read(&mut self, value: Value, _: &mut Vec<Fault>) -> Result<(), Fault> {
        fill(self, value.as_f64(), "a number", &value)
    }
}

impl Wire for u8 {
    fn read(&mut self, value: Value, _: &mut Vec<Fault>) -> Result<(), Fault> {
        fill(self, whole(&value), "a whole number from 0 to 255", &value)
    }
}

impl Wire for u32 {
    fn read(&mut self, value: Value, _: &mut Vec<Fault>) -> Result<(), Fault> {
        fill(self, whole(&value), "a whole number from 0 to 2^32 - 1", &value)
    }
}

impl Wire for u64 {
    fn read(&mut self, value: Value, _: &mut Vec<Fault>) -> Result<(), Fault> {
        fill(self, whole(&value), "a whole number from 0", &value)
    }
}

impl Wire for i32 {
    fn read(&mut self, value: Value, _: &mut Vec<Fault>) -> Result<(), Fault> {
        fill(self, whole(&value), "a whole number of 32 bits", &value)
    }
}

impl<T: Wire + Default> Wire for Option<T> {
    /// Stays empty where the value cannot be read: what is left of it is no value.
    fn read(&mut self, value: Value, left_out: &mut Vec<Fault>) -> Result<(), Fault> {
        if !value.is_null() {
            *self = Some(from_value(value, left_out)?);
        }
        Ok(())
    }
    fn missing(&mut self) -> Result<(), Fault> {
        Ok(())
    }
}

impl<T: Wire + Default> Wire for Vec<T> {
    fn read(&mut self, value: Value, left_out: &mut Vec<Fault>) -> Result<(), Fault> {
        read_items(value, left_out, &mut |item, left_out| {
            self.push(from_value(item, left_out)?);
            Ok(())
        })
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn read(&mut self, value: Value, left_out: &mut Vec<Fault>) -> Result<(), Fault> {
        read_places(value, "a list of two", &mut [&mut self.0, &mut self.1], left_out)
    }
}

impl Wire for [f64; 4] {
    fn read(&mut self, value: Value, left_out: &mut Vec<Fault>) -> Result<(), Fault> {
        let [a, b, c, d] = self;
        read_places(value, "a list of four numbers", &mut [a, b, c, d], left_out)
    }
}

/// A list of records of which each is read on its own. What is no list is one record, which then says itself what is wrong: a
/// closure that is written without its brackets must not vanish.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct Records(pub Vec<Value>);

impl Wire for Records {
    fn read(&mut self, value: Value, _: &mut Vec<Fault>) -> Result<(), Fault> {
        self.0 = match value {
            Value::Array(records) => records,
            other => vec![other],
        };
        Ok(())
    }
}

impl From<Vec<Value>> for Records {
    fn from(records: Vec<Value>) -> Self {
        Self(records)
    }
}

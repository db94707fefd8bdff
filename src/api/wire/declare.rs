//! Declaring wire types.

use serde_json::Value;

use super::{Wire, from_value};

/// For serde, so that there is one reader only.
pub(in crate::api) fn deserialize<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Wire + Default,
{
    let value = <Value as serde::Deserialize>::deserialize(deserializer)?;
    from_value(value, &mut Vec::new()).map_err(serde::de::Error::custom)
}

/// Declares wire types. A field is compulsory unless it is an `Option`, which `null` and a missing key leave `None`, or
/// is written `field: Type = default`, which they leave empty. In a type that is written `Name: lenient` a value of another
/// shape does the same, so that it costs no more than itself; where half of a document would be worse than none of it, a field
/// is `= strict` instead of `= default`.
macro_rules! wire {
    ($(
        $(#[$about:meta])*
        pub struct $name:ident $(: $lenient:ident)? {
            $( $(#[$about_field:meta])* pub $field:ident: $type:ty $(= $default:ident)?, )*
        }
    )*) => { $(
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        pub struct $name {
            $( $(#[$about_field])* pub $field: $type, )*
        }

        impl $crate::api::wire::Wire for $name {
            fn read(
                &mut self,
                value: serde_json::Value,
                left_out: &mut Vec<$crate::api::wire::Fault>,
            ) -> Result<(), $crate::api::wire::Fault> {
                const LENIENT: bool = wire!(@lenient $($lenient)?);
                $crate::api::wire::read_object(value, &mut [$(
                    $crate::api::wire::Field {
                        key: stringify!($field),
                        optional: wire!(@optional $($default)?),
                        lenient: LENIENT && wire!(@is_lenient $($default)?),
                        into: &mut self.$field,
                    },
                )*], left_out)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::api::wire::deserialize(deserializer)
            }
        }
    )* };
    (@optional) => { false };
    (@optional default) => { true };
    (@optional strict) => { true };
    (@is_lenient) => { true };
    (@is_lenient default) => { true };
    (@is_lenient strict) => { false };
    (@lenient) => { false };
    (@lenient lenient) => { true };
}
pub(in crate::api) use wire;

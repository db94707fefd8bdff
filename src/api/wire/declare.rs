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
    from_value(value).map_err(serde::de::Error::custom)
}

/// Declares wire types. A field is compulsory unless it is an `Option`, which `null` and a missing key leave `None`, or
/// is written `field: Type = default`, which they leave empty.
macro_rules! wire {
    ($(
        $(#[$about:meta])*
        pub struct $name:ident {
            $( $(#[$about_field:meta])* pub $field:ident: $type:ty $(= $default:ident)?, )*
        }
    )*) => { $(
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        pub struct $name {
            $( $(#[$about_field])* pub $field: $type, )*
        }

        impl $crate::api::wire::Wire for $name {
            fn read(&mut self, value: serde_json::Value) -> Result<(), $crate::api::wire::Fault> {
                $crate::api::wire::read_object(value, &mut [$(
                    $crate::api::wire::Field {
                        key: stringify!($field),
                        optional: wire!(@optional $($default)?),
                        into: &mut self.$field,
                    },
                )*])
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
}
pub(in crate::api) use wire;

//! Takes the place of the crate of this name, which comes along with Leptos' server functions. This app has none, but what
//! that crate exports to JavaScript stays in the binary whether it is called or not.

use futures_util::stream::{Empty, Stream};
use wasm_bindgen::JsValue;

type Chunk = Result<JsValue, JsValue>;

/// A body of a server function.
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    #[must_use]
    pub const fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// # Panics
    /// Always: no server function streams anything.
    pub fn from_stream<S: Stream<Item = Chunk> + 'static>(_: S) -> Self {
        unreachable!("the app has no server functions")
    }

    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// # Panics
    /// Always: no server function streams anything.
    #[must_use]
    pub fn into_stream(self) -> Empty<Chunk> {
        unreachable!("the app has no server functions")
    }
}

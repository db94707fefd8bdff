//! The worker's own side: it takes one job after the other from the page that started it.

/// Files to read.
pub struct Job {
    /// The clocks of the place and what the person answered, packed.
    pub terms: Vec<u8>,
    /// What was there before, packed; empty: nothing.
    pub before: Vec<u8>,
    pub files: Vec<JobFile>,
    /// Tells the page how many files have been read.
    pub progress: fn(u32),
}

/// A file that is read when its turn comes.
pub struct JobFile {
    #[cfg(target_arch = "wasm32")]
    file: web_sys::File,
}

impl JobFile {
    pub fn name(&self) -> String {
        #[cfg(target_arch = "wasm32")]
        return self.file.name();
        #[cfg(not(target_arch = "wasm32"))]
        String::new()
    }

    /// Bytes, without reading any.
    pub fn size(&self) -> f64 {
        #[cfg(target_arch = "wasm32")]
        return self.file.size();
        #[cfg(not(target_arch = "wasm32"))]
        0.0
    }

    /// `None` when the device gives it no more: it was moved, or the permission is gone.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        #[cfg(target_arch = "wasm32")]
        {
            let buffer = web_sys::FileReaderSync::new().ok()?.read_as_array_buffer(&self.file).ok()?;
            return Some(js_sys::Uint8Array::new(&buffer).to_vec());
        }
        #[cfg(not(target_arch = "wasm32"))]
        None
    }
}

/// Answers each job of the page with bytes, or with nothing where it cannot be done.
pub fn serve(read: fn(Job) -> Option<Vec<u8>>) {
    #[cfg(target_arch = "wasm32")]
    in_browser::serve(read);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = read;
}

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use js_sys::{Array, Uint8Array};
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    use super::{Job, JobFile};

    fn scope() -> DedicatedWorkerGlobalScope {
        js_sys::global().unchecked_into()
    }

    fn tell(page: &JsValue) {
        // Only what cannot be copied is refused: numbers and bytes can.
        let _ = scope().post_message(page);
    }

    pub fn serve(read: fn(Job) -> Option<Vec<u8>>) {
        let listen = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let parts: Array = event.data().unchecked_into();
            let bytes = |index| parts.get(index).unchecked_into::<Uint8Array>().to_vec();
            let files = parts.get(2).unchecked_into::<Array>();
            let files = files.iter().map(|file| JobFile { file: file.unchecked_into() }).collect();
            let job = Job { terms: bytes(0), before: bytes(1), files, progress: |count| tell(&count.into()) };
            match read(job) {
                Some(bytes) => tell(&Uint8Array::from(bytes.as_slice())),
                None => tell(&JsValue::NULL),
            }
        });
        scope().set_onmessage(Some(listen.as_ref().unchecked_ref()));
        // For as long as the worker lives.
        listen.forget();
        tell(&JsValue::TRUE);
    }
}

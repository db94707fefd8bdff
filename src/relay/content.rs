//! Bytes to hand out, with their compressed forms, each made once.

use std::{
    io::{Read, Write},
    sync::OnceLock,
};

use axum::body::Bytes;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use sha2::{Digest, Sha256};

/// Below this size a compressed form saves less than the headers that announce it.
const WORTH_COMPRESSING: usize = 150;

/// How the media type of a page begins.
pub const PAGE: &str = "text/html";

/// How the bytes of an answer are packed, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    pub const ALL: [Encoding; 3] = [Encoding::Brotli, Encoding::Gzip, Encoding::Identity];

    /// The content coding's name in HTTP.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }
}

/// How hard to compress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// As small as can be, for what changes with a release.
    Release,
    /// For what changes every minute: a small part of the time and of the memory, a few per cent larger.
    Minute,
}

impl Effort {
    const fn brotli_quality(self) -> i32 {
        match self {
            Self::Release => 11,
            // From 7 on the encoder takes 16 MB and more, however small the content (`ChooseHasher` of the crate).
            Self::Minute => 6,
        }
    }

    /// Bits of the widest window. The records of a long document are like their neighbours: a quarter of a megabyte finds
    /// what is alike, and the encoder holds twice its window.
    const fn widest_window(self) -> u32 {
        match self {
            Self::Release => 22,
            Self::Minute => 18,
        }
    }
}

/// One body, its media type and its compressed forms, which are made when first asked for.
#[derive(Debug)]
pub struct Content {
    media_type: String,
    effort: Effort,
    digest: String,
    identity: Bytes,
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
}

impl Content {
    /// `name` is a file's name or path: its ending says the media type.
    pub fn new(name: &str, bytes: impl Into<Bytes>, effort: Effort) -> Self {
        let identity = bytes.into();
        let digest = hex(&Sha256::digest(&identity));
        Self { media_type: media_type(name), effort, digest, identity, brotli: OnceLock::new(), gzip: OnceLock::new() }
    }

    /// Takes a compressed form that was made when the app was built, so that it need not be made again. Returns whether it
    /// was taken: one that does not give back the very bytes, because the file was edited after the build, is not.
    #[must_use]
    pub fn take_compressed(&self, encoding: Encoding, form: Vec<u8>) -> bool {
        let gives_back = decompress(encoding, &form, self.identity.len()).is_some_and(|bytes| bytes == self.identity);
        if !(gives_back && self.is_worth_compressing() && form.len() < self.identity.len()) {
            return false;
        }
        match encoding {
            Encoding::Brotli => self.brotli.set(Some(form.into())).is_ok(),
            Encoding::Gzip => self.gzip.set(Some(form.into())).is_ok(),
            Encoding::Identity => false,
        }
    }

    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    pub fn is_page(&self) -> bool {
        self.media_type.starts_with(PAGE)
    }

    pub fn identity(&self) -> &Bytes {
        &self.identity
    }

    /// Whether [`Self::encoded`] has nothing to make for this encoding.
    pub fn is_ready(&self, encoding: Encoding) -> bool {
        match encoding {
            Encoding::Brotli => self.brotli.get().is_some() || !self.is_worth_compressing(),
            Encoding::Gzip => self.gzip.get().is_some() || !self.is_worth_compressing(),
            Encoding::Identity => true,
        }
    }

    /// Makes the forms that were asked for of the state before, so that the first reader of this one does not wait for them.
    pub fn prepare_like(&self, before: &Self) {
        for encoding in Encoding::ALL.into_iter().filter(|encoding| before.is_ready(*encoding)) {
            self.encoded(encoding);
        }
    }

    /// The bytes in this encoding, or `None` where it would not make them smaller.
    pub fn encoded(&self, encoding: Encoding) -> Option<Bytes> {
        let make = |compress: fn(&Self) -> Vec<u8>| {
            (self.is_worth_compressing())
                .then(|| compress(self))
                .filter(|compressed| compressed.len() < self.identity.len())
                .map(Bytes::from)
        };
        match encoding {
            Encoding::Brotli => self.brotli.get_or_init(|| make(Self::to_brotli)).clone(),
            Encoding::Gzip => self.gzip.get_or_init(|| make(Self::to_gzip)).clone(),
            Encoding::Identity => Some(self.identity.clone()),
        }
    }

    /// A strong entity tag, with its quotes. Each encoding has its own, since its bytes differ (RFC 9110 §8.8.3.3).
    pub fn etag(&self, encoding: Encoding) -> String {
        tag(&self.digest, encoding)
    }

    /// The same for a page under a policy: a browser that keeps the page keeps its policy too, until either has changed.
    pub fn etag_under(&self, policy: &[u8], encoding: Encoding) -> String {
        let both = Sha256::new().chain_update(&self.digest).chain_update(policy).finalize();
        tag(&hex(&both), encoding)
    }

    fn is_worth_compressing(&self) -> bool {
        self.identity.len() >= WORTH_COMPRESSING
            && ["text/", "application/", "image/svg+xml"].iter().any(|kind| self.media_type.starts_with(kind))
    }

    fn to_brotli(&self) -> Vec<u8> {
        let params = BrotliEncoderParams {
            quality: self.effort.brotli_quality(),
            size_hint: self.identity.len(),
            // A window wider than the content only costs memory, but for one below 2^17 the encoder falls back to its largest
            // tables.
            lgwin: (usize::BITS - self.identity.len().leading_zeros())
                .clamp(17, self.effort.widest_window())
                .cast_signed(),
            ..BrotliEncoderParams::default()
        };
        let mut packed = Vec::new();
        brotli::BrotliCompress(&mut self.identity.as_ref(), &mut packed, &params).expect("memory is read and written");
        packed
    }

    fn to_gzip(&self) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&self.identity).and_then(|()| encoder.finish()).expect("memory is written")
    }
}

/// The decompressed bytes; `None` where `form` is damaged, or holds more than `expected` bytes.
fn decompress(encoding: Encoding, form: &[u8], expected: usize) -> Option<Vec<u8>> {
    const BUFFER: usize = 64 * 1024;
    let mut bytes = Vec::with_capacity(expected + 1);
    // One byte more than expected tells a longer content without unpacking all of it.
    let limit = expected as u64 + 1;
    match encoding {
        Encoding::Brotli => brotli::Decompressor::new(form, BUFFER).take(limit).read_to_end(&mut bytes),
        Encoding::Gzip => GzDecoder::new(form).take(limit).read_to_end(&mut bytes),
        Encoding::Identity => return Some(form.to_vec()),
    }
    .ok()?;
    Some(bytes)
}

fn hex(digest: &[u8]) -> String {
    digest.iter().take(8).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

fn tag(digest: &str, encoding: Encoding) -> String {
    match encoding {
        Encoding::Identity => format!("\"{digest}\""),
        Encoding::Brotli | Encoding::Gzip => format!("\"{digest}-{}\"", encoding.token()),
    }
}

fn media_type(name: &str) -> String {
    let mime = mime_guess::from_path(name).first_or_octet_stream();
    let charset = if mime.type_() == mime_guess::mime::TEXT { "; charset=utf-8" } else { "" };
    format!("{}{charset}", mime.essence_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_forms_give_back_the_bytes() {
        for effort in [Effort::Release, Effort::Minute] {
            let content = Content::new("live.json", "{\"id\":\"riantec\"},".repeat(200), effort);
            let mut plain = Vec::new();
            let brotli = content.encoded(Encoding::Brotli).unwrap();
            brotli::BrotliDecompress(&mut brotli.as_ref(), &mut plain).unwrap();
            assert_eq!(plain, content.identity().as_ref());
            plain.clear();
            let gzip = content.encoded(Encoding::Gzip).unwrap();
            GzDecoder::new(gzip.as_ref()).read_to_end(&mut plain).unwrap();
            assert_eq!(plain, content.identity().as_ref());
            assert!(brotli.len() < gzip.len() && gzip.len() < plain.len());
        }
    }

    #[test]
    fn compressed_form_is_taken_only_if_it_gives_back_the_bytes() {
        let content = |text: &str| Content::new("app.js", text.repeat(200), Effort::Release);
        for encoding in [Encoding::Brotli, Encoding::Gzip] {
            let form = content("let a=1;").encoded(encoding).unwrap().to_vec();
            let same = content("let a=1;");
            assert!(same.take_compressed(encoding, form.clone()));
            assert_eq!(same.encoded(encoding).unwrap(), form);
            for other in [content("let a=2;"), content("let a=1;let b=2;"), Content::new("a.js", "x", Effort::Release)]
            {
                assert!(!other.take_compressed(encoding, form.clone()), "{:?}", other.identity().len());
            }
            let damaged = [&form[..form.len() / 2], b"not compressed"].concat();
            assert!(!content("let a=1;").take_compressed(encoding, damaged));
            assert!(!content("let a=1;").take_compressed(encoding, Vec::new()));
        }
        assert!(!content("let a=1;").take_compressed(Encoding::Identity, b"x".to_vec()));
    }

    #[test]
    fn small_and_packed_files_are_left_as_they_are() {
        for content in [
            Content::new("live.json", "{}", Effort::Minute),
            Content::new("photo.png", "a".repeat(1000), Effort::Release),
        ] {
            assert_eq!(content.encoded(Encoding::Brotli), None);
            assert_eq!(content.encoded(Encoding::Gzip), None);
        }
    }

    #[test]
    fn media_types_are_those_that_browsers_insist_on() {
        let media_type = |name| Content::new(name, "", Effort::Release).media_type;
        assert_eq!(media_type("app_bg.wasm"), "application/wasm");
        assert_eq!(media_type("app.js"), "text/javascript; charset=utf-8");
        assert_eq!(media_type("index.html"), "text/html; charset=utf-8");
        assert_eq!(media_type("style.css"), "text/css; charset=utf-8");
        assert_eq!(media_type("app.webmanifest"), "application/manifest+json");
        assert_eq!(media_type("live.json"), "application/json");
        assert_eq!(media_type("icon.svg"), "image/svg+xml");
        assert_eq!(media_type("unknown"), "application/octet-stream");
    }
}

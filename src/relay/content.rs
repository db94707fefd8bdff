//! Bytes to hand out, with their compressed forms, each made once.

use std::{io::Write, sync::OnceLock};

use axum::body::Bytes;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
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
    use std::io::Read;

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
            flate2::read::GzDecoder::new(gzip.as_ref()).read_to_end(&mut plain).unwrap();
            assert_eq!(plain, content.identity().as_ref());
            assert!(brotli.len() < gzip.len() && gzip.len() < plain.len());
        }
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

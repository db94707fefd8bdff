//! Why there is no history, in words for those who run the relay.

use std::path::{Path, PathBuf};

use rusqlite::{Error, ErrorCode};

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the history {} is damaged ({reason}): move the file away and a new one begins", file.display())]
    Damaged { file: PathBuf, reason: String },
    #[error("the history {} was made by a newer relay (version {found}, this one knows {known})", file.display())]
    Newer { file: PathBuf, found: u32, known: u32 },
    #[error("the disk of the history {} is full", file.display())]
    Full { file: PathBuf },
    #[error("the history {}: {reason}", file.display())]
    Other { file: PathBuf, reason: String },
}

impl StoreError {
    pub(super) fn of(file: &Path, error: &Error) -> Self {
        let file = file.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { file, reason: error.to_string() }
            }
            Some(ErrorCode::DiskFull) => Self::Full { file },
            Some(_) | None => Self::Other { file, reason: error.to_string() },
        }
    }
}

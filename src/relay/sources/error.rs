//! Why a source could not be read, in words for those who run the relay. Addresses are not repeated: they may hold keys.

use std::time::Duration;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    #[error("no answer within {} s", .0.as_secs())]
    Timeout(Duration),
    #[error("no connection: {0}")]
    Connect(String),
    /// With the service's own reason, where it gives one.
    #[error("{}", status(*code, reason.as_deref()))]
    Status { code: u16, retry_after: Option<Duration>, reason: Option<String> },
    #[error("the answer is longer than {0} bytes")]
    TooLarge(usize),
    #[error("more than {0} redirections")]
    TooManyRedirects(usize),
    #[error("redirected to where it may not go: {0}")]
    Redirect(String),
    #[error("{0} lies in a private network; allow_private must name it")]
    Private(String),
    #[error("the connection broke while the answer came: {0}")]
    Broken(String),
    #[error("{0}")]
    Body(String),
    #[error("the broker refused: {0}")]
    Refused(String),
    /// Of the program, not of the source.
    #[error("the relay's own task had to be started again: {0}")]
    Restarted(String),
}

impl SourceError {
    /// Whether the source answered and does not give what was asked, so that it may well give something else. Who has trouble
    /// or asks for a pause is left alone.
    pub fn is_of_one_question(&self) -> bool {
        match self {
            Self::Status { code, retry_after, .. } => *code != 429 && retry_after.is_none(),
            Self::TooLarge(_) | Self::Body(_) => true,
            Self::Timeout(_)
            | Self::Connect(_)
            | Self::TooManyRedirects(_)
            | Self::Redirect(_)
            | Self::Private(_)
            | Self::Broken(_)
            | Self::Refused(_)
            | Self::Restarted(_) => false,
        }
    }

    /// How long the source asks to be left alone.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            Self::Timeout(_)
            | Self::Connect(_)
            | Self::TooLarge(_)
            | Self::TooManyRedirects(_)
            | Self::Redirect(_)
            | Self::Private(_)
            | Self::Broken(_)
            | Self::Body(_)
            | Self::Refused(_)
            | Self::Restarted(_) => None,
        }
    }
}

fn status(code: u16, reason: Option<&str>) -> String {
    let meaning = match code {
        400 => "it does not understand the question",
        401 | 403 => "it refuses: the key is missing, wrong or may not see this",
        404 | 410 => "there is nothing at this address",
        429 => "it was asked too often",
        500..=599 => "it has trouble of its own",
        _ => "an unexpected answer",
    };
    let own = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
    format!("{meaning} (HTTP {code}){own}")
}

//! Which installation this is: brokers keep messages for a name, and two relays of one territory must not share it.

use std::{fs, io::Write, path::Path};

use sha2::{Digest, Sha256};

use crate::{
    domain::SiteId,
    relay::{atomic, config::Config, sources::Client, tls},
};

/// What the history's file name ends with for the installation's identifier beside it.
const ENDING: &str = ".installation";
/// Digits of an identifier: 128 bits.
const DIGITS: usize = 32;
/// Characters of a client's name. Each broker takes letters and digits up to this many (MQTT 3.1.1, section 3.1.3.1).
const NAME: usize = 23;

/// The identifier of an installation, and whether it is the same after a restart.
pub(super) struct Installation {
    id: String,
    is_lasting: bool,
}

impl Installation {
    /// Reads the identifier beside the history, or makes it there. Without a history it lasts until the relay stops.
    pub fn of(config: &Config) -> Self {
        let Some(history) = &config.history else { return Self::passing() };
        let mut file = config.folder().join(&history.file).into_os_string();
        file.push(ENDING);
        match read_or_make(Path::new(&file)) {
            Ok(id) => Self { id, is_lasting: true },
            Err(error) => {
                let file = file.display();
                tracing::error!("{file}: {error}; brokers keep no messages for this relay while it is away");
                Self::passing()
            }
        }
    }

    fn passing() -> Self {
        Self { id: made(), is_lasting: false }
    }

    /// Our name at the broker of one source.
    pub fn client(&self, territory: &SiteId, source: &SiteId) -> Client {
        let digest = Sha256::digest(format!("{}/{territory}/{source}", self.id));
        let mut name = format!("bonmoment{}", hexadecimal(&digest));
        name.truncate(NAME);
        Client { name, is_lasting: self.is_lasting }
    }
}

fn read_or_make(file: &Path) -> std::io::Result<String> {
    // Two programs may start at once: the first one's identifier counts.
    match fs::OpenOptions::new().write(true).create_new(true).open(file) {
        Ok(mut new) => {
            let id = made();
            new.write_all(id.as_bytes())?;
            new.sync_all()?;
            Ok(id)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let found = fs::read_to_string(file)?;
            let found = found.trim();
            if found.len() == DIGITS && found.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                return Ok(found.to_owned());
            }
            let id = made();
            atomic::replace(file, id.as_bytes())?;
            Ok(id)
        }
        Err(error) => Err(error),
    }
}

fn made() -> String {
    hexadecimal(&tls::random_bytes::<{ DIGITS / 2 }>())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(folder: &Path, history: &str) -> Config {
        let text = format!(
            "[territory]\nid = \"a\"\nname = \"A\"\ntime_zone = \"Europe/Paris\"\nsites = \"s.json\"\n{history}"
        );
        Config::parse(&folder.join("t.toml"), &text).unwrap()
    }
    fn client(config: &Config, source: &str) -> Client {
        Installation::of(config).client(&config.territory.id, &source.parse().unwrap())
    }

    #[test]
    fn a_name_lasts_with_the_history_and_is_no_other_installations() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let kept = "[history]\nfile = \"h.sqlite\"\n";
        let first = client(&config(here.path(), kept), "loops");
        assert!(first.is_lasting && first.name.len() == 23 && first.name.bytes().all(|c| c.is_ascii_alphanumeric()));
        assert_eq!(client(&config(here.path(), kept), "loops"), first);
        assert_ne!(client(&config(here.path(), kept), "others"), first);
        assert_ne!(client(&config(there.path(), kept), "loops").name, first.name);
        // What a crash left empty is made anew, and stays then.
        fs::write(here.path().join("h.sqlite.installation"), "").unwrap();
        let anew = client(&config(here.path(), kept), "loops");
        assert!(anew != first && client(&config(here.path(), kept), "loops") == anew);
    }

    #[test]
    fn without_a_history_no_queue_is_left_behind_at_the_broker() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (client(&config(folder.path(), ""), "loops"), client(&config(folder.path(), ""), "loops"));
        assert!(!a.is_lasting && a.name != b.name);
        let gone = "[history]\nfile = \"gone/h.sqlite\"\n";
        assert!(!client(&config(folder.path(), gone), "loops").is_lasting);
    }
}

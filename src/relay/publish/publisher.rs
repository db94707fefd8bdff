//! Publishing again and again, to one place.

use std::{path::PathBuf, sync::Arc, time::Duration};

use super::{Bucket, Edition, Place, PublishError, Report, publish};
use crate::{
    domain::Instant,
    relay::{Base, Documents, assets::App, plain::PublicUrl},
};

/// What publishes an app and its documents to a place.
pub struct Publisher {
    target: Target,
    app: Option<Arc<App>>,
    base: Base,
    public_url: Option<PublicUrl>,
    every: Duration,
}

enum Target {
    Folder(PathBuf),
    Bucket(Bucket),
}

impl Publisher {
    /// `every` is the time between two publishes.
    ///
    /// # Errors
    /// When the place is a store that is not known, or something that the store needs is missing.
    pub fn new(
        place: &Place,
        app: Option<Arc<App>>,
        base: Base,
        public_url: Option<PublicUrl>,
        every: Duration,
    ) -> Result<Self, PublishError> {
        let target = match place {
            Place::Folder(folder) => Target::Folder(folder.clone()),
            Place::Store(url) => Target::Bucket(Bucket::open(url)?),
        };
        Ok(Self { target, app, base, public_url, every })
    }

    /// Publishes the documents of `now`.
    ///
    /// # Errors
    /// When the folder or the store refuses. What is there is then whole, and the next publish goes on.
    pub async fn publish(&self, documents: &Documents, now: Instant) -> Result<Report, PublishError> {
        let (app, public_url) = (self.app.as_deref(), self.public_url.as_ref());
        let edition = Edition { documents, app, base: &self.base, public_url, now };
        match &self.target {
            Target::Folder(folder) => publish(&edition, folder),
            Target::Bucket(bucket) => bucket.publish(&edition, self.every).await,
        }
    }
}

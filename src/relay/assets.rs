//! The app as Trunk built it, read into memory once.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    content::{Content, Effort, Encoding},
    index_page::IndexPage,
    pages::area_file,
    service::with_service,
};
use crate::present::Area;

pub const INDEX: &str = "index.html";

/// Why there is no app to serve.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error("{}: {reason}", path.display())]
    Unreadable { path: PathBuf, reason: io::Error },
    #[error("{}: no {INDEX} in it; build the app first, or choose --api-only", .0.display())]
    NoIndex(PathBuf),
    #[error("{}: not UTF-8", .0.display())]
    NotText(PathBuf),
}

/// The files of the app by their path. No request can reach a file that is not in here.
#[derive(Debug)]
pub struct App {
    files: BTreeMap<String, Arc<Content>>,
    index: IndexPage,
    areas: Vec<(Area, IndexPage)>,
}

impl App {
    /// Reads a folder. Links, hidden files and compressed neighbours of other files are left out.
    ///
    /// # Errors
    /// When the folder or a file cannot be read, or has no `index.html`.
    pub fn load(folder: &Path) -> Result<Self, AppError> {
        let mut found = BTreeMap::new();
        read_folder(folder, "", &mut found)?;
        let index = page(folder, INDEX, &found)?.ok_or_else(|| AppError::NoIndex(folder.to_owned()))?;
        let index = with_service(&index, None);
        let mut areas = Vec::new();
        for area in Area::ALL {
            // Where the API lies is said once, in the app's own page.
            if let Some(own) = page(folder, &area_file(area), &found)? {
                let own = index.api_base().map_or_else(|| own.clone(), |api_base| own.with_api_base(api_base));
                let own = with_service(&own, Some(area));
                found.insert(area_file(area), own.as_str().as_bytes().to_vec());
                areas.push((area, own));
            }
        }
        let is_neighbour = |name: &str| {
            [".br", ".gz"].iter().any(|ending| name.strip_suffix(ending).is_some_and(|name| found.contains_key(name)))
        };
        let files: BTreeMap<String, Arc<Content>> = found
            .iter()
            .filter(|(name, _)| !is_neighbour(name))
            .map(|(name, bytes)| (name.clone(), Arc::new(Content::new(name, bytes.clone(), Effort::Release))))
            .collect();
        Ok(Self { files, index, areas })
    }

    pub fn index(&self) -> &IndexPage {
        &self.index
    }

    /// The pages of the areas that were built.
    pub fn areas(&self) -> &[(Area, IndexPage)] {
        &self.areas
    }

    /// The file at a path without its first slash.
    pub fn file(&self, path: &str) -> Option<&Arc<Content>> {
        self.files.get(path)
    }

    pub fn files(&self) -> impl Iterator<Item = (&str, &Arc<Content>)> {
        self.files.iter().map(|(path, content)| (path.as_str(), content))
    }

    /// Makes all compressed forms now, so that no visitor waits for them: one after the other, for a file at the highest
    /// effort takes thirty megabytes.
    pub fn compress(&self) {
        for content in self.files.values() {
            for encoding in Encoding::ALL {
                content.encoded(encoding);
            }
        }
    }
}

/// A page among the files, if it is there.
fn page(folder: &Path, name: &str, found: &BTreeMap<String, Vec<u8>>) -> Result<Option<IndexPage>, AppError> {
    let Some(bytes) = found.get(name) else { return Ok(None) };
    let html = String::from_utf8(bytes.clone()).map_err(|_| AppError::NotText(folder.join(name)))?;
    Ok(Some(IndexPage::new(html)))
}

fn read_folder(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) -> Result<(), AppError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |reason| AppError::Unreadable { path, reason }
    };
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let entry = entry.map_err(unreadable(folder))?;
        let path = entry.path();
        let kind = entry.file_type().map_err(unreadable(&path))?;
        let name = entry.file_name().into_string().map_err(|_| AppError::NotText(path.clone()))?;
        if name.starts_with('.') && name != ".well-known" {
            continue;
        }
        if kind.is_dir() {
            read_folder(&path, &format!("{prefix}{name}/"), found)?;
        } else if kind.is_file() {
            found.insert(format!("{prefix}{name}"), fs::read(&path).map_err(unreadable(&path))?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_hidden_files_and_compressed_neighbours_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str| fs::write(folder.path().join(name), "x").unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        for name in ["index.html", "index.html.br", "alone.gz", ".env", "sub/a.js"] {
            write(name);
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink("/etc/hostname", folder.path().join("link.txt")).unwrap();
        let app = App::load(folder.path()).unwrap();
        assert_eq!(app.files().map(|(path, _)| path).collect::<Vec<_>>(), ["alone.gz", "index.html", "sub/a.js"]);
    }

    #[test]
    fn the_app_s_page_says_where_the_api_lies_for_the_areas_too() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("mediation")).unwrap();
        let meta = |api: &str| format!("<meta name=\"api-base\" content=\"{api}\"><p>x</p>");
        fs::write(folder.path().join(INDEX), meta("https://data.example.fr/api/v1/")).unwrap();
        fs::write(folder.path().join("mediation/index.html"), meta("api/v1/")).unwrap();
        let app = App::load(folder.path()).unwrap();
        let served = app.file("mediation/index.html").unwrap();
        assert_eq!(served.identity().as_ref(), meta("https://data.example.fr/api/v1/").as_bytes());
        assert_eq!(app.areas().len(), 1);
    }

    #[test]
    fn a_folder_without_the_app_says_so() {
        let folder = tempfile::tempdir().unwrap();
        assert!(App::load(folder.path()).unwrap_err().to_string().contains("no index.html"));
        let missing = folder.path().join("dist");
        assert!(App::load(&missing).unwrap_err().to_string().starts_with(&missing.display().to_string()));
    }
}

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

/// How the compressed forms are called that the build writes beside a file (packaging/compress.mjs).
const COMPRESSED: [(&str, Encoding); 2] = [(".br", Encoding::Brotli), (".gz", Encoding::Gzip)];

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
    /// Reads a folder. Links and hidden files are left out; compressed forms beside a file become that file's.
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
        let compressed: Vec<(String, Encoding)> = found
            .keys()
            .filter_map(|name| {
                let (of, encoding) = COMPRESSED.iter().find_map(|(end, e)| Some((name.strip_suffix(end)?, *e)))?;
                found.contains_key(of).then(|| (name.clone(), encoding))
            })
            .collect();
        let mut forms: BTreeMap<String, Vec<(Encoding, Vec<u8>)>> = BTreeMap::new();
        for (name, encoding) in compressed {
            let (Some(bytes), Some((of, _))) = (found.remove(&name), name.rsplit_once('.')) else { continue };
            forms.entry(of.to_owned()).or_default().push((encoding, bytes));
        }
        let mut files = BTreeMap::new();
        for (name, bytes) in found {
            let content = Content::new(&name, bytes, Effort::Release);
            for (encoding, form) in forms.remove(&name).unwrap_or_default() {
                if !content.take_compressed(encoding, form) {
                    tracing::debug!(name, ?encoding, "compressed form is of another content; made anew when asked for");
                }
            }
            files.insert(name, Arc::new(content));
        }
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

    /// Makes the compressed forms that the build did not leave, so that no visitor waits for them: of the pages that the
    /// relay completes. One after the other, since a large file at the highest effort takes thirty megabytes.
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
    fn compressed_forms_of_the_build_are_used_and_those_of_an_edited_file_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
        write(INDEX, b"<p>x</p>");
        let script = "let a = 1;".repeat(100);
        // A form that the relay itself would not make: its bytes tell where they come from.
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut gzip, script.as_bytes()).unwrap();
        let gzip = gzip.finish().unwrap();
        for name in ["same.js", "edited.js"] {
            write(&format!("{name}.gz"), &gzip);
        }
        write("same.js", script.as_bytes());
        write("edited.js", script.replace('1', "2").as_bytes());
        let app = App::load(folder.path()).unwrap();
        let form = |name: &str| app.file(name).unwrap().encoded(Encoding::Gzip).unwrap();
        assert_eq!(form("same.js"), gzip);
        assert_ne!(form("edited.js"), gzip);
        assert_eq!(app.files().count(), 3);
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

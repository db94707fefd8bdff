//! Files that are there as a whole or not at all.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

/// Replaces a file in one step: written beside its place, brought to the disk, then renamed. Folders are made as needed.
///
/// # Errors
/// When the system refuses any of these; the old file is then still there, and nothing else.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".bon-moment-");
    // Temporary files are their owner's alone; a web server must be able to read these. The umask still holds.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_rename_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("live.json");
        fs::create_dir(&path).unwrap();
        assert!(replace(&path, b"{}").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_reader_meanwhile_sees_one_whole_state_or_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("live.json");
        let states = [vec![b'a'; 300_000], vec![b'b'; 200_000]];
        replace(&path, &states[0]).unwrap();
        std::thread::scope(|scope| {
            let writer = scope.spawn(|| (0..20).for_each(|i| replace(&path, &states[i % 2]).unwrap()));
            while !writer.is_finished() {
                assert!(states.contains(&fs::read(&path).unwrap()));
            }
        });
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_what_is_published() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/live.json");
        replace(&path, b"{}").unwrap();
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o444, 0o444);
    }
}

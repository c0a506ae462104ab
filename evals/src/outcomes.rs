//! What the network said, in files: looking again at what stands on it need not wait for it.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use annals_encoder::Store;
use tempfile::NamedTempFile;

/// A folder with a file for each window, under the name of the model and the first two digits of the window's key.
#[derive(Debug)]
pub struct Outcomes {
    folder: PathBuf,
}

impl Outcomes {
    /// The outcomes of `model` in `folder`, which is made where it is missing.
    pub fn new(folder: &Path, model: &str) -> io::Result<Self> {
        let folder = folder.join(model.replace([' ', ':'], "-"));
        for first in 0..=u8::MAX {
            fs::create_dir_all(folder.join(format!("{first:02x}")))?;
        }
        Ok(Self { folder })
    }

    fn path(&self, key: u128) -> PathBuf {
        let name = format!("{key:032x}");
        self.folder.join(&name[..2]).join(&name[2..])
    }
}

impl Store for Outcomes {
    fn get(&self, key: u128) -> Option<Vec<u8>> {
        fs::read(self.path(key)).ok()
    }

    /// A file that cannot be written is not kept. It takes its name once it is whole, so that no other run reads half of it.
    fn put(&self, key: u128, outcome: &[u8]) {
        let keep = || -> io::Result<()> {
            let mut half = NamedTempFile::new_in(&self.folder)?;
            half.write_all(outcome)?;
            half.persist(self.path(key))?;
            Ok(())
        };
        // Nothing is lost but time.
        let _ = keep();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_come_back_for_their_model_only() {
        let folder = tempfile::tempdir().unwrap();
        let outcomes = Outcomes::new(folder.path(), "en-1 sha256:00").unwrap();
        outcomes.put(7, b"said");
        assert_eq!(outcomes.get(7).as_deref(), Some(b"said".as_slice()));
        assert_eq!(outcomes.get(8), None);
        assert_eq!(Outcomes::new(folder.path(), "en-1 sha256:01").unwrap().get(7), None);
    }
}

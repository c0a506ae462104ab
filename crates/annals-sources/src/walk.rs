//! From paths to files: folders by name, links once, standard input.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use annals_types::{document::DiagnosticKind, report::Draft};

use crate::{
    Error, Gathered, Progress, html, json,
    kind::{self, Kind},
    limits::{MAX_FOLDER_DEPTH, MAX_LINKS},
    text::{self, Found},
    unpack::{Unpacked, unpack},
};

/// What a person is told of a folder that was given and holds no file of a kind that is read.
const NOTHING_READABLE: &str = "holds no file that annals reads: .txt, .html, .htm, .json, .jsonl, each also .gz or .zst; a file of another name \
                                is read when it is named itself";

/// The way through the paths.
pub(crate) struct Walk<'a> {
    stdin: &'a mut dyn Read,
    found: Finds<'a>,
    /// Where links that were followed lead to.
    followed: BTreeSet<PathBuf>,
    /// The folders that the walk stands in, outermost first.
    inside: Vec<PathBuf>,
}

/// What was found so far.
struct Finds<'a> {
    gathered: Gathered,
    files: usize,
    progress: &'a mut dyn FnMut(Progress<'_>),
}

impl<'a> Walk<'a> {
    pub fn new(stdin: &'a mut dyn Read, progress: &'a mut dyn FnMut(Progress<'_>)) -> Self {
        let found = Finds { gathered: Gathered::default(), files: 0, progress };
        Self { stdin, found, followed: BTreeSet::new(), inside: Vec::new() }
    }

    pub fn finish(self) -> Gathered {
        self.found.gathered
    }

    /// Reads what stands at a path that a person gave.
    pub fn given(&mut self, path: &Path) {
        if path == Path::new("-") {
            let stream = unpack(&mut *self.stdin, false);
            return self.found.read(stream, None, "-");
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                let before = (self.found.files, self.found.gathered.diagnostics.len());
                self.folder(path);
                if before == (self.found.files, self.found.gathered.diagnostics.len()) {
                    self.fail(path, Error::empty(NOTHING_READABLE));
                }
            }
            Ok(_) => self.file(path, kind::by_name(path)),
            Err(error) => self.fail(path, link_error(path).unwrap_or_else(|| Error::io(&error))),
        }
    }

    fn folder(&mut self, path: &Path) {
        let entered = path.canonicalize().and_then(|real| Ok((real, sorted(path)?)));
        let (real, names) = match entered {
            Ok(entered) => entered,
            Err(error) => return self.fail(path, Error::io(&error)),
        };
        if self.inside.contains(&real) {
            return self.fail(
                path,
                Error::new(DiagnosticKind::Link, "a link that leads back to a folder around it"),
            );
        }
        if self.inside.len() >= MAX_FOLDER_DEPTH {
            let found = format!("{} folders", MAX_FOLDER_DEPTH + 1);
            return self.fail(path, Error::limit("too deep", found, MAX_FOLDER_DEPTH));
        }
        self.inside.push(real);
        for name in names {
            self.entry(&name);
        }
        self.inside.pop();
    }

    /// Reads what stands at a path within a folder.
    fn entry(&mut self, path: &Path) {
        let metadata = match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_symlink() => match self.follow(path) {
                Ok(Some(metadata)) => metadata,
                Ok(None) => return,
                Err(error) => return self.fail(path, error),
            },
            Ok(metadata) => metadata,
            Err(error) => return self.fail(path, Error::io(&error)),
        };
        if metadata.is_dir() {
            self.folder(path);
        } else if metadata.is_file()
            && let Some(kind) = kind::by_name(path)
        {
            self.file(path, Some(kind));
        }
    }

    /// What a link leads to; `None` where another link led there before.
    fn follow(&mut self, path: &Path) -> Result<Option<fs::Metadata>, Error> {
        let target = path.canonicalize().and_then(|real| Ok((fs::metadata(&real)?, real)));
        let (metadata, real) =
            target.map_err(|error| link_error(path).unwrap_or_else(|| Error::io(&error)))?;
        // A circle is told each time; `folder` does.
        if self.inside.contains(&real) {
            return Ok(Some(metadata));
        }
        if self.followed.contains(&real) {
            return Ok(None);
        }
        if self.followed.len() >= MAX_LINKS {
            return Err(Error::limit("too many links", format!("{} links", MAX_LINKS + 1), MAX_LINKS));
        }
        self.followed.insert(real);
        Ok(Some(metadata))
    }

    fn file(&mut self, path: &Path, kind: Option<Kind>) {
        let packed = path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("gz") || end.eq_ignore_ascii_case("zst"));
        let stream =
            File::open(path).map_err(|error| Error::io(&error)).and_then(|file| unpack(file, packed));
        self.found.read(stream, kind, &path.display().to_string());
    }

    fn fail(&mut self, path: &Path, error: Error) {
        self.found.take(&path.display().to_string(), Err(error));
    }
}

impl Finds<'_> {
    /// Reads one stream, of the kind that its name told or else of the kind that it looks like.
    fn read(&mut self, stream: Result<Unpacked<'_>, Error>, kind: Option<Kind>, source: &str) {
        match stream {
            Ok(stream) => {
                let kind = kind.unwrap_or_else(|| kind::by_content(&stream.head));
                read(stream, kind, source, &mut |source, result| self.take(&source, result));
            }
            Err(error) => self.take(source, Err(error)),
        }
        self.files += 1;
        (self.progress)(Progress { files: self.files, reports: self.gathered.reports.len(), source });
    }

    fn take(&mut self, source: &str, result: Result<Found<Draft>, Error>) {
        match result {
            Ok(found) => {
                self.gathered.diagnostics.extend(found.amiss.map(|error| error.at(source)));
                self.gathered.reports.push(found.value.finish());
            }
            Err(error) => self.gathered.diagnostics.push(error.at(source)),
        }
    }
}

/// Reads one stream of a known kind.
fn read(unpacked: Unpacked<'_>, kind: Kind, source: &str, take: &mut json::Take<'_>) {
    if kind == Kind::Lines {
        return json::read_lines(unpacked.stream(), source, take);
    }
    let bytes = match unpacked.whole() {
        Ok(bytes) => bytes,
        Err(error) => return take(source.to_owned(), Err(error)),
    };
    if bytes.is_empty() {
        return take(source.to_owned(), Err(Error::empty("an empty file")));
    }
    match kind {
        Kind::Text => take(source.to_owned(), text::read(&bytes, source)),
        Kind::Html => take(source.to_owned(), html::read_page(&bytes, source)),
        Kind::Json | Kind::Lines => json::read(&bytes, source, take),
    }
}

/// The paths in a folder but for hidden ones, by name.
fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// What is wrong with a link that cannot be followed; `None` where `path` is no link.
fn link_error(path: &Path) -> Option<Error> {
    if !fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink()) {
        return None;
    }
    let to = fs::read_link(path).map(|to| to.display().to_string()).unwrap_or_default();
    let message = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            format!("a link to {to:?}, which is not there")
        }
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return None,
        _ => format!("a link to {to:?} that leads in a circle"),
    };
    Some(Error::new(DiagnosticKind::Link, message))
}

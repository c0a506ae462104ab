//! Opens files and streams, unpacks them, and never reads more of them than the [limits](crate::limits) allow.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use annals_types::document::DiagnosticKind;

use crate::{
    Error,
    error::size,
    kind::{self, Packing},
    limits::{MAX_FILE, MAX_RATIO, MAX_ZSTD_WINDOW_LOG, RATIO_FREE},
};

/// How much is looked at to tell what content is.
const HEAD: u64 = 64 << 10;

/// A stream, unpacked, with its first bytes to look at.
pub(crate) struct Unpacked<'a> {
    /// The first bytes, up to 64 KiB.
    pub head: Vec<u8>,
    rest: Box<dyn Read + 'a>,
}

/// Unpacks `stream` if its first bytes say that it is packed. `named_packed`: whether its name
/// says so.
pub(crate) fn unpack<'a>(mut stream: impl Read + 'a, named_packed: bool) -> Result<Unpacked<'a>, Error> {
    let mut magic = Vec::new();
    (&mut stream).take(4).read_to_end(&mut magic).map_err(|error| Error::io(&error))?;
    let packing = kind::packing(&magic);
    if packing.is_none() && named_packed && !magic.is_empty() {
        return Err(Error::new(DiagnosticKind::Malformed, "named as packed, but neither gzip nor zstd"));
    }
    let packed = Counted { inner: Cursor::new(magic).chain(stream), read: 0 };
    let mut rest: Box<dyn Read> = match packing {
        None => Box::new(packed),
        Some(Packing::Gzip) => Box::new(Bounded {
            inner: flate2::bufread::MultiGzDecoder::new(BufReader::new(packed)),
            given: 0,
        }),
        Some(Packing::Zstd) => {
            let mut decoder = zstd::Decoder::new(packed).map_err(|error| Error::io(&error))?;
            decoder.window_log_max(MAX_ZSTD_WINDOW_LOG).map_err(|error| Error::io(&error))?;
            Box::new(Bounded { inner: decoder, given: 0 })
        }
    };
    let mut head = Vec::new();
    rest.by_ref().take(HEAD).read_to_end(&mut head).map_err(|error| failed(&error))?;
    Ok(Unpacked { head, rest })
}

impl<'a> Unpacked<'a> {
    /// Everything, where it is at most [`MAX_FILE`].
    pub fn whole(self) -> Result<Vec<u8>, Error> {
        let mut bytes = self.head;
        let mut rest = self.rest.take(MAX_FILE + 1 - (bytes.len() as u64).min(MAX_FILE));
        rest.read_to_end(&mut bytes).map_err(|error| failed(&error))?;
        if bytes.len() as u64 > MAX_FILE {
            return Err(Error::limit("too large", format!("more than {}", size(MAX_FILE)), size(MAX_FILE)));
        }
        Ok(bytes)
    }

    /// As a stream.
    pub fn stream(self) -> impl BufRead + 'a {
        BufReader::with_capacity(1 << 16, Cursor::new(self.head).chain(self.rest))
    }
}

/// What an error of reading or unpacking means.
pub(crate) fn failed(error: &io::Error) -> Error {
    if let Some(bomb) = error.get_ref().and_then(|inner| inner.downcast_ref::<Bomb>()) {
        return Error::new(DiagnosticKind::Limit, bomb.to_string());
    }
    match error.kind() {
        io::ErrorKind::InvalidInput
        | io::ErrorKind::InvalidData
        | io::ErrorKind::UnexpectedEof
        | io::ErrorKind::Other => {
            Error::new(DiagnosticKind::Malformed, format!("damaged while packed or cut off: {error}"))
        }
        _ => Error::io(error),
    }
}

/// Content that unpacks to far more than text ever does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("unpacks to more than {MAX_RATIO} times its size, at most {MAX_RATIO} times is read")]
struct Bomb;

/// Counts what is read from the packed side.
struct Counted<R> {
    inner: R,
    read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(out)?;
        self.read += len as u64;
        Ok(len)
    }
}

/// Tells how much was read from the packed side.
trait PackedSize {
    fn packed(&self) -> u64;
}

impl<R> PackedSize for flate2::bufread::MultiGzDecoder<BufReader<Counted<R>>> {
    fn packed(&self) -> u64 {
        self.get_ref().get_ref().read
    }
}

impl<R: Read> PackedSize for zstd::Decoder<'_, BufReader<Counted<R>>> {
    fn packed(&self) -> u64 {
        self.get_ref().get_ref().read
    }
}

/// Stops when what comes out is out of proportion to what went in.
struct Bounded<R> {
    inner: R,
    given: u64,
}

impl<R: Read + PackedSize> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(out)?;
        self.given += len as u64;
        if self.given > RATIO_FREE && self.given > self.inner.packed().saturating_mul(MAX_RATIO) {
            return Err(io::Error::other(Bomb));
        }
        Ok(len)
    }
}

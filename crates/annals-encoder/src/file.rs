//! The model file: one file that holds the network, its vocabulary and its tables, checked by its hash before anything is believed.
//!
//! Eight bytes of magic, the version (`u32`, little-endian like all numbers here), the SHA-256 of all that follows, the length of
//! the header (`u32`), the header (JSON), and the sections one after the other, each one frame of zstd.

use std::io::Read as _;

use sha2::{Digest, Sha256};

use crate::{
    error::{Error, Kind},
    header::{Header, Section},
};

/// The version of the format that this crate reads.
pub const VERSION: u32 = 1;

const MAGIC: &[u8; 8] = b"annalsnn";
const HASH_START: usize = 12;
/// Where the hashed part begins: the length of the header.
const HASHED_START: usize = 44;
const HEADER_START: usize = 48;

/// The most bytes of a section after unpacking: twice a float network of the size that is foreseen.
pub const MOST_UNPACKED: u64 = 200 << 20;

/// The parts of a model file, unpacked.
pub struct ModelFile {
    /// What the columns of the network's outputs mean.
    pub header: Header,
    /// First bytes of the hash over header and sections.
    pub hash: [u8; 32],
    /// The network, as ONNX.
    pub network: Vec<u8>,
    /// The vocabulary, one piece a line.
    pub vocabulary: String,
    /// Tables that are not part of the network.
    pub tensors: Vec<f32>,
}

impl ModelFile {
    /// Reads and checks the bytes of a model file.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let truncated = || Kind::Truncated { needed: HEADER_START as u64, found: bytes.len() as u64 };
        if bytes.len() < MAGIC.len() || !bytes.starts_with(MAGIC) {
            return Err(Kind::NotAModel.into());
        }
        if bytes.len() < HEADER_START {
            return Err(truncated().into());
        }
        let version = number(bytes, MAGIC.len());
        if version != VERSION {
            return Err(Kind::Version(version).into());
        }
        let hash: [u8; 32] = Sha256::digest(&bytes[HASHED_START..]).into();
        if hash != bytes[HASH_START..HASHED_START] {
            return Err(Kind::Damaged.into());
        }
        let rest = &bytes[HEADER_START..];
        let length = number(bytes, HASHED_START) as usize;
        let Some((header, sections)) = rest.split_at_checked(length) else {
            return Err(Kind::Truncated {
                needed: (HEADER_START + length) as u64,
                found: bytes.len() as u64,
            }
            .into());
        };
        let header: Header =
            serde_json::from_slice(header).map_err(|error| Kind::Header(error.to_string()))?;
        let network = unpack(&header, sections, "network.onnx")?;
        let vocabulary = String::from_utf8(unpack(&header, sections, "vocab.txt")?)
            .map_err(|_| Kind::Vocabulary("it is not UTF-8"))?;
        let tensors = floats(&unpack(&header, sections, "tensors.f32")?)?;
        header.check(tensors.len())?;
        Ok(Self { header, hash, network, vocabulary, tensors })
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn unpack(header: &Header, sections: &[u8], name: &str) -> Result<Vec<u8>, Error> {
    let missing = || Kind::Section(format!("its section {name} is missing"));
    let &Section { start, len, unpacked, .. } =
        header.sections.iter().find(|section| section.name == name).ok_or_else(missing)?;
    if unpacked > MOST_UNPACKED {
        return Err(Kind::TooLarge { section: name.to_owned(), bytes: unpacked, limit: MOST_UNPACKED }.into());
    }
    let end = start.saturating_add(len);
    let packed = usize::try_from(start)
        .ok()
        .zip(usize::try_from(end).ok())
        .and_then(|(start, end)| sections.get(start..end));
    let Some(packed) = packed else {
        return Err(Kind::Truncated { needed: end, found: sections.len() as u64 }.into());
    };
    let wrong = |why: String| Kind::Section(format!("its section {name} does not unpack: {why}"));
    let decoder = zstd::Decoder::with_buffer(packed).map_err(|error| wrong(error.to_string()))?;
    let mut bytes = Vec::new();
    // One byte more than promised, so that a longer section is seen without unpacking all of it.
    decoder
        .single_frame()
        .take(unpacked + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| wrong(error.to_string()))?;
    if bytes.len() as u64 != unpacked {
        return Err(wrong(format!("its length is not the {unpacked} bytes that the header names")).into());
    }
    Ok(bytes)
}

fn floats(bytes: &[u8]) -> Result<Vec<f32>, Error> {
    let (numbers, rest) = bytes.as_chunks::<4>();
    let found: Vec<f32> = numbers.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
    if !rest.is_empty() || found.iter().any(|number| !number.is_finite()) {
        return Err(Kind::Section(
            "its section tensors.f32 does not hold finite numbers of four bytes".to_owned(),
        )
        .into());
    }
    Ok(found)
}

#[cfg(test)]
mod tests;

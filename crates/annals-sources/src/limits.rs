//! How much is read of what strangers give us. Every limit that is met is told in a diagnostic of kind
//! [`Limit`](annals_types::document::DiagnosticKind::Limit).
//!
//! Sizes are in bytes. The values leave an order of magnitude between what news pages and crawls hold and what is refused,
//! and keep the memory that one file can take below about half a GiB.

/// Of a text file, a page or a JSON file, unpacked.
pub const MAX_FILE: u64 = 64 << 20;

/// Of a file of JSON lines, unpacked. It is read line by line, so this bounds time rather than memory.
pub const MAX_LINES_FILE: u64 = 4 << 30;

/// Of one line of a file of JSON lines.
pub const MAX_LINE: usize = 16 << 20;

/// Of the text of one report. A long news story has 50 KB; the largest books have 4 MB.
pub const MAX_TEXT: usize = 4 << 20;

/// How many times larger than the packed file its content may be. Text packs to a tenth, machine-made JSON to a fiftieth.
pub const MAX_RATIO: u64 = 250;

/// Up to this size the ratio is not looked at: a small file may well be one letter a million times.
pub const RATIO_FREE: u64 = 4 << 20;

/// Base-two logarithm of the largest window that a zstd file may ask for: 128 MiB, what `zstd --long` makes.
pub const MAX_ZSTD_WINDOW_LOG: u32 = 27;

/// How deep folders may stand in folders.
pub const MAX_FOLDER_DEPTH: usize = 64;

/// How many links to folders and files are followed in one go.
pub const MAX_LINKS: usize = 1000;

/// How deep HTML elements may stand in each other. Browsers stop at 512. Deeper ones are read, as text of the 512th.
pub const MAX_HTML_DEPTH: usize = 512;

/// How many blocks of text (paragraphs, cells, list items ...) a page may have.
pub const MAX_HTML_BLOCKS: usize = 50_000;

/// How many elements around a block are named in its path, the nearest ones.
pub const MAX_PATH: usize = 16;

/// Length of the name of an element with its classes, id and role in a path. The rest is left out.
pub const MAX_PATH_NAME: usize = 80;

/// Of one attribute of an HTML element as far as annals looks at it. Longer ones are cut.
pub const MAX_ATTRIBUTE: usize = 4096;

/// Of all JSON-LD of one page. Further scripts are not read.
pub const MAX_JSON_LD: usize = 1 << 20;

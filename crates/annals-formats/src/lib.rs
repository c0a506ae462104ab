//! Ways out. [`document`] makes the `annals/1` [`Document`] of a collection; everything else draws that document:
//! [`json`] writes it down, [`text`] shows it in a terminal, [`html`] as one self-contained page.

pub mod document;
pub mod html;
pub mod json;
pub mod named;
pub mod text;

pub mod sanitize;
mod view;
mod words;

pub use annals_types::Document;

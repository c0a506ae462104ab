//! Text in, linguistic layers out.
//!
//! [`split`] cuts a text into sentences and tokens by rule. An [`Encoder`] reads the words of one report with a network and gives
//! [`Labels`]. The same words give the same labels to the bit, whatever else is read, on however many threads.
//!
//! **Deliberately not here**: words of any domain, files, clocks, the environment. A model comes in as bytes.

mod cache;
pub mod decode;
mod encoder;
mod error;
pub mod file;
pub mod header;
mod labels;
mod network;
mod order;
pub mod repair;
mod shape;
pub mod split;
mod store;
mod table;
mod windows;
pub mod wordpiece;

pub use encoder::{Encoder, Words};
pub use error::Error;
pub use labels::{Attached, Labels, Tagged};
#[doc(hidden)]
pub use network::Input;
pub use order::StandIn;
pub use store::Store;
#[doc(hidden)]
pub use windows::Window;

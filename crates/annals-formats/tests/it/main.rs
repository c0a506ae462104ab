//! The ways out, from one document made by hand.

// Made by hand: what fails to parse or to be found is a mistake in the sample.
#![allow(clippy::unwrap_used)]

mod balance;
mod collection;
mod html;
mod json;
mod sample;
mod text;

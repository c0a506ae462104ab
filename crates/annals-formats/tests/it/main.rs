//! The ways out, from one document made by hand.

mod html;
mod json;
mod sample;
mod text;

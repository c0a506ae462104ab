//! Why no reader could be made.

use crate::knowledge;

/// A model or a table that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error(transparent)]
    Model(#[from] annals_encoder::Error),
    #[error(transparent)]
    Knowledge(#[from] knowledge::Error),
}

impl From<annals_encoder::Error> for Error {
    fn from(error: annals_encoder::Error) -> Self {
        Kind::from(error).into()
    }
}

impl From<knowledge::Error> for Error {
    fn from(error: knowledge::Error) -> Self {
        Kind::from(error).into()
    }
}

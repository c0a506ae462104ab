//! Ids, derived from content: the same report gives the same ids on every machine and in any company.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            fn derive(parts: &[&[u8]]) -> Self {
                Self(digest($prefix, parts))
            }

            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// A report: `r_` and 16 characters, from its address (URL, else external id) and its text.
    ReportId, "r_"
}
id! {
    /// A statement: `s_` and 16 characters, from its report, property, words and value.
    StatementId, "s_"
}
id! {
    /// An incident: `i_` and 16 characters, from its founding mention.
    IncidentId, "i_"
}

impl ReportId {
    /// The id of the report that was found at `address` with this title and text. The same text given twice without
    /// an address is one report.
    pub fn of(address: Option<&str>, title: Option<&str>, text: &str) -> Self {
        Self::derive(&[
            address.unwrap_or_default().as_bytes(),
            title.unwrap_or_default().as_bytes(),
            text.as_bytes(),
        ])
    }
}

impl StatementId {
    /// The id of what `report` says of `property` in `span`; `value` tells apart what one phrase says twice.
    pub fn of(report: &ReportId, property: &str, span: Span, value: &str) -> Self {
        Self::derive(&[
            report.as_str().as_bytes(),
            property.as_bytes(),
            &span.start().to_le_bytes(),
            &span.end().to_le_bytes(),
            value.as_bytes(),
        ])
    }
}

impl IncidentId {
    /// The id of the incident founded by the mention that `report` makes at `anchor`, its first trigger; `nth` tells
    /// apart mentions that share a trigger.
    pub fn of(report: &ReportId, anchor: Span, nth: u32) -> Self {
        Self::derive(&[
            report.as_str().as_bytes(),
            &anchor.start().to_le_bytes(),
            &anchor.end().to_le_bytes(),
            &nth.to_le_bytes(),
        ])
    }
}

/// `prefix` and 80 bits of BLAKE3 in lower-case base 32 without look-alikes (Crockford's alphabet).
///
/// 80 bits keep the chance of one collision among a hundred million ids below 1 in 200 million.
fn digest(prefix: &str, parts: &[&[u8]]) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let hash = hasher.finalize();
    let mut out = String::with_capacity(prefix.len() + 16);
    out.push_str(prefix);
    for block in hash.as_bytes().chunks_exact(5).take(2) {
        let bits = block.iter().fold(0u64, |bits, &byte| bits << 8 | u64::from(byte));
        for digit in (0..8).rev() {
            out.push(char::from(ALPHABET[(bits >> (5 * digit) & 31) as usize]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_a_fixed_shape() {
        let id = ReportId::of(None, None, "text");
        assert_eq!(id.as_str().len(), 18);
        assert!(id.as_str().starts_with("r_"));
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(ReportId::of(Some("ab"), None, "c"), ReportId::of(Some("a"), None, "bc"));
        assert_ne!(ReportId::of(Some("a"), None, "b"), ReportId::of(None, Some("a"), "b"));
    }
}

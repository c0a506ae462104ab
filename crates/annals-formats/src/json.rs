//! `annals/1` as JSON: one document, or a line an incident; and its JSON Schema.

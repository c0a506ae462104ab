//! Accounts for a terminal.

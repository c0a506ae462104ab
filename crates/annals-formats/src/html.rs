//! Accounts as one self-contained HTML page.

//! What a person sees on standard error: progress, diagnostics, complaints.

use std::io::{IsTerminal, Write};

use annals_types::document::Diagnostic;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar over `total` reports; hidden where standard error is not a terminal.
pub fn bar(total: usize) -> ProgressBar {
    let target = if std::io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(total as u64), target);
    if let Ok(style) = ProgressStyle::with_template("reading {wide_bar} {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar
}

/// One line for each diagnostic.
pub fn tell(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        complain(&annals_formats::sanitize::clean(&format!("{}: {}", diagnostic.source, diagnostic.message)));
    }
}

/// Writes a line to standard error. Where even that fails there is nobody left to tell.
pub fn complain(message: &str) {
    let _ = writeln!(anstream::stderr(), "{message}");
}

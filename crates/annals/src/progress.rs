//! What a person sees on standard error: progress, diagnostics, complaints.

use std::io::{IsTerminal, Write};

use annals_sources::Progress;
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

/// Runs `gather` with a line that tells how far it came; hidden where standard error is not a terminal.
pub fn gathering<T>(gather: impl FnOnce(&mut dyn FnMut(Progress<'_>)) -> T) -> T {
    let bar = bar(0);
    if let Ok(style) = ProgressStyle::with_template("finding reports: {msg}") {
        bar.set_style(style);
    }
    let found = gather(&mut |seen| bar.set_message(format!("{} in {} files", seen.reports, seen.files)));
    bar.finish_and_clear();
    found
}

/// One line for each diagnostic.
pub fn tell(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        complain(&format!("{}: {}", diagnostic.source, diagnostic.message));
    }
}

/// Writes a line to standard error, with nothing in it that steers a terminal. Where even that fails there is nobody left to tell.
pub fn complain(message: &str) {
    let _ = writeln!(anstream::stderr(), "{}", annals_formats::sanitize::clean(message));
}

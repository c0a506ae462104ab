//! What a person sees on standard error: progress, diagnostics, complaints.

use std::io::{IsTerminal, Write};

use annals_sources::Progress;
use annals_types::document::{Diagnostic, ReportEntry};
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

/// How many pages without a story are named.
const DEAD_NAMED: usize = 3;

/// One line for all pages that hold no story: they were read, but only as far as they go.
pub fn tell_dead(reports: &[ReportEntry]) {
    let dead = reports.iter().filter(|report| report.dead).map(|report| report.source.as_str());
    if let Some(line) = without_story(&dead.collect::<Vec<_>>()) {
        complain(&line);
    }
}

fn without_story(dead: &[&str]) -> Option<String> {
    let named = dead.iter().take(DEAD_NAMED).copied().collect::<Vec<_>>().join(", ");
    let kinds = "(a paywall, a login, an error)";
    match dead.len() {
        0 => None,
        1 => Some(format!("{named}: holds no story {kinds}; only its title was read")),
        len => {
            let more = len.saturating_sub(DEAD_NAMED);
            let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
            Some(format!("{named}{rest}: hold no story {kinds}; only their titles were read"))
        }
    }
}

/// Writes a line to standard error, with nothing in it that steers a terminal. Where even that fails there is nobody left to tell.
pub fn complain(message: &str) {
    let _ = writeln!(anstream::stderr(), "{}", annals_formats::sanitize::clean(message));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_without_a_story_are_told_in_one_line() {
        assert_eq!(without_story(&[]), None);
        let one = without_story(&["a.html"]).unwrap_or_default();
        assert!(one.starts_with("a.html: holds no story"), "{one}");
        let three = without_story(&["a", "b", "c"]).unwrap_or_default();
        assert!(three.starts_with("a, b, c: hold no story"), "{three}");
        let five = without_story(&["a", "b", "c", "d", "e"]).unwrap_or_default();
        assert!(five.starts_with("a, b, c and 2 more: hold no story"), "{five}");
    }
}

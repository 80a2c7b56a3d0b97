//! The bar on a terminal: papers, megabytes a second, errors, time left.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use drucksachen::batch::{Progress, Reached};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How often it is drawn.
const EVERY: Duration = Duration::from_millis(100);

/// Drawn beside the work, or not at all.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar on standard error if that is a terminal; `bytes` tells how much there is to read, 0 if nobody knows.
    pub fn new(quiet: bool, bytes: impl FnOnce() -> u64) -> Self {
        if quiet || !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let total = bytes();
        let (bar, shape) = if total > 0 {
            (ProgressBar::new(total), "{prefix} [{bar:30}] {msg}, {binary_bytes_per_sec}, {eta} left")
        } else {
            (ProgressBar::no_length(), "{prefix} {spinner} {msg}, {binary_bytes}, {binary_bytes_per_sec}")
        };
        bar.set_draw_target(ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(shape) {
            bar.set_style(style.progress_chars("=> "));
        }
        Self(bar)
    }

    /// Says something above the bar.
    pub fn say(&self, text: &str) {
        if self.0.is_hidden() { super::report::say(text) } else { self.0.println(text) }
    }

    /// Draws while `work` is done.
    pub fn during<T>(&self, progress: &Progress, work: impl FnOnce() -> T) -> T {
        if self.0.is_hidden() {
            return work();
        }
        let done = AtomicBool::new(false);
        let result = std::thread::scope(|scope| {
            let drawing = scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    self.draw(progress.reached());
                    std::thread::park_timeout(EVERY);
                }
            });
            let result = work();
            done.store(true, Ordering::Relaxed);
            drawing.thread().unpark();
            result
        });
        self.0.finish_and_clear();
        result
    }

    fn draw(&self, reached: Reached) {
        self.0.set_position(reached.bytes);
        let writing = reached.papers + reached.failures > 0;
        self.0.set_prefix(if writing { "converting" } else { "looking" });
        self.0.set_message(format!("{} papers, {} errors", reached.papers, reached.failures));
    }
}

//! The program `drucksachen`: only calls and exits.

mod cli;

// A third faster than the system's allocator on the many small strings of a record.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}

//! Where output goes: what a path behind `--output` or `--summary` names.

use std::path::{Path, PathBuf};

use drucksachen::Error;
use drucksachen::output::is_stream;

use super::usage;

/// How paths name standard output, wherever that leads.
const STANDARD_OUTPUT: [&str; 3] = ["-", "/dev/stdout", "/dev/fd/1"];

/// A place for output.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target<'a> {
    /// Standard output.
    Stdout,
    /// A pipe or a device.
    Stream(&'a Path),
    /// `DIR/`, a folder that is there, or a name without an ending.
    Folder(&'a Path),
    /// A file, and its ending before `.gz` or `.zst`.
    File(&'a Path, String),
}

impl<'a> Target<'a> {
    /// What this path names; without one it is standard output.
    pub fn of(path: Option<&'a PathBuf>) -> Self {
        let Some(path) = path.map(PathBuf::as_path).filter(|path| !STANDARD_OUTPUT.iter().any(|name| *path == Path::new(name))) else {
            return Self::Stdout;
        };
        let name = path.to_string_lossy();
        if is_stream(path) {
            Self::Stream(path)
        } else if name.ends_with(['/', std::path::MAIN_SEPARATOR]) || path.is_dir() || path.extension().is_none() {
            Self::Folder(path)
        } else {
            let plain = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
            let ending = Path::new(plain).extension().map_or_else(String::new, |ending| ending.to_string_lossy().into_owned());
            Self::File(path, ending)
        }
    }
}

/// A path that says nothing of what is to be written.
pub fn unclear(path: &Path, help: &str) -> Error {
    usage(&format!("cannot tell what `{}` shall be", path.display()), help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_a_stream_a_folder_or_a_file() {
        let file = |path, ending: &str| Target::File(Path::new(path), ending.to_owned());
        for (path, target) in [
            ("-", Target::Stdout),
            ("/dev/stdout", Target::Stdout),
            ("no/such/", Target::Folder(Path::new("no/such/"))),
            ("src", Target::Folder(Path::new("src"))),
            ("no-such", Target::Folder(Path::new("no-such"))),
            ("x.json", file("x.json", "json")),
            ("a/x.jsonl.zst", file("a/x.jsonl.zst", "jsonl")),
            ("x.csv.gz", file("x.csv.gz", "csv")),
            ("x.gz", file("x.gz", "")),
        ] {
            assert_eq!(Target::of(Some(&path.into())), target, "{path}");
        }
        assert_eq!(Target::of(None), Target::Stdout);
    }
}

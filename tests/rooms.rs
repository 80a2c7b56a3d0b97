//! The order of the house: a room knows the rooms below it, never one above.

use std::fs;
use std::path::{Path, PathBuf};

/// As a text goes through them.
const ROOMS: [&str; 11] =
    ["source", "lines", "cleaning", "grammar", "structure", "references", "record", "links", "output", "batch", "cli"];

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// What stands at a name behind „crate::“, tests aside: they may read whole papers.
fn used(code: &str) -> impl Iterator<Item = &str> {
    let shipped = code.split("#[cfg(test)]").next().unwrap_or_default();
    shipped.split("crate::").skip(1).filter_map(|behind| behind.split(|c: char| !c.is_alphanumeric() && c != '_').next())
}

#[test]
fn a_room_knows_only_the_rooms_below_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let place = |name: &str| ROOMS.iter().position(|room| *room == name);
    let (mut seen, mut upward) = (0, Vec::new());
    for file in files(&src) {
        let path = file.strip_prefix(&src).expect("a file of the house");
        if ["lib.rs", "main.rs"].iter().any(|door| path == Path::new(door)) {
            continue;
        }
        // What stands in no room is the words that all rooms share.
        let own = path.iter().next().and_then(|name| place(name.to_str()?));
        let code = fs::read_to_string(&file).expect("code");
        let above = used(&code).filter(|name| place(name) > own && place(name).is_some());
        upward.extend(above.map(|name| format!("{} uses {name}", path.display())));
        seen += 1;
    }
    assert!(seen > ROOMS.len());
    assert_eq!(upward, [""; 0]);
}

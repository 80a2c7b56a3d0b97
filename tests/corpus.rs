//! The laws on real papers, where they are at hand: `../shared/corpus` beside the project.

mod laws;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use drucksachen::{Companions, Source};
use rayon::prelude::*;

use laws::Laws;

/// A law can quote a whole annex.
const LONGEST_LAW: usize = 300;

fn texts(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(texts(&path));
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            found.push(path);
        }
    }
    found.sort_unstable();
    found
}

#[test]
fn every_paper_keeps_the_laws() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let papers = texts(&folder);
    if papers.is_empty() {
        eprintln!("skipped: no papers under {}", folder.display());
        return;
    }
    let begun = Instant::now();
    let laws = Laws::new();
    let broken: Vec<String> = papers.par_iter().flat_map_iter(|path| check(&laws, path)).collect();
    eprintln!("{} papers, {} laws broken, {:.1} s", papers.len(), broken.len(), begun.elapsed().as_secs_f64());
    assert!(
        broken.is_empty(),
        "{} broken laws, among them\n  {}",
        broken.len(),
        broken.iter().take(20).map(String::as_str).collect::<Vec<_>>().join("\n  ")
    );
}

fn check(laws: &Laws, path: &Path) -> Vec<String> {
    let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
    let text = fs::read_to_string(path).expect("UTF-8");
    let source = Source::from_text(name, text).expect("a paper");
    let broken = |part: Source| {
        let (_, broken) = laws.read(&part, &Companions::default());
        broken.into_iter().map(|law| format!("{}: {}", part.name(), law.chars().take(LONGEST_LAW).collect::<String>())).collect::<Vec<_>>()
    };
    drucksachen::papers(source).into_iter().flat_map(broken).collect()
}

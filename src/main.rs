//! tmp
use std::io::Write;
fn main() {
    let mut out = std::io::BufWriter::new(std::io::stdout());
    for dir in std::env::args().skip(1) {
        let mut files: Vec<_> = if std::path::Path::new(&dir).is_dir() { std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect() } else { vec![dir.into()] };
        files.sort();
        for f in files {
            let text = std::fs::read_to_string(&f).unwrap();
            let s = drucksachen::Source::from_text(f.to_string_lossy(), text).unwrap();
            let r = drucksachen::parse(&s, &Default::default());
            serde_json::to_writer(&mut out, &r).unwrap();
            out.write_all(b"\n").unwrap();
        }
    }
}

//! The least that a program like ours must do: read JSON Lines of `{"text": …}`, check that they are UTF-8, hash each
//! text, write it back as JSON. What `whole.py` measures us against.
//!
//! `cargo run --release --example floor -- DUMP.jsonl > OUT.jsonl`

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

#[derive(Deserialize, Serialize)]
struct Document {
    text: String,
    #[serde(default)]
    sha256: String,
}

fn main() -> io::Result<()> {
    let path = std::env::args_os().nth(1).ok_or_else(|| io::Error::other("usage: floor DUMP.jsonl"))?;
    let mut input = BufReader::with_capacity(1 << 18, File::open(path)?);
    let mut output = BufWriter::with_capacity(1 << 18, io::stdout().lock());
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let json = std::str::from_utf8(&line).map_err(io::Error::other)?;
        let mut document: Document = serde_json::from_str(json)?;
        document.sha256 = Sha256::digest(document.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        serde_json::to_writer(&mut output, &document)?;
        output.write_all(b"\n")?;
        line.clear();
    }
    output.flush()
}

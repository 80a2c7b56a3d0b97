//! The program as a process: what goes in, what comes out, what the exit status says.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

fn program() -> Command {
    Command::new(assert_cmd::cargo::cargo_bin!("drucksachen"))
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().expect("runs")
}

fn run_with(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = program().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let (mut stdin, input) = (child.stdin.take().expect("a pipe"), input.to_vec());
    let feeding = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("ends");
    let _ = feeding.join();
    output
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).map(|line| serde_json::from_slice(line).expect("JSON")).collect()
}

/// Records of standard output of a run that must succeed.
fn records(arguments: &[&str]) -> Vec<Value> {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    lines(&output.stdout)
}

/// An answer of our own with this number, a little different for each.
fn paper(number: u32) -> String {
    format!(
        "Deutscher Bundestag Drucksache 21/{number}\n21. Wahlperiode 12.08.2025\nAntwort \nder Bundesregierung \nauf die Kleine Anfrage der \
         Abgeordneten Erika Muster und der Fraktion Die Linke\n– Drucksache 21/{} –\nZustand der Brücken im Landkreis Nummer {number}\n \
         1. Wie viele Brücken sind im Landkreis {number} gesperrt?\nGesperrt sind {number} Brücken; Gründe sind Rost und Alter.\n",
        number + 5000
    )
}

/// A folder with `count` papers.
fn folder(count: u32) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 1..=count {
        fs::write(folder.path().join(format!("21_{number:04}.txt")), paper(number)).expect("written");
    }
    folder
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_string_lossy().into_owned()
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn names(records: &[Value]) -> Vec<&str> {
    records.iter().map(|record| record["source"]["name"].as_str().expect("a name")).collect()
}

/// Records without what the way of giving them changes.
fn without_source(records: &[Value]) -> Vec<Value> {
    let strip = |record: &Value| {
        let mut record = record.clone();
        for field in ["name", "format"] {
            record["source"].as_object_mut().expect("an object").remove(field);
        }
        record
    };
    records.iter().map(strip).collect()
}

fn dip(number: u32) -> Value {
    json!({"id": number.to_string(), "dokumentnummer": format!("21/{number}"), "drucksachetyp": "Antwort", "wahlperiode": 21,
        "datum": "2025-08-12", "text": paper(number)})
}

/// All files below a folder and their bytes.
fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.expect("readable")).filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().strip_prefix(root).expect("below").to_path_buf(), fs::read(entry.path()).expect("read"))).collect()
}

#[test]
fn the_bytes_are_the_same_at_any_number_of_jobs() {
    let papers = folder(600);
    fs::write(papers.path().join("21_0300.txt"), [0x89, b'P', b'N', b'G', 1, 2]).expect("written");
    let converted = |jobs: &str| run(&["convert", &text(papers.path()), "--ledger", "--jobs", jobs]);
    let one = converted("1");
    assert_eq!((one.status.code(), lines(&one.stdout).len()), (Some(1), 599));
    for jobs in ["2", "3", "0"] {
        assert!(converted(jobs).stdout == one.stdout, "--jobs {jobs}");
    }
}

#[test]
fn names_are_relative_to_their_argument() {
    let papers = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(papers.path().join("b/c")).expect("made");
    for name in ["b/c/2.txt", "b/1.txt", "a.txt", "b/c.text", "b/.hidden.txt", "b/liesmich.md"] {
        fs::write(papers.path().join(name), paper(7)).expect("written");
    }
    let output = run(&["convert", &text(papers.path()), &path(&papers, "b/liesmich.md")]);
    assert_eq!(names(&lines(&output.stdout)), ["a.txt", "b/1.txt", "b/c/2.txt", "b/c.text", "liesmich.md"]);
    assert!(stderr(&output).contains("passed over: .md 1"), "{}", stderr(&output));
}

#[test]
fn dip_json_is_read_in_every_shape() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, two) = (dip(1), dip(2));
    let expected: Vec<_> = [&one, &two].iter().map(|document| document["text"].as_str().map(str::len)).collect();
    for (name, json) in [
        ("page.json", json!({"numFound": 2, "cursor": "x", "documents": [one, two]}).to_string()),
        ("page-pretty.json", serde_json::to_string_pretty(&json!({"numFound": 2, "documents": [one, two]})).expect("JSON")),
        ("array.json", json!([one, two]).to_string()),
        ("lines.jsonl", format!("{one}\n{two}\n")),
        ("lines-without-ending", format!("{one}\n\n{two}")),
        ("pages.jsonl", format!("{}\n{}\n", json!({"documents": [one]}), json!([two]))),
        ("marked.json", format!("\u{feff}{}", json!([one, two]))),
    ] {
        fs::write(folder.path().join(name), json).expect("written");
        let all = records(&["convert", &path(&folder, name)]);
        assert_eq!(names(&all), ["21_1.txt", "21_2.txt"], "{name}");
        assert_eq!(all.iter().map(|record| record["source"]["bytes"].as_u64().map(|bytes| bytes as usize)).collect::<Vec<_>>(), expected);
        assert!(all.iter().all(|record| record["source"]["format"] == "dip" && record["paper"]["type"] == "Antwort"), "{name}");
    }
    fs::write(folder.path().join("one.json"), one.to_string()).expect("written");
    assert_eq!(names(&records(&["convert", &path(&folder, "one.json")])), ["21_1.txt"]);
}

#[test]
fn a_bad_document_costs_no_other_its_record() {
    let folder = tempfile::tempdir().expect("a folder");
    let bad = format!("{}\n{{\"dokumentnummer\":\"21/8\",\"text\":null}}\n{{\"text\": oops}}\n{}\n", dip(1), dip(2));
    fs::write(folder.path().join("a.jsonl"), bad).expect("written");
    fs::write(folder.path().join("b.jsonl"), format!("[{},{},", dip(3), dip(4))).expect("written");
    let summary = path(&folder, "summary.json");
    let output = run(&["convert", &path(&folder, "a.jsonl"), &path(&folder, "b.jsonl"), "--summary", &summary]);
    assert_eq!((output.status.code(), lines(&output.stdout).len()), (Some(1), 2 + 2), "{}", stderr(&output));
    let said = stderr(&output);
    for expected in [
        "a.jsonl: line 2 (21/8): the document has no `text`",
        "a.jsonl: line 3: the JSON does not read: expected value, in column 10",
        "b.jsonl: line 1: the JSON breaks off: the list of documents has no end",
        "4 records",
        "3 without a record",
    ] {
        assert!(said.contains(expected), "{expected} in {said}");
    }
    let summary: Value = serde_json::from_slice(&fs::read(summary).expect("read")).expect("JSON");
    assert_eq!((&summary["records"], &summary["failed"], summary["failures"].as_array().map(Vec::len)), (&json!(4), &json!(3), Some(3)));
}

#[test]
fn metadata_fills_and_disagrees_in_the_open() {
    let mut document = dip(1);
    document["dokumentnummer"] = "21/2".into();
    let output = run_with(&["convert", "-"], document.to_string().as_bytes());
    let record = &lines(&output.stdout)[0];
    let printed = record["paper"]["number"].as_str();
    let codes: Vec<_> = record["diagnostics"].as_array().expect("a list").iter().map(|note| note["code"].as_str()).collect();
    assert_eq!(printed, Some("21/1"));
    assert!(codes.contains(&Some("metadata-mismatch")), "{record}");
    assert_eq!(record["paper"]["date"], "2025-08-12");
}

#[test]
fn folders_streams_and_archives_give_the_same_records() {
    let papers = folder(5);
    let expected = without_source(&records(&["convert", &text(papers.path()), "--ledger"]));
    let out = tempfile::tempdir().expect("a folder");
    let all: Vec<(String, String)> = (1..=5).map(|number| (format!("21_{number:04}.txt"), paper(number))).collect();
    let jsonl: String = all.iter().map(|(name, text)| format!("{}\n", json!({"name": name, "text": text}))).collect();
    let mut files: Vec<(&str, Vec<u8>)> = vec![("all.jsonl", jsonl.clone().into_bytes())];
    files.extend(archives(&all, &jsonl));
    for (name, bytes) in files {
        fs::write(out.path().join(name), &bytes).expect("written");
        let got = records(&["convert", &path(&out, name), "--ledger"]);
        assert_eq!(without_source(&got), expected, "{name}");
        assert_eq!(names(&got), all.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), "{name}");
        let piped = run_with(&["convert", "-", "--ledger"], &bytes);
        assert_eq!(without_source(&lines(&piped.stdout)), expected, "{name} on standard input: {}", stderr(&piped));
    }
}

#[cfg(not(feature = "archives"))]
fn archives(_: &[(String, String)], _: &str) -> Vec<(&'static str, Vec<u8>)> {
    Vec::new()
}

#[cfg(feature = "archives")]
fn archives(all: &[(String, String)], jsonl: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut tar = tar::Builder::new(Vec::new());
    for (name, text) in all {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default())
            .and_then(|()| Ok(zip.write_all(text.as_bytes())?))
            .expect("zipped");
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, text.as_bytes()).expect("archived");
    }
    zip.start_file("__MACOSX/._21_1.txt", zip::write::SimpleFileOptions::default()).expect("zipped");
    let zip = zip.finish().expect("zipped").into_inner();
    let tar = tar.into_inner().expect("archived");
    let gzip = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("compressed")
    };
    let mut nested = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(zip.len() as u64);
    header.set_mode(0o644);
    nested.append_data(&mut header, "inner/papers.zip", zip.as_slice()).expect("archived");
    vec![
        ("all.tar.gz", gzip(&tar)),
        ("all.tgz", gzip(&tar)),
        ("all.jsonl.gz", gzip(jsonl.as_bytes())),
        ("all.jsonl.zst", zstd::encode_all(jsonl.as_bytes(), 1).expect("compressed")),
        ("nested.tar", nested.into_inner().expect("archived")),
        ("all.tar", tar),
        ("all.zip", zip),
    ]
}

#[cfg(feature = "archives")]
#[test]
fn a_damaged_entry_costs_only_itself() {
    let all: Vec<(String, String)> = (1..=3).map(|number| (format!("{number}.txt"), paper(number))).collect();
    let (_, mut zip) = archives(&all, "").pop().expect("the zip");
    let second = zip.windows(5).position(|bytes| bytes == b"2.txt").expect("its header");
    zip[second + 40] ^= 0xff;
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("x.zip"), zip).expect("written");
    let output = run(&["convert", &path(&folder, "x.zip")]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(names(&lines(&output.stdout)), ["1.txt", "3.txt"]);
    assert!(stderr(&output).contains("x.zip: 2.txt: damaged"), "{}", stderr(&output));
}

#[test]
fn every_encoding_gives_the_same_record() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = paper(3);
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode(&words);
    let utf_16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("a.txt"), &words).expect("written");
    fs::write(folder.path().join("b.txt"), &latin).expect("written");
    fs::write(folder.path().join("c.txt"), &utf_16).expect("written");
    fs::write(folder.path().join("d.png"), b"\x89PNG\r\n\x1a\n").expect("written");
    let all = records(&["convert", &path(&folder, "a.txt"), &path(&folder, "b.txt"), &path(&folder, "c.txt")]);
    assert!(all.iter().all(|record| record["source"]["sha256"] == all[0]["source"]["sha256"] && record["status"] == all[0]["status"]));
    let said: Vec<_> = all.iter().map(|record| record["diagnostics"].to_string().contains("\"encoding\"")).collect();
    assert_eq!(said, [false, true, true]);
    let forced = records(&["convert", &path(&folder, "b.txt"), "--encoding", "latin1"]);
    assert_eq!(forced[0]["source"]["sha256"], all[0]["source"]["sha256"]);
    let output = run(&["convert", &path(&folder, "d.png")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("d.png: is a picture (PNG), not text"), "{}", stderr(&output));
}

#[test]
fn the_exit_status_says_how_it_went() {
    let papers = folder(2);
    let all = text(papers.path());
    let missing = path(&papers, "nothing-here");
    let empty = tempfile::tempdir().expect("a folder");
    fs::write(empty.path().join("leer.txt"), " \n").expect("written");
    for (arguments, status) in [
        (vec!["convert", all.as_str()], 0),
        (vec!["convert", &all, &missing], 1),
        (vec!["convert", &missing], 2),
        (vec!["convert", &text(empty.path())], 2),
        (vec!["convert"], 2),
        (vec!["convert", &all, "--to", "csv"], 2),
        (vec!["convert", &all, "-o", "x.docx"], 2),
        (vec!["convert", &all, "--encoding", "klingonisch"], 2),
        (vec!["convert", &all, "--jobs", "100000000"], 2),
        (vec!["filter", "--jobs", "1025"], 2),
        (vec!["convert", &all, "--deny", "no-such-code"], 2),
        (vec!["convert", &all, "--deny", "mojibake"], 0),
        (vec!["convert", &all, &missing, "--fail-on", "error"], 3),
        (vec!["convert", &all, "--fail-on", "error"], 0),
        (vec!["--help"], 0),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", stderr(&output));
    }
    let broken = tempfile::tempdir().expect("a folder");
    fs::write(broken.path().join("x.txt"), paper(1).replace("Brücken", "BrÃ¼cken")).expect("written");
    assert_eq!(run(&["convert", &text(broken.path()), "--deny", "encoding", "--deny", "mojibake"]).status.code(), Some(3));
    for arguments in [vec!["-o", "x.csv"], vec!["--to", "csv", "-o", "x.csv"], vec!["--to", "csv"]] {
        let said = stderr(&run(&[vec!["convert", &all], arguments].concat()));
        assert_eq!(said, "error: --to csv writes several files\n  help: give a folder: --to csv -o DIR/\n");
    }
    let said = stderr(&run(&["convert", &all, "--deny", "mojibak"]));
    assert!(said.contains("a similar value exists: 'mojibake'"), "{said}");
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let papers = folder(400);
    for jobs in ["1", "2"] {
        let arguments = ["convert", &text(papers.path()), "--ledger", "--jobs", jobs, "-q"];
        let mut child = program().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
        let mut stdout = child.stdout.take().expect("a pipe");
        stdout.read_exact(&mut [0; 100]).expect("a beginning");
        drop(stdout);
        let output = child.wait_with_output().expect("ends");
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    }
}

#[test]
fn papers_of_one_name_do_not_overwrite_each_other() {
    let (one, two, out) = (folder(1), folder(1), tempfile::tempdir().expect("a folder"));
    fs::write(two.path().join("21_0001.txt"), paper(99)).expect("written");
    let target = format!("{}/", path(&out, "records"));
    assert_eq!(run(&["convert", &text(one.path()), &text(two.path()), "-o", &target]).status.code(), Some(0));
    let files = tree(Path::new(&target));
    let texts: Vec<_> = ["21_0001.json", "21_0001~2.json"].iter().map(|name| files[Path::new(name)].clone()).collect();
    assert!(texts[0] != texts[1] && texts.iter().all(|text| text.starts_with(b"{\n  \"schema_version\"")));
}

#[test]
fn papers_of_one_text_have_a_file_each() {
    let (papers, out) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    fs::write(papers.path().join("x.txt"), format!("{}{}", paper(1), paper(2))).expect("written");
    assert_eq!(run(&["convert", &text(papers.path()), "-o", &format!("{}/", text(out.path()))]).status.code(), Some(0));
    let number = |name: &str| {
        let record: Value = serde_json::from_slice(&fs::read(out.path().join(name)).expect("written")).expect("JSON");
        (record["paper"]["number"].clone(), record["source"]["part"]["index"].clone())
    };
    assert_eq!(number("x.part-1.json"), (json!("21/1"), json!(1)));
    assert_eq!(number("x.part-2.json"), (json!("21/2"), json!(2)));
}

#[test]
fn a_name_that_no_file_can_have_costs_no_other_paper_its_record() {
    let (papers, out) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let long = format!("{}.txt", "a".repeat(400));
    let lines_of = [long.as_str(), "b.txt", "c.txt"].map(|name| json!({"name": name, "text": paper(1)}).to_string()).join("\n");
    fs::write(papers.path().join("x.jsonl"), lines_of).expect("written");
    fs::create_dir(out.path().join("b.json")).expect("made");
    let output = run(&["convert", &text(papers.path()), "-o", &format!("{}/", text(out.path()))]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("b.json: cannot be written: ") && said.contains("2 records") && said.contains("1 without a record"), "{said}");
    let written: Vec<_> = tree(out.path()).into_keys().map(|name| text(&name)).collect();
    assert_eq!(written, [".drucksachen-state.jsonl".to_owned(), format!("{}.json", "a".repeat(200)), "c.json".to_owned()]);
}

#[test]
fn files_appear_only_when_they_are_whole() {
    let (papers, out) = (folder(3), tempfile::tempdir().expect("a folder"));
    let target = path(&out, "deep/er/records.jsonl");
    fs::create_dir_all(out.path().join("deep/er")).expect("made");
    fs::write(&target, "old\n").expect("written");
    assert_eq!(run(&["convert", &path(&papers, "missing"), "-o", &target]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&target).ok().as_deref(), Some("old\n"));
    assert_eq!(run(&["convert", &text(papers.path()), "-o", &target]).status.code(), Some(0));
    assert_eq!(lines(&fs::read(&target).expect("read")).len(), 3);
    assert_eq!(tree(out.path()).len(), 1, "nothing beside it");
    let array = path(&out, "records.json");
    assert_eq!(run(&["convert", &text(papers.path()), "-o", &array]).status.code(), Some(0));
    assert_eq!(serde_json::from_slice::<Value>(&fs::read(array).expect("read")).expect("JSON").as_array().map(Vec::len), Some(3));
}

#[test]
fn what_cannot_be_written_is_named_as_it_was_given() {
    let (papers, out) = (folder(1), tempfile::tempdir().expect("a folder"));
    fs::write(out.path().join("file"), "").expect("written");
    for name in ["file/x.jsonl", "file/x/"] {
        let target = path(&out, name);
        let output = run(&["convert", &text(papers.path()), "-o", &target]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.starts_with(&format!("error: {target}: cannot be written: ")) && said.contains("help: check the spelling"), "{said}");
    }
}

#[test]
fn a_summary_that_cannot_be_written_is_found_before_the_run() {
    let (papers, out) = (folder(2), tempfile::tempdir().expect("a folder"));
    fs::write(out.path().join("file"), "").expect("written");
    let (target, summary) = (path(&out, "x.jsonl"), path(&out, "file/s.json"));
    let convert = |summary: &str, target: &str| run(&["convert", &text(papers.path()), "-o", target, "--summary", summary]);
    let refused = convert(&summary, &target);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).starts_with(&format!("error: {summary}: cannot be written: ")), "{}", stderr(&refused));
    assert!(!Path::new(&target).exists());
    assert_eq!(convert("-", "-").status.code(), Some(2));
    let shown: Value = serde_json::from_slice(&convert("-", &target).stdout).expect("JSON");
    assert_eq!(shown["records"], 2);
    assert_eq!(convert(&path(&out, "new/s.json"), &target).status.code(), Some(0));
    assert_eq!(serde_json::from_slice::<Value>(&fs::read(path(&out, "new/s.json")).expect("written")).expect("JSON"), shown);
}

#[test]
#[cfg(unix)]
fn a_device_is_written_to_as_it_is() {
    let folder = folder(3);
    let streamed = run(&["convert", &text(folder.path()), "-o", "/dev/stdout"]);
    assert_eq!(streamed.status.code(), Some(0), "{}", stderr(&streamed));
    assert_eq!(streamed.stdout, run(&["convert", &text(folder.path())]).stdout);
    let file = path(&folder, "records.jsonl");
    let to_file = fs::File::create(&file).expect("created");
    let done = program().args(["convert", &path(&folder, "21_0001.txt"), "-o", "/dev/stdout"]).stdout(to_file).status().expect("runs");
    assert_eq!((done.code(), lines(&fs::read(file).expect("read")).len()), (Some(0), 1));
}

#[test]
fn output_goes_to_the_same_place_in_both_subcommands() {
    let papers = folder(1);
    let answer =
        paper(1).replace("Gründe sind Rost und Alter.", "es wird auf die Antwort zu Frage 1 auf Bundestagsdrucksache 21/2 verwiesen.");
    fs::write(papers.path().join("21_0001.txt"), answer).expect("written");
    let out = tempfile::tempdir().expect("a folder");
    let done = |arguments: &[&str]| program().args(arguments).arg(papers.path()).current_dir(out.path()).output().expect("runs");
    for subcommand in ["convert", "references"] {
        let plain = done(&[subcommand]).stdout;
        assert!(!plain.is_empty());
        assert_eq!(done(&[subcommand, "-o", "-"]).stdout, plain, "{subcommand}");
        #[cfg(unix)]
        assert_eq!(done(&[subcommand, "-o", "/dev/stdout"]).stdout, plain, "{subcommand}");
        let refused = done(&[subcommand, "-o", "e.txt"]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr(&refused).contains("cannot tell what `e.txt` shall be"), "{}", stderr(&refused));
    }
    assert_eq!(done(&["references", "-o", "edges"]).status.code(), Some(2));
    assert!(tree(out.path()).is_empty(), "no file is called `-`");
    assert_eq!(done(&["references", "-o", "e.csv"]).status.code(), Some(0));
    let rows = fs::read_to_string(out.path().join("e.csv")).expect("written");
    assert_eq!(rows.as_bytes(), done(&["references", "--to", "csv"]).stdout);
    assert!(rows.starts_with("paper,source,") && rows.contains("21/2"), "{rows}");
}

#[cfg(feature = "archives")]
#[test]
fn outputs_are_compressed_by_their_names() {
    let (papers, out) = (folder(3), tempfile::tempdir().expect("a folder"));
    let plain = run(&["convert", &text(papers.path())]).stdout;
    for name in ["r.jsonl.gz", "r.jsonl.zst"] {
        assert_eq!(run(&["convert", &text(papers.path()), "-o", &path(&out, name)]).status.code(), Some(0));
    }
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(fs::File::open(out.path().join("r.jsonl.gz")).expect("there")).read_to_end(&mut unpacked).expect("gzip");
    assert!(unpacked == plain);
    assert!(zstd::decode_all(fs::File::open(out.path().join("r.jsonl.zst")).expect("there")).expect("zstd") == plain);
}

#[test]
fn skips_what_is_there_and_was_made_from_the_same() {
    let (papers, out) = (folder(6), tempfile::tempdir().expect("a folder"));
    let target = format!("{}/", path(&out, "records"));
    let convert = |more: &[&str]| {
        let output = run(&[&["convert", &text(papers.path()), "-o", &target, "--skip-existing"], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stderr(&output)
    };
    convert(&[]);
    let first = tree(Path::new(&target));
    assert!(convert(&[]).contains(", 6 of them unchanged"));
    fs::remove_file(Path::new(&target).join("21_0002.json")).expect("removed");
    fs::write(papers.path().join("21_0003.txt"), paper(33)).expect("written");
    assert!(convert(&[]).contains(", 4 of them unchanged"));
    assert!(convert(&["--ledger"]).lines().next().is_some_and(|line| !line.contains("unchanged")), "other options");
    fs::write(papers.path().join("21_0003.txt"), paper(3)).expect("written");
    convert(&[]);
    assert!(tree(Path::new(&target)) == first);
    let output = run(&["convert", &text(papers.path()), "-o", &path(&out, "x.jsonl"), "--skip-existing"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn kept_records_count_as_written_ones_do() {
    let (papers, out) = (folder(2), tempfile::tempdir().expect("a folder"));
    fs::write(papers.path().join("21_0002.txt"), paper(2).replace("Brücken", "BrÃ¼cken")).expect("written");
    fs::write(papers.path().join("21_0003.txt"), paper(3).replace(" 1. Wie", "3. Wie")).expect("written");
    let (target, summary) = (format!("{}/", path(&out, "records")), path(&out, "summary.json"));
    for limit in [["--deny", "mojibake"], ["--fail-on", "partial"]] {
        let arguments = ["convert", &text(papers.path()), "-o", &target, "--skip-existing", "--summary", &summary];
        let runs = [0, 1].map(|_| {
            let output = run(&[&arguments[..], &limit].concat());
            let summary: Value = serde_json::from_slice(&fs::read(&summary).expect("read")).expect("JSON");
            (output.status.code(), summary["status"].clone(), summary["diagnostics"].clone(), summary["bytes"].clone())
        });
        assert_eq!((&runs[0], runs[0].0), (&runs[1], Some(3)), "{limit:?}");
    }
}

#[test]
fn a_folder_knows_what_several_runs_wrote() {
    let (papers, out) = (folder(3), tempfile::tempdir().expect("a folder"));
    let target = format!("{}/", path(&out, "records"));
    let convert = |name: &str, more: &[&str]| stderr(&run(&[&["convert", &path(&papers, name), "-o", &target], more].concat()));
    let kept = |name: &str| convert(name, &["--skip-existing"]).contains("1 of them unchanged");
    convert("21_0001.txt", &[]);
    convert("21_0002.txt", &[]);
    assert!(kept("21_0001.txt") && kept("21_0002.txt"));
    convert("no-such.txt", &[]);
    assert!(kept("21_0001.txt"), "a run that wrote nothing");
    convert("21_0001.txt", &["--ledger"]);
    assert!(!kept("21_0001.txt") && kept("21_0002.txt"), "written anew with other options");
    fs::remove_file(Path::new(&target).join("21_0002.json")).expect("removed");
    convert("21_0003.txt", &["--skip-existing"]);
    let state = fs::read_to_string(Path::new(&target).join(".drucksachen-state.jsonl")).expect("the list");
    let listed: Vec<_> = lines(state.as_bytes()).iter().map(|line| line["file"].clone()).collect();
    assert_eq!(listed, ["21_0001.json", "21_0003.json"]);
}

#[cfg(unix)]
#[test]
fn a_killed_run_is_taken_up() {
    let (papers, out) = (folder(1500), tempfile::tempdir().expect("a folder"));
    let (killed, whole) = (path(&out, "killed/"), path(&out, "whole/"));
    let arguments =
        |target: &str| ["convert", &text(papers.path()), "-o", target, "--jobs", "2", "-q", "--skip-existing"].map(ToOwned::to_owned);
    let mut child = program().args(arguments(&killed)).spawn().expect("starts");
    let state = Path::new(&killed).join(".drucksachen-state.jsonl");
    while fs::metadata(&state).map_or(0, |data| data.len()) < 1000 && child.try_wait().expect("asked").is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    child.kill().and_then(|()| child.wait()).expect("killed");
    for target in [&killed, &whole] {
        assert_eq!(program().args(arguments(target)).status().expect("runs").code(), Some(0));
    }
    let (killed, whole) = (tree(Path::new(&killed)), tree(Path::new(&whole)));
    assert_eq!(killed.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
    assert!(killed == whole);
}

#[test]
fn lists_of_files_are_read() {
    let papers = folder(3);
    let all = ["21_0003.txt", "21_0001.txt"].map(|name| path(&papers, name));
    for mark in ["\n", "\0"] {
        let output = run_with(&["convert", "--files-from", "-"], all.join(mark).as_bytes());
        assert_eq!(names(&lines(&output.stdout)), ["21_0003.txt", "21_0001.txt"], "{mark:?}");
    }
    assert_eq!(run_with(&["convert", "--files-from", "-", "-"], b"").status.code(), Some(2));
}

#[test]
fn standard_input_is_a_text_or_documents() {
    let text = run_with(&["convert", "-"], paper(4).as_bytes());
    assert_eq!(names(&lines(&text.stdout)), ["stdin"]);
    let documents = run_with(&["convert", "-", "--one-pass"], format!("{}\n{}\n", dip(4), dip(5)).as_bytes());
    assert_eq!(names(&lines(&documents.stdout)), ["21_4.txt", "21_5.txt"]);
}

#[test]
fn the_filter_gives_a_line_for_a_line() {
    let input =
        format!("{}\nnonsense\n{}\n\n{}", json!({"name": "a.txt", "text": paper(1)}), dip(2), json!({"documents": [dip(3), dip(4)]}));
    for jobs in ["1", "2"] {
        let output = run_with(&["filter", "--jobs", jobs, "--ledger"], input.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let all = lines(&output.stdout);
        assert_eq!(all.len(), 5);
        assert_eq!((&all[0]["source"]["name"], &all[2]["source"]["name"]), (&json!("a.txt"), &json!("21_2.txt")));
        assert!(all[0]["ledger"].is_array());
        for (index, line) in [(1, 2), (3, 4), (4, 5)] {
            assert_eq!(all[index]["error"]["line"], line, "{}", all[index]);
        }
    }
}

#[test]
fn tables_have_their_columns() {
    let (papers, out) = (folder(3), tempfile::tempdir().expect("a folder"));
    fs::write(papers.path().join("21_0003.txt"), paper(3).replace("Brücken", "BrÃ¼cken")).expect("written");
    assert_eq!(run(&["convert", &text(papers.path()), "--to", "csv", "-o", &text(out.path())]).status.code(), Some(0));
    let files = tree(out.path());
    let shown: Vec<_> = files.keys().map(|name| text(name)).collect();
    assert_eq!(shown, ["answers.csv", "diagnostics.csv", "papers.csv", "questions.csv", "references.csv"]);
    for (name, bytes) in &files {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").expect("a mark for Excel");
        let mut rows = csv::Reader::from_reader(bytes);
        assert_eq!(rows.headers().expect("a head").iter().take(3).collect::<Vec<_>>(), ["paper", "source", "part"], "{}", name.display());
        assert!(rows.records().all(|row| row.is_ok()), "every row has as many cells as the head");
    }
    let papers = String::from_utf8(files[Path::new("papers.csv")].clone()).expect("UTF-8");
    assert_eq!(papers.matches("\r\n").count(), 4);
    assert!(String::from_utf8_lossy(&files[Path::new("diagnostics.csv")]).contains("21_0003.txt,,mojibake,info"));
}

#[test]
fn the_helpers_print_what_they_promise() {
    let schema: Value = serde_json::from_slice(&run(&["schema"]).stdout).expect("JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(String::from_utf8_lossy(&run(&["completions", shell]).stdout).contains("convert"), "{shell}");
    }
    assert!(String::from_utf8_lossy(&run(&["man"]).stdout).starts_with(".ie"));
    assert!(String::from_utf8_lossy(&run(&["man", "convert"]).stdout).contains("skip"));
    assert_eq!(run(&["man", "nothing"]).status.code(), Some(2));
}

#[test]
fn output_beside_the_input_is_not_read() {
    for (output, to) in [("out.jsonl", "jsonl"), ("out.json", "json"), ("records/", "json"), ("sub/out.json", "json")] {
        let papers = folder(2);
        let target = path(&papers, output);
        for _ in 0..2 {
            let done = run(&["convert", &text(papers.path()), "-o", &target, "--to", to, "--summary", &path(&papers, "s.json")]);
            assert_eq!(done.status.code(), Some(0), "{output}: {}", stderr(&done));
            assert!(stderr(&done).starts_with("2 records"), "{output}: {}", stderr(&done));
        }
    }
}

#[test]
fn our_own_records_are_no_papers() {
    let (papers, out) = (folder(1), tempfile::tempdir().expect("a folder"));
    let target = format!("{}/", text(out.path()));
    run(&["convert", &text(papers.path()), "-o", &target]);
    let output = run(&["convert", &target]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is a record that drucksachen wrote"), "{}", stderr(&output));
}

#[cfg(feature = "validate")]
#[test]
fn records_are_checked_on_demand() {
    let papers = folder(2);
    assert_eq!(records(&["convert", &text(papers.path()), "--validate", "--ledger"]).len(), 2);
}

/// An inquiry of our own, the one that [`paper`] answers.
fn inquiry(number: u32) -> String {
    format!(
        "Deutscher Bundestag Drucksache 21/{}\n21. Wahlperiode 01.07.2025\nKleine Anfrage\nder Abgeordneten Erika Muster und der Fraktion Die \
         Linke\nZustand der Brücken im Landkreis Nummer {number}\nBrücken werden alt.\nWir fragen die Bundesregierung:\n 1. Wie viele Brücken sind \
         im Landkreis {number} gesperrt?\nBerlin, den 1. Juli 2025\nErika Muster und Fraktion\n",
        number + 5000
    )
}

#[test]
fn an_answer_is_read_with_its_inquiry_wherever_that_stands() {
    let papers = tempfile::tempdir().expect("a folder");
    fs::write(papers.path().join("1.txt"), paper(1)).expect("written");
    fs::write(papers.path().join("2.txt"), inquiry(1)).expect("written");
    let all = text(papers.path());
    let companions = |arguments: &[&str]| records(arguments)[0]["source"]["companions"].clone();
    assert_eq!(companions(&["convert", &all]), json!(["21/5001"]));
    assert_eq!(companions(&["convert", &all, "--no-companions"]), json!([]));
    assert_eq!(companions(&["convert", &all, "--one-pass"]), json!([]));
    assert_eq!(companions(&["convert", &path(&papers, "1.txt")]), json!([]));
    let lines_of =
        [("1.txt", paper(1)), ("2.txt", inquiry(1))].map(|(name, text)| json!({"name": name, "text": text}).to_string()).join("\n");
    let piped = run_with(&["convert", "-"], lines_of.as_bytes());
    assert_eq!(lines(&piped.stdout)[0]["source"]["companions"], json!(["21/5001"]));
    let sent = json!({"name": "1.txt", "text": paper(1), "inquiry": inquiry(1)}).to_string();
    assert_eq!(lines(&run_with(&["filter"], sent.as_bytes()).stdout)[0]["source"]["companions"], json!(["21/5001"]));
}

#[test]
fn a_check_shows_what_is_in_doubt_and_where() {
    let papers = folder(1);
    let doubtful = paper(2) + " 2. Wann wurde zuletzt geprüft?\n 4. Wer hat geprüft?\nGeprüft hat das Land.\n";
    fs::write(papers.path().join("21_0002.txt"), doubtful.replace("Brücken", "BrÃ¼cken")).expect("written");
    let check = |more: &[&str]| run(&[&["check", &text(papers.path()), "-q"], more].concat());
    let output = check(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stdout), @r"
    21/1 complete
    21/2 partial
    info[mojibake]: 2 lines of UTF-8 that had been read as windows-1252 („fÃ¼r“) were repaired
     --> 21_0002.txt:7:1
      |
    7 | Zustand der Brücken im Landkreis Nummer 2
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    warning[uncertain-boundary]: read as if an answer begins here; that question 4 begins is nearly as likely
      --> 21_0002.txt:11:2
       |
    11 |  4. Wer hat geprüft?
       |  ^^^^^^^^^^^^^^^^^^^
    ");
    assert_eq!(check(&["--fail-on", "partial"]).status.code(), Some(3));
    assert_eq!(run(&["check", &path(&papers, "no-such")]).status.code(), Some(2));
}

#[test]
fn the_newest_edition_of_an_inquiry_is_taken_and_said() {
    let papers = tempfile::tempdir().expect("a folder");
    fs::write(papers.path().join("1.txt"), paper(1)).expect("written");
    fs::write(papers.path().join("2.txt"), inquiry(1).replace("21/5001\n", "21/5001 (neu)\n")).expect("written");
    fs::write(papers.path().join("3.txt"), inquiry(1)).expect("written");
    let all = records(&["convert", &text(papers.path())]);
    let notes: Vec<_> = all.iter().map(|record| record["diagnostics"].to_string().contains("newer-edition")).collect();
    assert_eq!((&all[0]["source"]["companions"], notes), (&json!(["21/5001"]), vec![true, false, false]));
}

#[test]
fn a_changed_inquiry_makes_its_answer_anew() {
    let (papers, out) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    fs::write(papers.path().join("1.txt"), paper(1)).expect("written");
    fs::write(papers.path().join("2.txt"), inquiry(1)).expect("written");
    let target = format!("{}/", text(out.path()));
    let convert = || stderr(&run(&["convert", &text(papers.path()), "-o", &target, "--skip-existing"]));
    convert();
    assert!(convert().contains(", 2 of them unchanged"));
    fs::write(papers.path().join("2.txt"), inquiry(1).replace("gesperrt", "baufällig")).expect("written");
    assert!(!convert().contains("unchanged"));
}

#[test]
fn references_are_looked_up_in_the_run() {
    let papers = tempfile::tempdir().expect("a folder");
    let cites =
        |target: &str| paper(1).replace("Gründe sind Rost und Alter.", &format!("es wird auf die Antwort zu Frage {target} verwiesen."));
    fs::write(papers.path().join("1.txt"), cites("1 auf Bundestagsdrucksache 21/2")).expect("written");
    fs::write(papers.path().join("2.txt"), paper(2)).expect("written");
    let resolution = |arguments: &[&str]| records(arguments)[0]["references"][0]["resolution"].clone();
    let all = text(papers.path());
    assert_eq!(resolution(&["convert", &all]), "batch");
    assert_eq!(resolution(&["convert", &all, "--one-pass"]), "outside");
    assert_eq!(resolution(&["convert", &path(&papers, "1.txt")]), "outside");
    let said = stderr(&run(&["references", &all]));
    for expected in
        ["references\n  1 to papers: found in another paper of this run\n  cited most: 21/2 (1)\n", "\n2 records (", " MB of text in "]
    {
        assert!(said.contains(expected), "{expected} in {said}");
    }
    assert!(stderr(&run(&["references", &path(&papers, "2.txt")])).starts_with("no references\n1 record ("));
    let edges = records(&["references", &all, "-q"]);
    assert_eq!((&edges[0]["paper"], &edges[0]["target_paper"], &edges[0]["resolution"]), (&json!("21/1"), &json!("21/2"), &json!("batch")));
    let table = run(&["references", &all, "--to", "csv"]);
    let mut rows = csv::Reader::from_reader(table.stdout.as_slice());
    assert_eq!(rows.headers().expect("a head").len(), edges[0].as_object().map_or(0, serde_json::Map::len));
    assert_eq!(rows.records().filter(|row| row.is_ok()).count(), edges.len());
    fs::write(papers.path().join("1.txt"), cites("9 auf Bundestagsdrucksache 21/2")).expect("written");
    assert_eq!(resolution(&["convert", &all]), "absent");
}

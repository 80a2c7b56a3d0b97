//! The recipes of the README, run as they are printed, with the real tools. Each says so when it skips.
//!
//! `DRUCKSACHEN_PYTHON` names the Python to use (one with duckdb, polars, pandas, pyspark); else it is `python3`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The program's folder first, so that recipes find it by its name.
fn with_program(command: &mut Command) -> &mut Command {
    let program = PathBuf::from(assert_cmd::cargo::cargo_bin!("drucksachen"));
    let folder = program.parent().expect("a folder").to_path_buf();
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(folder).chain(std::env::split_paths(&rest));
    command.env("PATH", std::env::join_paths(all).expect("a path"))
}

fn python() -> String {
    std::env::var("DRUCKSACHEN_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// Whether a tool is there; says so if not.
fn has(program: &str, arguments: &[&str]) -> bool {
    let there = Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success());
    if !there {
        eprintln!("skipped: `{program} {}` does not work here", arguments.join(" "));
    }
    there
}

fn has_python(module: &str) -> bool {
    has(&python(), &["-c", &format!("import {module}")])
}

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README.md")
}

/// The code below `<!-- recipe: NAME -->`.
fn recipe(name: &str) -> String {
    let readme = readme();
    let (_, rest) =
        readme.split_once(&format!("<!-- recipe: {name} -->\n```")).unwrap_or_else(|| panic!("the README has no recipe {name}"));
    let (_, code) = rest.split_once('\n').expect("a line");
    code.split_once("\n```").expect("an end").0.to_owned() + "\n"
}

/// An answer and its inquiry, of our own. The answer cites an older one of the same place.
fn papers() -> Vec<(&'static str, String)> {
    let answer = |number, inquiry, more: &str| {
        format!(
            "Deutscher Bundestag Drucksache 21/{number}\n21. Wahlperiode 12.08.2025\nAntwort \nder Bundesregierung \nauf die Kleine Anfrage der \
             Abgeordneten Erika Muster und der Fraktion Die Linke\n– Drucksache 21/{inquiry} –\nZustand der Brücken in Übersee\n \
             1. Wie viele Brücken sind in Übersee gesperrt?\nGesperrt sind {number} Brücken; Gründe sind Rost und Alter.\n \
             2. Was kostet ihre Instandsetzung?\n{more}\n"
        )
    };
    let inquiry = "Deutscher Bundestag Drucksache 21/77\n21. Wahlperiode 01.07.2025\nKleine Anfrage\nder Abgeordneten Erika Muster und der Fraktion \
                   Die Linke\nZustand der Brücken in Übersee\nViele Brücken in Übersee sind alt.\nWir fragen die Bundesregierung:\n \
                   1. Wie viele Brücken sind in Übersee gesperrt?\n 2. Was kostet ihre Instandsetzung?\nBerlin, den 1. Juli 2025\nErika Muster\n";
    vec![
        ("21_5.txt", answer(5, 3, "Die Kosten sind nicht bekannt.")),
        ("21_77.txt", inquiry.to_owned()),
        ("21_99.txt", answer(99, 77, "Es wird auf die Antwort zu Frage 2 auf Bundestagsdrucksache 21/5 verwiesen.")),
    ]
}

/// A folder with `papers/` and the `records.jsonl` that they give, by the first command of the README.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("papers")).expect("made");
    for (name, text) in papers() {
        fs::write(folder.path().join("papers").join(name), text).expect("written");
    }
    let mut program = Command::new("drucksachen");
    let converted = with_program(&mut program).args(["convert", "papers/", "-o", "records.jsonl"]).current_dir(folder.path()).output();
    assert!(converted.is_ok_and(|output| output.status.success()));
    folder
}

fn records(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("records");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn run(program: &str, arguments: &[&str], folder: &TempDir) -> Output {
    let output = with_program(Command::new(program).args(arguments).current_dir(folder.path())).output().expect("runs");
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn run_python(code: &str, folder: &TempDir) -> String {
    String::from_utf8_lossy(&run(&python(), &["-c", code], folder).stdout).into_owned()
}

/// „21/5 1 Wie viele …“ for every question of the records.
fn questions(folder: &TempDir) -> BTreeSet<String> {
    let all = records(&folder.path().join("records.jsonl"));
    let of = |record: &Value| {
        let paper = record["paper"]["number"].as_str().unwrap_or_default().to_owned();
        let questions = record["questions"].as_array().cloned().unwrap_or_default();
        questions.into_iter().map(move |question| {
            format!("{paper}|{}|{}", question["id"].as_str().unwrap_or_default(), question["text"].as_str().unwrap_or_default())
        })
    };
    let found: BTreeSet<_> = all.iter().flat_map(of).collect();
    assert_eq!(found.len(), 6, "three papers with two questions each: {found:?}");
    found
}

#[test]
fn jq_lists_questions() {
    if !has("jq", &["--version"]) {
        return;
    }
    let folder = folder();
    run("sh", &["-ec", &recipe("questions.sh")], &folder);
    let table = fs::read_to_string(folder.path().join("questions.tsv")).expect("written");
    assert_eq!(table.lines().map(|line| line.replace('\t', "|")).collect::<BTreeSet<_>>(), questions(&folder));
    assert!(folder.path().join("doubts.tsv").exists());
}

#[test]
fn duckdb_writes_parquet() {
    if !has_python("duckdb") {
        return;
    }
    let folder = folder();
    let check = "\nfor row in duckdb.sql(\"SELECT paper, id, text FROM 'questions.parquet'\").fetchall(): print(*row, sep='|')\n\
                 assert duckdb.sql(\"SELECT count(*) FROM 'answers.parquet' WHERE len(questions) = 1\").fetchall() == [(4,)]\n\
                 duckdb.sql(\"SELECT source, kind, resolution FROM 'references.parquet'\").fetchall()\n";
    let printed = run_python(&(recipe("duckdb.py") + check), &folder);
    assert_eq!(printed.lines().map(ToOwned::to_owned).collect::<BTreeSet<_>>(), questions(&folder));
}

#[test]
fn duckdb_resolves_references_by_a_join() {
    if !has_python("duckdb") {
        return;
    }
    let folder = folder();
    run_python(&recipe("join.py"), &folder);
    let edges = fs::read_to_string(folder.path().join("edges.csv")).expect("written");
    let expected: Vec<String> = records(&folder.path().join("records.jsonl"))
        .iter()
        .flat_map(|record| {
            let from = record["paper"]["number"].as_str().unwrap_or_default().to_owned();
            let references = record["references"].as_array().cloned().unwrap_or_default();
            references.into_iter().filter(|reference| reference["kind"] == "paper").flat_map(move |reference| {
                let word = |field: &str| reference[field].as_str().unwrap_or_default().to_owned();
                let row = [from.clone(), word("from"), word("paper")].join(",");
                let end = word("resolution");
                let questions = reference["questions"].as_array().cloned().unwrap_or_default();
                questions
                    .into_iter()
                    .map(move |question| format!("{row},{},{end}", question.as_str().unwrap_or_default()))
                    .collect::<Vec<_>>()
            })
        })
        .collect();
    assert_eq!(edges.lines().skip(1).map(ToOwned::to_owned).collect::<Vec<_>>(), expected);
}

#[test]
fn polars_writes_parquet() {
    if !has_python("polars") {
        return;
    }
    let folder = folder();
    let check =
        "\nfor row in pl.read_parquet('questions-polars.parquet').select('paper', 'id', 'text').iter_rows(): print(*row, sep='|')\n";
    let printed = run_python(&(recipe("polars.py") + check), &folder);
    assert_eq!(printed.lines().map(ToOwned::to_owned).collect::<BTreeSet<_>>(), questions(&folder));
}

#[test]
fn pandas_flattens_answers() {
    if !has_python("pandas") {
        return;
    }
    let folder = folder();
    let check = "\nprint(*sorted(answers['paper.number'] + ' ' + answers['id']), sep=',')\n";
    assert_eq!(run_python(&(recipe("pandas.py") + check), &folder), "21/5 1,21/5 2,21/99 1,21/99 2\n");
    assert!(folder.path().join("answers-pandas.csv").exists());
}

/// „question 1. Wie viele …“ with offsets in characters, however the language counts.
#[test]
fn offsets_become_characters() {
    let folder = folder();
    let source = fs::read_to_string(folder.path().join("papers/21_5.txt")).expect("read");
    run("sh", &["-ec", &recipe("ledger.sh")], &folder);
    let first = &records(&folder.path().join("ledgers.jsonl"))[0];
    let entry = &first["ledger"][1];
    let span: Vec<usize> = entry["span"].as_array().expect("a span").iter().map(|end| end.as_u64().expect("a number") as usize).collect();
    let characters = span.iter().map(|&at| source[..at].chars().count()).collect::<Vec<_>>();
    let role = entry["role"].as_str().expect("a role");
    if has(&python(), &["--version"]) {
        let printed = run_python(&recipe("offsets.py"), &folder);
        let expected = format!("{role} ({}, {}) ", characters[0], characters[1]);
        assert!(printed.lines().nth(1).is_some_and(|line| line.starts_with(&expected)), "{expected} in {printed}");
    }
    if has("node", &["--version"]) {
        let printed = String::from_utf8_lossy(&run("node", &["-e", &recipe("offsets.js")], &folder).stdout).into_owned();
        let expected = format!("{role} [ {}, {} ] ", characters[0], characters[1]);
        assert!(printed.contains(&expected), "{expected} in {printed}");
    }
}

#[test]
fn xargs_spreads_over_processes() {
    if !has("sh", &["-c", "printf x | sort -z | xargs -0 -n 1 -P 2 true"]) {
        return;
    }
    let folder = folder();
    run("sh", &["-ec", &recipe("xargs.sh")], &folder);
    assert_eq!(records(&folder.path().join("all.jsonl")).len(), 3);
}

#[test]
fn spark_gives_the_same_records_as_convert() {
    if !has("java", &["-version"]) || !has_python("pyspark, pandas, pyarrow") {
        return;
    }
    let folder = folder();
    fs::write(folder.path().join("pipe.py"), recipe("spark-pipe.py")).expect("written");
    fs::write(folder.path().join("pandas.py.txt"), recipe("spark-pandas.py")).expect("written");
    run("drucksachen", &["convert", "papers", "--one-pass", "-q", "-o", "expected.jsonl"], &folder);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spark/compare.py");
    let script = script.to_string_lossy().into_owned();
    let printed = run(&python(), &[&script, "pipe.py", "pandas.py.txt", "expected.jsonl"], &folder);
    assert!(String::from_utf8_lossy(&printed.stdout).contains("3 records by rdd.pipe, 3 by mapInPandas"));
}

#!/usr/bin/env python3
"""Measure the program on real papers and hold the floors. Standard library only, Python 3.11 or later.

usage: hold.py [--shared DIR] [--program FILE] [--show N] [--update]

--shared DIR    holds corpus/, eval/ and seed/; the folder `shared` beside the checkout if not given. Without it nothing is
                measured, which is said, and the exit status is 0.
--program FILE  the release binary (target/release/drucksachen).
--show N        list at most N papers of each kind (default 40).
--update        raise the floors to what was measured (never lower: that is done by hand, where a reviewer sees it), and
                rewrite baseline.json, report.md and the figures in the README.

Exit status: 0 every floor holds; 1 a measure is below its floor, or has none; 3 none is below, but one is clearly above
its floor: run again with --update. Clearly above is more than the measure's granularity, one case of all its cases.

Two runs are measured: alone (--no-companions) and with companions. The text dialects are measured where pyphen is installed.
A fifth of the papers, chosen by a hash of the number, is held out: of these only totals are reported, so that nobody
can mend a rule to fit them. The floors are held on all papers together.
"""

import argparse
import collections
import hashlib
import importlib.util
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
MODES = {"alone": ["--no-companions"], "companions": []}
ALL_RIGHT = "all right: questions and answers (papers)"
# What tells about the truth at hand, not about the program.
NOT_OURS = {"(truth found: questions)"}
# Floors are written with three digits behind the point, rounded down.
STEP = 0.001
DIALECTS = ["hyphenated", "archive"]
DIALECT_PAPERS = 24
# What the README shows, in its words.
README = {
    ALL_RIGHT: "answer papers whose questions and answers are all right",
    "questions: exact text": "questions with exactly the right text",
    "answers: right text": "answers with the right text",
    "joint answers: right questions": "answers with the right questions",
    "words: same in inquiry and answer": "questions whose every space and hyphen agrees in inquiry and answer",
    "inquiry: question's exact text": "questions of inquiries with exactly the right text",
    "collected: question's exact text": "collections: questions with exactly the right text",
    "collected: right answer": "collections: the right answer",
    "collected: asker as in the directory": "collections: asker",
    "gold: role of a line": "annotated lines with the right role",
    "gold: metadata fields": "annotated metadata fields",
    "gold: references found (recall)": "annotated references that are found",
    "gold: references right (precision)": "references found that are annotated",
    "ledger: partition (papers)": "ledgers that are a partition of the source",
    "calibration: structured papers that are complete": "structured papers that are `complete`",
    "calibration: complete papers that are wholly right": "`complete` answer papers that are wholly right",
    "calibration: papers right, or warned of at the wrong place": "answer papers that are right, or carry a warning in the wrong place or beside it",
}
README_DIALECTS = {
    "questions (each) equal, spaces and hyphens squashed": "questions equal but for spaces and hyphens",
    "answers (each) equal, spaces and hyphens squashed": "answers equal but for spaces and hyphens",
    "questions (each) equal": "questions equal, every space and hyphen counted",
    "answers (each) equal": "answers equal, every space and hyphen counted",
    "de-hyphenation, all but web addresses": "line-end hyphens treated right, web addresses aside",
}


def held_out(number):
    return hashlib.sha256(number.encode()).digest()[0] % 5 == 0


def load_score(shared):
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def convert(program, inputs, output, options):
    done = subprocess.run([program, "convert", *inputs, "--ledger", "-q", "-o", output, *options])
    if done.returncode not in (0, 1):
        sys.exit(f"error: the program ended with {done.returncode}")


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def rates(shared, records):
    command = [sys.executable, shared / "eval" / "score.py", records, "--corpus", shared / "corpus", "--gold", shared / "eval" / "gold", "--json"]
    counts = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout)
    return {what: (good, of) for what, (good, of, _) in counts.items() if what not in NOT_OURS}


class Paper:
    """One record against its paper: what is wrong, where, and by which rules."""

    def __init__(self, score, path, record, inquiry, inquiry_record):
        self.number = score.number_of(record["source"]["name"])
        self.record, self.raw = record, path.read_bytes()
        self.text = self.raw.decode("utf-8")
        tally, self.places = score.Tally(), []
        if inquiry is None:
            score.score_collection(tally, "paper", self.text, record)
            self.measured = False
            self.right = not tally.bad
        else:
            score.score_pair(tally, "paper", self.text, record, inquiry, inquiry_record)
            self.places = score.locate(score.inquiry_questions(inquiry), self.text, *score.squash(self.text))[1]
            self.measured = ALL_RIGHT in tally.all
            self.right = not tally.bad[ALL_RIGHT]
        self.wrong = {}
        for measure, notes in tally.bad.items():
            if measure not in NOT_OURS | {ALL_RIGHT}:
                for note in notes:
                    self.wrong[label(measure, note)] = measure

    def place(self, wrong):
        """Bytes of the source in which the wrong element stands, by the truth where it is known, else by the record."""
        ids = re.findall(r"\b\d+[a-z]{0,2}\b", wrong)
        if not ids or wrong.startswith("inquiry"):
            return None
        for (start, end, name), after in zip(self.places, self.places[1:] + [(len(self.text), 0, "")]):
            if name == ids[-1]:
                a, b = (end, after[0]) if wrong.startswith(("answer", "questions")) else (start, end)
                return len(self.text[:a].encode()), len(self.text[:b].encode())
        number = re.match(r"\d+", ids[-1]).group()
        spans = [s for q in self.record["questions"] if q["id"] == number for s in q["spans"]]
        spans += [s for a in self.record["answers"] if {number, ids[-1]} & set(a["questions"]) for s in a["spans"]]
        return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None

    def rules(self, wrong):
        """The rules that decided there."""
        place = self.place(wrong)
        if not place:
            return ""
        roles = ("question", "answer", "announcement")
        return ", ".join(sorted({e["rule"] for e in self.record["ledger"] or [] if e["role"] in roles and e["span"][0] < place[1] and place[0] < e["span"][1]}))

    def warned(self):
        """Whether a warning points into a wrong place, or into the line before or after it."""
        for wrong in self.wrong:
            place = self.place(wrong)
            if not place:
                continue
            first = self.raw.rfind(b"\n", 0, max(0, self.raw.rfind(b"\n", 0, place[0]))) + 1
            last = self.raw.find(b"\n", self.raw.find(b"\n", place[1]) + 1)
            last = len(self.raw) if last < place[1] else last
            for diagnostic in self.record["diagnostics"]:
                span = diagnostic["span"]
                if diagnostic["severity"] == "warning" and span and span[0] <= last and first <= span[1]:
                    return True
        return False


def label(measure, note):
    """„question 6“, „answer after question 7a“, „questions 7, 7a“: no words of the paper."""
    what = re.split(r": | share ", note.removeprefix("paper").strip())[0]
    what = re.sub(r"[\[\]]|\B'|'\B", "", what)
    prefix = {"words": "words of ", "questions: none": "invented ", "collected: asker": "asker of ", "collected: date": "date of ", "collected: answered": "together "}
    return next((p for key, p in prefix.items() if measure.startswith(key)), "") + what or measure


def examine(score, shared, records):
    """{number: Paper} of the answers whose inquiry is at hand, and of the collections."""
    corpus = shared / "corpus"
    files = {kind: {score.number_of(str(path)): path for path in sorted((corpus / kind).glob("*.txt"))} for kind in ("antwort", "kleine-anfrage", "schriftliche-fragen", "fragen")}
    named = {score.number_of(record["source"]["name"]): record for record in records}
    papers = {}
    for number, record in named.items():
        for kind in ("schriftliche-fragen", "fragen"):
            if number in files[kind]:
                papers[number] = Paper(score, files[kind][number], record, None, None)
        if number in files["antwort"]:
            path = files["antwort"][number]
            inquiry = score.partner(path.read_text(encoding="utf-8"))
            if inquiry in files["kleine-anfrage"]:
                papers[number] = Paper(score, path, record, files["kleine-anfrage"][inquiry].read_text(encoding="utf-8"), named.get(inquiry))
    return papers


def calibration(records, papers):
    structured = [r for r in records if r["status"] != "unstructured"]
    complete = [r for r in structured if r["status"] == "complete"]
    measured = [p for p in papers.values() if p.measured]
    promised = [p for p in measured if p.record["status"] == "complete"]
    wrong = [p for p in measured if not p.right]
    warned = [p for p in wrong if p.warned()]
    figures = {
        "calibration: structured papers that are complete": (len(complete), len(structured)),
        "calibration: complete papers that are wholly right": (sum(p.right for p in promised), len(promised)),
        "calibration: papers right, or warned of at the wrong place": (len(measured) - len(wrong) + len(warned), len(measured)),
    }
    return figures, (len(warned), len(wrong))


def dialects(shared, program, folder):
    """The text dialects of a few papers. Without reportlab, whose font would give other line ends."""
    if importlib.util.find_spec("pyphen") is None:
        print("skipped: the dialects, since pyphen is not installed (pip install pyphen)")
        return {}
    starter = "import runpy, sys; sys.modules['reportlab'] = None; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    tool = [sys.executable, "-c", starter, shared / "eval" / "dialects.py"]
    made = folder / "dialects"
    subprocess.run([*tool, "make", "--corpus", shared / "corpus", "--out", made, "--limit", str(DIALECT_PAPERS), "--dialects", ",".join(["dip", *DIALECTS])], check=True, stdout=subprocess.DEVNULL)
    for dialect in ["dip", *DIALECTS]:
        convert(program, sorted((made / dialect).glob("*.txt")), folder / f"{dialect}.jsonl", ["--no-companions"])
    scored = [*tool, "score", *(folder / f"{d}.jsonl" for d in DIALECTS), "--truth", made, "--reference", folder / "dip.jsonl", "--json"]
    counts = json.loads(subprocess.run(scored, check=True, capture_output=True, text=True, encoding="utf-8").stdout)
    found = collections.defaultdict(dict)
    for name, (good, of) in counts.items():
        dialect, what = name.split(" | ")
        found[dialect][what] = (good, of)
    return dict(found)


def percent(good, of):
    return 100 * good / of if of else 100.0


def check(measures, floors):
    """Problems as (kind, section, measure, rate, floor), kinds „below“, „above“, „new“, „gone“."""
    found = []
    for section, figures in measures.items():
        held = floors.get(section, {})
        for what, (good, of) in figures.items():
            rate, floor = percent(good, of), held.get(what)
            if floor is None:
                found.append(("new", section, what, rate, None))
            elif rate < floor:
                found.append(("below", section, what, rate, floor))
            elif rate > floor + percent(1, of) + STEP:
                found.append(("above", section, what, rate, floor))
        found += [("gone", section, what, None, floor) for what, floor in held.items() if what not in figures]
    return found


def write_floors(measures, floors):
    text = [
        "# Floors in percent, checked both ways by hold.py, which says when. They are only ever raised.",
        "# Written by hold.py --update; lower one by hand if you must, and say why in the commit.",
    ]
    for section in sorted(set(floors) | set(measures)):
        held = dict(floors.get(section, {}))
        for what, (good, of) in measures.get(section, {}).items():
            held[what] = max(held.get(what, 0), int(percent(good, of) / STEP) * STEP)
        text += ["", f'["{section}"]'] + [f'"{what}" = {held[what]:.3f}' for what in sorted(held)]
    (HERE / "floors.toml").write_text("\n".join(text) + "\n", encoding="utf-8")


def table(whole, aside, floors):
    yield f"{'measure':62} {'floor':>8} {'all':>9} {'cases':>7}   {'worked on':>9} {'held out':>9}"
    for what, (good, of) in sorted(whole.items()):
        floor = f"{floors[what]:.3f}" if what in floors else "–"
        line = f"{what:62} {floor:>8} {percent(good, of):8.3f}% {of:7}"
        if what in aside:
            kept_good, kept = aside[what]
            line += f"   {percent(good - kept_good, of - kept):8.3f}% {percent(kept_good, kept):8.3f}%"
        yield line


def readme_table(measures):
    def rows(names, sections):
        for what, words in names.items():
            cells = [measures.get(section, {}).get(what) for section in sections]
            if all(cells):
                yield f"| {words} | " + " | ".join(f"{percent(*cell):.2f}" for cell in cells) + f" | {cells[0][1]} |"

    yield from ["| percent of | alone (`--no-companions`) | with the inquiry at hand | cases |", "|---|---|---|---|", *rows(README, MODES)]
    sections = [f"dialect {dialect}" for dialect in DIALECTS]
    dialect_rows = list(rows(README_DIALECTS, sections))
    if dialect_rows:
        yield from ["", f"{DIALECT_PAPERS} of the papers set in two other dialects, against what their DIP text gives:", ""]
        yield from ["| percent of | hyphenated, with page heads | old archive | cases |", "|---|---|---|---|", *dialect_rows]


def write_readme(measures):
    path, begin, end = ROOT / "README.md", "<!-- accuracy: written by tests/scores/hold.py --update -->\n", "<!-- accuracy: end -->"
    before, rest = path.read_text(encoding="utf-8").split(begin)
    path.write_text(before + begin + "\n".join(readme_table(measures)) + "\n" + end + rest.split(end, 1)[1], encoding="utf-8")


def compare(papers, before, show):
    """Gains and losses against the baseline, paper by paper, with the rules that decided."""
    if before is None:
        yield "no baseline yet"
        return
    lost, gained, now_wrong, was_wrong = [], [], set(), set()
    for number, paper in sorted(papers.items()):
        if held_out(number):
            continue
        old = before.get(number, {})
        lost += [f"  lost    {number} {what}: now {paper.rules(what)}" for what in paper.wrong if what not in old]
        gained += [f"  gained  {number} {what}: was {rules}; now {paper.rules(what)}" for what, rules in old.items() if what not in paper.wrong]
        now_wrong |= {number} if paper.wrong else set()
        was_wrong |= {number} if old else set()
    yield f"papers with something wrong: {len(now_wrong)}, {len(was_wrong)} in the baseline; places lost {len(lost)}, gained {len(gained)} (held-out papers are not listed)"
    for lines in (lost, gained):
        yield from lines[:show]
        if len(lines) > show:
            yield f"  … and {len(lines) - show} more (--show)"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    parser.add_argument("--program", type=pathlib.Path, default=TARGET / "release" / "drucksachen")
    parser.add_argument("--show", type=int, default=40)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    shared = options.shared
    if not (shared / "corpus").is_dir() or not (shared / "eval" / "score.py").is_file():
        print(f"skipped: the scores, since there is no corpus in {shared}")
        return 0
    score = load_score(shared)
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8")) if (HERE / "floors.toml").exists() else {}
    baseline = json.loads((HERE / "baseline.json").read_text(encoding="utf-8")) if (HERE / "baseline.json").exists() else {}

    measures, aside, examined, notes = {}, {}, {}, {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        inputs = [shared / "corpus"] + [shared / "seed"] * (shared / "seed").is_dir()
        for mode, switches in MODES.items():
            convert(options.program, inputs, folder / f"{mode}.jsonl", switches)
            records = read(folder / f"{mode}.jsonl")
            part = folder / f"{mode}-aside.jsonl"
            with open(part, "w", encoding="utf-8") as out:
                for record in records:
                    number = score.number_of(record["source"]["name"])
                    if number and (held_out(number) or "kleine-anfrage" in record["source"]["name"]):
                        out.write(json.dumps(record, ensure_ascii=False) + "\n")
            measures[mode] = rates(shared, folder / f"{mode}.jsonl")
            aside[mode] = rates(shared, part)
            aside[mode].pop("paper: has a record (papers)", None)
            papers = examined[mode] = examine(score, shared, records)
            figures, notes[mode] = calibration(records, papers)
            measures[mode] |= figures
            aside[mode] |= calibration([r for r in records if held_out(score.number_of(r["source"]["name"]) or "")], {n: p for n, p in papers.items() if held_out(n)})[0]
        for dialect, figures in dialects(shared, options.program, folder).items():
            measures[f"dialect {dialect}"] = figures

    report = []
    for section, figures in measures.items():
        report += ["", section, *table(figures, aside.get(section, {}), floors.get(section, {}))]
        if section in notes:
            warned, wrong = notes[section]
            report += [f"of {wrong} papers that are not wholly right {warned} carry a warning in the wrong place or beside it ({percent(warned, wrong):.1f}%, wanted 80%)"]
            report += compare(examined[section], baseline.get(section), options.show)
    alone, together = examined["alone"], examined["companions"]
    worse = [n for n in sorted(together) if together[n].measured and not together[n].right and n in alone and alone[n].right]
    listed = [n for n in worse if not held_out(n)]
    report += ["", f"papers that are right alone and wrong with companions: {len(worse)} {' '.join(listed)}".rstrip()]
    print("\n".join(report).lstrip())

    problems = check(measures, floors)
    if not any(section.startswith("dialect ") for section in measures):
        problems = [p for p in problems if not p[1].startswith("dialect ")]
    if options.update:
        write_floors(measures, floors)
        wrong = {mode: {n: {what: p.rules(what) for what in sorted(p.wrong)} for n, p in sorted(examined[mode].items()) if p.wrong and not held_out(n)} for mode in MODES}
        (HERE / "baseline.json").write_text(json.dumps(wrong, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        text = "# Scores\nWritten by `tests/scores/hold.py --update`, against the floors and the baseline before it.\n\n```\n" + "\n".join(report).lstrip() + "\n```\n"
        (HERE / "report.md").write_text(text, encoding="utf-8")
        write_readme(measures)
        problems = [p for p in problems if p[0] in ("below", "gone")]
    for kind, section, what, rate, floor in problems:
        said = {
            "below": "below its floor {floor:.3f}: {rate:.3f}", "above": "clearly above its floor {floor:.3f}: {rate:.3f}; raise it (--update)",
            "new": "has no floor: {rate:.3f}; write one (--update)", "gone": "has a floor, {floor:.3f}, but was not measured",
        }[kind]
        print(f"{section}: {what} " + said.format(rate=rate, floor=floor))
    kinds = {kind for kind, *_ in problems}
    return 1 if kinds & {"below", "new", "gone"} else 3 if "above" in kinds else 0


sys.exit(main())

#!/usr/bin/env python3
"""How many instructions the release program takes for one fixed paper, by valgrind's callgrind: the same on every machine.

usage: tests/benches/instructions.py [--update]

Fails where the count is more than a tenth above `instructions.txt`, and where it is more than a tenth below: then the
file is to be updated, so that what was won is not lost unseen. Skips aloud without valgrind.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PROGRAM = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "drucksachen"
KNOWN = HERE / "instructions.txt"
ALLOWED = 0.10
ANSWER = [
    "Der Bundesregierung liegen dazu keine eigenen Erkenntnisse vor, da die Prüfung ",
    "Aufgabe der Länder ist. Auf die Antwort zu Frage 1 wird verwiesen.",
    "Die zuständigen Ämter berichten einmal im Jahr, zuletzt zum Ende des ersten ",
    "Quartals. Eine Auswertung nach Kreisen sieht das Verfahren nicht vor.",
    "Für Brücken an Bundesstraßen gilt die Norm DIN 1076, nach der alle sechs Jahre ",
    "eine Hauptprüfung stattfindet. Ihr Ergebnis steht im jeweiligen Bauwerksbuch.",
    "Gesperrt wird ein Bauwerk nur, wenn Gefahr für Leib und Leben besteht; in allen ",
    "anderen Fällen genügt es, die Last zu begrenzen.",
]


def paper():
    """A paper of our own, some 40 kB."""
    lines = [
        "Deutscher Bundestag Drucksache 21/971", "21. Wahlperiode 12.08.2025", "Antwort ", "der Bundesregierung ",
        "auf die Kleine Anfrage der Abgeordneten Erika Muster und der Fraktion Die Linke", "– Drucksache 21/799 –",
        "Zustand der Brücken im Land",
    ]
    for number in range(1, 61):
        lines.append(f" {number}. Wie viele Brücken wurden im Jahr {1960 + number} gebaut, und welche davon sind ")
        lines.append("nach Kenntnis der Bundesregierung heute gesperrt?")
        lines.extend(ANSWER)
    return "\n".join(lines) + "\n"


def main():
    if not shutil.which("valgrind") or not PROGRAM.exists():
        print("skipped: needs valgrind and a release build")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.txt"
        path.write_text(paper(), encoding="utf-8")
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", str(PROGRAM)]
        command += ["convert", str(path), "--ledger", "--one-pass", "--jobs", "1", "-q", "-o", f"{folder}/out.jsonl"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    count = int(re.search(r"Collected\s*:\s*(\d+)", said).group(1))
    if "--update" in sys.argv or not KNOWN.exists():
        KNOWN.write_text(f"{count}\n")
        print(f"{count} instructions, noted")
        return
    known = int(KNOWN.read_text())
    change = count / known - 1
    print(f"{count} instructions, {change:+.1%} against {known}")
    if change > ALLOWED:
        sys.exit("more than a tenth slower: find out why, or run with --update and say why in the commit")
    if change < -ALLOWED:
        sys.exit("more than a tenth faster: run with --update to keep it")


main()

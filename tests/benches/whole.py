#!/usr/bin/env python3
"""Time and memory of the whole program against `jq -c .` and the floor program, on the same JSON Lines.

usage: tests/benches/whole.py FOLDER-OF-PAPERS [MEGABYTES]     (default: 27)

Papers are the .txt files in the folder, taken again until there are enough bytes. Build first:
  cargo build --release --example floor && cargo build --release
Prints medians of five runs, peak memory, and the ratios.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5
ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"


def dump(folder, megabytes, path):
    papers = sorted(Path(folder).rglob("*.txt"))
    if not papers:
        sys.exit(f"{folder}: no .txt file in it")
    written = 0
    with open(path, "w", encoding="utf-8") as out:
        while written < megabytes * 1e6:
            for paper in papers:
                number = paper.stem.replace("_", "/")
                text = paper.read_text(encoding="utf-8", errors="replace")
                line = json.dumps({"dokumentnummer": number, "text": text}, ensure_ascii=False) + "\n"
                out.write(line)
                written += len(line.encode("utf-8"))
                if written >= megabytes * 1e6:
                    return


def measure(command):
    """Seconds (median) and megabytes (peak) of a command."""
    seconds, peak = [], 0
    for _ in range(RUNS):
        began = time.perf_counter()
        with open(os.devnull, "wb") as nowhere:
            child = subprocess.Popen(command, stdout=nowhere)
            _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):
            sys.exit(f"{command[0]} ended with {child.returncode}")
        seconds.append(time.perf_counter() - began)
        peak = max(peak, usage.ru_maxrss / 1024)
    return statistics.median(seconds), peak


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    megabytes = float(sys.argv[2]) if len(sys.argv) > 2 else 27
    program, floor = str(TARGET / "drucksachen"), str(TARGET / "examples" / "floor")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "dump.jsonl")
        dump(sys.argv[1], megabytes, path)
        out = os.path.join(folder, "out.jsonl")
        convert = [program, "convert", path, "-o", out, "--ledger", "-q"]
        rows = {
            "drucksachen --jobs 1": convert + ["--jobs", "1"],
            "drucksachen --jobs 1 --one-pass": convert + ["--jobs", "1", "--one-pass"],
            "drucksachen --jobs 2": convert + ["--jobs", "2"],
            "floor": [floor, path],
        }
        if shutil.which("jq"):
            version = subprocess.run(["jq", "--version"], capture_output=True, text=True).stdout.strip()
            rows[f"{version} -c ."] = ["jq", "-c", ".", path]
        size = os.path.getsize(path) / 1e6
        found = {}
        print(f"{size:.1f} MB of JSON Lines, medians of {RUNS}")
        for name, command in rows.items():
            found[name] = measure(command)
            seconds, peak = found[name]
            print(f"{name:34} {seconds:7.3f} s  {size / seconds:7.1f} MB/s  {peak:6.0f} MB")
        ours = found["drucksachen --jobs 1"][0]
        print(f"floor program: {ours / found['floor'][0]:.1f} × its time")
        for name, (seconds, _) in found.items():
            if name.startswith("jq"):
                print(f"{name}: we are {seconds / ours:.1f} × as fast")
        print(f"two jobs: {ours / found['drucksachen --jobs 2'][0]:.2f} × as fast as one")


main()

#!/usr/bin/env python3
"""Scores real exports with the rubrics written for them and with those that `chs init --from` proposes.

    datasets.py PATH/TO/chs SHARED_FOLDER
"""
import collections, csv, pathlib, subprocess, sys, tempfile

CHS, SHARED = (pathlib.Path(arg).resolve() for arg in sys.argv[1:])
RUBRICS = pathlib.Path(__file__).resolve().parent / "rubrics"

# export, its rubric, and the accounts in each band as counted without chs
DATASETS = [
    ("bank_marketing/bank.csv", RUBRICS / "bank.yaml", {"red": 587, "yellow": 2176, "green": 1758}),
    ("blood_rfm/transfusion.csv", RUBRICS / "donors.yaml", {"red": 285, "yellow": 321, "green": 142}),
    ("hr_attrition_ibm/emp_attrition.csv", RUBRICS / "hr.yaml", {"red": 837, "yellow": 589, "green": 44}),
    ("iranian_telecom/Customer_Churn.csv", RUBRICS / "mobile.yaml", {"red": 743, "yellow": 939, "green": 1468}),
    (
        "telco_ibm/Telco-Customer-Churn.csv",
        SHARED / "conformance/telco/rubric.yaml",
        {"red": 3362, "yellow": 1584, "green": 2097},
    ),
]


def main():
    for name, rubric, want in DATASETS:
        export = SHARED / "data" / name
        with tempfile.TemporaryDirectory() as folder:
            got = bands(export, rubric, folder)
            report(f"{name} by its rubric", got, got == want)
            chs(folder, "init", "--from", export)
            got = bands(export, "rubric.yaml", folder)
            report(f"{name} by init --from", got, got.total() == sum(want.values()) and not got["unscored"])


def bands(export, rubric, folder):
    """Checks and scores export, and counts the accounts in each band."""
    chs(folder, "check", export, "-r", rubric)
    chs(folder, "score", export, "-r", rubric, "-o", "scored.csv", "--fail-on", "rejected > 0 or problems > 0")
    with open(pathlib.Path(folder, "scored.csv"), encoding="utf-8-sig", newline="") as scored:
        return collections.Counter(row["health_band"] for row in csv.DictReader(scored))


def chs(folder, *args):
    done = subprocess.run([CHS, *args], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
    if done.returncode:
        sys.exit(f"chs {' '.join(map(str, args))}: exit {done.returncode}\n{done.stderr}")


def report(what, got, right):
    line = f"{what}: " + ", ".join(f"{count} {band}" for band, count in sorted(got.items()))
    if not right:
        sys.exit(f"wrong: {line}")
    print(line)


main()

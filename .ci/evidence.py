#!/usr/bin/env python3
"""Backtests a real export by its rubric, and compares the figures with those that were computed without chs.

    evidence.py PATH/TO/chs SHARED_FOLDER
"""
import json, pathlib, subprocess, sys

CHS, SHARED = (pathlib.Path(arg).resolve() for arg in sys.argv[1:])


def main():
    command = [
        CHS, "backtest", SHARED / "data/telco_ibm/Telco-Customer-Churn.csv", "-r", SHARED / "conformance/telco/rubric.yaml",
        "--outcome", "Churn=Yes", "--as-of", "2026-11-21", "--fit", "weights", "--ceiling", "-f", "json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stderr}")
    got = json.loads(done.stdout)
    near("AUC", got["auc"]["value"], 0.8198027529, 1e-10)
    near("its interval's low end", got["auc"]["low"], 0.8094, 5e-5)
    near("its interval's high end", got["auc"]["high"], 0.8302, 5e-5)
    near("KS", got["ks"]["value"], 0.489603, 5e-7)
    near("lift in the top tenth", got["tenths"][0]["lift"], 2.62, 5e-3)
    for band, percent in zip(got["bands"], [46.4, 15.0, 3.4], strict=True):
        near(f"percent that left of {band['band']}", 100 * band["share"], percent, 0.05)
    equal, ceiling = got["alternatives"]
    near("AUC by equal weights", equal["auc"]["value"], 0.8199, 5e-5)
    near("AUC by fitted weights", got["fit"]["out_of_fold"]["auc"]["value"], 0.837, 2e-3)
    near("ceiling, of rating indicators", ceiling["auc"]["value"], 0.8402, 2e-3)  # as scikit-learn has it
    weights = [c["new"] for c in got["fit"]["segments"][0]["criteria"]]
    for number, weight, want in zip(range(1, 7), weights, [21, 23, 19, 7, 27, 3], strict=True):
        near(f"fitted weight {number}", weight, want, 0)
    print("evidence: all figures are as they were computed elsewhere")


def near(what, got, want, off):
    if abs(got - want) > off:
        sys.exit(f"{what} is {got}; want {want}, within {off}")


main()

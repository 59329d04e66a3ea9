#!/usr/bin/env python3
"""Times chs beside other tools on the same job, and prints a table of medians.

    bench.py PATH/TO/chs [--rows N] [--runs N] [--folder FOLDER]

The job: read a customer file of 14 columns, rate six metrics, and write every
row with its ratings, score and band as CSV. Peers take part where they are
installed: DuckDB (pip install duckdb), Miller (apt-get install miller), and cat
of the scored file to a new one as the measure of the disk. The runs alternate,
so that a noisy machine is noisy for all, in an order that changes, so that none
always comes behind the same other: whoever follows Miller, which frees a GB, is
slower. None has to free the file that it wrote before. The folder should be in
memory.
"""
import argparse, importlib.util, os, pathlib, random, shutil, statistics, subprocess, sys, time

RUBRIC = """\
name: Bench
id: account
criteria:
  - {name: Usage, column: active, weight: 30, cuts: [25, 50, 65, 80]}
  - {name: Seats, column: seats, weight: 10, cuts: [5, 20, 50, 100]}
  - {name: Tickets, column: tickets, weight: 10, cuts: [15, 10, 5, 2]}
  - {name: NPS, column: nps, weight: 15, cuts: [5, 7, 8, 9]}
  - {name: CSAT, column: csat, weight: 15, cuts: [20, 40, 60, 80]}
  - {name: Change, column: change, weight: 20, cuts: [-30, -20, -5, 5]}
"""
CRITERIA = [  # column, weight, cuts
    ("active", 30, [25, 50, 65, 80]), ("seats", 10, [5, 20, 50, 100]), ("tickets", 10, [15, 10, 5, 2]),
    ("nps", 15, [5, 7, 8, 9]), ("csat", 15, [20, 40, 60, 80]), ("change", 20, [-30, -20, -5, 5]),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chs")
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", default="/dev/shm/chs-bench")
    args = parser.parse_args()
    folder = pathlib.Path(args.folder)
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / f"accounts-{args.rows}.csv"
    if not source.exists():
        generate(source, args.rows)
    rubric, scored, other = folder / "rubric.yaml", folder / "scored.csv", folder / "out.csv"
    rubric.write_text(RUBRIC)
    jobs = {"chs": ([os.path.abspath(args.chs), "score", "-q", "-r", rubric, source, "-o", scored], scored)}
    jobs["cat of the scored file"] = ["cat", scored], other
    if importlib.util.find_spec("duckdb"):
        jobs["DuckDB"] = [sys.executable, "-c", duckdb_program(source, other)], other
    if shutil.which("mlr"):
        jobs["Miller"] = ["mlr", "--icsv", "--ocsv", "put", miller_program(), source], other
    runs = {name: [] for name in jobs}
    order, shuffle = list(jobs), random.Random(1).shuffle
    for _ in range(args.runs + 1):  # the first is a warm-up
        for name in order:
            runs[name].append(measure(*jobs[name]))
        shuffle(order)
    report(source, {name: all_runs[1:] for name, all_runs in runs.items()})


def generate(path, rows):
    """Writes the customer file. The same number of rows gives the same bytes."""
    r = random.Random(20261121)
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write("account,company,email,owner,plan,mrr,active,seats,tickets,nps,csat,change,last_login,note\n")
        for i in range(rows):
            name = f'"Company {i}, Inc."' if i % 3 else f"Company {i}"
            tickets = "" if i % 11 == 0 else r.randrange(20)
            nps = "" if i % 7 == 0 else r.randrange(11)
            f.write(f"A-{i:08d},{name},contact{i}@example.com,owner {i % 17},{('free', 'team', 'pro')[i % 3]},"
                    f"{r.randrange(1, 99999)}.{i % 100:02d},{r.randrange(101)},{r.randrange(1, 130)},{tickets},{nps},"
                    f"{r.random() * 100:.1f},{r.random() * 80 - 50:.2f},2026-{1 + i % 11:02d}-{1 + i % 28:02d},"
                    f"a note about {i}\n")


def rating(column, cuts, number, condition):
    """The rating of a column by its cuts, as a sum of conditions."""
    op = ">=" if cuts[0] < cuts[3] else "<="
    return "1 + " + " + ".join(condition(f"{number(column)} {op} {cut}") for cut in cuts)


def duckdb_program(source, target):
    ratings = ", ".join(
        f"CASE WHEN {c} IS NOT NULL THEN {rating(c, cuts, str, lambda x: f'({x})::INT')} END AS health_rating_{c}"
        for c, _, cuts in CRITERIA)
    points = " + ".join(f"coalesce({w * 100} * (health_rating_{c} - 1), 0)" for c, w, _ in CRITERIA)
    weights = " + ".join(f"CASE WHEN {c} IS NOT NULL THEN {w * 100} ELSE 0 END" for c, w, _ in CRITERIA)
    query = f"""
        COPY (
          SELECT * EXCLUDE (n, w, h), h / 100.0 AS health_score,
            CASE WHEN 100 * w < 50 * 10000 THEN 'unscored' WHEN h < 5000 THEN 'red' WHEN h < 7500 THEN 'yellow' ELSE 'green' END AS health_band
          FROM (SELECT *, (5000 * n + w) // (2 * w) AS h
            FROM (SELECT *, {points} AS n, {weights} AS w FROM (SELECT *, {ratings} FROM read_csv('{source}'))))
        ) TO '{target}' (HEADER)"""
    return f"import duckdb; c = duckdb.connect(); c.execute('SET preserve_insertion_order = true'); c.execute({query!r})"


def miller_program():
    lines = ["n = 0; w = 0;"]
    for column, weight, cuts in CRITERIA:
        sum_of_cuts = rating(column, cuts, lambda c: f"${c}", lambda x: f"({x} ? 1 : 0)")
        lines.append(f"if (is_not_empty(${column})) {{ ${{health_rating_{column}}} = {sum_of_cuts};"
                     f" n += {weight * 100} * (${{health_rating_{column}}} - 1); w += {weight * 100} }}"
                     f" else {{ ${{health_rating_{column}}} = \"\" }}")
    lines.append('h = (5000 * n + w) // (2 * w); $health_score = fmtnum(h / 100, "%.2f");')
    lines.append('$health_band = 100 * w < 500000 ? "unscored" : h < 5000 ? "red" : h < 7500 ? "yellow" : "green";')
    return "\n".join(lines)


def measure(command, target):
    """Runs a command that writes to target, or to standard output, which is
    target too, and returns its seconds, CPU seconds and peak MiB."""
    with open(target, "wb") as f:  # now empty
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=f)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} exits with {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def report(source, runs):
    print(f"{source.name}: {source.stat().st_size / 1e6:.0f} MB, {len(runs['chs'])} runs each, {os.cpu_count()} cores\n")
    base = statistics.median(r[0] for r in runs["chs"])
    print("| | median | CPU | peak memory | chs takes |\n| --- | ---: | ---: | ---: | ---: |")
    for name, all_runs in runs.items():
        seconds, cpu, peak = (statistics.median(column) for column in zip(*all_runs))
        print(f"| {name} | {seconds:.2f} s | {cpu:.2f} s | {peak:.0f} MiB | {base / seconds:.2f} of its time |")


main()

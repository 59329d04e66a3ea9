#!/usr/bin/env python3
"""Times the SQL that chs writes on many accounts, and prints a table of medians.

    warehouse_scale.py PATH/TO/chs [--rows N] [--runs N] [--folder FOLDER]

DuckDB makes accounts for examples/rubric.yaml, as a Parquet file. DuckDB and Spark, on two cores and in little memory,
add up every column that the statement makes of it, so that none is left out, and nothing is written; and, to compare,
every column that the rubric reads. Both come to the same sums. chs score reads the first two million accounts as CSV.
The runs alternate, so that a noisy machine is noisy for all.

Wants Linux, and the Python of .ci/python.
"""
import argparse, math, os, pathlib, statistics, subprocess, sys, tempfile, time

RUBRIC, AS_OF = "examples/rubric.yaml", "2026-11-21"
LOCAL_ROWS = 2_000_000
MEMORY_MB = {"DuckDB": 512, "Spark": 1024}
READ, SCORE = "reading", "scoring"
SUMS = {
    READ: (
        "count(*), sum(arr), sum(seats), sum(active_users), sum(usage_change_pct), sum(tickets_90d), max(mood), max(lifecycle), "
        "sum(invoice_days_late)"
    ),
    SCORE: (
        "count(*), sum(health_score), max(health_band), sum(health_coverage), max(health_segment), sum(health_uncapped), "
        "max(health_cap), sum(health_rating_usage), sum(health_rating_trend), sum(health_rating_support), "
        "sum(health_rating_mood), sum(health_priority), max(health_plays)"
    ),
}
DRAW = "CREATE MACRO draw(i, column_number, n) AS (hash(i, column_number) % n)::INTEGER"
ACCOUNTS = """
SELECT 'A-' || i AS account_id, 'Company ' || i AS company, ['kim', 'lee', 'sam'][1 + draw(i, 1, 3)] AS csm,
  ['Team', 'Business', 'Enterprise'][1 + draw(i, 2, 3)] AS plan, if(draw(i, 3, 10) = 0, 'onboarding', 'live') AS lifecycle,
  DATE '2026-12-01' + draw(i, 4, 365) AS renewal_date, 1000.0::DOUBLE * draw(i, 5, 130) AS arr,
  5 + draw(i, 6, 240) AS seats, 5 + draw(i, 7, 240) AS active_users, draw(i, 8, 1000) / 10 - 50 AS usage_change_pct,
  if(draw(i, 9, 11) = 0, NULL, draw(i, 10, 20)) AS tickets_90d, ['angry', 'unsure', 'glad', NULL][1 + draw(i, 11, 4)] AS mood,
  greatest(draw(i, 12, 400) - 300, 0) AS invoice_days_late
FROM range({rows}) AS numbers(i)"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chs", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=50_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=pathlib.Path, help="where to make the accounts, some 20 bytes each")
    args = parser.parse_args()
    chs = str(args.chs.resolve())
    with tempfile.TemporaryDirectory(prefix="chs-scale-", dir=args.folder) as folder:
        folder = pathlib.Path(folder)
        engines = [DuckDB(folder, args.rows), Spark(folder)]
        jobs = {f"{e.name}, {what}": Job(e.pid, e.ask(query), args.rows) for e in engines for what, query in queries(chs, e.dialect).items()}
        jobs["chs score"] = Job(None, score(chs, folder), min(args.rows, LOCAL_ROWS))
        report(args, jobs, measured(jobs, args.runs), engines)


def queries(chs, dialect):
    """The sums of what the rubric reads, and of what the statement makes of it."""
    command = [chs, "sql", "-r", RUBRIC, "--dialect", dialect, "--table", "accounts", "--as-of", AS_OF]
    statement = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {READ: f"SELECT {SUMS[READ]} FROM accounts", SCORE: f"SELECT {SUMS[SCORE]} FROM (\n{statement}\n) AS scored"}


def score(chs, folder):
    """A function that scores the file of accounts into another."""
    command = [chs, "score", "-q", "-r", RUBRIC, folder / "accounts.csv", "-o", folder / "scored.csv", "--as-of", AS_OF]
    return lambda: subprocess.run(command, check=True)


class DuckDB:
    """DuckDB, within this program. It makes the accounts, the same each time."""

    name, dialect = "DuckDB", "duckdb"

    def __init__(self, folder, rows):
        import duckdb

        self.pid, self.version = os.getpid(), duckdb.__version__
        self.connection = duckdb.connect(config={"threads": 2, "memory_limit": f"{MEMORY_MB[self.name]}MB"})
        self.connection.execute(DRAW)
        self.connection.execute(f"COPY ({ACCOUNTS.format(rows=rows)}) TO '{folder}/accounts.parquet'")
        self.connection.execute(f"CREATE VIEW accounts AS FROM '{folder}/accounts.parquet'")
        self.connection.execute(f"COPY (FROM accounts LIMIT {LOCAL_ROWS}) TO '{folder}/accounts.csv'")

    def ask(self, query):
        return lambda: self.connection.execute(query).fetchone()


class Spark:
    """Spark, on two local cores."""

    name, dialect = "Spark", "spark"

    def __init__(self, folder):
        import pyspark.sql

        settings = {
            "spark.driver.memory": f"{MEMORY_MB[self.name]}m", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
            "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.sql.warehouse.dir": str(folder),
        }
        builder = pyspark.sql.SparkSession.builder.master("local[2]")
        for key, value in settings.items():
            builder = builder.config(key, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        self.pid, self.version = self.session._jvm.java.lang.ProcessHandle.current().pid(), self.session.version
        self.session.read.parquet(f"{folder}/accounts.parquet").createOrReplaceTempView("accounts")

    def ask(self, query):
        return lambda: tuple(self.session.sql(query).first())


class Job:
    """What is timed: in a process that goes on, or, without one, in a child."""

    def __init__(self, pid, run, rows):
        self.pid, self.run, self.rows = pid, run, rows

    def measure(self):
        """Seconds, CPU seconds, and what comes out."""
        start, cpu = time.perf_counter(), self.cpu()
        result = self.run()
        return time.perf_counter() - start, self.cpu() - cpu, result

    def cpu(self):
        if self.pid is None:
            return sum(os.times()[2:4])
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(jobs, runs):
    """The measures of each job. The first run is a warm-up, and shows whether the engines come to the same."""
    measures = {name: [] for name in jobs}
    for i in range(runs + 1):
        for name, job in jobs.items():
            measures[name].append(job.measure())
            print(f"  {name}: {measures[name][-1][0]:.2f} s, CPU {measures[name][-1][1]:.2f} s", file=sys.stderr, flush=True)
        if i == 0:
            compare(measures)
    return {name: some[1:] for name, some in measures.items()}


def compare(measures):
    for what in READ, SCORE:
        one, other = (measures[f"{engine}, {what}"][0][2] for engine in MEMORY_MB)
        if not all(same(a, b) for a, b in zip(one, other, strict=True)):
            sys.exit(f"the engines come to other sums: {one} and {other}")


def same(a, b):
    """Whether two sums are one; those of doubles depend on the order."""
    return a == b or not isinstance(a, str) and math.isclose(a, b, rel_tol=1e-9)


def report(args, jobs, measures, engines):
    """Prints the medians as a table, and what the engines were."""
    print(f"{args.rows:,} accounts, {args.runs} runs each, {os.cpu_count()} cores\n")
    print("| | time | CPU | rows a second | CPU of a billion rows | of reading them |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, some in measures.items():
        seconds, cpu, _ = (statistics.median(column) if i < 2 else None for i, column in enumerate(zip(*some)))
        rows = jobs[name].rows
        if name.endswith(READ):
            reading = cpu / rows
        ratio = f"{cpu / rows / reading:.1f} times" if jobs[name].pid else ""
        print(f"| {name} | {seconds:.2f} s | {cpu:.2f} s | {rows / seconds / 1e6:.2f} million | {cpu / rows * 1e9:,.0f} s | {ratio} |")
    print("\n" + "\n".join(f"{e.name} {e.version}, {memory(e)}" for e in engines))


def memory(engine):
    """The memory that an engine was given, and the most that its process has had."""
    lines = pathlib.Path(f"/proc/{engine.pid}/status").read_text().splitlines()
    [peak] = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    return f"of {MEMORY_MB[engine.name]} MB; its process had {peak // 1024} MiB at most"


main()

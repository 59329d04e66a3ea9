"""Runs trials on engines, counts how they come out, and prints what differs."""
import collections, importlib, time

import shrink, trial

ENGINES = {
    "sqlite": ("sqlite", "SQLite"), "postgres": ("postgres", "PostgreSQL"), "duckdb": ("duckdb", "DuckDB"), "spark": ("spark", "Spark"),
    "clickhouse": ("clickhouse", "ClickHouse"), "bigquery": ("translated", "BigQuery"), "snowflake": ("translated", "Snowflake"),
}
AHEAD = 4
SHOWN = 3  # of an engine's differences in a stage


def start(dialects):
    """Starts the engines of these dialects."""
    benches = []
    for dialect in dialects:
        module, name = ENGINES[dialect]
        benches.append(Bench(getattr(importlib.import_module(f"engines.{module}"), name)()))
        print(f"{dialect}: {benches[-1].engine.version}", flush=True)
    return benches


def judge(stage, jobs, benches, pool):
    """Runs the jobs' trials on all engines that they are for, and says how many are equal."""
    print(stage, flush=True)
    for bench in benches:
        bench.begin()
    for trials in prepared(jobs, pool):
        for bench in benches:
            bench.run([t for t in trials if bench.engine.dialect in t.statements])
    for bench in benches:
        bench.report()


def prepared(jobs, pool):
    """Runs the jobs, some ahead of what is asked for."""
    ahead = collections.deque()
    for job in jobs:
        ahead.append(pool.submit(*job))
        if len(ahead) > AHEAD:
            yield ahead.popleft().result()
    while ahead:
        yield ahead.popleft().result()


class Bench:
    """An engine, and how trials came out on it."""

    def __init__(self, engine):
        self.engine, self.passed, self.failed = engine, 0, 0

    def begin(self):
        """Starts the counts of a stage."""
        self.equal, self.different, self.seconds = 0, 0, 0.0

    def run(self, trials):
        """Runs trials that share a table. The plan of every tenth is looked at."""
        start = time.perf_counter()
        loaded = None
        for i, t in enumerate(trials):
            if t.table is not loaded:
                self.engine.load(t.table.numbered())
                loaded = t.table
            fault = trial.fault(t, self.engine, planned=i % 10 == 0)
            if fault:
                self.show(t, fault)
                loaded = None  # but smaller ones
            self.equal += not fault
            self.different += bool(fault)
        self.seconds += time.perf_counter() - start

    def show(self, t, fault):
        """Prints how a trial differs, unless there were enough of those."""
        if self.different >= SHOWN:
            return
        statement = t.rubric.with_suffix(f".{self.engine.dialect}.sql")
        statement.write_text(str(t.statements[self.engine.dialect]), encoding="utf-8", newline="")
        print(f"FAIL {self.engine.dialect} {t.rubric} {statement}\n     {fault}")
        if smallest := shrink.smallest(t, self.engine, fault):
            print(f"     smallest: {smallest}", flush=True)

    def report(self):
        """Prints the counts of the stage, if it was for this engine."""
        self.passed, self.failed = self.passed + self.equal, self.failed + self.different
        if self.equal or self.different:
            print(f"  {self.engine.dialect}: {self.equal} equal, {self.different} different, {self.seconds:.0f} s", flush=True)

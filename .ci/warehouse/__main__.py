#!/usr/bin/env python3
"""Runs the SQL that chs writes on real engines: it gives every cell that chs score gives.

    python3 .ci/warehouse PATH/TO/chs [CASES] [--engines NAMES] [--rubrics N] [--seed N]

Judged are the worked cases of the folder CASES, the templates with their example accounts, all patterns of ratings of
six criteria, and random rubrics for random tables: N on SQLite, PostgreSQL and DuckDB, a tenth of them on Spark and
ClickHouse. BigQuery's and Snowflake's SQL is parsed by sqlglot, and run on DuckDB as sqlglot translates it. The models
of the templates are built by dbt on DuckDB.
"""
import argparse, concurrent.futures, pathlib, shutil, sys, tempfile

import bench, chs, dbt_project, stages


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chs", type=pathlib.Path)
    parser.add_argument("cases", type=pathlib.Path, nargs="?")
    parser.add_argument("--engines", metavar="NAMES", type=lambda text: text.split(","), default=stages.ALL)
    parser.add_argument("--rubrics", metavar="N", type=int, default=2000)
    parser.add_argument("--seed", metavar="N", type=int, default=20261121)
    args = parser.parse_args()
    chs.CHS = args.chs.resolve()
    work = pathlib.Path(tempfile.mkdtemp(prefix="chs-warehouse-"))
    engines = bench.start(args.engines)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        if args.cases:
            bench.judge("worked cases", stages.worked_cases(args.cases, work), engines, pool)
        bench.judge("templates", stages.templates(work), engines, pool)
        bench.judge("today", stages.today(work), engines, pool)
        bench.judge("letter case", stages.letter_case(work), engines, pool)
        bench.judge("patterns of ratings", stages.patterns(work), engines, pool)
        bench.judge("random rubrics", stages.random_rubrics(work, args.rubrics, args.seed), engines, pool)
    passed, failed = dbt_project.judge(work) if "duckdb" in args.engines else (0, 0)
    passed += sum(e.passed for e in engines)
    failed += sum(e.failed for e in engines)
    if not failed:
        shutil.rmtree(work)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())

"""What is judged: jobs that prepare trials which share a table."""
import itertools, pathlib, random, time

import chs, rubrics, tables, trial

FAST = ["sqlite", "postgres", "duckdb"]  # those on which a statement takes no time
REAL = [*FAST, "spark", "clickhouse"]
ALL = [*REAL, "bigquery", "snowflake"]
FLAGS = [[], ["--why"], ["--prefix", "Health "], ["--why", "--prefix", 'the "\u00fc"\'s ']]
EXAMPLES = pathlib.Path("examples")
TEMPLATES = pathlib.Path("rubric/templates")


def worked_cases(folder, work):
    """The worked cases of a folder."""
    for case in sorted(p.parent for p in folder.glob("*/rubric.yaml")):
        yield case_job, case, copied(case / "rubric.yaml", work / f"{case.name}.yaml")


def case_job(case, rubric):
    as_of = (case / "as_of").read_text().strip()
    return [trial.prepared(rubric, case / "accounts.csv", ALL, as_of=as_of)]


def templates(work):
    """The templates with their example accounts, as texts, in types, and in types by a view."""
    for template in sorted(TEMPLATES.glob("*.yaml")):
        accounts = EXAMPLES / f"{template.stem}.csv"
        yield text_job, accounts, copied(template, work / f"{template.stem}.yaml")
        yield typed_job, accounts, copied(template, work / f"{template.stem}-typed.yaml"), ALL
        yield typed_job, accounts, copied(template, work / f"{template.stem}-view.yaml"), REAL, chs.TODAY, "view"


def text_job(accounts, rubric):
    return [trial.prepared(rubric, accounts, ALL)]


def typed_job(accounts, rubric, dialects, as_of=chs.TODAY, form="select"):
    table = tables.guessed(chs.score(rubric, accounts).accounts)
    return [trial.prepared(rubric, accounts, dialects, table=table, texts=(), as_of=as_of, form=form)]


def letter_case(work):
    """Columns that differ in letter case alone, where these are two."""
    columns = [tables.Column("Seats", "integer", "number"), tables.Column("seats", "double", "number")]
    table = rubrics.with_ids(columns, [(i, 4.5 - i) for i in range(6)])
    criteria = [{"name": name, "column": name, "weight": 1, "cuts": [1, 2, 3, 4]} for name in ("Seats", "seats")]
    criteria[1]["key"] = "other"
    yield table_job, work, "letters", table, [{"name": "Letters", "id": "id", "criteria": criteria}], ["postgres", "clickhouse"]


def today(work):
    """A template as of the engine's own day, away from midnight."""
    midnight = 86_400 - time.time() % 86_400
    if midnight < 300:
        time.sleep(midnight)
    template = TEMPLATES / "saas.yaml"
    yield typed_job, EXAMPLES / "saas.csv", copied(template, work / "today.yaml"), ALL, ""


def patterns(work):
    """All ratings of six criteria, 1 to 5 or missing, by two rubrics."""
    names = [f"r{i}" for i in range(1, 7)]
    rows = itertools.product([None, 1, 2, 3, 4, 5], repeat=6)
    table = rubrics.with_ids([tables.Column(name, "integer") for name in names], rows)
    weights = [30, 12.5, 0.01, 20, 7, 30.49]
    plain = [{"name": name, "column": name, "weight": weight} for name, weight in zip(names, weights)]
    given = [c | {"missing": missing} for c, missing in zip(plain, ["skip", "required", 1, 3, 5, "skip"])]
    caps = [{"when": 'rating("r4") == 1 or count_true(r1 > 3, r2 > 3) == 0', "band": "yellow", "reason": "held"}]
    made = [
        {"name": "Plain", "id": "id", "criteria": plain},
        {"name": "Given", "id": "id", "scale": "20-100", "min_coverage": 33.33, "criteria": given, "caps": caps},
    ]
    yield table_job, work, "pattern", table, made, ALL


def random_rubrics(work, count, seed, each=20):
    """Random rubrics, so many of them for each random table. Every tenth table is for all engines."""
    for i in range(count // each):
        r = random.Random(f"{seed} {i}")
        table = rubrics.text_table(r) if i // 10 % 2 == 0 else rubrics.typed_table(r)
        made = [rubrics.Rubric(r, table).make() for _ in range(each)]
        dialects = ALL if i % 10 == 0 else FAST
        if any("." in c.name for c in table.columns):
            dialects = [d for d in dialects if d != "bigquery"]  # which has no such columns
        yield table_job, work, f"random-{i}", table, made, dialects, r.choice(FLAGS)


def table_job(work, name, table, made, dialects, flags=()):
    """Trials of rubrics that are given as mappings."""
    return [trial.made(rubric, table, work / f"{name}-{i}.yaml", dialects, flags) for i, rubric in enumerate(made)]


def copied(file, to):
    to.write_bytes(file.read_bytes())
    return to

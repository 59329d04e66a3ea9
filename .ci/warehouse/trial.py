"""One rubric on one table: what chs score says, the statements that are to say the same, and how an engine differs."""
import decimal, json, pathlib, typing

import chs, plans, tables

VIEW = f"{tables.NAME}_view"  # what views of accounts are scored as
NUMBERS = ("score", "uncapped", "coverage", "rating_", "priority", "churn_probability", "expected_loss")
NEAR, MONEY = decimal.Decimal("0.01"), ("priority", "expected_loss")  # how far these may be off, and nothing else


class Trial(typing.NamedTuple):
    """A rubric and a table."""

    rubric: pathlib.Path
    table: tables.Table
    scored: chs.Scored
    statements: dict  # by dialect
    flags: list  # of chs, on both sides
    form: str  # that the statements have: select, or view, of a view where there can be one


def made(rubric, table, path, dialects, flags=()):
    """The trial of a rubric that is given as a mapping: it and the table's file are written at path."""
    path.write_text(json.dumps(rubric, ensure_ascii=False, indent=1), encoding="utf-8")
    file = path.with_suffix(".csv")
    file.write_text(table.csv(), encoding="utf-8", newline="")
    return prepared(path, file, dialects, table, table.texts(path.read_text(encoding="utf-8")), flags=flags)


def prepared(rubric, file, dialects, table=None, texts=("all",), as_of=chs.TODAY, flags=(), form="select"):
    """The trial of a file, which as a table is table, or else a table of texts."""
    scored = chs.score(rubric, file, as_of, flags)
    table = table or scored.accounts
    if len(table.rows) != len(scored.cells):
        raise RuntimeError(f"chs score -r {rubric} {file} has {len(scored.cells)} of {len(table.rows)} rows")
    statements = {dialect: chs.sql(rubric, dialect, source(form, dialect), texts, as_of, [*flags, "--as", form]) for dialect in dialects}
    return Trial(rubric, table, scored, statements, flags, form)


def source(form, dialect):
    """What is scored: the table or, for a view, a view of it, which SQLite's statements do not take."""
    return VIEW if form == "view" and dialect != "sqlite" else tables.NAME


def fault(trial, engine, planned=True):
    """Says what is wrong with the statement on an engine, which has the table, or with its plan, or nothing."""
    try:
        statement = trial.statements[engine.dialect]
        if isinstance(statement, chs.Refused):
            raise statement
        if trial.form == "view":
            made = f"{source(trial.form, engine.dialect)}_health"
            for view, creation in (VIEW, f"CREATE VIEW {VIEW} AS SELECT * FROM {tables.NAME}"), (made, statement):
                engine.run(f"DROP VIEW IF EXISTS {view}")
                engine.run(creation)
            statement = f"SELECT * FROM {made}"
        wrong = difference(trial, *engine.query(statement))
        if not wrong and planned:
            wrong = plans.fault(engine.plan(statement), quintiles="quintiles" in trial.rubric.read_text(encoding="utf-8"))
        return wrong
    except Exception as error:  # whatever an engine throws is the statement's fault
        return f"{type(error).__name__}: {str(error)[:1000]}"


def difference(trial, columns, rows):
    """Says the first difference of an engine's result from the scores, or nothing."""
    table, scored = trial.table.numbered(), trial.scored
    want = [c.name for c in table.columns] + scored.added
    if columns != want:
        return f"columns are {columns}; want {want}"
    prefix = scored.added[0].removesuffix("score")
    rows = sorted(rows, key=lambda row: row[0])
    if [row[0] for row in rows] != list(range(len(table.rows))):
        return f"{len(rows)} rows; want {len(table.rows)}, each once"
    for account, row, cells in zip(table.rows, rows, scored.cells):
        for name, cell, got in zip(want, account, row):
            if isinstance(cell, str) and cell != got:
                return f"row {account}, {name}: {got!r}, want it as it was, {cell!r}"
        for name, cell, got in zip(scored.added, cells, row[len(account) :]):
            if not same(name.removeprefix(prefix), got, cell):
                return f"row {account}, {name}: {got!r}, want {cell!r}"
    return ""


def same(name, got, want):
    """Whether an engine's value is what a cell says: nothing where it is empty."""
    if got is None or want == "":
        return got is None and want == ""
    if not name.startswith(NUMBERS):
        return got == want
    if isinstance(got, str):
        return False
    if float(got) == float(want):
        return float(got) != 0 or not str(got).startswith("-")
    return name in MONEY and abs(decimal.Decimal(str(got)) - decimal.Decimal(want)) <= NEAR

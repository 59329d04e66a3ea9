"""The forms for dbt: models and their tests, built by dbt on DuckDB."""
import pathlib, subprocess, sys

import duckdb

import chs, stages, tables, trial

FILES = {
    "dbt_project.yml": "{name: chs, profile: chs, flags: {send_anonymous_usage_stats: false}}",
    "profiles.yml": "{chs: {target: here, outputs: {here: {type: duckdb, path: accounts.duckdb}}}}",
}
HOSTILE = """\
name: "{{ name }} {% raw %} {# no comment #}"
id: id
criteria: [{name: One, column: "{{ c }}", weight: 1, levels: {"{{ 1 + 1 }}": 2, "{% raw %}": 3, "{# c #}": 4, "{{": 5}}]
bands: [{name: "{{ low }}", from: 0}, {name: "{% high %}", from: 50}]
segments: [{name: "{# s #}", when: 'col("{{ c }}") == "{{"'}]
plays: [{name: "{{ play }}", when: 'segment == "{# s #}"'}]
"""
CELLS = ["{{ 1 + 1 }}", "{% raw %}", "{# c #}", "{{", "}}", ""]


def judge(folder):
    """Prints what is wrong with the models, and returns how many are equal, and how many different."""
    print("models of dbt", flush=True)
    found = faults(folder)
    for fault in filter(None, found):
        print(f"FAIL dbt {fault}")
    different = sum(map(bool, found))
    print(f"  dbt: {len(found) - different} equal, {different} different", flush=True)
    return len(found) - different, different


def faults(folder):
    """Builds a model for each template, and for a rubric of texts that look like dbt's own, and says what is wrong with each, or nothing."""
    project = folder / "dbt"
    for name in "seeds", "models":
        (project / name).mkdir(parents=True)
    for name, text in FILES.items():
        (project / name).write_text(text)
    hostile, cells = folder / "hostile.yaml", folder / "hostile.csv"
    hostile.write_text(HOSTILE)
    cells.write_text(tables.of_texts(["id", "{{ c }}"], enumerate(CELLS)).csv())
    cases = [(template, stages.EXAMPLES / f"{template.stem}.csv") for template in sorted(stages.TEMPLATES.glob("*.yaml"))]
    trials = [modelled(project, *case) for case in [*cases, (hostile, cells)]]
    built = subprocess.run(
        [sys.executable, "-m", "dbt.cli.main", "build", "--profiles-dir", "."], cwd=project, capture_output=True, text=True, timeout=300
    )
    if built.returncode:
        return [built.stdout[-3000:] + built.stderr]
    with duckdb.connect(str(project / "accounts.duckdb"), read_only=True) as connection:
        return [differs(t, connection) for t in trials]


def modelled(project, rubric, accounts):
    """The trial of a rubric, whose accounts, model and schema are written into the project."""
    scored, name = chs.score(rubric, accounts), rubric.stem
    table = tables.guessed(scored.accounts)
    (project / "seeds" / f"{name}.csv").write_text(table.numbered().csv(), encoding="utf-8", newline="")
    for form, ending in ("dbt", "sql"), ("dbt-schema", "yml"):
        text = chs.sql(rubric, "duckdb", name, [], chs.TODAY, ["--as", form])
        (project / "models" / f"{name}_health.{ending}").write_text(str(text), encoding="utf-8")
    return trial.Trial(rubric, table, scored, {}, [], "dbt")


def differs(t, connection):
    """Says how a model differs from chs score, or nothing."""
    cursor = connection.execute(f"SELECT * FROM {t.rubric.stem}_health")
    fault = trial.difference(t, [c[0] for c in cursor.description], cursor.fetchall())
    return f"{t.rubric}: {fault}" if fault else ""

"""Runs chs: the scores that it computes, and the SQL that is to give the same."""
import csv, datetime, io, os, pathlib, subprocess, typing

import tables

CHS = pathlib.Path()  # set by main
TODAY = "2026-11-21"


class Scored(typing.NamedTuple):
    """What chs score writes: the accounts as it has read them, the columns that it adds, and their cells."""

    accounts: tables.Table
    added: list
    cells: list  # a list a row


class Refused(Exception):
    """chs sql does not write a rubric in a dialect, and says why."""


def score(rubric, file, as_of=TODAY, flags=()):
    """Scores a file, as of a day or today. Nothing is too bad to be scored."""
    as_of = as_of or datetime.datetime.now(datetime.UTC).date().isoformat()
    done = run("score", "-q", "-r", rubric, file, "-f", "csv", "--as-of", as_of, "--tolerance", "100%", *flags)
    if done.returncode:
        raise RuntimeError(f"chs score -r {rubric} {file}: exit {done.returncode}: {done.stderr}")
    header, *rows = csv.reader(io.StringIO(done.stdout, newline=""))
    width = next(i for i, name in enumerate(header) if name.endswith("score") and header[i + 1].endswith("band"))
    accounts = tables.of_texts(header[:width], [row[:width] for row in rows])
    return Scored(accounts, header[width:], [row[width:] for row in rows])


def sql(rubric, dialect, table, texts, as_of, flags):
    """The statement for a table whose columns texts hold text that is to be read, as of a day or the engine's own; or Refused."""
    flags = [*flags, *(f"--text={column}" for column in texts)]
    if as_of:
        flags += ["--as-of", as_of]
    done = run("sql", "-r", rubric, "--dialect", dialect, "--table", table, *flags)
    if done.returncode:
        return Refused(done.stderr.strip())
    return done.stdout


def run(*args):
    """Runs chs without the settings of who runs the tests. Its texts are as it writes them, line ends too."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("CHS_")}
    done = subprocess.run([CHS, *args], stdin=subprocess.DEVNULL, capture_output=True, timeout=60, env=env)
    done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
    return done

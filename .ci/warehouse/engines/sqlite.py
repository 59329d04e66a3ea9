"""SQLite, as Python has it."""
import datetime, decimal, sqlite3

import tables
from engines.connected import Connected

TYPES = {
    "text": "TEXT", "double": "REAL", "float": "REAL", "integer": "INTEGER", "decimal": "NUMERIC", "date": "TEXT", "timestamp": "TEXT",
    "instant": "TEXT", "boolean": "TEXT",
}


class SQLite(Connected):
    dialect = "sqlite"

    def __init__(self):
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.version = f"SQLite {sqlite3.sqlite_version}"

    def load(self, table):
        columns = ", ".join(f"{quoted(c.name)} {TYPES[c.type]}" for c in table.columns)
        self.run(f"DROP TABLE IF EXISTS {tables.NAME}")
        self.run(f"CREATE TABLE {tables.NAME} ({columns})")
        holes = ", ".join("?" * len(table.columns))
        rows = [[held(cell) for cell in row] for row in table.rows]
        self.connection.executemany(f"INSERT INTO {tables.NAME} VALUES ({holes})", rows)

    def plan(self, sql):
        return None


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def held(cell):
    """A cell in one of SQLite's types; dates and booleans are texts."""
    if isinstance(cell, (datetime.date, decimal.Decimal, bool)):
        return tables.written(cell)
    return cell

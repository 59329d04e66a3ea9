"""DuckDB, within this program."""
import json

import duckdb
import pyarrow

import plans, tables
from engines.connected import Connected
from engines.sqlite import quoted

TYPES = {
    "text": "VARCHAR", "double": "DOUBLE", "float": "FLOAT", "integer": "BIGINT", "decimal": "DECIMAL(18, 4)",
    "date": "DATE", "timestamp": "TIMESTAMP", "instant": "TIMESTAMPTZ", "boolean": "BOOLEAN",
}


class DuckDB(Connected):
    dialect = "duckdb"

    def __init__(self):
        self.connection = duckdb.connect(config={"threads": 2})
        for setting in f"timezone = '{tables.ZONE}'", "default_collation = 'nocase'":
            self.run(f"SET {setting}")
        self.version = f"DuckDB {duckdb.__version__}"

    def load(self, table):
        columns = ", ".join(f"{quoted(c.name)} {TYPES[c.type]}" for c in table.columns)
        self.run(f"CREATE OR REPLACE TABLE {tables.NAME} ({columns})")
        rows = pyarrow.table({c.name: list(cells) for c, cells in zip(table.columns, zip(*table.rows))})
        self.connection.register("rows", rows)
        self.run(f"INSERT INTO {tables.NAME} SELECT * FROM rows")

    def plan(self, sql):
        [[_, text]] = self.connection.execute("EXPLAIN (FORMAT JSON) " + sql).fetchall()
        return [name.strip() for name in plans.nodes(json.loads(text)[0], "name", "children")]

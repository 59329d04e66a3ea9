"""PostgreSQL, at the address that the environment gives."""
import os

import psycopg

import plans, tables
from engines.connected import Connected
from engines.sqlite import quoted

TYPES = {
    "text": "text", "double": "double precision", "float": "real", "integer": "bigint", "decimal": "numeric",
    "date": "date", "timestamp": "timestamp", "instant": "timestamptz", "boolean": "boolean",
}


class PostgreSQL(Connected):
    dialect = "postgres"

    def __init__(self):
        self.connection = psycopg.connect(os.environ["CHS_TEST_POSTGRES"], autocommit=True, prepare_threshold=None)
        for setting in f"timezone = '{tables.ZONE}'", "standard_conforming_strings = off", "backslash_quote = off", "DateStyle = 'ISO, DMY'":
            self.connection.execute(f"SET {setting}")
        self.version = f"PostgreSQL {self.connection.info.parameter_status('server_version')}"

    def load(self, table):
        columns = ", ".join(f"{quoted(c.name)} {TYPES[c.type]}" for c in table.columns)
        self.run(f"DROP TABLE IF EXISTS {tables.NAME} CASCADE")
        self.run(f"CREATE TABLE {tables.NAME} ({columns})")
        with self.connection.cursor() as cursor, cursor.copy(f"COPY {tables.NAME} FROM STDIN") as copy:
            for row in table.rows:
                copy.write_row(row)

    def plan(self, sql):
        [[[tree]]] = self.connection.execute("EXPLAIN (FORMAT JSON) " + sql).fetchall()
        return plans.nodes(tree["Plan"], "Node Type", "Plans")

"""ClickHouse, within this program."""
import json

import chdb
import pyarrow.ipc
from chdb import session

import tables

TYPES = {
    "text": "String", "double": "Float64", "float": "Float32", "integer": "Int64", "decimal": "Decimal(18, 4)",
    "date": "Date32", "timestamp": "DateTime64(6, 'UTC')", "instant": "DateTime64(6, 'America/Los_Angeles')", "boolean": "Bool",
}


class ClickHouse:
    dialect = "clickhouse"

    def __init__(self):
        self.session = session.Session()
        for statement in "CREATE DATABASE tests", "USE tests", "SET date_time_input_format = 'best_effort'", f"SET session_timezone = '{tables.ZONE}'":
            self.run(statement)
        self.version = f"ClickHouse {chdb.engine_version}"

    def load(self, table):
        columns = ", ".join(f"{quoted(c.name)} Nullable({TYPES[c.type]})" for c in table.columns)
        self.run(f"CREATE OR REPLACE TABLE {tables.NAME} ({columns}) ENGINE = Memory")
        lines = [json.dumps([cell if cell is None or isinstance(cell, bool) else tables.written(cell) for cell in row]) for row in table.rows]
        self.run(f"INSERT INTO {tables.NAME} FORMAT JSONCompactEachRow\n" + "\n".join(lines))

    def run(self, sql):
        self.session.query(sql)

    def query(self, sql):
        result = self.session.query(sql, "ArrowStream").bytes()
        result = pyarrow.ipc.open_stream(result).read_all()
        return result.column_names, list(zip(*(column.to_pylist() for column in result.columns)))

    def plan(self, sql):
        return None


def quoted(name):
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"

"""BigQuery and Snowflake, of which there is none here: sqlglot parses their SQL, and DuckDB runs what it makes of it."""
import re

import sqlglot
from sqlglot import exp

from engines.duckdb import DuckDB


# BigQuery's functions that are NULL where the result is not finite: DuckDB lacks them.
SAFE = {"safe_add": "a + b", "safe_subtract": "a - b", "safe_multiply": "a * b", "safe_divide": "a / b"}


class Translated(DuckDB):
    def __init__(self):
        super().__init__()
        self.run("SET timezone = 'UTC'")  # which is BigQuery's; Snowflake goes by the session's
        self.run("RESET default_collation")  # texts are their characters, in both
        for name, result in SAFE.items():
            self.connection.execute(f"CREATE MACRO {name}(a, b) AS CASE WHEN isfinite({result}) THEN {result} END")
        self.version = f"{self.dialect}, by sqlglot {sqlglot.__version__} on {self.version}"

    def query(self, sql):
        [statement] = sqlglot.parse(sql, read=self.dialect)
        statement = statement.transform(mended)
        return super().query(statement.sql(dialect="duckdb", unsupported_level=sqlglot.ErrorLevel.RAISE))

    def plan(self, sql):
        return None


def mended(node):
    """What sqlglot would not write as it was meant: DIV(a + b, c) becomes a + b // c, and SAFE_DIVIDE may overflow."""
    if isinstance(node, exp.SafeDivide):
        return exp.Anonymous(this="safe_divide", expressions=[node.this, node.expression])
    if isinstance(node, exp.IntDiv) and not isinstance(node.parent, exp.Paren):
        return exp.paren(exp.IntDiv(this=exp.paren(node.this), expression=exp.paren(node.expression)))
    return node


class BigQuery(Translated):
    dialect = "bigquery"


class Snowflake(Translated):
    dialect = "snowflake"

    def query(self, sql):
        columns, rows = super().query(sql)
        return [name.lower() if re.fullmatch("[A-Z0-9_]+", name) else name for name in columns], rows  # it has plain names in capitals

"""Spark, on two local cores."""
import os, pathlib, sys, tempfile

import pyspark.sql
from pyspark.sql import types

import tables

TYPES = {
    "text": types.StringType(), "double": types.DoubleType(), "float": types.FloatType(), "integer": types.LongType(),
    "decimal": types.DecimalType(18, 4), "date": types.DateType(), "timestamp": types.TimestampNTZType(),
    "instant": types.TimestampType(), "boolean": types.BooleanType(),
}
SETTINGS = {
    "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": tables.ZONE, "spark.sql.shuffle.partitions": "2",
    "spark.driver.memory": "2g", "spark.sql.ui.retainedExecutions": "1",
}
LOG = """\
rootLogger.level = off
rootLogger.appenderRef.out.ref = out
appender.out.type = Console
appender.out.name = out
"""


class Spark:
    """Tables are Parquet files, so that plans are those of a warehouse. Every other table is read in ANSI mode, which raises errors."""

    dialect = "spark"

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        pathlib.Path(self.folder.name, "log4j2.properties").write_text(LOG)
        os.environ |= {"SPARK_CONF_DIR": self.folder.name, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
        builder = pyspark.sql.SparkSession.builder.master("local[2]").config("spark.sql.warehouse.dir", self.folder.name)
        for key, value in SETTINGS.items():
            builder = builder.config(key, value)
        self.session = builder.getOrCreate()
        self.strict = False
        self.version = f"Spark {self.session.version}"

    def load(self, table):
        self.strict = not self.strict
        self.session.conf.set("spark.sql.ansi.enabled", self.strict)
        schema = types.StructType([types.StructField(c.name, TYPES[c.type]) for c in table.columns])
        self.session.createDataFrame(table.rows, schema).coalesce(1).write.mode("overwrite").saveAsTable(tables.NAME)

    def run(self, sql):
        self.session.sql(sql)

    def query(self, sql):
        self.frame = self.session.sql(sql)
        return self.frame.columns, [tuple(row) for row in self.frame.collect()]

    def plan(self, sql):
        """The operators of what was run last."""
        return operators(self.frame._jdf.queryExecution().executedPlan())


def operators(plan):
    """The names of a plan's nodes, the root first."""
    name = plan.getClass().getSimpleName()
    if name == "AdaptiveSparkPlanExec":
        return [name] + operators(plan.initialPlan())
    children = plan.children()
    return [name] + [n for i in range(children.size()) for n in operators(children.apply(i))]

"""What an engine may run: it reads the table once, row by row; quintiles alone sort it."""

SCANS = {"SEQ_SCAN", "Seq Scan", "FileSourceScanExec"}
CONSTANTS = {"HASH_JOIN", "COLUMN_DATA_SCAN"}  # how DuckDB looks a value up in a list
ROW_BY_ROW = SCANS | CONSTANTS | {"PROJECTION", "Subquery Scan", "ProjectExec", "ColumnarToRowExec", "WholeStageCodegenExec", "InputAdapter"}
SORTING = ROW_BY_ROW | {"WINDOW", "WindowAgg", "Sort", "Incremental Sort", "AdaptiveSparkPlanExec", "WindowExec", "SortExec", "ShuffleExchangeExec"}


def fault(operators, quintiles):
    """Says what is wrong with the operators of a plan, or nothing; None is a plan that is not looked at."""
    if operators is None:
        return ""
    scans = sum(name in SCANS for name in operators)
    others = set(operators) - (SORTING if quintiles else ROW_BY_ROW)
    if scans != 1 or others:
        return f"the plan has {scans} scans, and besides {sorted(others)}"
    return ""


def nodes(node, name, below):
    """The names of a tree's nodes, the root first."""
    return [node[name]] + [n for child in node.get(below, []) for n in nodes(child, name, below)]

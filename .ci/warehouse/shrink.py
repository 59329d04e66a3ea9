"""Makes a random rubric and its table as small as they can be for an engine to differ still."""
import json, time

import trial

SECONDS = 20  # for one trial


def smallest(t, engine, fault):
    """The smallest rubric and table that were found, and how the engine differs there; nothing for a rubric of others."""
    text = t.rubric.read_text(encoding="utf-8")
    if not text.startswith("{"):
        return ""
    found, said = (json.loads(text), t.table), ""
    candidates = smaller(*found)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and (candidate := next(candidates, None)):
        again = differs(*candidate, t, engine)
        if again and again.startswith("row ") == fault.startswith("row "):
            found, said, candidates = candidate, again, smaller(*candidate)
    return f"{json.dumps(found[0], ensure_ascii=False)}\n     {said}" if said else ""


def differs(rubric, table, like, engine):
    """Says how an engine differs; nothing where chs refuses the rubric."""
    try:
        t = trial.made(rubric, table, like.rubric.with_stem("smallest"), [engine.dialect], like.flags)
    except RuntimeError:
        return ""
    engine.load(table.numbered())
    return trial.fault(t, engine)


def smaller(rubric, table):
    """Rubrics and tables with something left out."""
    half = len(table.rows) // 2
    if half:
        yield rubric, table._replace(rows=table.rows[:half])
        yield rubric, table._replace(rows=table.rows[half:])
    for less in without(rubric):
        yield less, table


def without(part):
    """Parts of a rubric with something left out, of a formula all but what stands in some parentheses."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield {k: v for k, v in part.items() if k != key}
            yield from (part | {key: less} for less in without(value))
    elif isinstance(part, list):
        for i, value in enumerate(part):
            yield part[:i] + part[i + 1 :]
            yield from (part[:i] + [less] + part[i + 1 :] for less in without(value))
    elif isinstance(part, str):
        yield from enclosed(part)


def enclosed(formula):
    """What stands in parentheses, the whole of it or an argument, outer ones first."""
    for start, sign in enumerate(formula):
        if sign != "(":
            continue
        depth, since = 0, start + 1
        for i in range(start, len(formula)):
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(formula[i], 0)
            if depth == 0 or depth == 1 and formula[i] in ",?:":
                yield formula[since:i].strip()
                since = i + 1
            if depth == 0:
                break

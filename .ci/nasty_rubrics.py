#!/usr/bin/env python3
"""Checks hostile and wrong rubrics, each in under a second of CPU and 64 MB of memory.

    nasty_rubrics.py PATH/TO/chs FOLDER

The files are of a neutral format: its keys are first renamed to ours, and the two that it lacks are added.
"""
import codecs, pathlib, re, sys, tempfile

import watched

# Those that load; all others must be refused at the line given here.
GOOD = {"bom_crlf", "ok", "quoted_injection_name", "unsorted_bands"}
FAULTS = {
    "binary": 1, "bomb_alias": 8, "bomb_anchor_cycle": 2, "bomb_depth": 1, "bomb_merge": 1366, "ctrl_in_name": 4,
    "custom_tag": 3, "dup_keys": 4, "empty": 1, "equal_bands": 4, "huge_weight": 4, "inf_weight": 4,
    "list_root": 1, "multi_doc": 6, "nan_weight": 4, "neg_weight": 4, "norway": 4, "only_comment": 1,
    "scalar": 1, "seven_criteria": 10, "tabs": 4, "unknown_key": 4, "utf16": 1, "zero_weights": 4,
}


def main():
    chs, nasty = (pathlib.Path(arg).resolve() for arg in sys.argv[1:])
    files = sorted(nasty.glob("*.yaml"))
    if {file.stem for file in files} != GOOD | FAULTS.keys():
        sys.exit(f"{nasty} holds other rubrics than this script knows")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            rubric = pathlib.Path(folder, file.name)
            rubric.write_bytes(adapted(file.read_bytes()))
            wrong = fault(file.stem, watched.run([chs, "check", "-r", rubric]))
            failed += bool(wrong)
            print(f"{'FAIL' if wrong else 'ok  '} {file.stem} {wrong}".rstrip())
    print(f"{len(files) - failed} passed, {failed} failed")
    return 1 if failed else 0


def adapted(data):
    """Renames the neutral keys in data and adds name and id, in its own encoding."""
    for bom, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (b"", "latin-1")):
        if data.startswith(bom):
            text = data[len(bom):].decode(encoding)
            break
    text = text.replace("bands:", "cuts:").replace("map:", "levels:")
    if re.search("^criteria:", text, re.MULTILINE):
        text = "name: Nasty\nid: id\n" + text
    return bom + text.encode(encoding)


def fault(name, done):
    """Says what is wrong with a check of the named rubric, nothing if all is right."""
    printed = done.out.decode() + done.err
    if done.code != (0 if name in GOOD else 2):
        return f"exit {done.code}: {printed[:500]}"
    if name in FAULTS and f"{name}.yaml:{FAULTS[name]}:" not in printed:
        return f"no fault in line {FAULTS[name]}: {printed[:500]}"
    if watched.RAW.search(printed):
        return f"a raw control or bidi character: {printed[:500]!r}"
    return done.fault()


sys.exit(main())

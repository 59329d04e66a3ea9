#!/usr/bin/env python3
"""Scores hostile and broken files: each comes out as decided here, in under a second of CPU and 64 MB of memory.

    nasty_cases.py PATH/TO/chs FOLDER

The folder's index proposes a verdict for each file. Reading a file right is better than refusing it; scoring what its
writer did not mean is never right. Of the folder's files from elsewhere only that is asked, and no panic and no hang.
"""
import csv, io, json, os, pathlib, re, sys, tempfile, typing

import watched

ACME, BETA = ("Acme", 10, 9, 100.5), ("Beta", 20, 7, 200)
COLUMNS = {"id": "account", "logins": "logins", "nps": "nps", "mrr": "mrr"}
CUTS = {"logins": [5, 10, 15, 20], "nps": [3, 5, 7, 9]}


class Case(typing.NamedTuple):
    """What chs does with a file: what it says (@ is the file), and the accounts that are scored.

    An account is its id, logins, nps and mrr, None where missing or unreadable.
    """

    does: str
    says: tuple = ()
    accounts: tuple = (ACME, BETA)
    columns: dict = {}  # of the rubric, where they are others; None where it has none
    flags: tuple = ()


def scores(*accounts, **others):
    """A file that is read right, and nothing is odd about it."""
    return Case("scores", (), accounts or (ACME, BETA), **others)


def warns(*says, accounts=(ACME, BETA), **others):
    """A file that is scored with a warning: these and no others."""
    return Case("warns", says, accounts, **others)


def fails(*says, accounts=(), **others):
    """A file with too many bad rows or cells: nothing is written, or with --tolerance 100% the accounts that are good."""
    return Case("fails", says, tuple(accounts), **others)


def refuses(*says, **others):
    """A file that cannot be read as accounts: nothing is written."""
    return Case("refuses", says, (), **others)


def named(ids):
    """Accounts that differ in their ids."""
    return [(name, 10, 9, 100) for name in ids]


def numbered(*values, first=0):
    """Accounts A0, A1, ... that differ in their mrr."""
    return [(f"A{first + i}", 10, 9, value) for i, value in enumerate(values)]


NONE = None
INDEX = ("those that the index lists",)

# By the file's name, and what is asked for if that is not the default.
CASES = {
    # Encodings
    "enc_utf8_bom": scores(),
    "enc_utf8_bom_quoted_header": scores(),
    "enc_utf16le_bom": scores(),
    "enc_utf16be_bom": scores(),
    "enc_utf16le_nobom": refuses("@: looks like UTF-16 without a byte order mark; want UTF-8, or --encoding utf-16le"),
    "enc_latin1": warns(
        '@:2: account "Caf\\xe9 M\\xfcller", column "account": ".*" is not text in the file\'s encoding; --encoding names another',
        accounts=[("Caf\udce9 M\udcfcller", 10, 9, 100.5)],
    ),
    "enc_latin1 --encoding latin1": scores(("Café Müller", 10, 9, 100.5), flags=("--encoding", "latin1")),
    "enc_cp1252_euro": fails('@:2: account "Acme", column "mrr": "\\x80100" is not a number', accounts=[("Acme", 10, 9, NONE)]),
    "enc_cp1252_euro --encoding cp1252": scores(("Acme", 10, 9, 100), flags=("--encoding", "windows-1252")),
    "enc_bad_utf8_mid": warns(
        '@:2: account "Ac\\xc3(me", column "account": ".*" is not text in the file\'s encoding',
        accounts=[("Ac\udcc3(me", 10, 9, 100.5), BETA],
    ),
    # Line ends
    "nl_crlf": scores(),
    "nl_cr_only": scores(),
    "nl_mixed": scores(),
    "nl_none_at_end": scores(),
    "nl_double_at_end": scores(),
    "nl_blank_between": scores(),
    "nl_whitespace_lines": scores(),
    "nl_delims_only_lines": warns("@:3: 2 rows with empty cells alone: passed over"),
    "nl_quoted_newline": scores(("Acme\nInc", 10, 9, 100.5), BETA),
    "nl_quoted_crlf": scores(("Acme\r\nInc", 10, 9, 100.5), BETA),
    # Quotes
    "q_escaped": scores(('Acme "The Best" Inc', 10, 9, 100.5)),
    "q_comma": scores(("Acme, Inc.", 10, 9, 100.5)),
    "q_bare_inside": warns("@:2: 1 row with a quote within an unquoted cell: taken as text", accounts=[('Acme 5" pipe', 10, 9, 100.5), BETA]),
    "q_after_close": fails("@:2: has text behind the closing quote of cell 1", accounts=[BETA]),
    "q_unclosed": refuses("@:2: quote is never closed; want a quote at the cell's end, or none at its start"),
    "q_unclosed_middle": fails("@:3: .*; the quote that opens on line 3 may lack its end", accounts=[("Alpha", 1, 1, 1)]),
    "q_space_before": warns("@:2: 1 row with white space before a cell's quote: left out", accounts=[ACME]),
    "q_single": fails("@:2: has 5 cells; the header has 4"),
    "q_backslash": fails("@:2: has text behind the closing quote of cell 1"),
    "q_all_quoted": scores(ACME),
    "q_empty_vs_missing": scores(("Acme", NONE, 9, 100.5), ("Beta", NONE, 7, 200)),
    # Shapes
    "shape_ragged_short": fails("@:2: has 3 cells; the header has 4", accounts=[BETA]),
    "shape_ragged_long": fails("@:2: has 5 cells; the header has 4", accounts=[BETA]),
    "shape_shift_by_comma": fails("@:2: has 5 cells; the header has 4", accounts=[BETA]),
    "shape_trailing_delim": scores(),
    "shape_trailing_delim_rows": warns("@:2: 2 rows with empty cells beyond the header: trimmed"),
    "shape_footer_total": warns('@:4: account "Total" in the last row looks like the sum', accounts=[ACME, BETA, ("Total", 30, NONE, 300.5)]),
    "shape_two_tables": fails("@:5: has 2 cells; the header has 4", accounts=[ACME, BETA]),
    "shape_repeated_header": warns(
        "@:4: 1 row equal to the header: passed over",
        '@:5: account "Acme" is there already, at line 2',
        '@:6: account "Beta" is there already, at line 3',
        accounts=[ACME, BETA, ACME, BETA],
    ),
    "shape_dup_ids": warns('@:3: account "Acme" is there already, at line 2', accounts=[ACME, ("Acme", 99, 1, 5)]),
    "shape_empty_id": warns('@:2: 1 row without "account"', accounts=[("", 10, 9, 100.5), BETA]),
    # Headers
    "shape_dup_header": refuses(
        '@:1: criterion "logins" needs column "logins", which the header has twice, as columns 2 and 4', columns={"mrr": None}
    ),
    "shape_dup_header_case": warns(
        '@:1: columns "Logins" and "logins" differ in letter case alone; they are two',
        accounts=[("Acme", 99, 9, NONE)],
        columns={"mrr": None},
    ),
    "shape_empty_header": warns("@:1: column 2 has no name", accounts=[("Acme", NONE, 9, 100.5)], columns={"logins": None}),
    "shape_pandas_index": scores(),
    "shape_header_spaces": scores(ACME),
    "shape_header_nbsp": warns('@:1: column "logins\\u00a0" has invisible characters around its name; left out', accounts=[ACME]),
    "shape_header_zwsp": warns('@:1: column "\\u200blogins" has invisible characters around its name; left out', accounts=[ACME]),
    "shape_header_nfd": warns(
        '@:1: column "activite\\u0301" has the same characters as the rubric\'s "activit\\u00e9"',
        accounts=[ACME],
        columns={"logins": "activit\u00e9"},
    ),
    "shape_header_numbered": scores(ACME, columns={"id": "1", "logins": "2", "nps": "3", "mrr": "4"}),
    "shape_preamble": warns("@:4: taken as the header; 3 lines above it passed over"),
    "shape_preamble_delims": warns("@:3: taken as the header; 2 lines above it passed over", accounts=[ACME]),
    "shape_sep_line": warns('@:1: "sep=;" gives the delimiter', accounts=[ACME]),
    "shape_comment_lines": fails("@:2: taken as the header; 1 line above it passed over", "@:3: has 1 cell; the header has 4", accounts=[ACME]),
    "shape_no_header": refuses('@:1: criterion "logins" needs column "logins"; the header has "Acme", "10", "9", "100.5"'),
    "shape_one_column": refuses('@:1: criterion "nps" needs column "nps"; the header has "account"'),
    "inj_header_sql_html": scores(ACME, columns={"logins": 'log"ins; DROP TABLE x--', "nps": "<b>nps</b>", "mrr": "=mrr"}),
    # Nothing there
    "shape_header_only": warns("@:1: no rows below the header", accounts=[]),
    "shape_empty": refuses("@: file is empty; want a header and rows"),
    "shape_only_blank": refuses("@: file is empty; want a header and rows"),
    "shape_only_bom": refuses("@: file is empty; want a header and rows"),
    # Delimiters
    "delim_semicolon": scores(),
    "delim_tab": scores(),
    "delim_pipe": scores(),
    "delim_comma_space": scores(),
    "delim_multi_char": refuses('@:1: looks delimited by "||"; want a delimiter of one character'),
    "delim_ascii_us_rs": refuses("@:1: looks separated by ASCII control characters"),
    # Numbers
    "delim_semicolon_decimal_comma": fails(
        '@:2: account "Acme", column "mrr": "1.234,50" is not a number',
        'hint: column "mrr": give the rubric numbers: {decimal: ","}',
        accounts=[("Acme", 10, 9, NONE), ("Beta", 20, 7, NONE)],
    ),
    "delim_semicolon_decimal_comma --decimal ,": scores(("Acme", 10, 9, 1234.5), ("Beta", 20, 7, 200.25), flags=("--decimal", ",")),
    "num_thousands": fails(
        '@:3: account "A1", column "mrr": "12,34,567" is not a number',
        accounts=numbered(1234.5, NONE, 1234.5, 1234.5, 1234.5, 1234.5),
    ),
    "num_currency_percent": fails(
        "@:8: has 5 cells; the header has 4", accounts=numbered(1200, 1.2, 1200, -1200, 45, 0.45) + numbered(-5, first=7)
    ),
    "num_missing_tokens": fails(
        '@:13: account "A11", column "mrr": "#DIV/0!" is not a number', 'hint: column "mrr": give the rubric missing_values: ', accounts=numbered(*[NONE] * 18)
    ),
    "num_nan_inf": fails(
        '@:4: account "A2", column "mrr": "Inf" is not a number',
        accounts=numbered(*[NONE] * 8, 0, *[NONE] * 4, 1e5, 1e5, 0.5, 5, 5, NONE, NONE),
    ),
    "num_negzero": scores(*numbered(0, 0, 0, 0)),
    "num_unicode_digits": fails('@:5: account "A3", column "mrr": "\u22125" is not a number', accounts=numbered(*[NONE] * 7)),
    "num_precision": scores(*numbered(9007199254740992, 0.1, 0.30000000000000004, 1.0000000000000002, 1.7976931348623157e38, 5)),
    "num_spaces": fails('@:6: account "A4", column "mrr": "1 2" is not a number', accounts=numbered(12, 12, 12, 12, NONE)),
    "num_bool_text": fails('@:2: account "A0", column "mrr": "true" is not a number', accounts=numbered(*[NONE] * 5, 0, 1, NONE)),
    "num_dates": fails(
        '@:2: account "A0", column "mrr": "2024-01-31" is not a number',
        "@:6: has 5 cells; the header has 4",
        accounts=numbered(*[NONE] * 4) + numbered(20240131, 45322, NONE, NONE, NONE, first=5),
    ),
    "num_float_excel": fails(
        "@:3: has 5 cells; the header has 4",
        '@:6: account "A4", column "mrr": "=10" is not a number',
        accounts=numbered(1.23457e15) + numbered(1, 12, NONE, first=2),
    ),
    # Names
    "id_leading_zeros": scores(*named(["0007", "007", "7", "1E5", "2024-01", "TRUE", "null", "NaN", "-", "01/02", "1-2"])),
    "inj_formula": warns(
        '@:8: account "=1+1" is there already, at line 7',
        '@:10: account "=1+1" is there already, at line 7',
        "15 text cells that a spreadsheet program would take for formulas; --excel makes them harmless",
        accounts=INDEX,
    ),
    "inj_ansi": scores(*INDEX),
    "inj_html_sql_shell": warns("1 text cell that a spreadsheet program would take for a formula; --excel makes it harmless", accounts=INDEX),
    "name_unicode": scores(*INDEX),
    # Bytes
    "byte_nul": refuses("@:2: NUL byte; a text file has none"),
    "byte_ctrl_z": scores(),  # the end of a text file of DOS
    "byte_gzip_named_csv": scores(),
    "byte_zip_xlsx": refuses("@: looks like a workbook or zip file, but is damaged or cut short"),
    "byte_html_error_page": refuses("@:1: looks like HTML"),
    "byte_json": refuses("@:1: looks like a JSON array"),
    "byte_lfs_pointer": refuses("@:1: is a Git LFS pointer, not the data"),
    # Sizes
    "size_1m_field": scores(("A" * 1_000_000, 10, 9, 100.5), BETA),
    "size_wide_5000": scores(("Acme", 1, 9, 1), columns={"logins": "c17", "mrr": "c4999"}),
}


def main():
    chs, nasty = (pathlib.Path(arg).resolve() for arg in sys.argv[1:])
    index = {entry["file"].removesuffix(".csv"): entry for entry in json.loads((nasty / "index.json").read_text())}
    if index.keys() != {name.split()[0] for name in CASES}:
        sys.exit(f"{nasty} holds other cases than this script knows")
    failed = 0
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None  # where a sync takes no time
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        for name, case in CASES.items():
            entry = index[name.split()[0]]
            wrong = Check(chs, nasty / "cases", pathlib.Path(folder), entry, case).fault()
            failed += bool(wrong)
            print(f"{'FAIL' if wrong else 'ok  '} {case.does:7} {entry['verdict']:6} {name} {wrong}".rstrip())
        print(f"{len(CASES) - failed} passed, {failed} failed")
        failed += foreign(chs, nasty / "third_party", pathlib.Path(folder, "any.yaml"))
    return 1 if failed else 0


class Check:
    """Runs chs on one case, and says what is wrong, or nothing."""

    def __init__(self, chs, cases, folder, entry, case):
        self.chs, self.cases, self.entry, self.case = chs, cases, entry, case
        self.columns = COLUMNS | case.columns
        self.rubric, self.scored = folder / "nasty.yaml", folder / "scored.csv"
        self.rubric.write_text(rubric(self.columns))
        self.scored.unlink(missing_ok=True)

    def fault(self):
        case = self.case
        done = self.run("score", "-o", self.scored)
        wrong = done.fault() or self.wrong_words(done)
        if wrong or case.does in ("fails", "refuses"):
            if not wrong and (done.code != 1 or self.scored.exists()):
                wrong = f"exit {done.code}, or an output; want 1 and none"
        elif done.code != 0:
            wrong = f"exit {done.code}: {done.err[:500]}"
        if not wrong and case.does != "refuses":
            self.run("score", "-o", self.scored, "--tolerance", "100%")
            wrong = self.wrong_accounts()
        return wrong or self.wrong_look()

    def run(self, command, *args):
        args = [self.chs, command, self.entry["file"], "-r", self.rubric, "--as-of", "2026-11-21", *self.case.flags, *args]
        return watched.run(args, cwd=self.cases, env=os.environ | {"COLUMNS": "120"})

    def wrong_words(self, done):
        """Says which of the messages is missing, or is one too many."""
        lines = done.err.splitlines()
        others = [line for line in lines if not re.match(r"chs: by Nasty \(|chs: \d+ rows? read = ", line)]
        for words in self.case.says:
            form = "chs: " + ".*".join(re.escape(part) for part in words.replace("@", self.entry["file"], 1).split(".*"))
            found = [line for line in others if re.match(form, line)]
            if not found:
                return f"no message {words!r}: {done.err[:500]}"
            others.remove(found[0])
        if others and self.case.does in ("scores", "warns"):
            return f"further messages: {others}"
        return ""

    def wrong_accounts(self):
        """Compares the scored accounts with those that there should be."""
        text = self.scored.read_bytes().decode(errors="surrogateescape")
        csv.field_size_limit(2_000_000)
        rows = list(csv.reader(io.StringIO(text, newline="")))
        header, rows = rows[0], rows[1:]
        if self.case.accounts == INDEX:
            accounts = [(row[0], *map(int, row[1:])) for row in self.entry["rows"]]
        else:
            accounts = self.case.accounts
        want = [wanted(account, self.columns) for account in accounts]
        got = []
        for row in rows:
            cell = dict(zip(header, row))
            ratings = [cell[f"health_rating_{name}"] for name in CUTS if self.columns[name]]
            got.append((cell[self.columns["id"]], ratings, cell["health_score"], cell.get("health_priority", "")))
        if got != want:
            return f"accounts {str(got)[:500]}; want {str(want)[:500]}"
        return ""

    def wrong_look(self):
        """Says whether what people see holds anything raw, or is wider than their terminal."""
        for done in (self.run("score", "-f", "table", "--tolerance", "100%"), self.run("check")):
            shown = done.out.decode()
            if done.fault() or watched.RAW.search(shown):
                return done.fault() or f"a raw control or bidi character: {shown[:500]!r}"
            if any(len(line) > 120 for line in shown.splitlines()):
                return f"wider than the terminal: {shown[:500]!r}"
        return ""


def rubric(columns):
    """Writes a rubric of two criteria for the columns."""
    criteria = [f"- {{name: {name}, column: {json.dumps(columns[name])}, weight: 1, cuts: {cuts}}}" for name, cuts in CUTS.items() if columns[name]]
    value = f"value: {json.dumps(columns['mrr'])}\n" if columns["mrr"] else ""
    return f"name: Nasty\nid: {json.dumps(columns['id'])}\n{value}min_coverage: 0\ncriteria:\n" + "\n".join(criteria) + "\n"


def wanted(account, columns):
    """Computes what chs is to say of an account."""
    name, *values = account
    values = dict(zip(("logins", "nps", "mrr"), values))
    ratings = [values[n] if values[n] is None else 1 + sum(values[n] >= cut for cut in cuts) for n, cuts in CUTS.items() if columns[n]]
    known = [rating for rating in ratings if rating]
    hundredths = (5000 * sum(rating - 1 for rating in known) + len(known)) // (2 * len(known))
    priority = "" if values["mrr"] is None else f"{values['mrr'] * (10000 - hundredths) / 10000:.2f}"
    return name, [str(rating or "") for rating in ratings], f"{hundredths / 100:.2f}", priority


def foreign(chs, folder, rubric):
    """Checks and scores files that were written to break other readers, and counts those that break chs."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    failed = 0
    for file in files:
        wrong = any_fault(chs, file, rubric)
        failed += bool(wrong)
        if wrong:
            print(f"FAIL {file.relative_to(folder)} {wrong}")
    print(f"{len(files) - failed} from elsewhere passed, {failed} failed")
    return failed


def any_fault(chs, file, rubric):
    """Scores a file by a rubric for column "a", or else for the first that it has."""
    column = '"a"'
    for _ in range(2):
        rubric.write_text(f"name: Any\nid: {column}\ncriteria: [{{name: Any, column: {column}, weight: 1}}]\n")
        for command in (["check"], ["score", "--tolerance", "100%"]):
            done = watched.run([chs, *command, file, "-r", rubric])
            if done.fault():
                return done.fault()
        lacking = re.search(r'needs column "a"; the header has (?:"", )*("(?:[^"\\]|\\.)+")', done.err)
        if not lacking:
            return ""
        column = lacking[1]
    return ""


sys.exit(main())

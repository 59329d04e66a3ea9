"""Cells as customers' exports have them, and worse."""
import decimal

MISSING = [None, "", "", " ", "-", "--", "NA", "n/a", "#N/A", "NaN", "null", "None", "NULL", "\u00a0"]

# Numbers as people write them, with a decimal point.
MONEY = ["$1,234.50", "$12", "-$5", "$-5", "€ 20", "20 €", "USD 100", "12 CHF", "EUR12", "(12)", "($50)", "£1,000,000", "¥5"]
PERCENTS = ["45%", "45 %", "-3.5%", "100%", "0%", "(5%)", "12.25 %"]
GROUPS = ["1,234", "12,345.5", "1,234,567", "1 234", "1'234'567", "1\u2019234", "1\u00a0234", "1\u202f234,5", "1.234", "1.234,50", "1,5"]
EXPONENTS = ["1e3", "1E-2", "1.5e+1", "2e0", "1,000e1", "-1e2", "1e-400", "1e-320", "5e-324", "2e-324", "1.7976931348623157e308", "-1e308"]
EXACT = [
    "0.1", "0.30000000000000004", "9007199254740993", "123456789012345678901234567890", "1.0000000000000002", "2.675",
    "0.1000000000000000055511151231257827", "-0", "-0.0", "0e5", "00012", ".5", "5.", "+.5", "-.5", "+7", "100000000000000000000000", "8.41",
    "4.35", "0.000001", "1.005", "179769313486231570000000000000000000000", "72057594037927945", "2.2250738585072011e-308",
]
SPACED = [" 5 ", "\t7", "\u00a05\u2003", "\u300012", "\u20288", "9\r", "\u16803", "\u205f4\u2009"]

# None of these is a number.
UNREADABLE = [
    "1,23", "12,34,567", "1,2345", "1,234 567", "1'234,567", "1234,567", ",5", "1,", "0,123,", "1e", "e5", "1e400", "-1e309", ".", "+", "- 5",
    "+-5", "--5", "5-", "1_000", "0x10", "Inf", "-Infinity", "infinity", "\u0661\u0662", "\u22125", "1 2", "12abc", "true", "#DIV/0!", "usd 5",
    "XYZ 5", "$45%", "USD 5 USD", "45%%", "% 45", "(-5)", "((5))", "()", "( 5 )", "(5", "5)", "5\u200b", "\ufeff5", "1.2.3", "1..2", "$", "%", "$ ",
    "\u00b2", "1e5.5", "1 e5", "1e 5", "$$5", "-$-5", "5 %%", "1e1000000000000", "nan()", "1d", "1f", "0b1", "1e5f", "'5'", '"5"', "=5", "5;6",
    "\\N", "1\u00a0 234",
]

DATES = [
    "2026-11-21", "2026-11-20", "2026-11-22", "2026-08-23", "2026-01-05", "2024-02-29", "1900-03-01", "2100-12-31", "2026-10-01", "2025-12-31",
    "2026-11-21T10:00:00Z", "2026-11-20 23:59", "2026-11-19T23:59:60.123+05:30", "2026-11-18 12:00:00 -0800", "2026-11-17T00:00+05", "21/11/2026",
    "05/06/2026", "5/6/2026", "31/01/2026", "01/31/2026", "11/11/2026", "1/5/2026 08:30", "21.11.2026", "3 Nov 2026", "21 NOV 2026", "9 sep 2025",
    "20261121", "20260230", "Nov 3, 2026", "2026/11/21",
]
NO_DATES = [
    "2026-02-30", "2025-02-29", "1900-02-29", "0000-01-01", "2026-13-01", "2026-00-10", "2026-1-5", "26-11-21", "2026-11-21X", "2026-11-21 25:00",
    "2026-11-21T10", "2026-11-21 10:00:61", "2026-11-21 10:60", "2026-11-21  10:00", "yesterday", "now", "today", "infinity", "epoch", "46000",
    "2026-11", "12026-11-21", "-2026-11-21", "2026-11-21T10:00:00.", "2026-11-21T10:00:00Z ", "\u0662026-11-21", "32/01/2026", "3 Nuv 2026",
    "2026-11-211", "2026-11-21T10:00:00+25:00", "'2026-11-21'",
]
EDGE_DATES = ["0001-01-01", "9999-12-31", "1582-10-10", "1582-10-15", "1969-12-31", "1677-09-21", "2262-04-12", " 2026-11-21 ", "\u00a02026-11-20"]

TEXTS = [
    "free", "pro", "team", "Pro", "none", "None", "live", "o'hara", 'the "best"', "back\\slash", "per%cent", "a_b", "caf\u00e9", "cafe\u0301",
    "\u6771\u4eac", "\U0001f600", " pro ", "\u00a0pro", "pro\u2003", "-", "n/a", "a;b", "line\nend", "tab\there", "\\'", "''", "--", "/* x */",
    "$1", "{x}", "?", ":x", "010", "NaN", "\u00df", "un\u212anown", "true", "false",
]


def random_cell(random, use, flavour):
    """A cell of text for a column of this use: mostly what it should be."""
    chance = random.random()
    if chance < 0.12:
        return random.choice(MISSING)
    if use == "date":
        return random.choice(DATES if chance < 0.85 else NO_DATES if chance < 0.95 else EDGE_DATES)
    if use == "text":
        return random.choice(TEXTS)
    if chance < 0.22:
        return random.choice(UNREADABLE)
    if chance < 0.34:
        return random.choice(MONEY + PERCENTS + GROUPS + EXPONENTS + EXACT + SPACED)
    if use == "rating":
        return random.choice(["1", "2", "3", "4", "5", "3.0", "5.00", "0", "6", "2.5", "4 ", "-1"])
    return flavoured(random, flavour)


def flavoured(random, flavour):
    """A number in one way of writing it."""
    match flavour:
        case "whole":
            return str(random.randint(-3, 12))
        case "decimal":
            return f"{random.uniform(-50, 150):.{random.randint(0, 3)}f}"
        case "exact":
            digits = decimal.Decimal(random.randint(1 - 10**15, 10**15 - 1))  # more of them old versions of SQLite read inexactly
            return f"{digits.scaleb(-random.randint(0, 14)):f}"
        case "money":
            return f"{random.choice(['$', 'EUR ', '', '-$'])}{random.randint(0, 2_000_000):,}{random.choice(['', '.50', '.25'])}"
        case "comma":
            return f"{random.randint(0, 20_000):,}".replace(",", random.choice(".' ")) + random.choice(["", ",5", ",25"])
    raise ValueError(flavour)


FLAVOURS = ["whole", "whole", "decimal", "decimal", "exact", "money", "comma"]

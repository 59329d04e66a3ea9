"""Random tables of accounts, and random rubrics for them."""
import datetime, decimal, math, struct

import cells, tables
from formulas import Formulas

# Names that hurt where they are not quoted as the engine wants it.
NAMES = [
    "seats", "arr", "Tickets (90d)", "select", "na\u00efve", 'the "best"', "it's", "a.b", "semi;colon", "per cent %", "back`tick", "back\\slash",
    "--", "$1", "{x}", "[y]", "\u00dcmlaut", "value", "score", "1st", "order", "two  spaces", "\u6771\u4eac", ":name", "?", "@p", "/*", "accounts",
    "rating_1", "nil", "true", "%s", "null",
]
DATE_FORMS = [
    ["YYYY-MM-DD"], ["YYYY-MM-DD", "DD/MM/YYYY"], ["DD/MM/YYYY", "MM/DD/YYYY"], ["YYYY-MM-DD", "D MMM YYYY"], ["YYYYMMDD", "YYYY-MM-DD"],
    ["M/D/YYYY"], ["DD.MM.YYYY", "YYYY-MM-DD", "MMM D, YYYY"],
]
BANDS = [
    [("red", 0), ("yellow", 50), ("green", 75)], [("low", 0), ("high", 33.33)], [("all", 0)],
    [("r'ed", 0), ("o\"range", 12.5), ("gr\u00fcn", 62.5), ("top \\", 99.99)], [("a", 0), ("b", 20), ("c", 40), ("d", 60), ("e", 80), ("f", 100)],
]
TYPES = {  # of a table with types
    "number": ["double", "double", "float", "integer", "decimal"], "rating": ["integer", "double"], "date": ["date", "timestamp", "instant"],
    "text": ["text", "text", "boolean"],
}
AS_TEXT = [("money, as text", "number"), ("date 'as text'", "date"), ("rating as text", "rating")]
USES = ["number"] * 5 + ["rating"] * 2 + ["date"] * 2 + ["text"] * 2


def text_table(random, rows=60):
    """A table as loaded from a CSV file: all cells are texts, and nasty."""
    columns = [tables.Column(name, "text", use) for name, use in zip(random.sample(NAMES, len(USES)), USES)]
    flavours = [random.choice(cells.FLAVOURS) for _ in columns]
    made = [[cells.random_cell(random, c.use, flavour) for c, flavour in zip(columns, flavours)] for _ in range(rows)]
    return with_ids(columns, made)


def typed_table(random, rows=60):
    """A table with columns of the engine's types, and every odd value that these hold."""
    columns = [tables.Column(name, random.choice(TYPES[use]), use) for name, use in zip(random.sample(NAMES, len(USES)), USES)]
    columns += [tables.Column(name, "text", use) for name, use in AS_TEXT if random.random() < 0.3]
    return with_ids(columns, [[typed_cell(random, c) for c in columns] for _ in range(rows)])


def with_ids(columns, rows):
    """The table with the column id in front."""
    return tables.Table([tables.Column("id", "text"), *columns], [(f"a{i}", *row) for i, row in enumerate(rows)])


def typed_cell(random, column):
    if random.random() < 0.15:
        return None
    if column.type == "text":
        return cells.random_cell(random, column.use, "money")
    if column.use == "rating":
        return random.choice([1, 2, 3, 4, 5, 0, 6, -1]) + (0 if column.type == "integer" else random.choice([0.0, 0.0, 0.0, 0.5]))
    match column.type:
        case "double":
            return random.choice(
                [random.randint(-5, 20) + 0.0, round(random.uniform(-50, 150), 2), random.uniform(-1, 1) * 10.0 ** random.randint(-300, 300)] * 4
                + [math.nan, math.inf, -math.inf, -0.0, 5e-324, 1.7976931348623157e308]
            )
        case "float":
            return struct.unpack("f", struct.pack("f", random.choice([random.uniform(-50, 150), 0.1, 1e30, math.inf, math.nan])))[0]
        case "integer":
            return random.choice([random.randint(-5, 150)] * 5 + [2**53 + 1, -(2**63), 2**63 - 1])
        case "decimal":
            return decimal.Decimal(random.choice([random.randint(-500_000, 1_500_000), random.randint(-(10**15), 10**15), 10**18 - 1])) / 10_000
        case "date":
            return datetime.date(2026, 11, 21) + datetime.timedelta(random.choice([random.randint(-400, 400)] * 5 + [-40_000, 200_000]))
        case "boolean":
            return random.random() < 0.5
        case "timestamp" | "instant":
            days, seconds, fraction = random.randint(-400, 400), random.choice([0, 1, 43_200, 86_399]), random.choice([0, 999_999])
            zone = datetime.UTC if column.type == "instant" else None
            return datetime.datetime(2026, 11, 21, tzinfo=zone) + datetime.timedelta(days, seconds, fraction)


class Rubric:
    """Makes one random rubric for a table, as a mapping of YAML."""

    def __init__(self, random, table):
        self.random, self.table = random, table
        self.is_text = all(c.type == "text" for c in table.columns)

    def make(self):
        r = self.random
        self.bands = r.choice(BANDS)
        self.names = r.sample(["Usage", "Support load", "It's", "\u6771\u4eac", "100%", "a\\b", "Pulse", 'The "x"'], r.randint(1, 6))
        rubric = {"name": "Random", "id": "id"} | self.settings()
        rubric["criteria"] = [self.criterion(i, name) for i, name in enumerate(self.names)]
        rubric["bands"] = [{"name": name, "from": start} for name, start in self.bands]
        segments = r.sample(["new", "o'ld", "\u00fcber"], r.choice([0, 0, 1, 2]))
        rubric["segments"] = [self.segment(name, rubric["criteria"]) for name in segments]
        given = {"number": ["coverage"] + ["value"] * ("value" in rubric), "rating": self.names, "segment": [*segments, "default"]}
        if len(self.bands) > 1:
            rubric["caps"] = [self.cap(i, self.formulas(given)) for i in range(r.choice([0, 0, 1, 3]))]
        given = given | {"number": [*given["number"], "score"], "band": [name for name, _ in self.bands] + ["unscored"]}
        plays = r.sample(["Save call", "Up'sell", 'Re"sell', "Ren\u00e9w", "back\\slash", "100 %"], r.choice([0, 1, 2, 4]))
        rubric["plays"] = [{"name": name, "when": self.formulas(given).condition()} for name in plays]
        if r.random() < 0.2:
            rubric["propensity"] = self.propensity()
        return {key: part for key, part in rubric.items() if part != [] or key == "missing_values"}

    def formulas(self, names={}):
        return Formulas(self.random, self.table.columns, self.texts(), names)

    def texts(self):
        """Texts that are worth comparing with."""
        return [text.strip() for text in cells.TEXTS]

    def columns(self, *uses):
        return [c for c in self.table.columns[1:] if c.use in uses]

    def settings(self):
        r, settings = self.random, {}
        if r.random() < 0.4:
            settings["scale"] = r.choice(["0-100", "20-100"])
        if r.random() < 0.6:
            settings["min_coverage"] = r.choice([0, 0, 0, 1, 33.33, 50, 66.67, 100])
        if r.random() < 0.6:
            settings["value"] = r.choice(self.columns("number")).name
            if r.random() < 0.3:
                settings["value"] = {"column": settings["value"], "currency": r.choice(["USD", "EUR", "JPY"])}
        if r.random() < 0.3:
            settings["missing_values"] = r.choice([["N/A", "unknown"], [], ["caf\u00c9", "#DIV/0!"], ["Pro", "it's", "%"]])
        if self.is_text:
            settings["dates"] = r.choice(DATE_FORMS)
            if r.random() < 0.25:
                settings["numbers"] = {"decimal": ","}
            if r.random() < 0.1:
                settings["missing_values"] = r.choice([["0"], ["999", "5.0", "-1"]])
        elif "missing_values" in settings:
            settings["missing_values"] += ["NaN"]  # which SQLite takes for NULL
        return settings

    def criterion(self, i, name):
        r = self.random
        criterion = {"name": name, "key": f"c{i}", "weight": r.choice([1, 5, 10, 12.5, 30, 33.33, 0.01, 100000])}
        kind = r.choice(["cuts"] * 4 + ["formula"] * 4 + ["quintiles", "levels", "rating", "formula of ratings"])
        if kind in ("formula", "formula of ratings"):
            formula = self.formulas().number()
            criterion["formula"] = f"round({formula})" if kind == "formula of ratings" else formula
        else:
            criterion["column"] = r.choice(self.columns({"levels": "text", "rating": "rating"}.get(kind, "number"))).name
        if kind == "levels":
            criterion["levels"] = {text.strip(): r.randint(1, 5) for text in r.sample(cells.TEXTS, 8)}
        if kind == "quintiles":
            criterion |= {"cuts": "quintiles", "better": r.choice(["higher", "lower"])}
        if kind in ("cuts", "formula"):
            criterion |= self.cuts(criterion.get("column"))
        if r.random() < 0.4:
            criterion["missing"] = r.choice(["skip", "skip", "required", 1, 3, 4, 5])
        if r.random() < 0.25:
            criterion["expires"] = {"column": r.choice(self.columns("date")).name, "days": r.choice([0, 30, 90, 365])}
        return criterion

    def cuts(self, column):
        """Cuts, some of them at the column's very values."""
        r = self.random
        cuts = self.formulas().cuts()
        if column and r.random() < 0.7:
            values = list(map(plain, self.cells(column)))
            cuts = sorted(r.choice([x for x in values if x is not None] or cuts) for _ in range(4))[:: r.choice([1, -1])]
        if cuts[0] == cuts[3]:
            return {"cuts": cuts, "better": r.choice(["higher", "lower"])}
        return {"cuts": cuts}

    def cells(self, column):
        i = [c.name for c in self.table.columns].index(column)
        return [row[i] for row in self.table.rows]

    def segment(self, name, criteria):
        r = self.random
        segment = {"name": name, "when": self.formulas().condition()}
        weights = {c["name"]: r.choice([0, 0, 1, 20, 7.77]) for c in criteria if r.random() < 0.5}
        cuts = {c["name"]: self.cuts(c.get("column"))["cuts"] for c in criteria if isinstance(c.get("cuts"), list) and r.random() < 0.5}
        return segment | ({"weights": weights} if weights else {}) | ({"cuts": cuts} if cuts else {})

    def cap(self, i, formulas):
        band, _ = self.random.choice(self.bands[:-1])
        return {"when": formulas.condition(), "band": band, "reason": f"reason {i}: it's \"so\" \\ \u00fc"}

    def propensity(self):
        r = self.random
        probabilities = sorted((round(r.uniform(0.000001, 0.999999), 6) for _ in range(4)), reverse=True)
        scores = [0, *sorted(r.sample(range(1, 10_000), 2)), 10_000]
        return {"base_rate": round(r.uniform(0.01, 0.9), 6), "knots": [[s / 100, p] for s, p in zip(scores, probabilities)]}


def plain(cell):
    """A cell as a number, if it is a plain one and can be a cut."""
    try:
        number = float(cell)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) and abs(number) < 1e18 else None

"""Random formulas and conditions, of all that the language has."""
import json, re, typing

KEYWORDS = set("value coverage segment score band abs min max mean round rate rating count_true is_missing days_since days_until col".split())
KEYWORDS |= set("in not and or nil true false let if else".split())
NUMBERS = [
    "0", "1", "2", "3", "5", "7", "10", "100", "0.5", "2.5", "0.1", "30.4", "1e3", "1e-300", "1e300", "4294967296", "9007199254740993",
    "0.3333333333333333",
]


class Formulas(typing.NamedTuple):
    """Writes formulas over a table's columns; names are those that chs gives there, by their kinds."""

    random: object
    columns: list
    texts: list  # what texts are compared with
    names: dict = {}  # "number" and "rating": lists of names; "band" and "segment": what they may be

    def number(self, depth=3):
        r = self.random
        if depth == 0 or r.random() < 0.25:
            return self.leaf()
        x, y = (lambda: self.number(depth - 1)), (lambda: self.number(depth - 1))
        match r.choice("+ + - - * * / / / neg abs round min max mean mean rate count cond cond cond days".split()):
            case "+" | "-" | "*" | "/" as op:
                text = f"{x()} {op} {y()}"
                return text if r.random() < 0.3 else f"({text})"
            case "neg":
                return f"-({x()})"
            case "abs" | "round" as name:
                return f"{name}({x()})"
            case "min" | "max" | "mean" as name:
                return f"{name}({', '.join(self.number(depth - 1) for _ in range(r.randint(1, 4)))})"
            case "rate":
                return f"rate({x()}, {', '.join(map(str, self.cuts()))})"
            case "count":
                return f"count_true({', '.join(self.condition(depth - 1) for _ in range(r.randint(1, 4)))})"
            case "cond":
                branches = [x(), y()]
                if r.random() < 0.25:
                    branches[r.randint(0, 1)] = "nil"
                return f"({self.condition(depth - 1)} ? {branches[0]} : {branches[1]})"
            case "days":
                return self.days()

    def leaf(self):
        r = self.random
        chance = r.random()
        if chance < 0.15:
            return r.choice(NUMBERS)
        if chance < 0.3 and self.names.get("number"):
            return r.choice(self.names["number"])
        if chance < 0.45 and self.names.get("rating"):
            return f"rating({quoted(r.choice(self.names['rating']))})"
        if chance < 0.55:
            return self.days()
        return self.column("number", "rating")

    def days(self):
        return f"{self.random.choice(['days_since', 'days_until'])}({self.column('date')})"

    def condition(self, depth=2):
        r = self.random
        if depth == 0 or r.random() < 0.4:
            return self.test()
        match r.choice(["and", "and", "or", "or", "not", "cond", "compare"]):
            case "and" | "or" as op:
                text = f"{self.condition(depth - 1)} {op} {self.condition(depth - 1)}"
                return text if r.random() < 0.3 else f"({text})"
            case "not":
                return f"not ({self.condition(depth - 1)})"
            case "cond":
                otherwise = "nil" if r.random() < 0.3 else self.condition(depth - 1)
                return f"({self.condition(depth - 1)} ? {self.condition(depth - 1)} : {otherwise})"
            case "compare":
                return f"({self.number(depth - 1)}) {self.comparison()} ({self.number(depth - 1)})"

    def test(self):
        """A condition without conditions in it."""
        r = self.random
        match r.choice("number number number columns text text in_texts in_numbers missing missing band segment".split()):
            case "number":
                return f"{self.leaf()} {self.comparison()} {r.choice(NUMBERS)}"
            case "columns":
                return f"{self.column('number')} {self.comparison()} {self.column('number')}"
            case "text":
                return f"{self.text()} {r.choice(['==', '!='])} {quoted(r.choice(self.texts))}"
            case "in_texts":
                return f"{self.text()} {r.choice(['in', 'not in'])} [{', '.join(quoted(t) for t in r.sample(self.texts, 2))}]"
            case "in_numbers":
                return f"{self.leaf()} {r.choice(['in', 'not in'])} [{', '.join(r.sample(['0', '1', '-1', '3', '5', '2.5', '-0'], 3))}]"
            case "missing":
                return f"is_missing({self.column('number', 'rating', 'date', 'text') if r.random() < 0.7 else self.number(1)})"
            case ("band" | "segment") as name:
                if name not in self.names:
                    return self.condition(0)
                return f"{name} {r.choice(['==', '!='])} {quoted(r.choice(self.names[name]))}"

    def text(self):
        if self.random.random() < 0.8:
            return self.column("text")
        otherwise = self.random.choice(["nil", self.column("text"), quoted(self.random.choice(self.texts))])
        return f"({self.condition(0)} ? {self.column('text')} : {otherwise})"

    def comparison(self):
        return self.random.choice(["<", "<=", ">", ">=", "==", "!="])

    def column(self, *uses):
        name = self.random.choice([c.name for c in self.columns if c.use in uses])
        if re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name) and name not in KEYWORDS and self.random.random() < 0.8:
            return name
        return f"col({quoted(name)})"

    def cuts(self):
        """Four numbers in one direction; neighbours may be equal."""
        numbers = sorted(self.random.choice([0, 0.5, 1, 2, 3, 5, 7.25, 10, 25, 50, 80, 365, -1, -10, 1e6, 0.1]) for _ in range(4))
        return numbers[:: self.random.choice([1, -1])]


def quoted(text):
    return json.dumps(text, ensure_ascii=False)

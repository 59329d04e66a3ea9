"""Tables of accounts, as they are loaded into an engine and written for chs."""
import csv, datetime, io, typing

NAME = "accounts"  # of every table, in every engine
ZONE = "Pacific/Kiritimati"  # of every engine: days are UTC's all the same
NUMBER = "row of the test"  # a column that numbers the rows, in engines alone: they keep no order


class Column(typing.NamedTuple):
    """A column: its name, the type an engine holds it in, and what rubrics may use it as."""

    name: str
    type: str  # text, double, float, integer, decimal, boolean, date, timestamp, or instant, which is one with a time zone
    use: str = "text"  # text, number, rating or date


class Table(typing.NamedTuple):
    """Accounts. Cells are of Python's types for those of their columns, and None where nothing is."""

    columns: list
    rows: list

    def numbered(self):
        """The table with its rows' numbers, from 0, in front."""
        return Table([Column(NUMBER, "integer"), *self.columns], [(i, *row) for i, row in enumerate(self.rows)])

    def texts(self, rubric):
        """The columns that a rubric may read something else than text from, and that hold text."""
        if all(c.type == "text" for c in self.columns):
            return ["all"]
        return [c.name for c in self.columns if c.type == "text" and c.use != "text" and c.name in rubric]

    def csv(self):
        """The table as a file that chs reads."""
        file = io.StringIO(newline="")
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow([c.name for c in self.columns])
        writer.writerows([written(cell) for cell in row] for row in self.rows)
        return file.getvalue()


def of_texts(header, rows):
    """A table of texts, such as a CSV file that was loaded as it stands."""
    return Table([Column(name, "text") for name in header], [tuple(row) for row in rows])


def guessed(table):
    """A table of texts with numbers and dates in columns of such types, where all cells are such or missing."""
    columns, cells = [], []
    for column, texts in zip(table.columns, zip(*table.rows)):
        texts = [None if text in ("", "N/A", "-") else text for text in texts]
        type, read = next(t for t in GUESSES if all(reads(t[1], text) for text in texts if text))
        columns.append(column._replace(type=type))
        cells.append([text if text is None else read(text) for text in texts])
    return Table(columns, list(zip(*cells)))


GUESSES = [("date", datetime.date.fromisoformat), ("double", float), ("text", str)]


def reads(read, text):
    try:
        read(text)
    except ValueError:
        return False
    return True


def written(cell):
    """A cell as a CSV file has it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return str(cell)

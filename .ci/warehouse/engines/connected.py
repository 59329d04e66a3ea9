"""What engines have in common that are spoken to as Python's DB-API has it."""


class Connected:
    """An engine behind self.connection."""

    def run(self, sql):
        self.connection.execute(sql)

    def query(self, sql):
        cursor = self.connection.execute(sql)
        return [c[0] for c in cursor.description], cursor.fetchall()

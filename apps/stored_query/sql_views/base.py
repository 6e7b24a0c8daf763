"""The parts of a view: columns, a source, and the conditions that select the rows of the current scope.

A view has up to three branches, joined by UNION ALL: for access to a whole realm or course provider, for a learner's
key, and for the reports of an invitation. In a run at most one of them has rows (apps/stored_query/row_scope.py). They
are not one condition with ORs, so that each finds its rows by an index.
"""

from dataclasses import dataclass

SCOPE = "bright_q_seal.scope"
REALM, PROVIDER = f"(SELECT realm_id FROM {SCOPE})", f"(SELECT course_provider_id FROM {SCOPE})"
EMAIL, INVITATION = f"(SELECT email FROM {SCOPE})", f"(SELECT invitation_id FROM {SCOPE})"
# The realm's id for access to a whole realm or course provider, else null; the second: a whole realm only.
REALM_IF_ALL = f"(SELECT realm_id FROM {SCOPE} WHERE email IS NULL AND invitation_id IS NULL)"
REALM_IF_NO_PROVIDER = (
    f"(SELECT realm_id FROM {SCOPE} WHERE email IS NULL AND invitation_id IS NULL AND course_provider_id IS NULL)"
)


@dataclass(frozen=True)
class ViewColumn:
    name: str
    sql: str  # an expression over the tables of the view's `source`
    help: str


@dataclass(frozen=True)
class SqlView:
    name: str
    help: str
    columns: tuple[ViewColumn, ...]
    source: str  # what follows FROM: tables and joins
    visible: str  # a condition on all rows: not deleted
    branches: tuple[str, ...]  # conditions on the scope; the rows of all branches are joined

    @property
    def sql(self) -> str:
        """The CREATE VIEW statement."""
        columns = ",\n       ".join(f"{column.sql} AS {column.name}" for column in self.columns)
        branches = (
            f"SELECT {columns}\n  FROM {self.source}\n WHERE ({branch})\n   AND ({self.visible})"
            for branch in self.branches
        )
        return f"CREATE VIEW bright_q.{self.name} WITH (security_barrier) AS\n" + "\nUNION ALL\n".join(branches)


def columns(*rows: tuple[str, str, str]) -> tuple[ViewColumn, ...]:
    """Columns from (name, SQL expression, help)."""
    return tuple(ViewColumn(*row) for row in rows)


def if_set(value: str, condition: str) -> str:
    """A branch that PostgreSQL skips entirely unless `value`, one of the scope's, is set."""
    return f"{value} IS NOT NULL AND {condition}"


def of_provider(column: str) -> str:
    """A condition: the column is the scope's course provider, if the scope has one."""
    return f"({PROVIDER} IS NULL OR {column} = {PROVIDER})"

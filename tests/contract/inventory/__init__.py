"""Every row of the published Bright V2 specification, and the tests that cover it."""

from itertools import chain

from tests.contract.inventory import (
    access,
    courses_and_invitations,
    errors,
    general,
    queries_and_templates,
    realm_users,
    registrations,
)
from tests.contract.inventory.rows import Row

INVENTORY: list[Row] = sorted(
    chain(general.ROWS, access.ROWS, courses_and_invitations.ROWS, realm_users.ROWS, registrations.ROWS,
          queries_and_templates.ROWS, errors.ROWS),
    key=lambda row: row.line,
)  # fmt: skip

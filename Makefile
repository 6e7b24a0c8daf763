# Two workers for two processors; a file's tests stay together, since some share a server that takes seconds to start.
IN_PARALLEL = -n 2 --dist loadfile

.PHONY: up test soak lint bench

up:
	@.ci/bootstrap run
	@.venv/bin/bright up

test:
	@.ci/bootstrap dev
	.venv/bin/pytest $(IN_PARALLEL)

soak:
	@.ci/bootstrap dev
	BRIGHT_SOAK=1 .venv/bin/pytest $(IN_PARALLEL)

# The checks read the settings, which need a key; nothing is encrypted with it.
lint: export BRIGHT_SECRET_KEYS = only-for-checks-only-for-checks-only
lint:
	@.ci/bootstrap dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python manage.py check
	.venv/bin/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run  # no database answers here

bench:
	@.ci/bootstrap dev
	.venv/bin/python -m bench

"""PostgreSQL and Valkey from PyPI's wheels, started, watched and stopped by `bright up` and by the tests."""

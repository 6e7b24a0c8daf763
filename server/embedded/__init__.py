"""PostgreSQL and Valkey from PyPI wheels: started, watched and stopped by `bright up` and by the tests."""

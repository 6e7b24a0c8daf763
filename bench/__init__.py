"""`python -m bench`: how fast Bright reads, beside a limit and beside a plain DRF ModelViewSet (performance.md).

BENCH_ROWS registrations (100,000), BENCH_SECONDS for each measured stretch (2), BENCH_ROUNDS (3).
"""

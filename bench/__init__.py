"""`python -m bench`: how fast Bright reads, compared with a limit and a plain DRF ModelViewSet.

See docs/contract/performance.md.

Environment variables: BENCH_ROWS, number of registrations (100,000); BENCH_SECONDS, of each measurement (2);
BENCH_ROUNDS, of measurements (3).
"""

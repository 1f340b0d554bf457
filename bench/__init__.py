"""Benchmarks, listed by `python3 dev.py bench`. Each module has a `main()` that prints a figure."""

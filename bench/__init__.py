"""Benchmarks: `python3 dev.py bench` lists them. Each is a module whose `main()` prints a figure."""

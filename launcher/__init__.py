"""What dev.py does: environment, servers, pages, run, test, bench. Standard library only."""

"""Helpers of test_week: three people at their browsers, before `dev.py run`'s own servers."""

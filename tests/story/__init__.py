"""Helpers of test_story: real servers, a person at the API, a person at the browser."""

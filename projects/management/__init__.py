"""Commands that do by hand what the timetable does."""

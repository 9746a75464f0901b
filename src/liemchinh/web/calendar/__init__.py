"""Days: the working calendar, the calendar of deadlines, warnings, the feed, the morning mail."""

"""What is wrong: pure functions, no database, no web, no clock."""

"""What text looks like. The only room that knows Japanese, and the door to SudachiPy."""

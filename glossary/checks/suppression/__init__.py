"""Rules on what is said to be ignored; they speak once all others have spoken."""

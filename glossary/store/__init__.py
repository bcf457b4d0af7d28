"""The database: the only room with SQL. This module imports nothing, so that a cold command does not pay for the ORM."""

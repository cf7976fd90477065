"""The base: tables, how they are written, and how they are read."""

"""The words of printed figures, a file a subject; `tokens` reads them, and tells their form."""

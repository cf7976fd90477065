"""One file a format: a Page, findings or rows in, text out. Nothing here asks or reasons."""

"""Plain-text accounting for claims."""

"""The SQL that both ways of writing a base share, and the digest of its files."""

import sqlite3
from collections.abc import Mapping

from cloudkb.store.layout import SEARCH_COLUMNS, TABLES


def digest(files: Mapping[str, str]) -> str:
    """One hash over the paths and hashes of all fact files."""
    import hashlib

    whole = hashlib.sha256()
    for path, sha256 in sorted(files.items()):
        whole.update(f"{path}\0{sha256}\n".encode())
    return whole.hexdigest()


def insert_into(table: str) -> str:
    """The statement that inserts one full row."""
    return f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(TABLES[table].columns))})'


def insert_search() -> str:
    """The statement that indexes the words of one claim."""
    return (
        f"INSERT INTO claims_search(rowid, {', '.join(SEARCH_COLUMNS)}) "
        f"VALUES (?, {', '.join('?' * len(SEARCH_COLUMNS))})"
    )


def delete_search() -> str:
    """The statement that takes the words of one claim out of the index again."""
    return (
        f"INSERT INTO claims_search(claims_search, rowid, {', '.join(SEARCH_COLUMNS)}) "
        f"VALUES ('delete', ?, {', '.join('?' * len(SEARCH_COLUMNS))})"
    )


def drop_dangling(connection: sqlite3.Connection) -> int:
    """Clear references to claims that are not in the base, each a finding already; count them."""
    cleared = 0
    for column in ("disputes", "origin"):
        cleared += connection.execute(
            f"UPDATE claims SET {column} = NULL WHERE {column} IS NOT NULL"
            f" AND {column} NOT IN (SELECT id FROM claims)"
        ).rowcount
    known = {row[0] for row in connection.execute("SELECT id FROM claims")}
    several = "SELECT number, supersedes FROM claims WHERE supersedes IS NOT NULL"
    for number, text in connection.execute(several).fetchall():
        names = text.split()
        kept = [name for name in names if name in known]
        if kept != names:
            cleared += len(names) - len(kept)
            connection.execute(
                "UPDATE claims SET supersedes = ? WHERE number = ?",
                (" ".join(kept) or None, number),
            )
    return cleared

"""Where `export` writes, and what it draws from."""

import io
import os
from collections.abc import Callable
from pathlib import Path

from cloudkb.cli import output
from cloudkb.cli.shell import Session, opened, progress, write
from cloudkb.language import worded
from cloudkb.views.question import QuestionError


def to_parquet(session: Session, name: str) -> None:
    """Write all claims as Parquet; raises QuestionError where that cannot be."""
    from cloudkb.base.stream import stream
    from cloudkb.exporting.parquet_export import write_claims

    place = session.place()
    path = _file(name, output.target(name, place), "--parquet")
    found = stream(place, progress(session))
    try:
        count = write_claims(path, found.claims, found.vocabulary, found.documents)
    except OSError as error:
        raise QuestionError(
            worded("--parquet: {path} was not written: {reason}", path=path, reason=error.strerror)
        ) from error
    _tell(
        session,
        worded(
            "{count} rows in {file}: the claims and their documents; entities, metrics, sources, "
            "scopes and exceptions stay in YAML",
            count=f"{count:,}",
            file=name,
        ),
    )
    broken = sum(found.broken.values())
    if broken:
        session.say(
            worded("{count} facts are broken and left out: cloudkb validate", count=f"{broken:,}"),
        )


def to_claim_review(
    session: Session, name: str, page: str, reviewer: str, document: str, provider: str
) -> None:
    """Write verdicts as ClaimReview; raises QuestionError for a name nobody knows."""
    from cloudkb import base
    from cloudkb.cli.verdict_lookup import verdicts
    from cloudkb.exporting import claim_review

    place = session.place()
    session.target = output.target(name, place)
    with opened(session) as connection:
        found, _ = verdicts(session, connection, document, provider)
    facts = base.read(place)
    claims = {claim.id: claim for claim in facts.claims}
    made = claim_review.Reviewer(
        facts.vocabulary,
        facts.documents,
        page or claim_review.PAGE,
        reviewer or claim_review.REVIEWER,
    )
    reviews = list(made.reviews(found.verdicts, claims))
    write(session, claim_review.render(reviews))
    if session.target.path is not None:
        session.target = None
        _tell(session, worded("{count} reviews in {file}", count=f"{len(reviews):,}", file=name))


def to_csvw(session: Session, name: str) -> None:
    """Write one table, or all into a folder, with metadata; raises QuestionError."""
    from cloudkb.exporting import csvw

    path = Path(name)
    if output.named_stream(name) is not None:
        raise QuestionError(
            worded("--csvw: metadata stands beside a file, and there is none beside a stream"),
            worded("name a file, claims.csv, or a folder"),
        )
    if path.suffix.lower() == ".csv" and not path.is_dir():
        tables = {csvw.FLAT: path}
        metadata = path.with_name(path.name + csvw.OF_ONE), csvw.table_metadata(path.name)
    else:
        _folder(session, path)
        tables = {table: path / f"{table}.csv" for table in csvw.WHOLE}
        metadata = path / csvw.GROUP, csvw.group_metadata()
    with opened(session) as connection:
        for table, file in tables.items():
            text = io.StringIO()
            count = csvw.write_rows(connection, table, text)
            _save(session, file, text.getvalue)
            _tell(session, worded("{count} rows in {file}", count=f"{count:,}", file=file))
    _save(session, metadata[0], lambda: metadata[1])


def _tell(session: Session, text: str) -> None:
    """Say what was written; where reviews are printed nothing stands between them."""
    if session.target is None:
        write(session, f"{text}\n")
    else:
        session.say(text)


def _folder(session: Session, path: Path) -> None:
    """Make the folder of the tables where it is none, but never in a place that is kept."""
    if not path.exists():
        # what may not be written there may not stand there either
        output.target(os.fspath(path), session.place())
        path.mkdir()
    elif not path.is_dir():
        raise QuestionError(
            worded("--csvw: {path} is no folder", path=path), worded("a single table ends in .csv")
        )


def _save(session: Session, path: Path, text: Callable[[], str]) -> None:
    where = output.target(os.fspath(path), session.place())
    output.save(_file(os.fspath(path), where, "--csvw"), text().encode("utf-8", "backslashreplace"))


def _file(name: str, where: output.Target, option: str) -> Path:
    if where.path is None:
        raise QuestionError(
            worded("{option}: {name} is no file", option=option, name=name), worded("name a file")
        )
    return where.path

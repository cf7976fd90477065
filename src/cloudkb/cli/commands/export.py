"""Ask 10: The claims for other programs: Parquet, ClaimReview, CSV on the Web."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, TALK, opt

SHARED = (FIND, TALK)
EXAMPLES = """
cloudkb export --parquet claims.parquet
cloudkb export --claimreview reviews.json --url https://example.org/report.html
cloudkb export --claimreview - --document jiemian-2024-03
cloudkb export --csvw claims.csv
cloudkb export --csvw tables/
"""
_REVIEW = "With --claimreview"


def run(
    ctx: typer.Context,
    parquet: Annotated[
        str, opt("FILE", "Claims and documents as Parquet, for DuckDB or for facts/ again.")
    ] = "",
    claimreview: Annotated[
        str, opt("FILE", "Verdicts as schema.org's ClaimReview in JSON-LD; - prints them.")
    ] = "",
    csvw: Annotated[
        str,
        opt("FILE|DIR", "CSV on the Web: one table of claims, or every table, with metadata."),
    ] = "",
    url: Annotated[
        str, opt("URL", "The page the reviews stand on; report.html by default.", _REVIEW)
    ] = "",
    reviewer: Annotated[
        str, opt("NAME", "Who answers for the reviews; cloudkb by default.", _REVIEW)
    ] = "",
    document: Annotated[
        str, opt("DOC", "Only the claims of this document; cloudkb list documents.", _REVIEW)
    ] = "",
    provider: Annotated[
        str,
        opt("NAME", "Only claims about this entity.", _REVIEW, name="--entity/--provider"),
    ] = "",
) -> int:
    """The claims for other programs: a Parquet file, reviews for the web, CSV with its metadata.

    What is written holds no more than the facts do. A Parquet file may stand in facts/ in place
    of the files of documents it came from.
    """
    from cloudkb.cli import exported
    from cloudkb.language import worded
    from cloudkb.views.question import QuestionError

    if not (parquet or claimreview or csvw):
        raise QuestionError(
            worded("what is to be written?"),
            worded("one of --parquet FILE, --claimreview FILE, --csvw FILE"),
        )
    if (url or reviewer or document or provider) and not claimreview:
        raise QuestionError(
            worded("--url, --reviewer, --document and --entity are of --claimreview"),
            worded("the others hold all claims"),
        )
    if parquet:
        exported.to_parquet(ctx.obj, parquet)
    if claimreview:
        exported.to_claim_review(ctx.obj, claimreview, url, reviewer, document, provider)
    if csvw:
        exported.to_csvw(ctx.obj, csvw)
    return 0

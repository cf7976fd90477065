"""The base for others: as Parquet, as ClaimReview for the web, as CSV on the web.

Each takes records and gives a file or a text; none decides anything about a claim.
"""

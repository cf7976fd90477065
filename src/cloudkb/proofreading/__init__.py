"""How the printed numbers of a text stand to a base: covered, implied, missing, wrong."""

from cloudkb.proofreading.auditor import audit

__all__ = ["audit"]

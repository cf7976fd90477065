"""Equations between metrics: `gross_profit = revenue - cost`, read, compared, and asked for units.

Pure text and algebra: nothing here knows of files or of the checker. A formula of the
vocabulary is kept as its text; whoever needs what it says reads it with `read`.
"""

from cloudkb.equations.equation import Equation, EquationError, Expression, Member
from cloudkb.equations.parsing import WORDS, read
from cloudkb.equations.polynomial import Polynomial, canonical, ratio
from cloudkb.equations.unit_check import (
    NUMBER,
    KindOfQuantity,
    UnitError,
    check,
    of_metric,
    unit_of,
)

__all__ = [
    "NUMBER",
    "WORDS",
    "Equation",
    "EquationError",
    "Expression",
    "KindOfQuantity",
    "Member",
    "Polynomial",
    "UnitError",
    "canonical",
    "check",
    "of_metric",
    "ratio",
    "read",
    "unit_of",
]

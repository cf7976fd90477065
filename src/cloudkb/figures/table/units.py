"""The table of words: units of ratios."""

TEXT = """\
# units
unit: percent
  en percent, per cent, pct
  sign %
unit: permille
  en per mille, per mil
  sign ‰
unit: permyriad
  sign ‱
unit: points
  zh 个百分点, 百分点, 个pct, 个pp, 个ppt
  en pp, ppt, ppts, pps, pts, pcts, p.p., percentage points, percentage point, points, point,
     %pts, % points, of a percentage point, of one percentage point, of a point,
     -percentage-point, -point
unit: basis points
  zh 个基点, 基点
  en bp, bps, basis points, basis point, of a basis point, -basis-point
unit: tenths
  zh 成
unit: times
  zh 倍
  en times, x
unit: fold
  en -fold, fold
unit: discount
  zh 折
unit tail: discount
  zh 优惠价, 优惠, 折扣
percent before: percent
  zh 百分之
percent before: permille
  zh 千分之
percent before: permyriad
  zh 万分之
"""

"""The table of words: hedges, in front, behind and inside."""

TEXT = """\
# hedges
hedge: over
  zh 超过, 超, 逾, 超出, 突破, 破, 高于, 大于, 多于, 过, 超逾
  en over, more than, upwards of, exceeding, exceeds, exceed, exceeded, in excess of,
     surpassing, surpassed, topping, topped, greater than, just over, slightly over,
     slightly more than, well over, better than, north of, well north of, upward of, a little over,
     a little more than, a bit over, a bit more than, a touch over, comfortably over,
     comfortably more than, well above
hedge: strictly over
  sign >
hedge: at least
  zh 至少, 不低于, 不少于, 不小于, 不下, 起码, 最少, 最低
  en at least, no less than, not less than, no fewer than, not fewer than, a minimum of, minimum
  sign >=, ≥, =>
hedge: nearly
  zh 近, 接近, 将近, 逼近, 直逼, 几近, 近乎, 几乎
  en nearly, almost, close to, approaching, just shy of, shy of, not quite, just short of
hedge: about
  zh 约, 大约, 约有, 约为, 约合, 大概, 约莫, 估计约, 差不多
  en about, around, approximately, approx., approx, roughly, circa, ca., c., some, in the region of,
     in the order of
  sign ~, ≈
hedge: under
  zh 不到, 不足, 低于, 少于, 小于, 未到, 未满, 不满, 未达, 不及, 没到,
     没有达到, 没达到, 未能达到, 尚未达到, 未达到
  en under, less than, fewer than, just under, short of, lower than, south of, a little under,
     a little less than, a bit under, a shade under, a touch under, well under, well below,
     fell short of, falls short of, did not reach, failed to reach
  sign <
hedge: at most
  zh 最高, 至多, 最多, 不超过, 不高于, 不多于, 不大于, 顶多, 不逾, 不超, 未超过, 未超
  en up to, at most, no more than, not more than, no greater than, as much as, as many as,
     as high as, a maximum of, maximum, max, capped at
  sign <=, ≤, =<
hedge after: over
  zh 以上, 有余, 开外, 出头
  en or more, and above, or above, and over, and more, plus, -plus, at least
  sign +
hedge after: about
  zh 左右, 上下, 前后, 许
  en or so, or thereabouts, ish, -ish
hedge after: at most
  zh 以下, 以内, 之内, 封顶
  en or less, or fewer, or below, at most, max, maximum, tops
hedge inside: about
  zh 来
hedge on scale: over
  zh 上
reached: reached
  zh 达, 达到, 高达, 多达, 达成, 共, 共计, 总计, 合计, 累计, 仅, 仅有, 仅仅, 只有, 只, 仅为, 为,
     有, 全部, 均, 都, 已
  en reached, reaching, reach, hit, hitting, only, just, a total of, totalling, totaling,
     stood at, the
"""

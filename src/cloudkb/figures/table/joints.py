"""The table of words: signs, and what joins two ends of a range."""

TEXT = """\
# signs and joints
minus: minus
  zh 负, 零下
  en minus, negative
  sign -
loss: loss
  zh 亏损, 亏, 净亏损
  en loss of, a loss of, net loss of, a net loss of
plus: plus
  zh 正
  en plus
  sign +
to: to
  zh 至, 到, 与, 和
  en to, and
  sign -, ~
between: between
  zh 介于, 在
  en between
between after: between
  zh 之间
plus minus: ±
  zh 上下浮动
  en plus or minus, plus/minus, +/-, give or take
  sign ±
"""

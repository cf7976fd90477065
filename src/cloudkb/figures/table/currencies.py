"""The table of words: currencies, and the signs that several share."""

TEXT = """\
# currencies
bare currency: 元
  zh 元, 圆, 块钱
bare currency: ¥
  sign ¥
bare currency: $
  en dollars, dollar
  sign $
currency: CNY
  zh 人民币, 元人民币, 人民币元
  en RMB, CNY, CN¥, yuan, renminbi, cny¥, rmb¥
currency: USD
  zh 美元, 美金
  en US$, USD, U.S.$, us dollars, u.s. dollars, us dollar
currency: HKD
  zh 港元, 港币, 港幣
  en HK$, HKD, hong kong dollars
currency: TWD
  zh 新台币, 台币, 元新台币
  en NT$, TWD, NTD, new taiwan dollars
currency: EUR
  zh 欧元
  en EUR, euros, euro
  sign €
currency: GBP
  zh 英镑
  en GBP, pounds, pounds sterling
  sign £
currency: JPY
  zh 日元, 日圆
  en JPY, JP¥, yen, japanese yen
currency: KRW
  zh 韩元, 韩圆, 韩币
  en KRW, won, korean won
  sign ₩
currency: SGD
  zh 新加坡元, 新元
  en S$, SGD, singapore dollars
currency: AUD
  zh 澳元
  en A$, AUD, australian dollars
currency: CAD
  zh 加元
  en C$, CAD, canadian dollars
currency: CHF
  zh 瑞士法郎, 瑞郎
  en CHF, swiss francs
currency: INR
  zh 印度卢比, 卢比
  en INR, rupees, indian rupees
  sign ₹
"""

SHARED_SIGNS = {
    "元": ("CNY", "HKD", "TWD", "USD", "SGD", "AUD", "CAD", "JPY"),
    "¥": ("CNY", "JPY"),
    "$": ("USD", "HKD", "TWD", "SGD", "AUD", "CAD"),
}
"""The currencies a bare sign can stand for; the first is meant when the document's is none."""

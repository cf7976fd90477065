"""The table of words: currencies, their hundredths, and the signs that several share.

The codes are the active national ones of ISO 4217 (amendment 179 of the maintenance agency's
list one); those with words of their own stand in rows of their own.
"""

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
  zh 港元, 港币, 港幣, 元港币, 元港元
  en HK$, HKD, hong kong dollars, hk dollars
currency: TWD
  zh 新台币, 台币, 元新台币
  en NT$, TWD, NTD, new taiwan dollars, nt dollars, taiwan dollars
currency: EUR
  zh 欧元
  en EUR, euros, euro
  sign €
currency: GBP
  zh 英镑
  en GBP, pounds, pounds sterling, british pounds
  sign £
currency: JPY
  zh 日元, 日圆, 円
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
currency: BRL
  zh 雷亚尔, 巴西雷亚尔
  en R$, BRL, reais, brazilian reais
currency: RUB
  zh 卢布, 俄罗斯卢布
  en rubles, roubles, russian rubles, russian roubles
  sign ₽
currency: THB
  zh 泰铢
  en baht, thai baht
  sign ฿
currency: VND
  zh 越南盾
  en vietnamese dong
  sign ₫
currency: IDR
  zh 印尼盾, 印尼卢比
  en rupiah, indonesian rupiah
currency: MYR
  zh 林吉特, 令吉, 马币
  en ringgit, malaysian ringgit
currency: PHP
  zh 菲律宾比索
  en philippine pesos
  sign ₱
currency: MXN
  zh 墨西哥比索
  en MX$, mexican pesos
currency: TRY
  zh 土耳其里拉
  en turkish lira, turkish liras
  sign ₺
currency: SEK
  zh 瑞典克朗
  en swedish kronor, swedish krona
currency: NOK
  zh 挪威克朗
  en norwegian kroner, norwegian krone
currency: DKK
  zh 丹麦克朗
  en danish kroner, danish krone
currency: PLN
  zh 兹罗提
  en zloty, zlotys, polish zloty
currency: HUF
  zh 福林
  en forints, forint
currency: ILS
  zh 谢克尔
  en shekels
  sign ₪
currency: SAR
  zh 沙特里亚尔
  en saudi riyals
currency: AED
  zh 阿联酋迪拉姆
  en uae dirhams
currency: ZAR
  zh 兰特
  en south african rand
currency: NZD
  zh 新西兰元, 纽元
  en NZ$, new zealand dollars
currency: MOP
  zh 澳门元
  en MOP$, macau patacas, patacas
currency: UAH
  zh 格里夫纳
  en hryvnia
  sign ₴
currency: NGN
  zh 奈拉
  en naira
  sign ₦
currency: PKR
  zh 巴基斯坦卢比
  en pakistani rupees
bare currency: Rs
  en Rs, Rs.
each currency code:
  en AED, AFN, ALL, AMD, ANG, AOA, ARS, AWG, AZN, BAM, BBD, BDT, BGN, BHD, BIF, BMD, BND, BOB,
     BSD, BTN, BWP, BYN, BZD, CDF, CLP, COP, CRC, CUP, CVE, CZK, DJF, DKK, DOP, DZD, EGP, ERN,
     ETB, FJD, FKP, GEL, GHS, GIP, GMD, GNF, GTQ, GYD, HNL, HTG, HUF, IDR, ILS, IQD, IRR, ISK,
     JMD, JOD, KES, KGS, KHR, KMF, KPW, KWD, KYD, KZT, LAK, LBP, LKR, LRD, LSL, LYD, MAD, MDL,
     MGA, MKD, MMK, MNT, MOP, MRU, MUR, MVR, MWK, MXN, MYR, MZN, NAD, NGN, NIO, NOK, NPR, NZD,
     OMR, PAB, PEN, PGK, PHP, PKR, PLN, PYG, QAR, RON, RSD, RUB, RWF, SAR, SBD, SCR, SDG, SEK,
     SHP, SLE, SOS, SRD, SSP, STN, SVC, SYP, SZL, THB, TJS, TMT, TND, TOP, TRY, TTD, TZS, UAH,
     UGX, UYU, UZS, VES, VND, VUV, WST, XAF, XCD, XOF, XPF, YER, ZAR, ZMW, ZWG
fraction of currency: cent = 100
  en cents, cent
  sign ¢
fraction of currency: USD = 100
  zh 美分
  en US cents, US cent, u.s. cents
  sign US¢
fraction of currency: EUR = 100
  zh 欧分
  en euro cents, euro cent, eurocents
fraction of currency: HKD = 100
  zh 港分, 港仙
  en HK cents, hong kong cents
fraction of currency: AUD = 100
  en Australian cents
fraction of currency: CAD = 100
  en Canadian cents
fraction of currency: SGD = 100
  en Singapore cents
fraction of currency: GBP = 100
  zh 便士
  en pence, penny
fraction of currency: INR = 100
  en paise
fraction of currency: 元 = 10
  zh 角, 毛钱
not read: currency
  en francs, franc, pesos, peso, dinars, dinar, kronor, krona, kroner, krone, rials, rial, riyals,
     riyal, dirhams, dirham, shillings, shilling, lira, liras, lire, dong, rand, real, koruna,
     korunas, crowns, leu, lei, lev, kuna, tenge, cedi, cedis
  zh 法郎, 比索, 第纳尔, 克朗, 里亚尔, 迪拉姆, 先令, 里拉, 镑
"""

SHARED_SIGNS = {
    "元": ("CNY", "HKD", "TWD", "USD", "SGD", "AUD", "CAD", "JPY"),
    "¥": ("CNY", "JPY"),
    "$": ("USD", "HKD", "TWD", "SGD", "AUD", "CAD"),
    "Rs": ("INR", "PKR", "LKR", "NPR", "MUR", "SCR"),
    "cent": ("USD", "EUR", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD", "ZAR", "BRL", "MXN"),
}
"""The currencies a bare sign can stand for; the first is meant when the document's is none."""

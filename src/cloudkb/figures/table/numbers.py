"""The table of words: numerals, scale words, vague words and parts of a whole."""

TEXT = """\
# numerals
each digit from 0:
  zh 零/〇, 一/壹, 二/两/贰/貳, 三/叁, 四/肆, 五/伍, 六, 七/柒, 八/捌, 九/玖
ten: 10 = 10
  zh 十, 拾
ten: 100 = 100
  zh 百, 佰
ten: 1000 = 1000
  zh 千, 仟
group: 1e4 = 10000
  zh 万, 个万
group: 1e8 = 100000000
  zh 亿, 个亿
group: 1e12 = 1000000000000
  zh 兆
scale: hundred = 100
  en hundred
scale: thousand = 1000
  en k, thousand
scale: lakh = 100000
  en lakh, lakhs, lac, lacs
scale: million = 1000000
  en m, mn, mln, mio, mio., mm, mil, million, millions
scale: crore = 10000000
  en crore, crores, cr, cr.
scale: billion = 1000000000
  en bn, b, bln, mrd, mrd., milliard, billion, billions
scale: trillion = 1000000000000
  en tn, t, tr, trn, tln, trillion, trillions
scale: quadrillion = 1000000000000000
  en quadrillion, quadrillions
dozen: dozen = 12
  en dozen, dozens
not read: scale = 1000
  en mille, milles, tausend, tsd, tsd., mila
not read: scale = 1000000
  en miljoen, miljoner, millionen, milhão, milhões, milhao, milhoes, millón, millones, millon,
     milioni, milione
not read: scale = 1000000000
  en milliarde, milliarden, milliards, milliardo, miliardo, miliardi, miljard, miljarder, miliard,
     mld, mld., mds, mdr, arab
not read: scale = 1000000000000
  en billón, billones, billionen
not read: scale
  en bilhão, bilhões, bilhao, bilhoes, billon, billiarde, billiarden, trilhão, trilhões, trilhao,
     trilhoes, kharab, myriad, myriads, gross, score, googol, zillion, zillions, gazillion,
     gazillions, bazillion, bazillions, jillion, jillions, quintillion, quintillions, sextillion,
     sextillions, septillion, septillions, octillion, octillions, nonillion, nonillions, decillion,
     decillions, hundreds, thousands, tens
vague noun: -
  en handful, bunch, lot, whole lot, great deal, good deal, deal, plenty, slew, raft, string,
     series, range, variety, host, flurry, swathe, swath, multitude, myriad, record, number,
     portion, part, fraction, proportion, percentage, bit, wave, mix, array, score, gross
each word from 0:
  en zero/no, one/a/an, two/a couple/a couple of/a pair/a pair of, three, four, five, six, seven,
     eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen,
     nineteen
tens word: 20 = 20
  en twenty
tens word: 30 = 30
  en thirty
tens word: 40 = 40
  en forty
tens word: 50 = 50
  en fifty
tens word: 60 = 60
  en sixty
tens word: 70 = 70
  en seventy
tens word: 80 = 80
  en eighty
tens word: 90 = 90
  en ninety

# vague words
several: several
  zh 数, 几
  en several, a few
many: tens = 10
  en tens, dozens, scores
many: hundreds = 100
  en hundreds
many: thousands = 1000
  en thousands
many: tens of thousands = 10000
  en tens of thousands
many: hundreds of thousands = 100000
  en hundreds of thousands
many: millions = 1000000
  en millions
many: tens of millions = 10000000
  en tens of millions
many: lakhs = 100000
  en lakhs, lakhs of, lacs, lacs of
many: crores = 10000000
  en crores, crores of
many: hundreds of millions = 100000000
  en hundreds of millions
many: billions = 1000000000
  en billions
many: tens of billions = 10000000000
  en tens of billions
many: hundreds of billions = 100000000000
  en hundreds of billions
many: trillions = 1000000000000
  en trillions
odd: odd
  zh 多, 余, 几
  en -odd, odd
digits: single digits
  zh 个位数, 单位数, 一位数
  en single digits, single digit, single-digit, single-digits, one-digit
digits: low single digits
  zh 低个位数, 低单位数
  en low single digits, low single digit, low single-digit, low-single-digit, low-single digit,
     low-single digits, low-single-digits
digits: mid single digits
  zh 中个位数, 中单位数
  en mid single digits, mid single digit, mid single-digit, mid-single-digit, mid-single digit,
     mid-single digits, mid-single-digits, middle single digits
digits: high single digits
  zh 高个位数, 高单位数
  en high single digits, high single digit, high single-digit, high-single-digit,
     high-single digit, high-single digits, high-single-digits
digits: low to mid single digits
  zh 中低个位数, 低至中个位数, 中低单位数, 低到中个位数
  en low to mid single digits, low-to-mid single digits, low-to-mid single digit,
     low-to-mid single-digit, low-to-mid-single-digit, low to mid single digit,
     low to mid single-digit, low- to mid-single digits, low- to mid-single-digit,
     low- to mid-single digit
digits: mid to high single digits
  zh 中高个位数, 中至高个位数, 中高单位数, 中到高个位数
  en mid to high single digits, mid-to-high single digits, mid-to-high single digit,
     mid-to-high single-digit, mid-to-high-single-digit, mid to high single digit,
     mid to high single-digit, mid- to high-single digits, mid- to high-single-digit,
     mid- to high-single digit
digits: double digits
  zh 两位数, 双位数, 二位数
  en double digits, double digit, double-digit, double-digits, two-digit, two digits
digits: low double digits
  zh 低双位数, 低两位数
  en low double digits, low double digit, low double-digit, low-double-digit, low-double digit,
     low-double digits, low-double-digits
digits: low teens
  en low teens, low-teens, low-teen, low teen
digits: mid teens
  en mid teens, mid-teens, mid-teen, mid teen
digits: high teens
  en high teens, high-teens, high-teen, high teen
digits: triple digits
  zh 三位数
  en triple digits, triple digit, triple-digit, three digits, three-digit
digits noun: -
  en margin, margins, percent, percentage, percentages
level: level
  zh 级别, 级, 量级, 数量级, 级规模
half: half
  zh 一半, 半数, 半
  en half, a half, one half, one-half
fraction: third = 3
  en third, thirds
fraction: quarter = 4
  en quarter, quarters, fourth, fourths
fraction: fifth = 5
  en fifth, fifths
fraction: sixth = 6
  en sixth, sixths
fraction: seventh = 7
  en seventh, sevenths
fraction: eighth = 8
  en eighth, eighths
fraction: ninth = 9
  en ninth, ninths
fraction: tenth = 10
  en tenth, tenths
fraction: twelfth = 12
  en twelfth, twelfths
fraction: twentieth = 20
  en twentieth, twentieths
out of: of
  en out of, in every, in, of every
parts of: parts of
  zh 分之
most: most
  zh 大部分, 绝大多数, 绝大部分, 大多数, 大多, 多数, 大半, 过半, 过半数
  en most, majority, a majority, the majority, most of, the vast majority, a vast majority
most: minority
  zh 少数, 小部分, 少部分
  en minority, a minority, a small minority
multiple: halved = -2
  zh 减半, 腰斩, 砍半
  en halved, cut in half, halves, halving
multiple: doubled = 2
  zh 翻番, 翻倍, 翻一番, 翻了一番, 翻了番, 翻了倍,
     翻一倍, 翻了一倍
  en doubled, double, doubles, doubling
multiple: tripled = 3
  en tripled, triple, trebled, triples, tripling
multiple: quadrupled = 4
  zh 翻两番, 翻了两番
  en quadrupled, quadruple, quadruples
multiple: quintupled = 5
  en quintupled
multiple: sextupled = 6
  en sextupled
multiple: octupled = 8
  zh 翻三番, 翻了三番
  en octupled
multiple: 16 times = 16
  zh 翻四番, 翻了四番
"""

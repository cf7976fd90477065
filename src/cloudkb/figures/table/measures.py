"""The table of words: units of measure, with what each is in the coherent units of the SI.

A row is `symbol | size | dimension | prefixes | Chinese | English`. The size is exact, in kg, m, s,
K, bit, month and so on, by definition: the international yard and pound (1959), the US gallon of
231 cubic inches, the barrel of 42 gallons, the calorie of 4.184 J, the mu of 2000/3 m². Prefixes
are letters that may stand before the symbol, case and all; their names stand before the words
marked `*`, in both languages. Words are folded; symbols keep their case.
"""

from cloudkb.language import marked

PREFIXES = {
    "n": ("nano", "纳", -9),
    "µ": ("micro", "微", -6),
    "m": ("milli", "毫", -3),
    "c": ("centi", "厘", -2),
    "d": ("deci", "分", -1),
    "h": ("hecto", "百", 2),
    "k": ("kilo", "千", 3),
    "M": ("mega", "兆", 6),
    "G": ("giga", "吉", 9),
    "T": ("tera", "太", 12),
    "P": ("peta", "拍", 15),
    "E": ("exa", "艾", 18),
    "Z": ("zetta", "泽", 21),
    "Y": ("yotta", "尧", 24),
}
"""The prefixes of the SI: their English name, their Chinese one, the power of ten."""

BINARY = {"Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60}
"""The binary prefixes of ISO/IEC 80000-13: powers of two."""

TEXT = """\
# mass
g | 1/1000 | kg | nµmkMGT | *克 | *gram, *grams, *gramme, *grammes
kg | 1 | kg | | 公斤 | kilo, kilos
t | 1000 | kg | kMG | 吨, 公吨 | tonne, tonnes, metric ton, metric tons, metric tonne,
    metric tonnes, *tonne, *tonnes
short ton | 907.18474 | kg | | 短吨 | short ton, short tons
long ton | 1016.0469088 | kg | | 长吨 | long ton, long tons
lb | 0.45359237 | kg | | 磅 | lb, lbs, pound, pounds
oz | 0.028349523125 | kg | | 盎司 | oz, ounce, ounces
troy oz | 0.0311034768 | kg | | 金衡盎司, 盎司 | troy oz, troy ounce, troy ounces, oz, ounce, ounces
jin | 1/2 | kg | | 斤, 市斤 |
carat | 0.0002 | kg | | 克拉 | carat, carats
# length
m | 1 | m | nµmcdk | *米 | *metre, *metres, *meter, *meters
km | 1000 | m | | 公里 | kms
li | 500 | m | | 里, 华里 |
mile | 1609.344 | m | | 英里 | mile, miles, mi
nmi | 1852 | m | | 海里 | nautical mile, nautical miles
ft | 0.3048 | m | | 英尺 | ft, foot, feet
inch | 0.0254 | m | | 英寸 | inch, inches
yd | 0.9144 | m | | 码 | yd, yard, yards
mil | 0.0000254 | m | | 密耳 | mil, mils
# area
m² | 1 | m2 | | 平方米, 平米 | square metre, square metres, square meter, square meters, sq m, sqm,
    m2
km² | 1000000 | m2 | | 平方公里, 平方千米 | square kilometre, square kilometres, square kilometer,
    square kilometers, sq km, km2
cm² | 0.0001 | m2 | | 平方厘米 | square centimetre, square centimetres, square centimeters, cm2
ha | 10000 | m2 | | 公顷 | hectare, hectares
mu | 2000/3 | m2 | | 亩, 市亩 |
acre | 4046.8564224 | m2 | | 英亩 | acre, acres
ft² | 0.09290304 | m2 | | 平方英尺 | square foot, square feet, sq ft, sqft, ft2
mi² | 2589988.110336 | m2 | | 平方英里 | square mile, square miles, sq mi
# volume
m³ | 1 | m3 | | 立方米, 方 | cubic metre, cubic metres, cubic meter, cubic meters, cu m, cbm, m3
km³ | 1000000000 | m3 | | 立方公里, 立方千米 | cubic kilometre, cubic kilometres,
    cubic kilometers, km3
cm³ | 0.000001 | m3 | | 立方厘米 | cubic centimetre, cubic centimetres, cubic centimeters, cm3
bcm | 1000000000 | m3 | | | bcm
L | 0.001 | m3 | mhkMG | *升 | *litre, *litres, *liter, *liters, l
bbl | 0.158987294928 | m3 | | 桶 | bbl, bbls, barrel, barrels
Mbbl | 158.987294928 | m3 | | | Mbbl
MMbbl | 158987.294928 | m3 | | | MMbbl, mb
gal | 0.003785411784 | m3 | | 加仑, 美制加仑 | gal, gallon, gallons, us gallon, us gallons
imperial gal | 0.00454609 | m3 | | 英制加仑 | imperial gallon, imperial gallons, uk gallon,
    uk gallons
ft³ | 0.028316846592 | m3 | | 立方英尺 | cubic foot, cubic feet, cu ft, cf, ft3
Mcf | 28.316846592 | m3 | | | Mcf
MMcf | 28316.846592 | m3 | | | MMcf
Bcf | 28316846.592 | m3 | | | Bcf
Tcf | 28316846592 | m3 | | | Tcf
# flow and speed
bpd | 0.158987294928/86400 | m3 s-1 | | | bpd, b/d, bbl/d
kb/d | 158.987294928/86400 | m3 s-1 | | | kb/d, kbd
mb/d | 158987.294928/86400 | m3 s-1 | | | mb/d, mmb/d, mmbpd
mph | 1609.344/3600 | m s-1 | | | mph, miles per hour
kph | 1000/3600 | m s-1 | | | kph
knot | 1852/3600 | m s-1 | | 节 | knot, knots
# time: a month is no number of days
s | 1 | s | nµm | *秒 | second, seconds, sec, secs, *second, *seconds
min | 60 | s | | 分钟 | min, mins, minute, minutes
h | 3600 | s | | 小时, 个小时 | hr, hrs, hour, hours
day | 86400 | s | | 天, 日 | day, days, d
week | 604800 | s | | 周, 星期, 个星期 | week, weeks
month | 1 | month | | 个月, 月 | month, months
quarter | 3 | month | | 季度, 个季度, 季 | quarter, quarters
year | 12 | month | | 年 | year, years, yr, yrs
# energy and power
J | 1 | kg m2 s-2 | mkMGTPE | *焦耳, *焦 | *joule, *joules
Wh | 3600 | kg m2 s-2 | mkMGTP | *瓦时, *瓦小时 | *watt-hour, *watt-hours, *watt hour, *watt hours,
    *watthour, *watthours
kWh | 3600000 | kg m2 s-2 | | 度, 度电 |
cal | 4.184 | kg m2 s-2 | kMG | *卡路里, 大卡 | *calorie, *calories
Btu | 1055.05585262 | kg m2 s-2 | | | Btu, BTU
MMBtu | 1055055852.62 | kg m2 s-2 | | | MMBtu, MMBTU, mmbtu
tce | 29307600000 | kg m2 s-2 | kM | 吨标准煤, 吨标煤 | tonnes of coal equivalent
toe | 41868000000 | kg m2 s-2 | kM | 吨油当量, 吨标准油 | tonnes of oil equivalent
W | 1 | kg m2 s-3 | nµmkMGTP | *瓦, *瓦特 | *watt, *watts
hp | 745.69987158227022 | kg m2 s-3 | | | hp, horsepower
PS | 735.49875 | kg m2 s-3 | | 马力 |
Wp | 1 | Wp | kMGT | | *watt-peak, *watts-peak
VA | 1 | VA | kMG | *伏安 | *volt-ampere, *volt-amperes
boe | 1 | boe | kM | 桶油当量 | boe, barrels of oil equivalent
tCO2e | 1 | tCO2e | kMG | 吨二氧化碳当量 | tonnes of CO2 equivalent, tonnes of CO2e
# electricity, pressure
V | 1 | kg m2 s-3 A-1 | mkM | *伏, *伏特 | *volt, *volts
A | 1 | A | µmk | *安, *安培 | *ampere, *amperes, *amp, *amps
Ah | 3600 | A s | mk | *安时 | *ampere-hour, *ampere-hours, *amp-hours
Pa | 1 | kg m-1 s-2 | hkMG | *帕, *帕斯卡 | *pascal, *pascals
bar | 100000 | kg m-1 s-2 | m | 巴 | bar
# temperature
°C | 1 | K | | 摄氏度, 度 | °C, ℃, degrees celsius, degree celsius, celsius
°F | 5/9 | K | | 华氏度, 度 | °F, ℉, degrees fahrenheit, degree fahrenheit, fahrenheit
K | 1 | K | m | 开尔文 | kelvin, kelvins
# information and computing
B | 8 | bit | kKMGTPEZYi | *字节 | *byte, *bytes
bit | 1 | bit | kKMGTPi | *比特, *位元 | *bit, *bits
b | 1 | bit | kKMGTPi | |
bps | 1 | bit s-1 | kKMGTP | | *bps
Bps | 8 | bit s-1 | kKMGTP | |
Hz | 1 | s-1 | kMGT | *赫兹, *赫 | *hertz
FLOPS | 1 | flop s-1 | kMGTPEZY | | *flops, FLOP/s
FLOP | 1 | flop | kMGTPEZY | | FLOPs
OPS | 1 | op s-1 | MGTPE | |
"""

SEVERAL = {
    "ton": ("3 short tons", "3 long tons", "3 tonnes"),
    "tons": ("3 short tons", "3 long tons", "3 tonnes"),
    "mt": ("3 Mt", "3 tonnes"),
}
"""Words of several sizes, each with how one of them would be printed."""

OFFSETS = {"°C": "273.15", "°F": "459.67*5/9"}
"""What a level has to be moved by after its size: degrees do not begin at nothing."""

COUNTED = (
    ("share", "股", "share, shares"),
    ("person", "人, 名员工", "person, people, persons, capita, head, inhabitant, inhabitants"),
    ("user", "用户, 个用户, 名用户", "user, users"),
    ("household", "户", "household, households, home, homes"),
    ("vehicle", "辆, 辆车", "vehicle, vehicles, car, cars"),
    ("employee", "员工", "employee, employees"),
    ("customer", "客户", "customer, customers"),
    ("unit", "台, 件, 套", "unit, units"),
    ("night", "晚, 间夜", "night, nights"),
    ("game", "场", "game, games"),
    ("token", "", "token, tokens"),
)
"""Counted things that stand behind `per`: the name, Chinese, English."""

WHOLE_NAMES = ("tCO2e",)
"""Base units whose names end in what looks like a power."""

NAMES = {
    "kg": marked("mass"),
    "m": marked("length"),
    "m2": marked("area"),
    "m3": marked("volume"),
    "s": marked("time"),
    "month": marked("calendar time"),
    "kg m2 s-2": marked("energy"),
    "kg m2 s-3": marked("power"),
    "K": marked("temperature"),
    "bit": marked("information"),
    "bit s-1": marked("a data rate"),
    "flop s-1": marked("computing power"),
    "flop": marked("computing"),
    "s-1": marked("frequency"),
    "m s-1": marked("speed"),
    "m3 s-1": marked("a flow"),
}
"""What dimensions are called."""

BEFORE = {
    "日均": ("day", "每天"),
    "人均": ("person", "每人"),
    "月均": ("month", "每月"),
    "户均": ("household", "每户"),
}
"""Averages in front of a number: what they are per, and how that is written behind it."""

"""The words of figures that an id cannot be.

The list is closed: a word that joins the table of words later is an id still, where an id can
stand, so that no new word makes an existing base invalid. Shorter words of the table are free.
"""

_WORDS = """
about above accelerating added after against almost an and annually approaching approx
approximately around aud before below between billion billions bln bn bp bps by cad chf circa
climbed cny continuously contracted cut decline declined declining decrease decreased decreases
decreasing dollar dollars double double-digit doubled down dozens drop dropped eight eighteen
eighth eighty eleven eur euro euros exceed exceeded exceeding exceeds expanded fall fallen
falling falls fell fewer fifteen fifth fifths fifty first five flat fold forty four fourteen
fourth fri friday from gain gained gbp grew growing grown grows growth half halved higher hit
hitting hkd hundred hundreds improved in increase increased increases increasing inr jpy jumped
just krw less lost lower majority max maximum million millions minimum minority minus mio mln mn
mon monday more most nearly negative nine nineteen ninety ninth no ntd number odd of on one
one-half only over pct percent place plunged plus point points pounds pp pps ppt ppts pts q-o-q
qoq quadrupled quarter quarter-on-quarter quarter-over-quarter quarters rank ranked ranking
ranks reach reached reaching reduction renminbi rise risen rises rising rmb rose roughly rupees
same sat saturday scores second sequentially seven seventeen seventh seventy several sgd shrank
shrinking since single-digit six sixteen sixth sixty skyrocketed slid slipped slowing soared
some steadily sun sunday surged surpassed surpassing ten tens tenth tenths than the third thirds
thirteen thirty thousand thousands three thu thur thurs thursday times tn to top top- topped
topping tops totaling totalling trillion trillions triple tripled trn tue tues tuesday twd
twelve twenty two unchanged under up usd versus vs wed wednesday with won y-o-y year-on-year
year-over-year yen yoy yuan zero
"""
RESERVED = frozenset(_WORDS.split())

"""What the steps of a proof say: who says what, what follows from it, and by how much it misses."""

MESSAGES = {
    # --- what unknowns are called
    "{upper} over {lower}": "{upper}与{lower}之比",
    "the rate of {pair}": "{pair}的汇率",
    "the day it was said": "发布之日",
    "{what} being {linked}": "{what}为{linked}",
    "{whose} {what}": "{whose}{what}",
    "{what} {when}": "{what}（{when}）",
    "growth in {about}": "{about}增长率",
    "the growth of {about}": "{about}的增长率",
    "{number} of {name}": "{name}的{number}",
    "{figure} for {name}": "{name}（{figure}）",
    "{bound} for {name}": "{name}{bound}",
    # --- what follows
    "{holds}; with {given}, {derived}": "{holds}；由{given}，得{derived}",
    "{holds}, so {derived}": "{holds}，故{derived}",
    "{holds}: {given}, so {derived}": "{holds}：{given}，故{derived}",
    "{holds}, where {given}": "{holds}，其中{given}",
    ", counted twice": "（计两次）",
    ", counted {times} times": "（计{times}次）",
    "added up: {derived}": "合起来：{derived}",
    "added up, they leave {value} for {name}": "合起来，{name}应{value}",
    "added up, {name} would have to lie above itself": "合起来，{name}须大于自身",
    "added up, the unknowns cancel, and less than zero would have to be zero or more": "相加后未知数消去，负数却须不小于零",
    "added up, the unknowns cancel, and {far} are missing": "相加后未知数消去，{far}",
    "added up, the unknowns cancel, and zero would have to lie above zero": "相加后未知数消去，零却须大于零",
    "Multiplied all round that makes {value}, and it must be 1": "首尾相乘得{value}，而应为1",
    "less than 1": "小于1",
    "{told}. ": "{told}。",
    " and ": "、",
    # --- who says so
    "{who} says {figure}": "{who}称{figure}",
    "{who} prints {figure}": "{who}称{figure}",
    "{who} says {figure}: {value}": "{who}称{figure}，即{value}",
    "{who} prints {figure} for {name}": "{who}称{name}为{figure}",
    "{who} says {figure} for {name}": "{who}称{name}{figure}",
    "{who}, said {day}": "{who}，{day}发布",
    " (or more)": "（或更多）",
    # --- what cannot be
    "both cannot be": "两者不能并存",
    "that is {far} too late": "{far}",
    "that is {far} too early": "{far}",
    "that is just out of reach: one of the two bounds excludes its end": "只差端点：两个界限中有一个不含端点",
    "{far} ({size} as printed)": "{far}（按公布的数字差{size}）",
    ". What is printed would have to be taken {times} times as loosely": "。公布的数字须放宽到{times}倍才能相容",
    ": no rounding explains it": "，四舍五入解释不了",
    ". No rounding explains it": "。四舍五入解释不了",
    "So {derived}; {said}. {clash}": "故{derived}；{said}。{clash}",
    "they are {far}": "两者{far}",
    "they are {size} a year apart": "两者每年{size}",
    "over all the years they are {far}": "历年合计，两者{far}",
    "{name} ranks {place}, so that no other may lie above it; but {above} lie above {own}": "{name}排第{place}名，应无人在其之上；但{above}都高于{own}",
    "{name} ranks {place}, so that at most {most} other may lie above it; but {above} lie above {own}": "{name}排第{place}名，在其之上的至多{most}个；但{above}都高于{own}",
    "That leaves nothing for {name}": "{name}无值可取",
    "; {far} lie between the two": "：两端{far}",
    "{name} cannot be below -100%": "{name}不可能低于-100%",
    "{name} cannot be negative": "{name}不可能为负",
    "{said}, but {least}": "{said}，而{least}",
    "After {number:,} earlier steps, which --format json lists:": "前{number:,}步从略，--format json列出全部：",
    "Reading {read}: {told}": "{read}时：{told}",
    "{claim} as {reading}": "{claim}读作{reading}",
    "The other {number} readings clash as well.": "其余{number}种读法也有矛盾。",
    "accepted: {message}": "已接受：{message}",
    "Accepted, doubting {claim}: {reason}": "已接受，存疑的是{claim}：{reason}",
    # --- on which basis
    "“{basis}” by default, {at}": "“{basis}”（默认口径，{at}）",
    "{claims} stands on {basis}.": "{claims}按{basis}计。",
    "{claims} stand on {basis}.": "{claims}按{basis}计。",
    # --- a line that fails
    "Compare the line under `totals` with what the figures are said to cover: a part may be "
    "missing, or one too many. It is set aside until it holds.": (
        "请对照各数字的统计范围核对`totals`下的这一行：可能漏了一部分，或多了一部分。成立之前不再使用。"
    ),
    "Compare the line under `formulas` with what the figures are said to cover: a term may be "
    "missing, or have the wrong sign. It is set aside until it holds.": (
        "请对照各数字的统计范围核对`formulas`下的这一行：可能漏了一项，或正负号写反。成立之前不再使用。"
    ),
    "Most suspect: {name}. It fails in {fails} of the {tried} periods where all that it ties "
    "is printed: {periods}.": (
        "嫌疑最大：{name}。数字齐全的{tried}个期间中，有{fails}个不成立：{periods}。"
    ),
    "{about}: {name} fails in {fails} of the {tried} periods where all that it ties is "
    "printed": "{about}：数字齐全的{tried}个期间中，{name}有{fails}个不成立",
}

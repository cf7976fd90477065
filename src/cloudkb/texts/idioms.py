"""Words that hold a numeral and print no number: 进一步, 第一财经, 万一, one another, nine-to-five.

A closed list a language; a text is searched for them before numbers are read.
"""

import re
from functools import cache

_ZH = """\
一下 一下子 一个 一个个 一举 一举两得 一事 一二三产业 一二线 一五一十 一些 一人
一代 一代人 一件 一份 一众 一会儿 一位 一体 一体化 一体机 一侧 一共 一再 一刀切
一分为二 一切 一列 一则 一半天 一双 一口 一口气 一句 一只 一台 一号 一同 一名
一向 一员 一周年庆 一味 一哄而上 一四五 一团 一国 一圈 一场 一块 一城 一城一策
一声 一处 一夜 一夜之间 一大批 一天 一头 一套 一如既往 一字 一季报 一定 一审
一家 一家之言 一家人 一家子 一对 一封 一层 一届 一帆风顺 一带 一带一路 一带而过
一席之地 一幕 一年一度 一年之计 一年到头 一年级 一应俱全 一度 一座 一座座 一张
一往无前 一律 一心 一成不变 一战 一户 一所 一手 一批 一批次 一技之长 一把 一把手
一把火 一排 一揽子 一支 一文 一方 一方面 一无所有 一日 一日千里 一日游 一旦 一早
一时 一朝 一期 一期工程 一本 一朵 一机 一条 一来 一来二去 一杯 一样 一根 一案
一棵 一概 一概而论 一次性 一次次 一款 一步 一段 一波 一流 一点 一点点 一片 一环
一瓶 一番 一盘 一目了然 一直 一石二鸟 一碗 一种 一窝蜂 一站式 一端 一笔 一等奖
一箱 一类 一粒 一系列 一级 一级市场 一线 一线员工 一线城市 一组 一经 一群 一而再
一职 一股 一脉相承 一臂之力 一致 一般 一船 一落千丈 一行 一行代码 一角 一言 一词
一说 一课 一贯 一起 一路 一蹴而就 一车 一轮 一辆 一边 一遍 一道 一部 一部分
一针见血 一键 一门 一门心思 一间 一阵 一面 一项 一顿 一颗 一题 一餐 一马当先
一鸣惊人 一齐 丁二 七上八下 七匹狼 七喜 七夕 七天无理由 七彩 七牛 万一 万事
万亿级 万众 万全 万兴科技 万分 万华 万博 万卡 万向 万国 万圣 万家 万岁 万户
万泰 万物 万科 万维网 万能 万象 万豪 万达 万里 三一 三一重工 三七互娱 三个代表
三九 三亚 三伏 三体 三元 三全 三八 三农 三分钟热度 三包 三十年河东 三十年河西
三只松鼠 三国 三天三夜 三天两头 三天打鱼 三孩 三安光电 三峡 三年级 三心二意 三思
三方 三明治 三星 三期 三棵树 三江 三生 三甲 三番五次 三级 三线城市 三维 三联
三胎 三角 三角洲 三资 三重 三高 上一代 上半场 下一代 下一步 下半场 不一 不三不四
专一 两会 两侧 两化 两国 两地 两天晒网 两岸 两市 两广 两性 两手 两旁 两极
两步走 两江 两湖 两端 两级 两翼 两者 两融 两轮 两轮车 两院 两难 两面 之一 九安
九寨沟 九州 九江 九牧 九阳 九零后 九龙 二一添作五 二代 二元 二十大 二孩 二审
二年级 二手 二期 二次元 二氧化碳 二级市场 二线 二线城市 二维码 二胎 二锅头 五一
五四 五年级 五年规划 五年计划 五星 五星级 五洲 五矿 五粮液 五羊 五花八门 五菱
五行 五角大楼 五道口 五金 五险一金 人数 亿万 亿元级 亿欧 亿纬 亿联 亿航 亿达
倍数 八一 八五折 八卦 八大处 八方 八达岭 八零后 八马茶业 六一 六一八 六安 六年级
六盘水 六神 六福 六间房 再三 再二再三 几乎 几何 几度 几时 几经 几许 几近 函数
分数 划一 十三五 十九大 十五五 十全十美 十分 十四五 十堰 十字 十字路口 十年树木
十年磨一剑 十月围城 十足 千万别 千亿级 千克 千军万马 千千万万 千变万化 千古
千家万户 千寻 千帆 千方百计 千禧 千载难逢 千里 千里马 千问 半价 半决赛 半场 半夜
半天 半导体 半岛 半年报 半径 半成品 半数以上的 半程 半路 半途 单一 参数 双11
双12 双十一 双十二 合一 同一 周一 周三 周二 周五 周六 周四 唯一 唯一性 四六级
四周 四个自信 四处 四大 四季 四川 四年级 四海 四维图新 四通八达 四面 四面八方 均一 基数
复数 多数 多样统一 大千 如一 如数 小三 少数 张三 归一 总数 悉数 成千上万 户数
指数 接二连三 数不清 数以 数位 数值 数列 数字 数学 数年 数据 数控 数智 数码
数量 数额 新一代 新一线 新一轮 无数 星期一 星期三 星期二 星期五 星期六 星期四
李四 次数 每一 清零 王五 百丽 百事 百分 百合 百姓 百威 百家 百川 百年 百年树人
百年老店 百度 百度云 百强 百日 百果园 百济神州 百灵 百科 百胜 百花 百视通 百货
礼拜一 秋千 第一产业 第一夫人 第一性 第一性原理 第一手 第一方 第一时间 第一曲线
第一桶金 第一步 第一眼 第一线 第一财经 第三世界 第三产业 第三方 第三者 第二产业
第二增长曲线 第二天 第二方 第二曲线 第六感 第四范式 算数 系数 约数 统一 老三 老二
老大 老百姓 负数 进一步 逐一 零一万物 零件 零关税 零售 零容忍 零工 零散 零星
零碳 零跑 零距离 零部件 零钱 零零后 零食 58同城 58到家 36氪 21世纪 51信用卡 360安全
360搜索 37互娱 1号店
"""
_EN = r"""
3m(?= |,|\.|'s)(?! (?:users|units|people|shares|customers|tonnes|barrels))
|7-eleven|7up|23andme|37signals|221b
|501 jeans|a third (?:party|time|person|way|country|option|term|year|straight)
|third (?:time|person|term)
|nine times out of ten|(?:my|your|their|his|her) two cents|a thousand words|one in a million
|six of one|half a dozen of the other|ten to one|at one point|two and a half men
|(?:quarter to|(?:quarter|half|ten|twenty|five) past)[ ]
(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)
|thirty seconds to mars|hundred percent sure|one or two of|four-letter|two-bit|second to none
|one another|one of|one by one|one-way|one-time|one-off|one-stop|one-on-one|no one|any one
|every one|each one|this one|that one|the one|one more thing|one day|one thing|at one time
|square one|day one|number one fan|phase one|one's|one-sided|one-man|one-size
|chapter (?:one|two|three|four|five|six|seven|eight|nine|ten)|two-way|two-way street
|second-hand|secondhand|two-factor|two-tier|three-dimensional|three-way|four-wheel|five-star
|six-pack|seven-eleven|cloud nine|nine-to-five|nine to five|zero-sum|zero-day|ground zero
|net[- ]zero|zero trust|zero-emission|half-time|halftime|half-hearted|better half|half-life
|first half|second half|half-year|mid-half|big four|big three|big five|big two
|magnificent seven|group of seven|group of twenty|the two|the three|the four
|three musketeers|catch-22|fifty-fifty|forty winks|a million to one|quarter-final
|quarterfinal|quarter-?finals|semi-?final|one-hundredth|at sixes and sevens|ten commandments
|sixth sense|third[- ]party|third parties|third world|second nature|second thoughts
|first-class|first hand
"""


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = sorted(set(_ZH.split()), key=lambda word: (-len(word), word))
    english = "".join(line.strip() for line in _EN.splitlines())
    return re.compile("|".join(words)), re.compile(rf"(?<![a-z])(?:{english})(?![a-z])")


def spans(low: str) -> list[tuple[int, int]]:
    """Where such words stand in a folded text, in order."""
    chinese, english = _expressions()
    found = [match.span() for match in english.finditer(low)]
    if not low.isascii():
        found += [
            match.span()
            for match in chinese.finditer(low)
            if not _is_numeral(low, match.start(), match.end())
        ]
    return sorted(found)


def _is_numeral(low: str, start: int, end: int) -> bool:
    """Whether a numeral is meant all the same: 十分之一, 逾百家."""
    if low.startswith("之", end) and low[end - 1] == "分":
        return True
    return low[start] in "十百千万" and low[start - 1 : start] in (
        "逾",
        "超",
        "近",
        "数",
        "约",
        "上",
    )

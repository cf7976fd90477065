"""Why a text is no period, and what to write instead."""

MESSAGES = {
    "{period} has nothing before it": "{period}之前没有期间",
    "a period not stated": "未注明的期间",
    "the calendar ends at the years 1 and 9999": "日历只有公元1年至9999年",
    "write its days: {days}": "写明起止日期：{days}",
    "write its days": "写明起止日期",
    "{day} is no month's end: {length} up to it are no months of the calendar": (
        "{day}不是月末：截至这一天的{length}不合整月"
    ),
    '"{text}" is of the calendar year, or of the fiscal year?': ("“{text}”是日历年度还是财年？"),
    "write {calendar} for the calendar's, {fiscal} for the fiscal year's": (
        "日历年度写{calendar}，财年写{fiscal}"
    ),
    "{period} is fiscal, and this entity has no fiscal year, nor has what it is part of": (
        "{period}是财年，而这个主体及其上级都没有注明财年"
    ),
    "give it fiscal_year: {ends: MM-DD}, the fiscal year's last day, or write the calendar "
    "months": ("为它写上财年的最后一天fiscal_year: {ends: MM-DD}，或改写日历月份"),
    "{years} are two years, and this entity's fiscal year is the calendar year": (
        "{years}是两年，而这个主体的财年就是日历年度"
    ),
    "write {year}, or {years} for both": "写{year}，两年合计则写{years}",
    "{first} to {last}: all of it together, or each year?": ("{first}至{last}：是合计，还是逐年？"),
    "write {whole} for all of it, {each} for each of its years": ("合计写{whole}，逐年写{each}"),
    "{text}: the quarter, or the year up to its end?": "{text}：是单季，还是年初至季末累计？",
    "write {text}会計期間 for the quarter, {text}累計期間 for the year up to its end": (
        "单季写{text}会計期間，累计写{text}累計期間"
    ),
    "there is no year 0": "没有公元0年",
    "write 1 to 9999": "年份为1至9999",
    "a year has 12 months, not {count}": "一年有12个月，不是{count}个月",
    "this fiscal year begins before the year 1": "这个财年始于公元1年之前",
    "{count} months of a fiscal year have no name": "财年的{count}个月没有名称",
    "write the calendar months: 2023-04/2023-08": "写成日历月份：2023-04/2023-08",
    "{following} is not the year after {year}": "{following}不是{year}的下一年",
    "write a fiscal year by two years that follow each other: FY2022/23": (
        "跨年的财年用相连的两年表示：FY2022/23"
    ),
    "there is no month {name}": "没有{name}月",
    "months are 01 to 12": "月份为01至12",
    "there is no {day}": "没有{day}这一天",
    "that month has {last} days": "该月有{last}天",
    "{text}: which is the day, and which the month?": "{text}：哪个是日，哪个是月？",
    "this span ends before it starts": "这段时间的结束早于开始",
    "there is no week {week} of {year}: it has {last} weeks": (
        "{year}年没有第{week}周：只有{last}周"
    ),
    "weeks are those of ISO 8601, 01 to {last}": "周按ISO 8601计，01至{last}",
    '"{text}" is a month or a fiscal year': "“{text}”是月份还是财年？",
    "write {month} for the month, {year} for the fiscal year": "月份写{month}，财年写{year}",
    "{text}: of which year is its beginning?": "{text}：从哪一年开始？",
    "write {period} for the month, {year} for the year to date": (
        "当月写{period}，年初至今写{year}"
    ),
    "write {period} for the quarter, {year} for the year to date": (
        "当季写{period}，年初至今写{year}"
    ),
    "write {period} for the half, {year} for the year to date": (
        "半年写{period}，年初至今写{year}"
    ),
    "write {period} for the year, {year} for the year to date": (
        "全年写{period}，年初至今写{year}"
    ),
    "write {period} for the span, {year} for the year to date": (
        "这段时间写{period}，年初至今写{year}"
    ),
    "write {period} for the year, {quarter} for its last quarter": (
        "全年写{period}，末季写{quarter}"
    ),
    "{sign} is no digit of a period": "期间的数字不用{sign}",
    "a period is missing": "缺少期间",
    "this is too long for a period": "期间不会这么长",
    "{period} is fiscal, and no day by itself": "{period}是财年，本身不是某一天",
    "write the day it ends on": "写明最后一天",
    '"{text}" says until when something was counted': "“{text}”说的是统计截止时间",
    '"{text}" is a day, and this metric is of a length of time': (
        "“{text}”是某一天，而这个指标衡量的是一段时间"
    ),
    "a span has two ends": "一段时间有两端",
    "write 2022-03/2023-03": "写成2022-03/2023-03",
    "a span open on both sides says nothing": "两端都不写，等于没有期间",
    "a series names its first and its last period": "逐期序列要写明首期和末期",
    "write 2019..2023, or 2019/.. for what goes on": "写成2019..2023；持续至今写2019/..",
    "a series runs between two periods of one size": "逐期序列的首期和末期应一样长",
    "write 2019..2023 or 2022Q1..2023Q4": "写成2019..2023或2022Q1..2023Q4",
    "a series has at most {most:,} periods": "逐期序列最多{most:,}期",
    "this series ends before it starts": "这个序列的末期早于首期",
    "a fiscal name cannot be the end of a span": "财年名称不能作一段时间的端点",
    "write its months: 2022-04/2023-03": "写成月份：2022-04/2023-03",
    "write 2023, 2023H1, 2023Q3, 2023-09, 2024-02-29, FY2023, FY2024Q3, 2022-03/2023-03, "
    "2019/.., 2019..2023 or any 12 months": (
        "可写2023、2023H1、2023Q3、2023-09、2024-02-29、FY2023、FY2024Q3、2022-03/2023-03、"
        "2019/..、2019..2023或any 12 months"
    ),
    '"{text}" is no period': "“{text}”不是期间",
    '"{text}" is the base of a change, and no period by itself': (
        "“{text}”是变化的基期，本身不是期间"
    ),
    "write which period: 2022Q3; a change says it in its figure: {example}": (
        "写明是哪个期间，如2022Q3；变化的基期写在数字里，如{example}"
    ),
    '"{text}" does not say at which day it ends': "“{text}”没有说明截至哪一天",
    '"{text}" depends on the day it was said': "“{text}”要看是哪天说的",
    "write its year, its month or the day": "写明年、月或日",
    "write the year with it: {text}": "写上年份：{text}",
    '"{text}" does not say of which year': "“{text}”没有说明是哪一年",
}

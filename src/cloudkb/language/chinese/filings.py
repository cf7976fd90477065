"""What is said of filings while they are read."""

MESSAGES = {
    "{file} reports no number": "{file}中没有数字",
    "look at the file": "请查看文件",
    "{file} is not there": "没有{file}",
    "name the calculation linkbase": "请指明计算链接库",
    "this is no linkbase, but <{name}>": "这不是链接库，而是<{name}>",
    "take it away: without it metrics are called by their concepts": (
        "请将其移走：没有它，指标按其概念命名"
    ),
    "name the calculation linkbase that was filed with it (NAME_cal.xml)": (
        "请指明随之提交的计算链接库(NAME_cal.xml)"
    ),
    "an arc without concepts or weight": "弧缺少概念或权重",
    "look at the linkbase": "请查看链接库",
    "{file} has {count:,} bytes": "{file}有{count:,}字节",
    "at most {count:,} are read": "最多读取{count:,}字节",
    "this is no JSON": "这不是JSON",
    "save it again as it was sent": "请按原样重新保存",
    "this is no file of company facts": "这不是公司数据文件",
    "EDGAR's companyfacts/CIK##########.json holds cik, entityName and facts": (
        "EDGAR的companyfacts/CIK##########.json含有cik、entityName和facts"
    ),
    "{concept}: {value} from {start} to {end} is no number of these days": (
        "{concept}：{start}至{end}的{value}不是这些日期的数字"
    ),
    "this is no XBRL instance, but <{name}>": "这不是XBRL实例文档，而是<{name}>",
    "of inline XBRL take the extracted instance (NAME_htm.xml)": (
        "内联XBRL请用提取出的实例文档(NAME_htm.xml)"
    ),
    "an instance begins with <xbrl>; a linkbase goes beside it": (
        "实例文档以<xbrl>开头；链接库放在它旁边"
    ),
    "look at the filing": "请查看申报文件",
    "a context of another filer": "上下文属于另一申报人",
    "a context with hours": "上下文带有时刻",
    "a context without days": "上下文没有日期",
    "a context that is not there": "没有这个上下文",
    "a unit of several measures ({unit})": "单位由多个量组成({unit})",
    "{text} is no number": "{text}不是数字",
    "decimals cannot be {text}": "decimals不能是{text}",
    "this is no XML: {says}": "这不是XML：{says}",
    "save it again as it was filed": "请按申报原样重新保存",
    "save it as UTF-8": "请存为UTF-8",
    "elements stand more than {count} deep": "元素嵌套超过{count}层",
    "more than {count:,} elements": "元素超过{count:,}个",
    "this is no filing": "这不是申报文件",
    "it declares a document type or entities, which filings do not": (
        "它声明了文档类型或实体，申报文件不会这样"
    ),
    "take the declaration out if you trust the file": "如果信任该文件，请去掉声明",
    "{document}: {facts:,} facts, {sums:,} sums declared, {totals:,} of axes.": (
        "{document}：{facts:,}个数据，{sums:,}个链接库的和，{totals:,}个轴的和。"
    ),
    "{document}: {facts:,} facts.": "{document}：{facts:,}个数据。",
    "{count:,} sums are not bound: not all of their parts are reported there.": (
        "{count:,}个和没有采用：那里没有报告全部组成部分。"
    ),
    "{count:,} times the members of an axis do not add up as a rule: not bound.": (
        "{count:,}次轴的成员通常加不到总数：没有采用。"
    ),
    "{count:,} sums are too long, or only taken away: not bound.": (
        "{count:,}个和太长，或只有减项：没有采用。"
    ),
    "{count:,} passed over: {what}.": "略过{count:,}个：{what}。",
    "texts": "文字",
    "nil": "空值",
    "not asked for": "未要求",
    "copies of facts": "重复的数据",
    "{name} is declared to add up over time, and here it does not: over_time: fixed?": (
        "{name}声明为可随时间相加，而这里并非如此：是否over_time: fixed？"
    ),
    "{concept}: nothing here is measured in {unit}": "{concept}：这里没有以{unit}计量的指标",
    "money, shares, money per share, pure numbers and what is counted are read": (
        "可读取金额、股数、每股金额、纯数和计数"
    ),
}

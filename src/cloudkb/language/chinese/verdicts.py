"""How claims stand, in a word."""

MESSAGES = {
    "contradicted": "被推翻",
    "disputed": "有争议",
    "tension": "有出入",
    "conditional": "有条件成立",
    "corroborated": "有佐证",
    "confirmed": "同源一致",
    "derived": "可推出",
    "single source": "单一信源",
    "open": "待定",
    "met": "已兑现",
    "missed": "未兑现",
    "reached": "达标",
    "beaten": "超额完成",
    "fell short": "未达标",
    "no figure": "无数字",
}

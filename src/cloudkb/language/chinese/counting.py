"""What is counted, with its measure word: 3条说法; and the words of lists."""

MESSAGES = {
    "and": "和",
    "or": "或",
    "claim": "条说法",
    "new claim": "条新说法",
    "document": "份文档",
    "figure": "个数字",
    "number": "个数字",
    "value": "个值",
    "print": "个印出的数字",
    "relation": "条关系",
    "sentence": "句话",
    "part": "部分",
    "day": "天",
    "more period": "个其他期间",
    "contradiction": "处矛盾",
    "accepted dispute": "处已接受的争议",
    "new finding": "个新问题",
}

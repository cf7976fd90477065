"""What is counted, by `plural`, with its measure word: 3条说法; and the words of lists."""

MESSAGES = {
    "and": "和",
    "or": "或",
    "1 claim": "条说法",
    "1 new claim": "条新说法",
    "1 document": "份文档",
    "1 figure": "个数字",
    "1 number": "个数字",
    "1 value": "个值",
    "1 print": "个印出的数字",
    "1 relation": "条关系",
    "1 sentence": "句话",
    "1 part": "部分",
    "1 day": "天",
    "1 more period": "个其他期间",
    "1 contradiction": "处矛盾",
    "1 accepted dispute": "处已接受的争议",
    "1 new finding": "个新问题",
}

"""Why nothing is written into a fact file, and what to do."""

MESSAGES = {
    "line {line}, column {column}: {message}": "第{line}行第{column}列：{message}",
    "mend the file first": "请先改好文件",
    "mend the file first: {hint}": "请先改好文件：{hint}",
    "run it again": "请重新运行",
    "{path} leads out of the folder of facts": "{path}指向事实目录之外",
    "name a file within it that is no link": "请指定目录内不是链接的文件",
    "{path} is {kind}, not a plain file": "{path}是{kind}，不是普通文件",
    "name a fact file": "请指定事实文件",
    "{path} is not UTF-8": "{path}不是UTF-8编码",
    "{path} was changed by somebody else meanwhile": "{path}刚刚被别人改过",
    "{path} is a table, and no claim is written into it": "{path}是表，不能写入说法",
    "declare its document in a file of YAML, where claims of your own may stand": (
        "在YAML文件中声明这份文档，自己的说法写在那里"
    ),
    "{key} holds the character U+{odd:04X}, which fact files do not": (
        "{key}中有字符U+{odd:04X}，事实文件不能有"
    ),
    "what would be written does not read back as it should, so nothing was": (
        "写出的内容读回来不一致，因此没有写入"
    ),
    "add it by hand, and report this as a bug in cloudkb": "请手工添加，并把它作为cloudkb的缺陷报告",
    "this is no fact file: no mapping of keys": "这不是事实文件：不是键值对",
    "begin it with document:": "文件应以document:开头",
    "begin it with entities:": "文件应以entities:开头",
    "{key} is no list here": "这里的{key}不是列表",
    "{section} is no list of lines here": "这里的{section}不是逐行书写",
    "write {section}: with an id a line": "先写{section}:，每个id一行",
    "begin each of its items with -": "每项以-开头",
    "the file ends in a folded text, of which a line break behind it would become part": (
        "文件以折行文本结尾，后面的换行会并入文本"
    ),
    "end the file with a line break": "在文件末尾加上换行",
    # --- what is to be written
    "one of {names}": "可写{names}",
    "{name} is declared already": "{name}已经声明过",
    "declare it under another id": "换个id声明",
    "there is nothing to write of {what}": "{what}没有可写的内容",
    "give it keys and values": "请写上键和值",
    "this file is about the document {name}, not {document}": (
        "这个文件是关于{name}的，不是{document}"
    ),
    "this file is about no document, not {document}": "这个文件没有文档，不是{document}的",
    "name its own document": "请指定文件自己的文档",
    # --- proposals
    "propose a whole new document, or document: ID and claims: [...]": (
        "可提交整份新文档，或document: ID加claims: [...]"
    ),
    "there is nothing to add": "没有可添加的内容",
    "whose claims these are is not said": "没有说明这些说法属于哪份文档",
    'there is no document "{name}"': "没有名为“{name}”的文档",
    "propose the document with them": "请连同文档一起提交",
    "the claims are of {whose}, not of {document}": "这些说法属于{whose}，不属于{document}",
    'the document has no id, or "{name}", which is none': "文档没有id，或“{name}”不能作id",
    "an id has small letters, digits and hyphens": "id只用小写字母、数字和连字符",
    "the document is called {name}, not {document}": "文档名为{name}，不是{document}",
    "the document {name} is there already: {file}": "已有文档{name}：{file}",
    "of it, propose claims alone: document: {name}, then claims: [...]": (
        "只提交它的说法：document: {name}，再写claims: [...]"
    ),
    "{key} stands in no document that is there": "已有的文档中不能有{key}",
    "vocabulary is proposed with a new document, or edited in its own file": (
        "词表与新文档一同提交，或直接修改词表文件"
    ),
    "{key} takes a text, or a list of them": "{key}应是一段文字或文字列表",
    "the claims of a group are a list": "一组说法的claims应是列表",
}

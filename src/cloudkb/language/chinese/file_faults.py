"""What is wrong with a fact file as a file of YAML, and with the form of what stands in it."""

MESSAGES = {
    "write {text}": "写成{text}",
    "write {one} or {other}": "写成{one}或{other}",
    "for example {text}": "例如{text}",
    "keep one of the two": "只留一个",
    "take one of the two out": "删去其中一个",
    "line {number}": "第{number}行",
    "row {number}": "第{number}行",
    "on line {number}": "第{number}行",
    "in row {number}": "第{number}行",
    "digits are grouped by threes": "数字应每三位一组",
    "a number has at most {most} digits": "一个数最多{most}位",
    # --- the file
    "this file is not UTF-8": "这个文件不是UTF-8编码",
    "this file is not UTF-8; it looks like {guess}": "这个文件不是UTF-8编码，像是{guess}",
    "save it as UTF-8: iconv -f {encoding} -t UTF-8 {path}": (
        "存为UTF-8：iconv -f {encoding} -t UTF-8 {path}"
    ),
    "this file has {size:,} bytes; fact files have at most {most:,}": (
        "这个文件有{size:,}字节，事实文件最多{most:,}字节"
    ),
    "split it: one document a file": "拆开：一份文档一个文件",
    "found {name}; fact files hold text only": "发现{name}，事实文件只应有文本",
    "a NUL byte": "空字节NUL",
    "the control character U+{code:04X}": "控制字符U+{code:04X}",
    "the noncharacter U+{code:04X}": "非字符U+{code:04X}",
    "delete the character; the file may have been damaged": "删去这个字符；文件可能已损坏",
    "this file holds more than {most:,} keys and values, and is not read": (
        "这个文件的键和值超过{most:,}个，未予读取"
    ),
    "put each document into a file of its own": "把每份文档放进单独的文件",
    "a second YAML document begins here": "这里开始了第二个YAML文档",
    "one document a file: put what follows into a file of its own": (
        "一个文件一个YAML文档：以下内容放进单独的文件"
    ),
    "a fact file is a mapping of keys": "事实文件由键值对组成",
    "it may hold {keys}": "可用的键：{keys}",
    "a fact file has no key {key}": "事实文件没有{key}这个键",
    # --- keys
    "{what} is a mapping of keys": "{what}应是键值对",
    "write {{{example}}}": "写成{{{example}}}",
    "{what} has no key {shown}": "{what}没有{shown}这个键",
    "keys of {what}: {options}": "{what}可用的键：{options}",
    "{what} has no {key}": "{what}缺少{key}",
    "add {key}: …": "补上{key}: …",
    "{key} takes one text, and this is a list": "{key}应是一段文字，这里却是列表",
    "{key} takes one text, and this is a mapping": "{key}应是一段文字，这里却是键值对",
    "write {key}: text": "写成{key}: 文字",
    "readings the text leaves open go under either: [-16pp vs 2018, -16% vs 2018]": (
        "原文有几种读法的，列在either下：[-16pp vs 2018, -16% vs 2018]"
    ),
    'put text that begins with {{ into quotes: {key}: "…"': ('以{{开头的文字要加引号：{key}: "…"'),
    "{key} is a mapping by id": "{key}下应以id为键",
    "write {key}: then, indented, ID: {example}": "先写{key}:，下一行缩进写ID: {example}",
    "{key} is a list": "{key}应是列表",
    "write {key}: then - items below it": "先写{key}:，下面每项以-开头",
    "{what} ({name})": "{what}（{name}）",
    "a claim": "说法",
    "a group of claims": "一组说法",
    "the document": "文档",
    "a document": "文档",
    "what is ignored": "忽略的内容",
    "an exception": "例外",
    "settings": "设置",
    "an entity": "主体",
    "a metric": "指标",
    "a source": "信源",
    "a scope": "口径",
    "a formula": "公式",
    "a total": "总计",
    "a scope relation": "口径关系",
    "the fiscal year of {name}": "{name}的财年",
    # --- signs that YAML reads as something else
    "put the text into quotes: {text}": "给文字加上引号：{text}",
    "put the text into quotes, or a space behind {sign}": "给文字加上引号，或在{sign}后空一格",
    "{text} is a YAML alias, and fact files have none": "{text}是YAML别名，事实文件不用别名",
    "put text that begins with * into quotes; repeat what is meant": (
        "以*开头的文字要加引号；引用别处的，照写一遍"
    ),
    "# directly behind {sign} stops PyYAML's own parser and others": (
        "{sign}后紧跟#，PyYAML等解析器读不下去"
    ),
    "this text has {length:,} characters; {most:,} are allowed": (
        "这段文字有{length:,}个字符，最多{most:,}个"
    ),
    "a note says it in a few sentences": "备注几句话即可",
    "{text} is read as a YAML tag, and what it marks is lost": (
        "{text}会读成YAML标签，所标的内容就丢了"
    ),
    "{text} is read as a YAML anchor": "{text}会读成YAML锚点",
    "nested deeper than {most} levels": "嵌套超过{most}层",
    "nested deeper than YAML itself can follow": "嵌套太深，YAML读不下去",
    "facts need six levels at most": "事实最多用六层",
    "a key must be one word": "键应是一个词",
    "put text that begins with {square} or {curly} into quotes": (
        "以{square}或{curly}开头的文字要加引号"
    ),
    "{key} stands here again; it is on line {line} already": "{key}重复出现，第{line}行已有",
    "this is no YAML: {problem}": "这不是YAML：{problem}",
    "the fault is here or just before: an open bracket or quote, or an indent": (
        "错误在这里或稍前：括号或引号没有闭合，或缩进不对"
    ),
    "a tab indents this line, and YAML indents by spaces": ("这一行用制表符缩进，YAML只用空格缩进"),
    "replace the tab by two spaces": "把制表符换成两个空格",
    "{sign} starts a folded text in YAML": "{sign}在YAML中开始一段折行文本",
    "{sign} has a meaning of its own in YAML": "{sign}在YAML中另有用途",
    "a colon and a space inside a text start another key in YAML": (
        "文字中的冒号加空格，在YAML中会另起一个键"
    ),
    "? in an unquoted text between braces stops PyYAML's own parser and others": (
        "花括号内未加引号的文字带有“?”，PyYAML等解析器读不下去"
    ),
    "a tab outside quotes stops PyYAML's own parser and others": (
        "引号之外有制表符，PyYAML等解析器读不下去"
    ),
    "{sign} outside quotes is a sign like any for some YAML readers, and none or the end of a "
    "line for others": ("引号之外的{sign}，有的YAML程序当作普通字符，有的略去或当作换行"),
    "U+0085, next line,": "U+0085（下一行）",
    "U+2028, line separator,": "U+2028（行分隔符）",
    "U+2029, paragraph separator,": "U+2029（段分隔符）",
    "U+FEFF, byte order mark,": "U+FEFF（字节序标记）",
    "delete it: most editors do not show it": "删去：多数编辑器不显示它",
    "replace it by a space, or put the text into quotes": "换成空格，或给文字加上引号",
    "{sign} starts a comment in YAML, so {key} is empty": (
        "{sign}在YAML中开始注释，所以{key}是空的"
    ),
    "{sign} starts a tag in YAML, so {key} is empty": "{sign}在YAML中开始标签，所以{key}是空的",
    "{sign} starts an anchor in YAML, so {key} is empty": (
        "{sign}在YAML中开始锚点，所以{key}是空的"
    ),
    "{sign} starts a text on the lines below in YAML, so {key} is empty": (
        "{sign}在YAML中表示文本从下一行开始，所以{key}是空的"
    ),
    "a comma between braces ends a value in YAML: {text} is read as a key": (
        "花括号里的逗号结束一个值：{text}会读成键"
    ),
    "{key} is read as one key: YAML wants a space after the colon": (
        "{key}会整个读成键：YAML要求冒号后空一格"
    ),
    "{problem} ({context})": "{problem}（{context}）",
    "it ends too early": "提前结束",
    # --- what libyaml says
    "did not find expected ',' or ']'": "缺少“,”或“]”",
    "did not find expected ',' or '}}'": "缺少“,”或“}}”",
    "did not find expected '-' indicator": "缺少“-”",
    "did not find expected key": "此处应为键",
    "did not find expected node content": "此处应有内容",
    "did not find expected <document start>": "此处应开始新的YAML文档",
    "did not find expected comment or line break": "此处应换行",
    "did not find expected alphabetic or numeric character": "此处应为字母或数字",
    "did not find expected whitespace or line break": "此处应为空格或换行",
    "did not find expected hexdecimal number": "此处应为十六进制数",
    "could not find expected ':'": "缺少“:”",
    "could not find expected directive name": "缺少指令名",
    "mapping values are not allowed in this context": "这里不能有“:”",
    "mapping keys are not allowed in this context": "这里不能有“?”",
    "block sequence entries are not allowed in this context": "这里不能有“-”",
    "found unexpected end of stream": "文件提前结束",
    "found unexpected document indicator": "引号未闭合，文档却已结束",
    "found unexpected ':'": "这里不能有“:”",
    "found character that cannot start any token": "这个字符不能开头",
    "found a tab character that violates indentation": "制表符打乱了缩进",
    "found a tab character where an indentation space is expected": "缩进用了制表符",
    "found unknown escape character": "没有这样的转义字符",
    "found invalid Unicode character escape code": "转义的字符编码不对",
    "found undefined tag handle": "标签没有定义",
    "found an indentation indicator equal to 0": "缩进量不能为0",
    "found unknown directive name": "没有这个指令",
    "found duplicate %YAML directive": "%YAML指令重复",
    "found incompatible YAML document": "YAML版本不相容",
    "while parsing a block collection": "列表中",
    "while parsing a block mapping": "键值对中",
    "while parsing a block node": "内容中",
    "while parsing a flow mapping": "花括号中",
    "while parsing a flow node": "内容中",
    "while parsing a flow sequence": "方括号中",
    "while parsing a node": "内容中",
    "while scanning a quoted scalar": "引号中",
    "while parsing a quoted scalar": "引号中",
    "while scanning a block scalar": "文本块中",
    "while scanning a plain scalar": "文字中",
    "while scanning a simple key": "键中",
    "while scanning an alias": "别名中",
    "while scanning an anchor": "锚点中",
    "while scanning a tag": "标签中",
    "while scanning a directive": "指令中",
    "while scanning for the next token": "寻找下一个词时",
    # --- tables
    "text, as printed": "照原文书写的文字",
    "a list of texts": "文字列表",
    "yes or no": "yes或no",
    "a list of texts under text, where and reason": "text、where和reason的列表",
    "a claim has no key {key}, and this file has a column of that name": (
        "说法没有{key}这个键，而文件中有这一列"
    ),
    "{number:,} more columns mean nothing here": "另有{number:,}列没有意义",
    "columns of claims: {columns} and others": "说法的列有{columns}等",
    "this file has no columns": "这个文件没有列",
    "take the column out; note: takes remarks": "删去这一列；备注写在note中",
    "the column {name} holds {types}, and is to hold {wanted}": (
        "{name}列的类型是{types}，应为{wanted}"
    ),
    "this file has no column document, which names the document of each row": (
        "这个文件没有document列，不知道每行属于哪份文档"
    ),
    "add it; a document is declared by document: in YAML, or by columns document_title and "
    "document_published": (
        "补上这一列；文档用YAML的document:声明，或用document_title和document_published两列声明"
    ),
    "{name} is longer than {longest:,} characters": "{name}超过{longest:,}个字符",
    "found {found} in {name}; facts hold text only": "{name}中有{found}，事实只应有文本",
    "{number:,} more complaints about this file are not told": (
        "这个文件另有{number:,}个问题未列出"
    ),
    "mend what is told first: most of them are alike": "先改已列出的，其余多半相同",
    "this row names no document": "这一行没有注明文档",
    "write its id into the column document": "把文档的id写进document列",
    "a number loses the digits it was printed with: write it as text": (
        "存成数值会丢掉原文的位数：请存成文字"
    ),
    "write it as {wanted}": "写成{wanted}",
    "no document that can be read is called {name}, and {count:,} row of it is left out": (
        "没有可用的文档{name}，其{count:,}行未收入"
    ),
    "no document that can be read is called {name}, and {count:,} rows of it are left out": (
        "没有可用的文档{name}，其{count:,}行未收入"
    ),
    "the {key} of {name} is told otherwise in row {number}": "{name}的{key}与第{number}行不同",
    "tell the same of a document in all its rows, or only in one": (
        "同一文档的各行写得一致，或只写一行"
    ),
}

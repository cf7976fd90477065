"""Why a table, a workbook, a cell or a Parquet file is not read, and what to do."""

MESSAGES = {
    "{place}: {message}": "{place}：{message}",
    "{text}: {fault}": "{text}：{fault}",
    "leave it out": "删去",
    "mend it": "请改正",
    # --- cells
    "{text!r} is no number": "“{text}”不是数",
    "a dash or n/a stands for no figure": "没有数字的用短横线或n/a表示",
    "{text!r} has one bracket": "“{text}”的括号不成对",
    "put the bracket right": "补全括号",
    "{text!r} has a sign in brackets": "“{text}”既有括号又有负号",
    "write one of them": "只写其一",
    "whether {text} are percent, points or an amount is not said": (
        "没有说明{text}是百分比、百分点还是数额"
    ),
    'map its column: --map "COLUMN=同比(%)", or YoY (%)': (
        '指明这一列：--map "COLUMN=同比(%)"，或YoY (%)'
    ),
    "{text!r} prints a unit beside that of its column, {form}": (
        "“{text}”自带单位，与所在列的{form}重复"
    ),
    "one of them is wrong: put it right, or map the column without its unit": (
        "其中一个错了：请改正，或指明这一列时不写单位"
    ),
    "{text!r} is no unit": "“{text}”不是单位",
    "{text!r} is no period": "“{text}”不是期间",
    "{text!r} is no year": "“{text}”不是年份",
    "{text!r} is no quarter": "“{text}”不是季度",
    "{text!r} is no month": "“{text}”不是月份",
    "write 2023": "写成2023",
    "write 1 to 12": "写1至12",
    "{text!r} states a unit, {unit}, beside the name": "“{text}”除名称外还写了单位{unit}",
    "{text}: put the unit in brackets, or into a column of its own": (
        "{text}：单位写在括号里，或另用一列"
    ),
    "{names} are two entities": "{names}是两个主体",
    "put the names right, or ignore one column": "改正名称，或忽略其中一列",
    "no {key} stands here": "这里没有{key}",
    "write it in each row": "每行都要写",
    "declare it under {key}s, or under names:": "在{key}s下声明，或写在names:下",
    "the unit of the row and of the metric differ: {one}, {other}": (
        "行的单位与指标的单位不同：{one}、{other}"
    ),
    "the unit of the row and of the column differ: {unit}": "行的单位与列的单位不同：{unit}",
    "say it: --set currency=CNY, or with the unit of its column": (
        "请说明：--set currency=CNY，或写在列的单位里"
    ),
    "{name} is {figure} here, {other} at {place}": "{name}在这里是{figure}，在{place}是{other}",
    "put right what is wrong; a later document restates: --document with another id": (
        "改正错的一处；若是后来的文档重述，用--document另给一个id"
    ),
    "this is a formula, and formulas are not run": "这是公式，公式不会运行",
    "save the table with values in place of formulas": "把公式存成数值",
    "this is a formula, and no value is stored beside it": "这是公式，而没有存下它的值",
    "open it in a spreadsheet and save it there, so that the values are": (
        "用电子表格软件打开后保存，即可存下数值"
    ),
    "this cell has {length:,} characters": "这个单元格有{length:,}个字符",
    "leave the column out": "删去这一列",
    "this is an error of the spreadsheet: {text}": "这是电子表格的错误值：{text}",
    "this is a time, which no key of a claim takes": "这是时刻，说法中没有键可以填写",
    "an exponent of its own": "自定的指数",
    "a time": "时刻",
    "a day before March 1900": "1900年3月以前的日期",
    "a day without its year": "没有年份的日期",
    'what the number format "{code}" displays is not known: {why}': (
        "不清楚数字格式“{code}”显示什么：{why}"
    ),
    'what the number format "{code}" displays is not known': "不清楚数字格式“{code}”显示什么",
    "give the cells a plain format (0.00, #,##0, 0.0%) and save": (
        "把单元格改成普通格式（0.00、#,##0、0.0%）后保存"
    ),
    # --- columns
    "there is no row below the headers": "表头下面没有行",
    "name a table with rows": "请指定有内容的表",
    "there is no column {columns}": "没有这些列：{columns}",
    "its columns are {columns}": "表中的列有{columns}",
    "its cells are {text}": "其单元格是{text}",
    "what these columns mean is not clear: {columns}": "不清楚这些列的含义：{columns}",
    "say it, if this is meant: {maps}; else =ignored, =note, =in": (
        "若是此意，请注明：{maps}；否则用=ignored、=note、=in"
    ),
    'say it: --map "{name}=ignored", or =note, =in, or as a header says it: '
    '"{name}=Revenue (US$ million)"': (
        '请说明：--map "{name}=ignored"，或=note、=in，或照表头的写法："{name}=营收(亿元)"'
    ),
    '--map "{name}={meaning}": {value} is no key, and no header that is known': (
        '--map "{name}={meaning}"：{value}不是键，也不是认识的表头'
    ),
    "a key: {keys}; or a metric and its unit: 营收(亿元)": (
        "写一个键：{keys}；或写指标及其单位：营收(亿元)"
    ),
    "--set {key}={value}: nobody declared it": "--set {key}={value}：没有声明过",
    "declare it first": "请先声明",
    "no column holds figures": "没有一列是数字",
    'say which: --map "COLUMN=figure", or ="Revenue (US$ million)"': (
        '请指明：--map "COLUMN=figure"，或="营收(亿元)"'
    ),
    "no column and no header says the {key} of the figures": "没有列或表头说明数字的{key}",
    'say it: --set {key}=NAME, or --map "COLUMN={key}"': (
        '请说明：--set {key}=NAME，或--map "COLUMN={key}"'
    ),
    # --- the mapping that is kept
    "the mapping": "列的对应表",
    "{file}: column {name} does not say what is printed around its cells": (
        "{file}：{name}列没有说明单元格前后的文字"
    ),
    'write figure: "{bare}", or "{bare}亿元", once with {bare}': (
        '写成figure: "{bare}"或"{bare}亿元"，{bare}出现一次'
    ),
    "{file} is no mapping": "{file}不是列的对应表",
    "delete it, and it is guessed again": "删去文件，即可重新推测",
    "{file}: header: {text} is no row": "{file}：header: {text}不是行号",
    "write 1, or 1-2": "写成1或1-2",
    "{file}: a mapping has no {key}": "{file}：对应表没有{key}",
    "it has {keys}": "可用的有{keys}",
    "{file}: cells of {name} cannot be {column}": "{file}：{name}列的单元格不能是{column}",
    "one of {keys}; or {{metric: NAME, figure: '{{}}%'}}": (
        "可写{keys}，或{{metric: NAME, figure: '{{}}%'}}"
    ),
    "{file}: column {name}: a claim has no key {key}": "{file}：{name}列：说法没有{key}这个键",
    "{file}: {key} takes a text": "{file}：{key}应是一段文字",
    "write one value": "写一个值",
    # --- documents
    '"{document}" cannot be the id of a document': "“{document}”不能作文档的id",
    "name it: --document, small letters, digits and hyphens, a letter first": (
        "用--document指定：小写字母、数字和连字符，以字母开头"
    ),
    "give the document another id": "给文档换个id",
    "there is no document {document}": "没有名为{document}的文档",
    "begin it: --title TEXT --published DAY": "新建文档：--title TEXT --published DAY",
    "{path} is no UTF-8": "{path}不是UTF-8编码",
    "save it as UTF-8 first": "请先存为UTF-8",
    # --- files
    'no reader takes files that end in "{ending}"': "不能读取扩展名为“{ending}”的文件",
    "name how it is written: --encoding cp1252": "指明编码：--encoding cp1252",
    "there are NUL bytes: this is no text": "有空字节NUL：这不是文本",
    "save it as CSV in UTF-8": "存为UTF-8编码的CSV",
    "there is no cell with anything in it": "没有一个单元格有内容",
    "name a table": "请指定一个表",
    "there are more than {most:,} rows": "超过{most:,}行",
    "there are more than {most:,} columns": "超过{most:,}列",
    "there are more than {most:,} cells": "超过{most:,}个单元格",
    "import it in parts": "请分几次导入",
    "read as {encoding}, not UTF-8": "按{encoding}而非UTF-8读取",
    "this is no text in {encoding}": "这不是{encoding}编码的文本",
    "this is no text in UTF-8 or GB18030": "这不是UTF-8或GB18030编码的文本",
    "line {number}: {error}": "第{number}行：{error}",
    "mend the quotes around the cell there": "改正该处单元格的引号",
    '--encoding: there is no "{name}"': "--encoding：没有“{name}”这种编码",
    "for example utf-8, gb18030, cp1252": "例如utf-8、gb18030、cp1252",
    # --- workbooks
    "--sheet is of workbooks": "--sheet只用于工作簿",
    'pip install "cloudkb[xlsx]" brings openpyxl; or save the sheet as CSV': (
        '用pip install "cloudkb[xlsx]"安装openpyxl，或把工作表存为CSV'
    ),
    "workbooks are read with openpyxl, which is not installed": (
        "读取工作簿要用openpyxl，这里没有安装"
    ),
    "which sheet is meant? there are {number}": "指哪个工作表？共有{number}个",
    "--sheet with one of: {names}": "用--sheet指定：{names}",
    'there is no sheet "{name}"': "没有名为“{name}”的工作表",
    "no sheet holds anything": "工作表都是空的",
    "{count:,} cells are formulas: what they last showed is taken, nothing is reckoned": (
        "{count:,}个单元格是公式：采用上次显示的值，不作计算"
    ),
    "the sheet {name} is hidden": "工作表{name}是隐藏的",
    "this workbook cannot be read ({error}: {why})": "这个工作簿读不了（{error}：{why}）",
    "open it in a spreadsheet and save it again, or save the sheet as CSV": (
        "用电子表格软件重新保存，或把工作表存为CSV"
    ),
    "this is no workbook: {why}": "这不是工作簿：{why}",
    "save it as .xlsx or .csv": "存为.xlsx或.csv",
    "this workbook unpacks to more than {size} MB": "这个工作簿解压后超过{size} MB",
    "save the one sheet that is meant": "只保存要用的工作表",
    "this workbook is locked by a password": "这个工作簿有密码",
    "save it without one": "去掉密码后保存",
    "{name} declares entities, which workbooks do not": "{name}声明了实体，工作簿不会这样",
    "save it again from a spreadsheet": "用电子表格软件重新保存",
    "{rows} passed over that are of all others (其他, others): of whom, nothing says": (
        "跳过了{rows}：是其余各家（其他、others），未说明是谁"
    ),
    "{text!r}: of what it is a part, only the rows above say": (
        "{text!r}：是什么的一部分，只有上面的行才知道"
    ),
    "write the whole name": "请写全名称",
    'ids of Chinese names are digits: pip install "cloudkb[pinyin]" spells them': (
        '中文名称的标识只能用数字，pip install "cloudkb[pinyin]"后用拼音'
    ),
    "it says no unit, others say {unit}": "其他列写明了单位{unit}，此列没有",
    "it says no period, others do": "其他列写明了时期，此列没有",
    "whether {name} is told in {unit}, too, nothing says": "{name}是否也以{unit}计，没有说明",
    "commas are read as decimal points: 1.234,5 is 1234.5": "逗号读作小数点：1.234,5即1234.5",
    "whether this sign parts thousands or decimals, the table does not tell": (
        "这个符号分的是千位还是小数，表中看不出来"
    ),
    "write 1234 or 1.2, or all numbers of the table alike": "请写1234或1.2，或全表统一写法",
    "{day} ends a month: of how long a time this is, nothing says": (
        "{day}是月末：说的是多长一段时间，没有说明"
    ),
    "write the time: 2023Q1, 2023H1, 2023-01/2023-09": "请写时段：2023Q1、2023H1、2023-01/2023-09",
    # --- Parquet
    "Parquet files are read with DuckDB, which is not installed": (
        "读取Parquet文件要用DuckDB，这里没有安装"
    ),
    'install it, pip install "cloudkb[parquet]", and run the command again': (
        '用pip install "cloudkb[parquet]"安装后再运行'
    ),
    "the table beside it has a column {name} that is none of claims, or of a type that is not read": (
        "旁边的Parquet文件有一列{name}：说法没有这一列，或其类型不能读"
    ),
    "mend it first": "请先改好",
    "this is no Parquet file: it does not begin with PAR1": ("这不是Parquet文件：开头不是PAR1"),
    "write it again, or take it out": "重新生成，或删去",
    "this file holds {rows:,} rows; {most:,} are read": "这个文件有{rows:,}行，最多读取{most:,}行",
    "split it: a year or a document a file": "拆开：一年或一份文档一个文件",
    "the texts of this file are {size:,.1f} GB long; {most:.1f} GB are read": (
        "这个文件的文字有{size:,.1f} GB，最多读取{most:.1f} GB"
    ),
    "this file needs more than {memory} of memory to be read": (
        "读取这个文件要用{memory}以上的内存"
    ),
    "write it again in smaller row groups, or split it": "用较小的行组重新生成，或拆开",
    "this Parquet file is damaged, or of a kind that is not read: {why}": (
        "这个Parquet文件已损坏，或属于读不了的种类：{why}"
    ),
    "this file needs more memory than there is": "内存不够，读不了这个文件",
}

"""What is wrong with claims, documents and exceptions, and what to do."""

MESSAGES = {
    # --- documents
    "write a day, a month or a year: 2024-02-29, 2024-02, 2024; with ~ when it is about then": (
        "写到日、月或年：2024-02-29、2024-02、2024；只是大概的，末尾加~"
    ),
    "write - {{text: {example}, reason: of the report itself}}": (
        "写成- {{text: {example}, reason: 报告自身的页数}}"
    ),
    "{text} is no paragraph": "{text}不是段落",
    "write where: p37, for the 37th line that is not empty": ("第37个非空行写作where: p37"),
    "{text} is no date": "{text}不是日期",
    '"{text}" is no date': "“{text}”不是日期",
    "nothing says what is ignored": "没有写明忽略什么",
    "another document is called {name}: {file}": "已有名为{name}的文档：{file}",
    "give one of them another id; one document stands in one file": (
        "给其中一份换个id；一份文档只在一个文件里"
    ),
    "no document is called {origin}": "没有名为{origin}的文档",
    "claims stand here without a document": "这里的说法没有文档",
    "add document: {id: …, title: …, published: …} above them": (
        "在上面加上document: {id: …, title: …, published: …}"
    ),
    # --- exceptions
    "begin each exception with -": "每条例外以-开头",
    "the doubted claim {claim} is not among the claims in dispute": (
        "存疑的{claim}不在争议的说法之中"
    ),
    "add it to claims:": "把它加进claims:",
    # --- what a claim says
    "begin each claim with -": "每条说法以-开头",
    "a claim has no entity": "说法缺少entity",
    "add entity: whom or what it is about": "补上entity:，写明说的是谁或什么",
    "this is the share of {within} in itself, which is all of it": (
        "这是{within}占自身的份额，总是全部"
    ),
    "in: names the market or company that it is a part of": "in:写的是它所在的市场或公司",
    "a figure has no metric": "有数字而没有metric",
    "a claim has neither a figure nor says": "说法既没有figure也没有says",
    "add metric: what is measured": "补上metric:，写明衡量什么",
    "add metric: and figure:, or says:": "补上metric:和figure:，或补上says:",
    "direction says which side of a target is better, and this is no target ({kind})": (
        "direction说明目标以高为好还是以低为好，而这不是目标（{kind}）"
    ),
    "take it out, or write kind: target": "删去，或写上kind: target",
    "same_as is for sentences: figures are held against each other anyway": (
        "same_as只用于文字说法：数字本来就会互相核对"
    ),
    "a group stands inside a group; one level is read": "组中有组，只能有一层",
    "move it out, beside the group it stands in": "移到外面，与所在的组并列",
    "a claim that says something has no {key}": "有says的说法不写{key}",
    "a claim about a metric has no figure": "有metric的说法缺少figure",
    "add figure: as printed; or says: for a sentence without metric": (
        "补上figure:，照原文写；没有指标的话写says:"
    ),
    "move the words to note:": "移到note:中",
    "{claim} says what {first} says {on_line}": "{claim}与{on_line}的{first}说的相同",
    "take one out, or say what sets them apart: scope, period, source": (
        "删去一条，或写明区别：口径、期间、信源"
    ),
    "this claim says word for word what the one {on_line} says": "这条说法与{on_line}的一字不差",
    "another claim is called {name}, as this one would be: {line}": (
        "这条说法会叫{name}，而这个名称已被占用：{line}"
    ),
    "another claim, which writes no id, is called {name}: {line}": (
        "已有名为{name}的说法（未写id）：{line}"
    ),
    "another claim is called {name}: {line}": "已有名为{name}的说法：{line}",
    "another claim is called {name}: {file}, {line}": "已有名为{name}的说法：{file}{line}",
    "two claims without an id would be called {name}: {line} is, and this one is called {own}": (
        "两条未写id的说法都会叫{name}：{line}叫这个，这条叫{own}"
    ),
    "write an id where another claim or an exception is to name one of them": (
        "别的说法或例外要引用的，请写上id"
    ),
    "give one of the two another id": "给其中一条换个id",
    # --- figures
    "if the source means {meant}, write that": "若原文的意思是{meant}，就照此写",
    "look for a scale word that was lost: 万, million": "核对原文，是否漏了万、million之类的数量级",
    "{text} of what is counted is no whole number": "所计之物应为整数，{text}不是",
    "look at the scale words in the source": "核对原文的数量级",
    "the ends of {text} lie a factor of {factor:,} apart": "{text}的两端相差{factor:,}倍",
    "take it out; what is counted or measured has none": "删去；计数和计量没有货币",
    "a claim has a figure or either readings, not both": "figure和either只能写一个",
    "decimals cannot be {decimals}": "decimals不能是{decimals}",
    "write a whole number from -99 to 99, as -6 for rounded to millions, or INF": (
        "写-99至99的整数，如取整到百万写-6；或写INF"
    ),
    "either takes two readings or more": "either下要有两种以上读法",
    "write either: [-16pp vs 2018, -16% vs 2018], or figure: for one": (
        "写成either: [-16pp vs 2018, -16% vs 2018]；只有一种就写figure:"
    ),
    "a reading is one text": "一种读法就是一段文字",
    "write -16pp vs 2018": "写成-16pp vs 2018",
    "{message} ({metric})": "{message}（{metric}）",
    "{metric} may have several dates: which of them is meant?": "{metric}可能有几个日期：指哪一个？",
    "let {metric} have values: one, or name the day": "给{metric}写上values: one，或写明日期",
    "this compares a quantity with itself": "这是拿一个数字与自身比较",
    "{metric} is {unit}, {other} is {other_unit}: neither is above the other": (
        "{metric}的单位是{unit}，{other}的单位是{other_unit}：两者不能比较"
    ),
    "compare with what is {unit} too": "与单位同为{unit}的指标比较",
    "name another event: after {entity}.{metric}": "写另一事件：after {entity}.{metric}",
    "name another entity or period: above {entity}, above 2022Q3": (
        "写另一主体或期间：above {entity}、above 2022Q3"
    ),
    "the same period of a year, but the claim has no one period": (
        "与某年同期相比，而这条说法不是单一期间"
    ),
    "write period: 2023Q3": "写上period: 2023Q3",
    "a growth a year runs between two periods, and the claim has no one period": (
        "年均增长介于两个期间之间，而这条说法不是单一期间"
    ),
    "write the last one as its period, or +25% CAGR from 2018 to 2023": (
        "period写末期，或写+25% CAGR from 2018 to 2023"
    ),
    "{period} is not {base} some years later: a growth a year runs between periods of one length": (
        "{period}不在{base}的若干年之后：年均增长的首末两期应一样长"
    ),
    "write +25% CAGR vs 2018 with period: 2023": "写成+25% CAGR vs 2018，并写period: 2023",
    "from {base} to {period} are {months} months, no whole years": (
        "{base}至{period}为{months}个月，不是整年"
    ),
    "write annualised instead of CAGR where a part of a year is meant": (
        "不足一年的，不写CAGR而写annualised"
    ),
    # --- names
    "underscores": "下划线",
    "hyphens": "连字符",
    "{text!r} cannot be the id of {what}: small letters, digits and {sign}, a letter first": (
        "“{text}”不能作{what}的id：只用小写字母、数字和{sign}，以字母开头"
    ),
    "{text} reads as a period, and cannot be the id of {what}": (
        "{text}会读成期间，不能作{what}的id"
    ),
    "give it a letter that is no part of a period": "加上期间里不用的字母",
    "{text} is a word of figures, and cannot be the id of {what}": (
        "{text}是数字里的用词，不能作{what}的id"
    ),
    "add to it: {text}_total": "加长，如{text}_total",
    "add to it: {text}-cloud": "加长，如{text}-cloud",
    "this claim supersedes {name}, and no claim is called so": (
        "这条说法更新{name}，却没有这条说法"
    ),
    "this claim says the same as {name}, and no claim is called so": (
        "这条说法与{name}所说相同，却没有那条说法"
    ),
    "this claim disputes {name}, and no claim is called so": ("这条说法反对{name}，却没有那条说法"),
    "this claim copies {name}, and no claim is called so": ("这条说法转述{name}，却没有那条说法"),
    "this exception names {name}, and no claim is called so": (
        "这条例外提到{name}，却没有这条说法"
    ),
    "this exception doubts {name}, and no claim is called so": (
        "这条例外对{name}存疑，却没有这条说法"
    ),
    "a claim is named document/id": "说法的全名是“文档/id”",
    # --- circles
    "{itself}, by way of {way}": "{itself}（经由{way}）",
    "{name} copies itself": "{name}转述的是自身",
    "{name} supersedes itself": "{name}更新的是自身",
    "{name} says the same as itself": "{name}的same_as指向自身",
    "{name} disputes itself": "{name}反对的是自身",
    "name another claim that says it": "写另一条这样说的说法",
    "name the claim that it disagrees with": "写它所反对的那条说法",
    "a claim comes after another one: take one of the circle out": (
        "说法有先后，不能循环：删去其中一处"
    ),
    # --- claims that wait
    "{claims} of `{name}`": "`{name}`的{claims}",
    "{claims} about `{name}`": "关于`{name}`的{claims}",
    "{claims} on `{name}`": "口径为`{name}`的{claims}",
    "{claims} by `{name}`": "出自`{name}`的{claims}",
    "{claims} waits for its {key}": "{claims}要等{key}改好",
    "{claims} wait for its {key}": "{claims}要等{key}改好",
    "{claims} waits for its declaration": "{claims}要等声明改好",
    "{claims} wait for its declaration": "{claims}要等声明改好",
    "{claims} waits for a key of the group": "{claims}要等组里的键改好",
    "{claims} wait for a key of the group": "{claims}要等组里的键改好",
    "{claims} waits for names in a file that is broken": "{claims}所用的名称在有误的文件里",
    "{claims} wait for names in a file that is broken": "{claims}所用的名称在有误的文件里",
    "{claims} waits for the document above": "{claims}要等上面的文档改好",
    "{claims} wait for the document above": "{claims}要等上面的文档改好",
    "mend {name}: {place}": "先改好{name}：{place}",
    "mend the group": "先改好这一组",
    "mend what is told of the document": "先改好文档的问题",
    "mend what else is told of it": "先改好所报的其他问题",
}

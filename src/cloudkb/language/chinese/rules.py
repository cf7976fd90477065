"""Why each rule about fact files is one, and what to do: its page, and what stands on it."""

MESSAGES = {
    "When something was said or published decides what was known then; a guess would"
    " sort and filter wrongly without anybody noticing.": (
        "一条说法何时说出、何时发表，决定当时已经知道什么。日期若靠猜，排序和筛选就会出"
        "错，而且没人察觉。"
    ),
    "Write the day as 2024-02-29, the month as 2024-02, the year as 2024; add ~ when"
    " it is approximate and ? when it is inferred.": (
        "写到日用2024-02-29，到月用2024-02，到年用2024；日期只是大概，末尾加`~`；是推断"
        "出来的，末尾加`?`。"
    ),
    "A figure stands for an exact interval. Text that could be read in two ways, or"
    " in none, would put a number into the base that nobody printed.": (
        "每个数字代表一个精确的区间。有两种读法或根本读不出的文字，会让事实库里多出一个"
        "谁也没公布过的数。"
    ),
    "The finding points to the character at fault and names the nearest form that can"
    " be read; `cloudkb figure TEXT` shows what any text will be taken to mean.": (
        "问题会指出错在哪个字符，并给出最接近的可识别写法；`cloudkb figure TEXT`可查看"
        "任何一段文字会读成什么。"
    ),
    "A formula is held against every figure of its metrics. Half understood, it would"
    " call sound figures wrong, or wrong ones sound.": "公式要与相关指标的每个数字核对。读错公式，会把对的判成错的，把错的判成对的。",
    "The finding points to the character at fault. A formula has two sides and one =,"
    " ids of metrics, numbers, + - * / and brackets, months, days, and average of a"
    " snapshot.": (
        "问题会指出错在哪个字符。公式有左右两边和一个=，可用指标的id、数、+ - * /和括号"
        "，以及months、days和时点指标的average。"
    ),
    "The period says which figures are about the same time. One that is misread would"
    " be compared with the wrong ones.": "期间决定哪些数字说的是同一段时间。读错了，就会拿不相干的数字来比较。",
    "Write 2023, 2023H1, 2023Q3, 2023-09, FY2024Q3, 2022-03/2023-03 for a span, 2019..2023"
    " for a series, 2019/.. for what goes on. A fiscal period needs `fiscal_year` on"
    " its entity. `cloudkb figure --period TEXT` shows what a period means.": (
        "可写2023、2023H1、2023Q3、2023-09、FY2024Q3；一段时间写2022-03/2023-03，逐年写2019..2023"
        "，持续至今写2019/..。用财年，主体须有`fiscal_year`。`cloudkb figure --period TEXT`"
        "可查看一个期间的含义。"
    ),
    "Keys such as kind, unit and grade know a few words, ids a few letters; anything"
    " else would be kept and mean nothing.": (
        "kind、unit、grade等键只认少数几个词，id只认少数几种字符；别的内容存进来也没有意义。"
    ),
    "The finding says what the key takes. Readings that the text leaves open go under"
    " `either`; what fits no key goes into `note`.": (
        "问题会说明这个键接受什么。原文有多种读法的，列在`either`下；没有合适的键的，写进`note`。"
    ),
    "Deep nesting, aliases and endless scalars are how a small file stops a program."
    " Real facts need none of them, so the file is refused before it costs anything.": (
        "层层嵌套、别名和无尽的文本，是用小文件拖垮程序的手法。真实的事实用不着这些，所"
        "以一开始就拒收。"
    ),
    "Split the file: one document each. Write what is repeated as the defaults of a"
    " group of claims.": "把文件拆开，一份文档一个文件。重复的内容写成一组说法的共同默认值。",
    "A claim needs an entity, and a figure about a metric or a sentence; without one"
    " of them it claims nothing that could be found again.": "一条说法要有主体，再加上某项指标的数字或一句话；缺了任何一样，以后都无从查起。",
    "Add the key the finding names. A sentence has `says` and neither metric nor figure.": "补上问题指出的键。一句话用`says`，不写指标和数字。",
    "A draft leaves open what its text does not say. Guessed by the reader, it would"
    " be a claim that nobody made.": "草稿把原文没说的留空。若由程序去猜，就成了谁也没说过的说法。",
    "Look into the source and write what it says in place of the `?`, in quotes or not."
    " What it does not say, and the key need not, is taken out.": (
        "查原文，把`?`换成原文的说法，加不加引号都可以。原文没说而又可以不写的键，删掉即可。"
    ),
    "Nobody runs 58.4 servers: the 万 or million that stands over a column, or behind"
    " the last number of a row of them, was lost. The figure is read as printed, and"
    " contradicts others.": (
        "没有人有58.4台服务器，这多半是漏了表头或一串数字末尾的万、million。数字仍照原文读取"
        "，并与其他数字相矛盾。"
    ),
    "Look at the source for the scale word. Averages (`over_time: level`) may be parts"
    " of one; so may staff in full-time equivalents: a note fails nothing but `--strict`.": (
        "核对原文的数量级。平均数（`over_time: level`）可以有小数，折合全职人数也可以：提示不会使检查"
        "失败，除非用了`--strict`。"
    ),
    "From $41 million to $43 billion is no range that anybody means: a scale word was"
    " taken for another. The range is read as printed, and holds nearly anything.": (
        "没有人会说“4100万至430亿美元”，这多半是把数量级写错了。区间仍照原文读取"
        "，但几乎什么数都装得下。"
    ),
    "Look at the source. Where it is wrong itself, enter what it prints, and doubt it:"
    " a note fails nothing but `--strict`.": (
        "核对原文。原文本身有误的，照原文录入，并对它存疑：提示不会使检查失败，除非用了`--strict`。"
    ),
    "A figure without a scope stands on one basis, the one in use. Where two scopes"
    " claim to be it for the same entity, metric and days, the later one is left out.": (
        "不注明口径的数字，按默认口径理解。同一主体、同一指标在同样的日子里若有两个默认"
        "口径，只取前一个。"
    ),
    "Let one span of `default_for` end where the other begins, or set them apart by"
    " `of`, `metrics` or `said`.": "让一个`default_for`在另一个开始时结束，或用`of`、`metrics`、`said`把两者分开。",
    "The same source saying the same of the same thing on the same day is one witness;"
    " entered twice it would count as two.": "同一信源在同一天对同一件事说同样的话，只算一个证据；录入两次就会算成两个。",
    "Take one out, or write what sets them apart: scope, period, source or date.": "删去一条，或写明两者的区别：口径、期间、信源或日期。",
    "Whatever it finds would be told twice, under two names, and an exception for one"
    " would leave the other. It is left out.": (
        "重复的公式会把同一问题用两个名字报两遍；为其中一个写了例外，另一个照样报。因此不采用。"
    ),
    "Keep the short form (`ratio_of`, `at_most`), which has a name of its own; of two"
    " formulas that can be turned into each other keep one.": (
        "保留有自己名称的简写（`ratio_of`、`at_most`）；两个公式可以互相变形的，只留一个。"
    ),
    "Exceptions, replacements and answers name claims by id; with two of one id nobody"
    " knows which is meant.": "例外、替换和回答都用id指明说法；id重复，就不知道指的是哪一条。",
    "Give the later one another id. Ids of claims must differ within their document,"
    " all others within the base. Two claims that write none and say the same but for"
    " their figures are a note: the later one is called by some digits more, until one"
    " has an id.": (
        "给后一条换一个id。说法的id在本文档内不得重复，其余id在整个事实库内不得重复。两"
        "条说法都没写id、只有数字不同的，仅作提示：后一条的id自动加长几位，直到其中一条"
        "写上id。"
    ),
    "YAML lets the later value win in silence: one of two figures would be lost.": "YAML遇到重复的键，会悄悄采用后一个值：两个数字就丢了一个。",
    "Keep one. Where the text allows two readings, list them under `either`.": "只留一个。原文有两种读法的，列在`either`下。",
    "Whoever opens cloudkb.db without this tool would be answered from other facts than"
    " the files hold. A warning; an error where the base is locked, as in CI.": (
        "有人不用本工具直接打开cloudkb.db，得到的答案就与文件不符。平时是警告；数据库已"
        "锁定时（如在CI中）是错误。"
    ),
    "Run `cloudkb build` and commit cloudkb.db with the facts; the hook `cloudkb-build`"
    " for pre-commit does it.": (
        "运行`cloudkb build`，把cloudkb.db与事实文件一起提交；也可用pre-commit的钩子`cloudkb-build`"
        "代劳。"
    ),
    "A share is a ratio and revenue is money; a figure in another unit belongs to another"
    " metric, or a sign was lost on the way.": "份额是比率，收入是金额。单位不符，不是指标选错了，就是漏掉了符号。",
    "Check the metric, then the unit. A change of a ratio is in points: -5.8pp yoy.": "先核对指标，再核对单位。比率的变动以百分点计：-5.8pp yoy。",
    "A mistyped key would be dropped in silence, and what it was to say with it.": "写错的键若悄悄略去，它要说的内容也就丢了。",
    "The finding names the nearest key there is. What has no key goes into `note`.": "问题会给出最接近的键。没有对应的键的，写进`note`。",
    "Entities, metrics, sources and scopes are a vocabulary: a name that is only nearly"
    " right would start a second history of the same thing.": "主体、指标、信源和口径都来自词表。名称只差一点，同一件事就会分成两份记录。",
    "Take the name the finding offers, or declare the new one in facts/entities.yaml,"
    " metrics.yaml or sources.yaml. `cloudkb list` shows what there is.": (
        "采用问题给出的名称，或在facts/entities.yaml、metrics.yaml、sources.yaml中声明"
        "新名称。`cloudkb list`列出已有的名称。"
    ),
    "Nothing of the file is in the base then, nor in any answer. What was told of its"
    " claims elsewhere is not held against them.": (
        "这时文件中的说法都不在事实库里，也不会出现在回答中；别处提到这些说法，不算作错误。"
    ),
    "Install the extra: it brings DuckDB, which reads the file in memory and is shut"
    " off from other files, extensions and the network. Where the file itself is damaged,"
    " write it again from its source.": (
        "安装这个附加组件：其中的DuckDB只在内存中读取该文件，不接触其他文件、扩展和网络"
        "。文件本身损坏的，从来源重新生成。"
    ),
    "Nothing of the file can be trusted from there on, so all of it is left out.": "从出错处起，文件内容都不可信，所以整个文件都不采用。",
    "The finding points to where reading stopped; the fault is there or just before:"
    " an open bracket or quote, a tab, an indent that fits nothing.": (
        "问题会指出读到哪里停下；错误就在那里或稍前：括号或引号没有闭合，用了制表符，或缩进对不上。"
    ),
    "Some signs that sources print are YAML's own: after a space, # starts a comment,"
    " > and | start a block, and a comma ends a value between braces. The value is then"
    " cut or lost without a word. Others, as ? between braces or a tab between words,"
    " one YAML reader takes and the next one stops at, so that the file is lost on another"
    " machine.": (
        "原文常见的一些符号在YAML中另有用途：空格后的#开始注释，>和|开始文本块，花括号"
        "里的逗号结束一个值。值会因此被截断或丢失，而且没有任何提示。另有一些写法，如花"
        "括号里的`?`、单词之间的制表符，有的YAML程序能读，有的读不了，换一台机器文件就"
        "失效了。"
    ),
    'Put the text in quotes: figure: "#1", figure: \'> 50%\', {figure: "10,093亿元"},'
    ' {period: "2023Q4?"}.': (
        '给文字加上引号：figure: "#1"、figure: \'> 50%\'、{figure: "10,093亿元"}、{period:'
        ' "2023Q4?"}。'
    ),
    "remedy": "处理办法",
    "Bad": "反例",
    "Good": "正例",
}

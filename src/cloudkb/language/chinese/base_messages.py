"""What is said of the base and of the folder of facts: where they are, whether they can be used."""

MESSAGES = {
    'there is no folder "{folder}" with facts here or in a folder above': (
        "这里和上级目录中都没有存放事实的“{folder}”目录"
    ),
    "start one with: cloudkb init (or name one: --facts, {variable})": (
        "新建：cloudkb init（或用--facts、{variable}指定）"
    ),
    "name a folder of fact files with {by}": "用{by}指定事实文件所在的目录",
    "{name}, named by {by}, is not a folder": "{by}指定的{name}不是目录",
    "{name}, named by {by}, is not there": "{by}指定的{name}不存在",
    "{db}, named by --db, is {kind}, not a base": "--db指定的{db}是{kind}，不是数据库",
    "name a base, or a place where there is nothing yet": "请指定数据库，或一个尚无文件的位置",
    "{facts} is a link that leaves its repository, and is not followed": (
        "{facts}是指向仓库之外的链接，不予读取"
    ),
    "name the folder of facts itself: --facts": "用--facts指定事实目录本身",
    # --- the folder of facts
    "put the fact file itself here": "把事实文件本身放在这里",
    "the folder {name} cannot be read: {why}": "目录{name}读不了：{why}",
    "check who may read it": "请检查读取权限",
    "links to folders are not followed": "不读取指向目录的链接",
    "this link leads nowhere": "链接所指的文件不存在",
    "this link leaves the folder of facts and is not followed": ("链接指向事实目录之外，不予读取"),
    "this is {kind}, not a plain file, and is not read": "这是{kind}，不是普通文件，不予读取",
    "folders nested deeper than {most} are not looked into": "目录嵌套超过{most}层，不再查看",
    "move what lies deeper up, or away": "把深处的文件上移或移走",
    "a fact file of {size} is not read (at most 67 MB)": "事实文件有{size}，不予读取（最多67 MB）",
    "the file's name is not UTF-8": "文件名不是UTF-8编码",
    "claims cannot be kept while they are read: {reason}": "读取时无法暂存说法：{reason}",
    "a large base needs a kilobyte of disk for each claim": "大的库每条说法需要一千字节磁盘空间",
    "the facts change while they are read": "读取过程中事实文件有改动",
    "try again when they are still": "等不再改动时重试",
    # --- the base
    "{name} was written by a newer cloudkb": "{name}由更新版本的cloudkb写成",
    "{name} was written by a newer cloudkb: answered from the facts alone": (
        "{name}由更新版本的cloudkb写成：只从事实作答"
    ),
    "update cloudkb, or write it again in the older format: cloudkb build --force": (
        "升级cloudkb，或用旧格式重写：cloudkb build --force"
    ),
    "{name} could not be written ({why}): answered from memory": (
        "{name}未能写入（{why}）：在内存中作答"
    ),
    "{path} could not be written: {why}": "{path}未能写入：{why}",
    "{path} cannot be read: {why}": "{path}读不了：{why}",
    "{path} cannot be read": "{path}读不了",
    "the disk is full": "磁盘已满",
    "its folder cannot be written": "所在目录不可写",
    "the old base, if there was one, is as it was": "原有的数据库（若有）没有变动",
    "{path} is {kind}, and is left alone": "{path}{kind}，未予改动",
    "move it away, or name another place with --db": "把它移走，或用--db指定别的位置",
    "not a base of cloudkb": "不是cloudkb的数据库",
    "not a base of cloudkb but {kind}": "不是cloudkb的数据库，而是{kind}",
    "1 problem in the facts leaves something out here: cloudkb validate": (
        "事实中有1个问题，这里的内容因此不全：cloudkb validate"
    ),
    "{number} problems in the facts leave something out here: cloudkb validate": (
        "事实中有{number}个问题，这里的内容因此不全：cloudkb validate"
    ),
    # --- whether it says what the facts say
    "write it again: cloudkb build": "重新生成：cloudkb build",
    "there is no such base": "没有这个数据库",
    "this is {kind}": "这{kind}",
    "this base is damaged": "数据库已损坏",
    "this base is damaged ({why})": "数据库已损坏（{why}）",
    "this base was written by an older cloudkb": "数据库由旧版本的cloudkb写成",
    "this base was written by a newer cloudkb": "数据库由更新版本的cloudkb写成",
    "this base was changed by another program": "数据库被别的程序改过",
    "this base was built from other facts: {files}": "数据库不是由现在的事实生成的：{files}",
    "a journal lies beside this base, which other programs would play back into it": (
        "数据库旁有日志文件，别的程序打开时会把日志写回数据库"
    ),
    "this base does not say what the facts say: {differences}": ("数据库与事实不符：{differences}"),
    "out of memory": "内存不足",
    "it is damaged inside: {why}": "内部已损坏：{why}",
    "rows of {name} differ: {keys}": "{name}表的行不同：{keys}",
    "rows of {name} differ: {keys} and more": "{name}表的行不同：{keys}等",
    "the {kind} {name} differs": "{kind} {name}不同",
    "the search index differs: {what}": "搜索索引不同：{what}",
    "the search index differs: the lengths of its texts": "搜索索引不同：文字长度不符",
}

"""Tables and filings taken in: what stops them, what would be written."""

MESSAGES = {
    "name": "名称",
    "{file}: {what}": "{file}：{what}",
    "name a plain file": "请指定一个普通文件",
    "look at it": "请查看该文件",
    '{option} "{text}" is no pair': "{option}：“{text}”不是一对名称和值",
    "write {option} NAME=VALUE": "请写{option} NAME=VALUE",
    "column": "列",
    "taken for": "当作",
    "and {number} more": "另有{number}个",
    "and {number} more (--format json has them all)": "另有{number}个（--format json列出全部）",
    "Not declared yet:": "尚未声明：",
    "{cells} refused:": "{cells}未被采用：",
    "{cells} not as what stands:": "{cells}与现有说法不同：",
    "{names} not declared: --declare adds them, as shown": (
        "{names}尚未声明：--declare照上面所示添加"
    ),
    "{cells} refused: put them right; --skip-refused writes the rest": (
        "{cells}未被采用：请改正；--skip-refused写入其余部分"
    ),
    "{cells} not as what stands: --allow-clash writes them beside it": (
        "{cells}与现有说法不同：--allow-clash将其并列写入"
    ),
    "{clashes}: --allow-clash writes them": "{clashes}：--allow-clash仍然写入",
    "{document} is a new document: {options}": "{document}是新文档：{options}",
    "{number} there already": "{number}条已有",
    "{number} printed twice": "{number}条重复",
    "{number} restate earlier ones": "{number}条重述先前的说法",
    "{names} declared": "声明{names}",
    "Nothing is written:": "没有写入：",
    "written: {files}": "已写入：{files}",
    "would be written: {files}; --format diff shows it": "将写入：{files}；--format diff显示改动",
    "all of it stands already: nothing is to be written": "全部已有：无需写入",
    "{cells} without a figure (empty, a dash, n/a)": "{cells}没有数字（空、破折号、n/a）",
    "{rows} passed over as a sum of others (合计, total)": "略过{rows}合计",
    "no period: --set period=2023 says it, or a column": "没有期间：用--set period=2023或一列说明",
    "{cells} is one cell over headers and rows": "{cells}是跨表头与数据行的合并单元格",
    "part it: headers above, what is of each row below": "请拆分：表头在上，各行的内容在下",
    "{figure} stands once for {cells}: of which of them it is, nothing says": (
        "{figure}在合并单元格{cells}中只出现一次：属于其中哪一格，无从得知"
    ),
    "part the cells, and write it where it belongs": "请拆分单元格，写在所属之处",
    "the file would not say what was to be added": "写入后文件不会如所需那样表述",
    "not taken: {columns}": "未采用的列：{columns}",
}

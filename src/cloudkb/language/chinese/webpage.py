"""The page for a browser: its sections, drawings and the lines around them."""

MESSAGES = {
    "What the claims say, and how they stand": "各方怎么说，站不站得住",
    "Claims held against each other": "让各方说法相互对质",
    "To the claims": "跳到说法",
    "Sections": "目录",
    "Text": "原文",
    "Documents": "文档",
    "Through time": "走势",
    "Who leads": "谁领先",
    "Contradictions": "矛盾",
    "Search": "搜索",
    "all": "全部",
    "{count} of {all} claims": "{all}条说法中的{count}条",
    "Made by cloudkb {version} from the facts {digest}. Nothing here is typed by hand: change "
    "a fact and the page changes. Sentences of the checker are in English; prints are in the "
    "language of their document. A grade says how near a document is to who knows: primary, "
    "tracker, press, blog.": (
        "本页由cloudkb {version}根据事实{digest}生成，没有一处手工填写：事实一改，页面就跟着改。"
        "引用的数字保留文档原来的语言。证据等级表示文档离知情者有多近：一手来源、研究机构、媒体、博客。"
    ),
    "{title} ({where})": "《{title}》（{where}）",
    # --- the front
    "How the claims stand. Each is judged by all others in the base, without itself, with exact "
    "arithmetic on what its rounding leaves open.": (
        "各条说法的结论。每条都拿库中其余说法来核对，它自己不算在内；"
        "四舍五入留下的余地，按精确算术推算。"
    ),
    "{claims} from {documents}.": "{claims}，出自{documents}。",
    "{claims} from {documents}, of a base of {all:,}.": (
        "{claims}，出自{documents}；全库共{all:,}条。"
    ),
    "{claims} could not be read and stands nowhere.": "另有{claims}读不懂，未收入。",
    "{claims} could not be read and stand nowhere.": "另有{claims}读不懂，未收入。",
    "No contradiction was found.": "未发现矛盾。",
    "{open} open.": "{open}未决。",
    "{accepted} looked into and accepted with a reason.": "{accepted}经查证后接受，并注明理由。",
    "{open} open and {accepted} looked into and accepted with a reason.": (
        "{open}未决，{accepted}经查证后接受，并注明理由。"
    ),
    "What cannot all be true, worst first": "不可能都对的说法，最严重的在前",
    "accepted": "已接受",
    "roundings would have to be {times} times as wide": "四舍五入的余地须放宽到{times}倍才能相容",
    "The one figure that would settle most": "最有助于定论的一个数字",
    "Find a print of {figure}.": "请找到{figure}的公布数字。",
    "Find a print of {figure}: a second witness for {claims}.": (
        "请找到{figure}的公布数字：{claims}可由此多一处佐证。"
    ),
    "Verdicts on {total:,} claims": "{total:,}条说法的结论",
    "{verdict} {count}": "{verdict}{count}条",
    "{count} {verdict}": "{verdict}{count}条",
    "Verdict": "结论",
    "Claims": "说法",
    "That is": "含义",
    # --- documents and their claims
    "The document, paragraph by paragraph": "逐段核对",
    "{documents}, most claims first": "{documents}，说法多的在前",
    "copied from {document}": "转述自{document}",
    "Paragraph {number}": "第{number}段",
    "No paragraph given": "未注明段落",
    "primary": "一手来源",
    "blog": "博客",
    "{publisher}, {grade}": "{publisher}，{grade}",
    "[{place}]": "（{place}）",
    "{figure} {place}": "{figure}{place}",
    "against it": "与之矛盾",
    "apart from it": "与之有出入",
    "rests on": "取决于",
    "follows from": "推算自",
    "who else": "还有谁说",
    "would settle it": "定论还需",
    "written in": "所在文件",
    "What this print stands for": "这个数字表示的区间",
    "What another print stands for": "另一数字表示的区间",
    "What the others imply": "其余说法推算的区间",
    "What was said ahead": "预测或目标的区间",
    # --- through time
    "by month": "按月",
    "by quarter": "按季度",
    "by half-year": "按半年",
    "by year": "按年",
    "By month": "按月",
    "By quarter": "按季度",
    "By half-year": "按半年",
    "By year": "按年",
    "A box is as wide as its period and as high as what the print leaves open; the sign on it is "
    "the grade of the document: ■ primary, ● tracker, ▲ press, ◆ blog. Hatched: nobody prints it, "
    "the others imply it. Hollow: said ahead. Crossed: in doubt.": (
        "方框的宽度是期间，高度是数字留下的余地；框上的符号是文档的证据等级："
        "■一手来源，●研究机构，▲媒体，◆博客。斜线：无人公布，由其余说法推算。"
        "空心：预测或目标。打叉：存疑。"
    ),
    "{start} to {end}; {printed} printed": "{start}至{end}，公布{printed}个",
    "{start} to {end}; {printed} printed, {implied} implied by others": (
        "{start}至{end}，公布{printed}个，由其余说法推算{implied}个"
    ),
    "{prints}, {implied} implied": "{prints}，另推算{implied}个",
    "Period": "期间",
    "Figure": "数字",
    "Where": "出处",
    "nobody prints it": "无人公布",
    # --- who leads
    "{quantity}, {period}": "{quantity}，{period}",
    "{quantity} through time": "{quantity}走势",
    "{name}: {start} to {end}": "{name}：{start}至{end}",
    "{name} {figure}": "{name}：{figure}",
    "left for others {rest}": "其余合计{rest}",
    # --- contradictions
    "The contradictions, step by step": "矛盾详解",
    "Accepted, doubting": "已接受",
    "{accepted} {claim}. {reason}": "{accepted}，存疑的是{claim}。{reason}",
    "{accepted} nothing. {reason}": "{accepted}，没有一条存疑。{reason}",
    "If {claim} is the wrong one": "若{claim}有误",
    "If {claim} is the wrong one: {slip}": "若{claim}有误：{slip}",
    "printed": "所印数字",
    "the others imply": "其余推算",
    "The proof, in {number} steps": "推导过程（{number}步）",
    "Claim": "说法",
    "Prints": "所印数字",
    "Says who": "谁说的",
    "Stands for": "表示",
    # --- the text of a document
    "The text, number by number": "原文，逐个数字核对",
    "{numbers}, {percent}% covered, implied or ignored.": (
        "{numbers}，其中{percent}%已有、可推算或忽略。"
    ),
    "{status} {count}: {meaning}": "{status}{count}个：{meaning}",
    "a claim prints it": "有说法印出",
    "it follows from claims": "可由说法推算",
    "set aside with a reason": "注明理由后忽略",
    "nothing of the kind is held": "库中没有这样的数字",
    "a claim prints another number": "说法中是另一个数字",
    "the claims rule it out": "库中说法排除了它",
    "Every number, its status and why": "每个数字的状态与原因",
    "Number": "数字",
    "Status": "状态",
    "Why": "原因",
    # --- what cannot be made a page
    "a page is for a browser, not for a terminal": "网页要用浏览器看，不能输出到终端",
    "--text: of which document is it?": "--text：这是哪份文档的原文？",
    "--document says which": "请用--document指明",
    "{claims:,} claims are too many for one page": "{claims:,}条说法放在一页里太多了",
    "narrow it with --document or --provider": "请用--document或--provider缩小范围",
}

"""Comments in the files that `init` writes, line by line."""

MESSAGES = {
    "# Who and what claims are about. `name` and `kind` are required.": "# 说法关于谁、关于什么。`name`和`kind`必填。",
    "# Editors offer the ids of all files once they are in the schema:": "# 标识写入schema后，编辑器就能补全所有文件中的标识：",
    "# What is measured. `unit`: money, ratio, count, date or entity.": "# 衡量什么。`unit`可为money、ratio、count、date或entity。",
    "# What a statement reckons, once for every entity and period:": "# 报表中的算式，适用于每个主体和期间：",
    "# Who says so, when it is no entity: trackers, papers, analysts.": "# 谁说的（不是主体时）：研究机构、报纸、分析师。",
    "# What a figure counts. Figures without a scope share one basis; `default_for` says which scope that": "# 数字算的是什么。不注明口径的数字同属一种口径；`default_for`写明在某些日子或一直以哪种口径为默认。",
    "# is in some days, or always. Any other scope sets the figures that state it apart.": "# 其他口径把注明它的数字单独分开。",
    "# One document a file. Figures stand as printed; sentences in your own words.": "# 一份文档一个文件。数字照原样；句子用自己的话。",
    "# pip install pre-commit && pre-commit install; cloudkb itself is expected on the PATH": "# pip install pre-commit && pre-commit install；PATH中应已有cloudkb",
    "# a build product: keep one side, then run cloudkb build": "# 由事实生成：合并时任选一边，再运行cloudkb build",
    "# facts made by machines": "# 机器生成的事实",
}

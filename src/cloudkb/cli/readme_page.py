"""README.md of a repository of facts, in both languages: for whoever is sent a link to it."""

README_PAGE = """\
# Facts

Claims that others print, each with its source, its date and its figure as printed. They stand in
YAML under `facts/`, one document a file. `cloudkb` builds a base from them, answers questions
about it, and proves which of them cannot all be true.

```sh
pip install INSTALL
cloudkb query --provider acme-cloud
cloudkb validate
```

## A claim more

`cloudkb add` asks for one, item by item; or write it into the file of its document, as those that
are there. `cloudkb figure '约6.6亿元'` says what a print means, `cloudkb list entities` (or
`metrics`, `sources`, `scopes`) which names there are, `cloudkb audit TEXT` which numbers of an
article are missing. Then

```sh
cloudkb validate
cloudkb build
git add facts cloudkb.db
```

Each push is checked by `.github/workflows/facts.yml`: what cannot be true stops it, and is told
with its arithmetic. `cloudkb explain RULE` says why something is told and what to do.
`cloudkb help` lists the pages; `AGENTS.md` is for assistants.
"""

README_PAGE_IN_CHINESE = """\
# 事实

这里收集别人公布的说法，每条都有信源、日期和照原样的数字，以YAML写在`facts/`中，一份文档一个文件。`cloudkb`由此生成数据库，回答查询，并证明哪些说法不可能同时为真。

```sh
pip install INSTALL
cloudkb query --provider acme-cloud
cloudkb validate
```

## 添加一条说法

用`cloudkb add`逐项录入；也可仿照已有的说法，直接写进所属文档的文件。`cloudkb figure '约6.6亿元'`说明数字表示什么，`cloudkb list entities`（或`metrics`、`sources`、`scopes`）列出已有的名称，`cloudkb audit TEXT`指出文章中哪些数字还没有收入。然后运行：

```sh
cloudkb validate
cloudkb build
git add facts cloudkb.db
```

每次推送都由`.github/workflows/facts.yml`检查：不可能为真的会被拦下，并列出算式。`cloudkb explain RULE`说明一条规则的理由和处理办法；`cloudkb help`列出各页；`AGENTS.md`供助手阅读。
"""

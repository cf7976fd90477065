"""What `export` says of what it wrote, and why it did not."""

MESSAGES = {
    "{count} rows in {file}: the claims and their documents; entities, metrics, sources, "
    "scopes and exceptions stay in YAML": "{file}中有{count}行：说法及其文档；实体、指标、来源、"
    "口径和例外仍在YAML中",
    "{count} reviews in {file}": "{file}中有{count}篇核查",
    "{count} rows in {file}": "{file}中有{count}行",
    "{count} facts are broken and left out: cloudkb validate": (
        "{count}条事实有误，未包括在内：cloudkb validate"
    ),
    "--parquet: {path} was not written: {reason}": "--parquet：{path}未能写入：{reason}",
    "--csvw: metadata stands beside a file, and there is none beside a stream": (
        "--csvw：元数据写在文件旁边，而输出流旁边没有位置"
    ),
    "name a file, claims.csv, or a folder": "请指定文件claims.csv或文件夹",
    "--csvw: {path} is no folder": "--csvw：{path}不是文件夹",
    "a single table ends in .csv": "单个表的文件名以.csv结尾",
    "{option}: {name} is no file": "{option}：{name}不是文件",
    "name a file": "请指定一个文件",
    "what is to be written?": "要写出什么？",
    "one of --parquet FILE, --claimreview FILE, --csvw FILE": (
        "--parquet FILE、--claimreview FILE、--csvw FILE之一"
    ),
    "--url, --reviewer, --document and --entity are of --claimreview": (
        "--url、--reviewer、--document和--entity只用于--claimreview"
    ),
    "the others hold all claims": "其他格式包括所有说法",
}

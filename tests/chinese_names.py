"""Chinese names for what the vocabulary of the cases has in English alone."""

from cloudkb.model import Facts, Vocabulary

NAMES = {
    "profit": "利润", "gross_profit": "毛利", "gross_margin": "毛利率", "debt": "负债",
    "assets": "资产", "debt_ratio": "资产负债率", "cost": "营业成本", "token_price": "千token价格",
    "unemployment": "失业率", "subscribers": "用户数", "arpu": "每用户月收入", "orders": "签约额",
    "sold": "汽车销量", "answers": "回答数", "answer_share": "回答占比", "users": "用户数",
    "user_share": "用户占比", "built": "装机容量", "fuel": "燃油消耗量", "fuel_price": "燃油价格",
    "fuel_cost": "燃油费用", "output": "产量", "sales": "售电量", "operators": "三大运营商",
    "island": "岛屿公司", "cloud": "中国云", "public-cloud": "公有云", "handsets": "手机商服务",
    "cars": "汽车市场", "electric": "电动车市场", "maker": "车企", "sponsors": "全部受访者",
    "never": "很少或从不", "sometimes": "有时", "often": "经常", "paying": "付费用户",
    "carriers": "运营商", "entities.users": "全部用户", "group": "全集团",
}  # fmt: skip
"""By id, with its kind where two have it. What has a Latin name in Chinese too is not here."""


def named(facts: Facts, *others: Vocabulary) -> Facts:
    """Facts whose entities, metrics and scopes have their Chinese names, those of others too."""

    def given(kind: str) -> dict[str, object]:
        records = getattr(facts.vocabulary, kind)
        return {key: one._replace(name_zh=_name(kind, key, one)) for key, one in records.items()}

    def _name(kind: str, key: str, one: object) -> str | None:
        known = [getattr(each, kind).get(key) for each in others]
        names = [each.name_zh for each in (one, *known) if each is not None]
        return next(filter(None, names), NAMES.get(f"{kind}.{key}", NAMES.get(key)))

    kinds = ("entities", "metrics", "scopes")
    words = facts.vocabulary._replace(**{kind: given(kind) for kind in kinds})
    return facts._replace(vocabulary=words)

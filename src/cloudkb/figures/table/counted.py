"""The table of words: classifiers of counted things, and nouns that are counted without one."""

TEXT = """\
# counted things
each classifier:
  zh 个, 家, 台, 张, 次, 款, 人, 名, 位, 座, 项, 种, 只, 件, 辆, 套, 块, 颗, 条, 笔, 份, 户, 所,
     部, 门, 批, 片, 节, 架, 核, 卡, 店, 轮, 场, 单,
     层, 枚, 支, 组, 类, 代, 集, 篇, 本, 页, 字, 句, 点, 处, 道, 岁,
     节点, 机架, 机柜, 人次, 艘, 栋, 幢, 间, 床, 列, 班, 期, 届, 股,
     票, 封, 头, 匹, 棵, 株, 根, 盒, 瓶, 箱, 袋, 包, 杯, 把, 幅, 副, 双, 对, 队, 局, 盘, 例, 起,
     宗, 席, 员, 册, 首, 回, 趟, 遍, 站, 端, 口, 孔, 串, 群, 排, 行, 步, 段, 粒, 用户,
     企业, 客户, 员工, 服务器, 会员, 粉丝, 城市, 国家, 店铺, 门店, 商家, 商户, 车辆, 公司, 品牌,
     订单, 专利, 充电桩, 工程师, 股东, 学生, 学校, 医院, 居民, 家庭, 人口, 样本, 机构, 基站, 账户,
     账号, 司机, 骑手, 开发者, 玩家, 乘客, 旅客, 读者, 消费者, 数据中心, 集群, 机器, 机器人, 设备,
     芯片, 手机, 电脑, 汽车, 网点, 岗位, 项目, 产品, 参数, 标准箱
no noun: -
  en all, and, the, for, but, not, are, was, were, this, that, these, those, from, into, each,
     every, any, both, out, off, yet, now, then, than, its, their, our, his, her, when, where,
     which, while, with, without, within, very, also, still, even, such, other, another, same,
     between, above, below, before, after, since, until, per, plus, minus, times, about, only,
     just, here, there, too, again, else, instead, respectively, apiece, altogether, overall, total,
     additional, extra, further, planned, expected, projected, forecast, estimated, est, targeted,
     target, potential, possible, prospective, proposed, alleged, likely, average, avg, mean,
     median, peak, record, net, combined, former, fewer, etc, ie, eg, incl, excl, including,
     excluding, approx, provisional, preliminary, revised, adjusted, unaudited, at, ago, except,
     apart, besides, worth, short, away, ahead, behind, earlier, later, previously, formerly, nor,
     or
  zh 不含, 不包括, 不包含, 不计, 不算, 不是, 除外, 以外, 之外, 除去, 除了, 扣除, 剔除, 拟, 预计,
     未开业, 未完成, 未达
not read: unit
  en ktpa, mtpa, mmtpa, tpa, mtpy, bopd, boepd, boed, mboe, mmboe, mboed, mmboed, kboed, kboepd
"""

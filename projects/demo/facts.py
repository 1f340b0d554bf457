"""What is publicly reported, kept apart from what is invented. Only FACTS may be shown as facts.

Source: the zone's own report of early February 2023.
"""

from decimal import Decimal

BASE_NAME = "歌尔虚拟现实全球智能制造基地"
BASE_NAME_EN = "Goertek virtual reality global intelligent manufacturing base"
ZONE = "潍坊综合保税区 · Weifang Comprehensive Bonded Zone"
INVESTMENT_CNY = Decimal(5_000_000_000)
SITE_AREA_MU = Decimal(200)

FACTS = (
    "公开报道：总投资 50 亿元，占地 200 亩；2023 年 2 月上旬，1#、2# 厂房及部分配套设施"
    "已建成交付使用，3# 厂房正在加快建设（来源：园区当周公开报道）。\n"
    "Publicly reported: 5 billion yuan in total, 200 mu; in early February 2023 plant buildings 1# "
    "and 2# and part of the supporting facilities were built and handed over, 3# was being built "
    "at speed (source: the zone's own report of that week)."
)
ILLUSTRATIVE = (
    "示例数据，结构参考公开报道：其余内容（工作、节点日期、人员、红黄绿灯、预警、照片）均为示例，"
    "不反映真实工程进度。\n"
    "Sample data, its structure follows public reports: everything else here (activities, dates, "
    "people, lights, alerts, photos) is illustrative and says nothing about the real works."
)
ALL_ILLUSTRATIVE = (
    "示例数据，结构参考公开报道：本项目的全部内容均为示例。\n"
    "Sample data, its structure follows public reports: everything in this project is illustrative."
)
NOTICE = f"{FACTS}\n{ILLUSTRATIVE}"

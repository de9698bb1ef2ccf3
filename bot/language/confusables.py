"""Slips whose wrong spelling is a word itself, decided by what stands beside them; and slips of shape."""
from __future__ import annotations

import re

# 学识 is a word (学识渊博, 学识水平); beside hours, subjects and recognition it is meant to be 学时.
_SHI = "[识是实石士师室事市式试世史使始拾食释示视势适湿施失]"
_LEARNING = r"(?!渊博|水平|丰富|修养|浅薄|广博|能力|才干|见识|素养|[和与]见识|[高深]|过人|[位生们院校习科会])"
_ABOUT_HOURS = (
    r"(?=认定|登记|证明|证书|要求|不够|不足|怎么[算认补查登]|折算|折合|申报|减免|减半|审核|审验|多少|有效|可以|查询|[够几没算差补])"
)
_COURSE_ENDS = "(?=各|都|呢|吗|的|和|跟|要多少|多少|几|分别|一共|每年|一年|学时|[,.。?!、;]|$)"
_RECOGNISE = "[人任仁][定订]"
# (pattern with the group `slip`, what is meant); used only where what is meant is a term of the vocabulary.
CONTEXTUAL: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (rf"(?<=[0-9零一二三四五六七八九十百几个])(?P<slip>学{_SHI}){_LEARNING}", "学时"),
        (rf"(?:(?<=多少)|(?<=继续教育))(?P<slip>学{_SHI}){_LEARNING}", "学时"),
        (rf"(?<=公需|专业|继教|科目|需课|业课)(?P<slip>学[识是石实室]){_LEARNING}", "学时"),
        (rf"(?P<slip>学识){_ABOUT_HOURS}", "学时"),
        (rf"(?:(?<=认定|登记|折算)|(?<=[补查修]))(?P<slip>学识){_LEARNING}", "学时"),
        (r"(?P<slip>供需)(?=课|科目|学时)", "公需"),
        (r"(?P<slip>共需)(?=课|科目)", "公需"),
        # 可 is mostly the word of grammar (培训可计入)
        (rf"(?P<slip>公需可){_COURSE_ENDS}", "公需课"),
        (rf"(?P<slip>专业可){_COURSE_ENDS}", "专业课"),
        (r"(?P<slip>自制区)", "自治区"),
        (rf"(?<=学时)(?P<slip>{_RECOGNISE})", "认定"),
        (r"(?<![变流沟疏相贯交圆精])(?P<slip>通之)(?![后前间外一类处以道路])", "通知"),
        (r"(?<![提说给讲列举付支写悟得])(?P<slip>出理)(?![由论想解念财发疗科工赔性智])", "处理"),
        (r"(?<![胜委责])(?P<slip>任可)", "认可"),
        (r"(?<=[么啥何那这的])(?P<slip>时后)(?![面来续者])", "时候"),
        (rf"(?P<slip>{_RECOGNISE})(?=学时|多少学|几个学)", "认定"),
    )
)
_PAIRS = (
    "团困 团因 未末 己已 评坪 审宙 需雷 项顶 科料 研砑 职织 称杯 考老 析折 证怔 训驯 "
    "育肓 术木 习刁 卡卞 特持 修俢 援缓 登豋 培陪 季李 免兔 晋普 聘骋 贫贪"
)


def _shapes() -> dict[str, str]:
    shapes: dict[str, str] = {}
    for pair in _PAIRS.split():
        a, b = pair[0], pair[1]
        shapes[a] = shapes.get(a, "") + b
        shapes[b] = shapes.get(b, "") + a
    return shapes


# Characters that are taken for one another by their shape.
SHAPES = _shapes()

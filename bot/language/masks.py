"""What holds numerals and is never a quantity: telephone and document numbers, ordinals, fixed words."""
from __future__ import annotations

import re

from bot.language.numerals import CN
from bot.language.scratch import Scratch

# A long run of digits is a number of something only where a unit follows it at once.
_UNIT_NEXT = r"(?!\d|\s*(?:[个天日周月年门次岁篇]|学时|课时|小时))"
_NUMERAL = rf"(?:\d+|[{CN}]+)"
_TENS = "[一二三四五六七八九十]"
# Words that begin with a numeral; after another numeral they are part of a number (二十一级, 一百一十一次).
_LEADING = (
    "一般|一下(?!午)|一样|一线|[一二三四]级(?:[甲乙]等)?|一些|一定|一起|一致|一切|一律|一经|一旦|一并|一体|一会儿?|一方面|一门心思",
    "一次性|一部分|一带一路|一把|一流|一日三餐|一天到晚|一天天|一年一度|一年四季|一回事|一半|一点(?![零一二三四五六七八九])|一本正经",
    "一清二楚|一步一步|一系列|一条龙|一票否决|一岗双责|一人一档|一大(?=[批早堆])|[一二三四五六]年级|一(?:[次天门篇场]|个?[学课]时)(?=[都也][没不收])|一个(?=学时(?:认定|登记|证明|申请|审验))|一[上下]午(?=[了都也没])",
    "十[三四五]五|二十大|十[八九]大|十九届|二十届|[一二三四五六七]中全会|三科(?=教师|老师|统编|教材)|三支一扶|三农|三区三州|四史",
    "五险一金|二维码|[二三]甲|三基|三天两头|三天打鱼,?两天晒网|三番[五两]次|三年五载|千篇一律|一年到头|一年比一年|一天比一天|一次又一次|一次次|十年如一日|百年一遇|一天一个样|七上八下|两会|三下乡|[一二三四]季度|千万(?![年天学])",
    f"百分之[零点百{_TENS[1:]}+|{_TENS}+分之{_TENS}+",
    "(?:五一|十一|六一|七一|八一|五四|三八)(?=假|节|期间|放假|长假|妇女|国庆|劳动|建军|前后)|五一(?=[一二两三四五六七八九\\d])",
)
_WORDS = (
    "万一|统一|专一|唯一|同一|任一|逐一|之一|其一|再三(?![天个年次门])|双一流|[\"“'‘]三科[\"”'’]|\\d年级|7天无理由",
    "(?<![需业])科目[一二三四](?![个门科年次天节月周])|每个?周[一二三四五六日](?![天次个门])|五花八门|24小时(?=都|随时|在线|客服|营业|热线|服务|自助|开放|开通)|以前年度?|之前年度?|当前年度?|目前年度?|证明年|说明年|声明年|过去年|最后年|失去年",
    # 'for ages', said of trouble with a site: not half a day of anything
    "(?:(?:[等说找弄搞看想问点试打填查忙登]|登录|折腾|琢磨|研究)了|老|好)半天(?=[都也还没不登打进找,。]|$)|等半天",
    "半天(?=[都也没]|还(?!是)|不(?!到|算)|才|出不|打不|进不|登不|上不|加载|转圈)|(?:浪费|耽误|折腾|花|打)了?我?(?:一[上下]午|半天|一天)",
)
PATTERNS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"https?://[\w./?%&=#:-]+|www\.[\w./-]+|[\w.+-]+@[\w-]+\.[\w.-]+"
        r"|(?<![\w.])[A-Za-z][\w-]*(?:\.[\w-]+)*\.(?:com|cn|net|org|gov)(?:/[\w./-]*)?",
        # what the guard left of a personal number; an amount may follow it at once
        r"(?:\+?86)?(?<!\d)\d{0,3}\*{4,}(?:[\dX]{2}(?!\d))?",
        # telephone, identity, bank and serial numbers; yyyymmdd is left for the dates
        r"(?<![\d.-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)",
        r"(?<![\d.-])(?:400|800)[- ]?\d{3}[- ]?\d{4}(?!\d)",
        r"(?<![\d.-])0\d{2,3}[- ]\d{7,8}(?:[ ,、/]\d{7,8})*(?!\d)",
        rf"(?<![\d.-])(?!(?:19|20)\d\d[01]\d[0-3]\d(?!\d))\d{{7,}}[xX]?{_UNIT_NEXT}",
        # document numbers
        r"[〔\[(【]\s*(?:19|20)\d\d\s*[〕\])】]\s*第?\s*\d*\s*号?",
        rf"(?:第\s*)?{_NUMERAL}\s*号(?=[文令函楼院线路病床馆厅店门机仓井室窗房座台桌车字]|通知|公告|教学|会议室|考场|公寓|电话|信箱"
        r"|选手|公报|决定|意见|规定|办法)",
        # ordinals, articles, annexes
        rf"第\s*{_NUMERAL}\s*(?:个?[\u4e00-\u9fff])?",
        rf"(?:附件|附表|附录|(?<![发代])表|(?<!企)图|序号|编号|条款|选项|工号|证号|学号|卡号|文号|代码)\s*{_NUMERAL}"
        r"(?![\d.])(?!\s*[篇次天项部门个])",
        rf"[(]\s*(?:\d{{1,2}}|[{CN}]{{1,3}})\s*[)]",
        rf"(?<![{CN}])(?:{'|'.join(_LEADING)})|{'|'.join(_WORDS)}",
    )
)


def mask(scratch: Scratch) -> None:
    """Blank out of the reading everything that only looks like a quantity."""
    for pattern in PATTERNS:
        for match in scratch.matches(pattern):
            scratch.blank(*match.span())

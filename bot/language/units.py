"""The units and classifiers that make a number a quantity, and the words they must not be the head of."""
from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from bot.language.quantity import Kind


class Unit(NamedTuple):
    """`pattern` matches the unit right after its number; one of it is `factor` of `kind`."""

    name: str
    kind: Kind
    factor: Fraction
    pattern: str


def _unit(name: str, kind: Kind, *patterns: str, factor: Fraction | int = 1) -> Unit:
    return Unit(name, kind, Fraction(factor), "|".join(patterns))


_WEEKDAY = "[一二三四五六日天](?![次天个门场期])"
# A unit is not taken out of a longer word: 天津, 部门, 年级, 周岁, 科室, 场地, 次年.
UNITS: tuple[Unit, ...] = (
    _unit("hours", "hours", r"(?:的?(?:公需|专业)(?:课|科目|课程)?的?)?(?:学时|课时)(?!费)"),
    _unit("minutes", "clock_hours", r"分钟", factor=Fraction(1, 60)),
    _unit("clock", "clock_hours", r"小时(?![候工制])|钟头|(?<=个)钟(?![头点])|(?:hours?|hrs?|[hH])(?![A-Za-z])"),
    _unit("half_days", "days", r"半天|上午|下午", factor=Fraction(1, 2)),
    _unit("workdays", "days", r"(?:工作|学习|培训|会议)日"),
    _unit("days", "days", r"天(?!津|池|文|山(?!东|西))"),
    _unit("ri", "days", r"日(?![程常报期历本])"),
    _unit("weeks", "weeks", rf"(?:星期|礼拜)(?!{_WEEKDAY})", rf"周(?![岁年期边围转末报刊折口长旋密到全]|{_WEEKDAY})"),
    _unit("quarters", "months", r"(?<=个)季度", factor=3),
    _unit("months", "months", r"(?<=[个俩仨半两整多来])月(?![份底初度球报刊嫂饼谈]|中旬|末)"),
    _unit("years", "months", r"周年(?![庆级])",
          r"年(?![级生制代龄薪检报会终末底初轻纪限份头鉴审假画糕夜度景间中年]|[上下]半年)", factor=12),
    _unit("periods", "class_periods", r"节(?:网络|面授|公需|专业)?课"),
    _unit("subjects", "subjects", r"(?:公需|专业|考试)?(?:科目|课程)(?![表学])",
          r"门(?![诊口卫票锁槛类户头牙市源下前后将派铃岗店窗洞楼徒缝框面禁球外里内道生人径峡])"
          r"(?:公需|专业)?(?:课程?|科目|功课|考试)?",
          r"科(?![室长员研学技普协教幻举目级系班医护主])(?:考试)?"),
    _unit("times", "times", r"次(?![日要序品数生级元长子贷年席于])", r"场(?![所地合馆景次域面站外内均部])",
          r"期(?![间限满末中初望待权货刊盼许颐房工项])", r"趟", r"轮(?![车胎流值换岗回廓椅])",
          r"回(?![事来去家答复忆头族信报电合收应归扣避顾购馈执民])", r"届(?![时满])"),
    _unit("papers", "papers", r"篇(?![幅章])(?:论文|文章)?", r"项(?![目圈链羽背规])(?:专利|课题|成果|发明)?",
          r"部(?![门委分队署长级落位件属族省直里办颁下])(?:专著|著作|教材)?",
          r"[本册](?=专著|书|教材|著作|论著|编著|译著)",
          r"件(?=专利|软件著作)",
          r"(?<=个)(?:发明|实用新型|外观设计|国家|省级|自治区级|厅级|科研|学术|横向|纵向)*(?:论文|专利|课题|软著)",
          r"(?<=个)(?:实用新型|科研项目|科研成果)"),
)
UNIT = "(?:" + "|".join(unit.pattern for unit in UNITS) + ")"
_COMPILED = tuple((unit, re.compile(unit.pattern, re.ASCII)) for unit in UNITS)


def unit_at(text: str, position: int) -> Unit:
    """The unit that begins at a place where `UNIT` matched.

    Raises ValueError where none does.
    """
    for unit, pattern in _COMPILED:
        if pattern.match(text, position):
            return unit
    raise ValueError(f"no unit at {position} of {text!r}")

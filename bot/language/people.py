"""Words for a person beside which a bare number is an age and a bare year a birth."""
from __future__ import annotations

from bot.language.untouched import SURNAMES

PERSON = (
    rf"(?:[老小][{SURNAMES}]|我[爸妈]|大[姐哥姨叔]|师傅|徒弟|父亲|母亲|老公|老婆|爱人|妻子|丈夫|同事|老师|医生|护士|本人|我|俺|咱|他|她"
    r"|男性?|女性?|[男女](?:的|同志|职工|教师|医生)|年龄|年纪|岁数|年岁|[周虚实]岁)"
)

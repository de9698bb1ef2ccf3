"""RESULTs that the runtime gives by itself, without the responder: refusals of the guard and failures.

Plain JSON values in the shape of the contract, section 4. They hold no policy and no figure of it.
"""

from __future__ import annotations

from bot.dialogue.heard import Result
from bot.dialogue.result import result

FAILED = "刚才没能处理这句话，问题已经记录下来。请再发一次；如果还不行，请点“转人工”。"
NOT_SAVED = "系统暂时存不下这段对话，没有作答。请稍后再试；如果急需，请点“转人工”。"


def plain_result(status: str, text: str, region: str | None = None) -> Result:
    """A RESULT without a decision."""
    return result(status, text, region=region)


def failure(text: str = FAILED, region: str | None = None) -> Result:
    """The RESULT of a turn that broke; it offers a person."""
    return {**plain_result("error", text, region), "buttons": [{"title": "转人工", "text": "转人工"}]}

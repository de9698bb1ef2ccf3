"""An entry of the folder with the id of one of the project's takes its place, in its own notice only."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from asking import QINGHE

from policy_kb.loader import DATA, KbError, load

PLACES = """\
jurisdictions:
  - {id: xj-city, name: 某某市, parent: xj}
"""
REQUIREMENT = """\
document: bt-2019
rules:
  - id: bt.requirement
    about: 兵团每年的学时要求
    clause: bt-2019#一/三
    answers: requirement
    effect:
      kind: requirement
      total: {hours: 90, quote: 专业技术人员每年须累计完成不少于 90 学时的继续教育任务}
      subjects:
        - {subject: public, hours: 30, quote: 公需科目采取网络学习的方式，每年不少于 30 学时}
        - {subject: professional, hours: 60, quote: 每年不少于 60 学时}
"""


def test_a_place_gets_its_name_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "places.yml").write_text(PLACES, encoding="utf-8")
    assert load(folders=[DATA, tmp_path]).book.jurisdictions["xj-city"].name == "某某市"


def test_a_rule_is_written_again_in_its_own_notice(tmp_path: Path) -> None:
    (tmp_path / "requirement.yml").write_text(REQUIREMENT, encoding="utf-8")
    book, plain = load(folders=[DATA, tmp_path]).book, load(folders=[DATA]).book
    assert book.rules["bt.requirement"].rule.about == "兵团每年的学时要求"
    assert list(book.rules) == list(plain.rules)


def test_no_rule_takes_the_place_of_another_notices_rule(tmp_path: Path) -> None:
    """The county's rule under the id of 兵团's: 兵团 would lose its own without a word, and answer `not_listed`."""
    shutil.copytree(QINGHE, tmp_path / "qinghe")
    rules = tmp_path / "qinghe" / "rules.yml"
    rules.write_text(rules.read_text("utf-8").replace("qh.field", "bt.conference"), encoding="utf-8")
    with pytest.raises(KbError, match="bt.conference"):
        load(str(tmp_path / "qinghe"))

"""Approval chains in the knowledge base: read, laid over, and answering as the texts say."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_kb.loader import DATA, load

COUNTY = Path(__file__).resolve().parent / "county"
CHAIN = """document: county-2024
chains:
  - id: county.recognition
    region: xj-aks-county
    kind: recognition
    ways:
      - steps:
          - role: hr_authority
            office: 某县人社局
            clause: county-2024#二/一
            quote: 参加全国性学术会议的，每天按 9 学时认定
    evidence:
      - {text: 授课证明, rules: [county.teaching], clause: county-2024#二/三, quote: 按授课学时的 1.5 倍认定}
"""
OVER = """document: hhht-2022
chains:
  - id: hhht.recognition
    region: nm-hhht
    kind: recognition
    ways:
      - steps:
          - {role: employer_reviewer, office: 用人单位, clause: hhht-2022#三/九, quote: 接受继续教育培训}
          - {role: hr_authority, office: 旗县区人社局, clause: hhht-2022#三/九, quote: 核定学时}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "chains").mkdir()
    return tmp_path


def test_a_chain_comes_with_its_notice(folder: Path) -> None:
    (folder / "chains" / "county.yml").write_text(CHAIN, encoding="utf-8")
    kb = load(folders=[DATA, COUNTY, folder])
    held = kb.chains["xj-aks-county", "recognition"]
    steps, missing = held.steps({})
    assert [(step.role, step.region) for step in steps] == [("hr_authority", "xj-aks-county")]
    assert missing == ()
    assert [one.text for one in held.evidence("county.teaching")] == ["授课证明"]
    assert held.evidence("county.conference") == held.evidence(None) == ()


def test_a_chain_is_laid_over_by_its_id(folder: Path) -> None:
    (folder / "chains.yml").write_text(OVER, encoding="utf-8")
    kb, plain = load(folders=[DATA, folder]), load(folders=[DATA])
    assert len(kb.chains["nm-hhht", "recognition"].steps({})[0]) == 2
    assert len(plain.chains["nm-hhht", "recognition"].steps({})[0]) == 1
    assert kb.digest != plain.digest
    assert set(kb.chains) == set(plain.chains)


def test_what_the_project_holds() -> None:
    assert set(load(folders=[DATA]).chains) == {
        ("xj-city", "recognition"), ("xj-city", "exemption"), ("bt", "recognition"), ("xj-aks", "recognition"),
        ("nm-hhht", "recognition")}

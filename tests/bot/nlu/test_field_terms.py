"""The project's terms and places in sentences: which are found, and what only looks like one."""

from __future__ import annotations

import pytest

import bot.runtime.prepared  # noqa: F401  (spaCy warns on import)
from bot.nlu.term_finder import TermFinder
from bot.nlu.vocabulary import load_gapped, load_patterns

# text → kind and id of what is found, concepts left out
FOUND = [
    (
        "国家级协会办的学术年会",
        {("level", "national"), ("organizer", "association"), ("activity", "academic_conference")},
    ),
    ("全国学会的讲座", {("level", "national"), ("organizer", "association"), ("activity", "academic_lecture")}),
    ("国家学会办的", {("level", "national"), ("organizer", "association")}),
    ("国家部委办的培训", {("organizer", "ministry"), ("activity", "training_class")}),
    ("喀什地区级学术会议", {("place", "xj"), ("level", "prefecture"), ("activity", "academic_conference")}),
    ("伊犁州级讲座", {("place", "xj"), ("level", "prefecture"), ("activity", "academic_lecture")}),
    (
        "自治区水利厅举办的讲座",
        {("level", "provincial"), ("organizer", "department"), ("activity", "academic_lecture")},
    ),
    ("自治区级会议", {("level", "provincial"), ("activity", "academic_conference")}),
    ("兵团和自治区哪个多", {("place", "bt"), ("place", "xj")}),
    ("自治区跟兵团一样吗", {("place", "bt"), ("place", "xj")}),
    ("呼市和自治区一样吗", {("place", "nm-hhht"), ("place", "nm")}),
    ("兵团和自治区级会议", {("place", "bt"), ("level", "provincial"), ("activity", "academic_conference")}),
    ("兵团人社局的电话", {("place", "bt"), ("organizer", "department")}),
    ("少数民族科技骨干培养半年", {("activity", "minority_tech_training")}),
    ("去上级医院短期进修", {("activity", "further_study")}),
    ("学术讲坛两天", {("activity", "academic_lecture")}),
    ("硕士证拿到手了", {("degree", "master"), ("degree_obtained", "obtained")}),
    ("读博今年取得证书", {("activity", "degree_education"), ("degree_obtained", "obtained")}),
    ("读博还没拿到证书", {("activity", "degree_education"), ("degree_obtained", "not_obtained")}),
    ("忘记报给人社局备案", {("recorded", "not_recorded"), ("organizer", "department")}),
    ("想升上一级职称", {("purpose", "title_review")}),
    ("报主任医师", {("title_level", "full_senior")}),
    ("公需和专业各要多少", {("course_subject", "public"), ("course_subject", "professional")}),
    ("公需专业都够了", {("course_subject", "public"), ("course_subject", "professional")}),
    ("公需和专业技术", {("course_subject", "public")}),
    ("新来的大学生", set()),
    ("在外面的机构学的", {("organizer", "training_company")}),
]
PLACES = [
    ("认定中级和硕士研究生", []),
    ("天山东路的医院", []),
    ("我在和硕", ["xj"]),
    ("和田地区", ["xj"]),
    ("新和县", ["xj-aks"]),
    ("台北", ["elsewhere"]),
    ("香港的医院", ["elsewhere"]),
    ("高雄", ["elsewhere"]),
    ("宜昌", ["elsewhere"]),
    ("那曲", ["elsewhere"]),
    ("吉林", ["elsewhere"]),
]


@pytest.fixture(scope="module")
def finder() -> TermFinder:
    return TermFinder(load_patterns(), load_gapped())


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_terms(finder: TermFinder, text: str, expected: set[tuple[str, str]]) -> None:
    assert {(term.kind, term.id) for term in finder.find(text) if term.kind != "concept"} == expected


@pytest.mark.parametrize(("text", "regions"), PLACES)
def test_places(finder: TermFinder, text: str, regions: list[str]) -> None:
    assert [term.id for term in finder.find(text) if term.kind == "place"] == regions

"""What is kept in clear of a claim holds nobody's ID number or phone."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from filing_world import World, conference, id_number
from stdnum.cn import ric

from claims.filing.kept_in_clear import refuse_personal
from claims.personal_text import holds_personal
from claims.trouble import Refused
from db.tables import claim_events, claims

ID_NUMBER = id_number(1)
FULL_WIDTH = ID_NUMBER.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})


@pytest.mark.parametrize(("field", "text"), [
    ("title", f"学术年会（{ID_NUMBER}）"), ("title", f"年会 {FULL_WIDTH}"), ("title", "年会，联系 13912345678"),
    ("organizer_name", f"某学会 {ID_NUMBER.lower()}"), ("organizer_name", "某学会１３９１２３４５６７８"),
    ("certificate", ID_NUMBER), ("certificate", f"第{ID_NUMBER}号"),
    ("title", f"年会 {ID_NUMBER[:6]} {ID_NUMBER[6:14]} {ID_NUMBER[14:]}"), ("title", "年会，电话 139 1234 5678"),
    ("title", f"年会SFZ{ID_NUMBER}"), ("title", "年会 139-1234-5678"), ("organizer_name", "某学会+8613912345678"),
    ("title", f"年会 {ID_NUMBER[:-1]}{'0' if ID_NUMBER[-1] != '0' else '1'}"), ("title", "年会 650102850312001"),
])
def test_a_number_of_a_person_is_refused_with_its_field(world: World, field: str, text: str) -> None:
    who, activity = world.applicant(), conference(**{field: text})
    for kept in ([activity], [conference(), activity]):
        with pytest.raises(Refused) as told:
            world.write("create", who, world.draft("bt", activities=kept))
        assert (told.value.code, told.value.field) == ("invalid", f"activities.{len(kept) - 1}.{field}")
        assert ID_NUMBER not in told.value.message

    def everything(connection: sa.engine.Connection) -> str:
        return str([connection.execute(sa.select(table)).all() for table in (claims, claim_events)])

    assert ID_NUMBER not in world.database.write_now(everything)


@pytest.mark.parametrize("certificate", ["15012345678", "202311110000123456", "XH-13912345678", "A" + ID_NUMBER])
def test_a_certificates_number_that_only_looks_like_one_is_kept(certificate: str) -> None:
    assert ric.is_valid(ID_NUMBER) and not ric.is_valid("202311110000123456")
    refuse_personal([conference(certificate=certificate), {}, {"title": "第 36 届年会 2026"}])


@pytest.mark.parametrize("text", [
    "第 36 届年会 2026", "2026 2027 2028 年三年规划培训", "2026-03-02 至 2026-03-04 学术年会", "新人社规〔2022〕9号",
    "项目编号 202311110000123456", "150 2021 2022 期", "学时 36、45/2", "",
])
def test_figures_and_days_are_nobodys_numbers(text: str) -> None:
    assert not holds_personal(text)

"""Made-up people for lists: ID numbers with a right check sign, whose birth and sex are what the row says."""

from __future__ import annotations

from stdnum.cn import ric

PLACE = "652901"
HEAD = ("姓名", "身份证号", "手机号", "性别", "出生年月", "学历")


def id_number(place: int, year: int = 1990, month: int = 1) -> str:
    """The ID number of the made-up person of that place, a man where it is odd."""
    start = f"{PLACE}{year}{month:02}01{place % 1000:03}"
    return start + str(ric.calc_check_digit(start + "0"))


def row(place: int, **changes: str) -> list[str]:
    """A row under HEAD."""
    year, month = 1980 + place // 1000, 1 + place // 1000 % 12
    values = {"name": "演示" + "甲乙丙丁戊己庚辛壬癸"[place % 10], "id_number": id_number(place, year, month),
              "phone": f"139{place:08}", "gender": "男" if place % 2 else "女", "birth": f"{year}-{month:02}",
              "education": "大学本科", **changes}
    return list(values.values())


def csv_file(*rows: list[str], head: tuple[str, ...] = HEAD) -> bytes:
    """A list as somebody sends it."""
    return "\r\n".join(",".join(row) for row in (list(head), *rows)).encode()

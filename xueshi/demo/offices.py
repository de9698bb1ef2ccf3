"""Who is in the trial: organisations of each region, an account for each role, people of four employers."""

from __future__ import annotations

from dataclasses import dataclass

from stdnum.cn import ric

MARK = "演示"
"""What the names of all of them begin with."""
# No ID number begins so: the six digits are those of a whole autonomous region, and people are of a county.
_PLACE, _BIRTH = "650000", "19900101"
# 154 is given to no telephone company.
_PHONE = "1540000"


@dataclass(frozen=True)
class Office:
    """key: as the other parts of the trial name it. parent: the key of the one above."""

    key: str
    name: str
    kind: str
    region: str
    parent: str | None = None


@dataclass(frozen=True)
class Login:
    """An account. office: key; None for a role that holds everywhere. hint: what to try with it, for a person."""

    login: str
    role: str
    office: str | None
    hint: str


@dataclass(frozen=True)
class Somebody:
    """A professional. serial: makes ID number and phone."""

    key: str
    name: str
    serial: int
    office: str

    @property
    def personal(self) -> dict[str, str]:
        """The fields of a form, all made up."""
        return {
            "name": self.name, "gender": "男" if self.serial % 2 else "女", "birth": "1990-01",
            "id_number": id_number(self.serial), "phone": f"{_PHONE}{self.serial:04}", "education": "大学本科",
            "degree": "学士", "graduation": "2012年7月演示大学演示专业", "title": "演示工程师", "work_start": "2012-08",
            "applied_title": "高级演示工程师", "reason": "演示：正在参加驻村工作"}


def id_number(serial: int) -> str:
    """A number with a right check sign that nobody has."""
    start = f"{_PLACE}{_BIRTH}{serial:03}"
    return start + str(ric.calc_check_digit(start + "0"))


OFFICES = (
    Office("city-hr", "演示市专业技术人员职称办公室", "hr_authority", "xj-city"),
    Office("city-employer", "演示市第一水利设计院", "employer", "xj-city", "city-hr"),
    Office("city-posting", "演示市“访惠聚”办公室", "posting_office", "xj-city"),
    Office("bt-hr", "演示师市人力资源和社会保障局", "hr_authority", "bt"),
    Office("bt-industry", "演示师市教育局", "industry_authority", "bt", "bt-hr"),
    Office("bt-employer", "演示师第一中学", "employer", "bt", "bt-industry"),
    Office("xj-health", "演示自治区卫生健康委员会", "industry_authority", "xj"),
    Office("aks-health", "演示地区卫生健康委员会", "industry_authority", "xj-aks", "xj-health"),
    Office("aks-employer", "演示县人民医院", "employer", "xj-aks", "aks-health"),
    Office("hhht-hr", "演示首府人力资源和社会保障局", "hr_authority", "nm-hhht"),
    Office("hhht-employer", "演示首府建筑设计院", "employer", "nm-hhht", "hhht-hr"),
)

LOGINS = (
    Login("demo-city-employer", "employer_reviewer", "city-employer", "审核本单位的申报，导入本单位人员名单"),
    Login("demo-city-hr", "hr_authority", "city-hr", "核准学时，看统计，导出清单"),
    Login("demo-city-posting", "posting_office", "city-posting", "审核免试（附件2）"),
    Login("demo-bt-employer", "employer_reviewer", "bt-employer", "初审，退回一份看看"),
    Login("demo-bt-industry", "industry_authority", "bt-industry", "复审，少认定几个学时并写明理由"),
    Login("demo-bt-hr", "hr_authority", "bt-hr", "抽审已通过的申报"),
    Login("demo-aks-employer", "employer_reviewer", "aks-employer", "审核初、中、高级三种申报"),
    Login("demo-aks-health", "industry_authority", "aks-health", "认定中级，复核高级"),
    Login("demo-xj-health", "industry_authority", "xj-health", "认定高级"),
    Login("demo-hhht-hr", "hr_authority", "hhht-hr", "核定学时"),
    Login("demo-hotline", "hotline", "city-hr", "按编号查进度，看不到个人信息"),
    Login("demo-auditor", "auditor", None, "看审计日志和全部统计"),
    Login("demo-editor", "editor", None, "政策库编辑（与申报无关）"),
    Login("demo-admin", "admin", None, "管理机构、账号和权限，看不到申报"),
)

PEOPLE = (
    Somebody("jia", "演示甲", 1, "city-employer"), Somebody("yi", "演示乙", 2, "city-employer"),
    Somebody("bing", "演示丙", 3, "city-employer"), Somebody("ding", "演示丁", 4, "city-employer"),
    Somebody("wu", "演示戊", 5, "bt-employer"), Somebody("ji", "演示己", 6, "bt-employer"),
    Somebody("geng", "演示庚", 7, "bt-employer"), Somebody("xin", "演示辛", 8, "bt-employer"),
    Somebody("ren", "演示壬", 9, "aks-employer"), Somebody("gui", "演示癸", 10, "aks-employer"),
    Somebody("zi", "演示子", 11, "hhht-employer"),
)

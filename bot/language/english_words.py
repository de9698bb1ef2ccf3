"""English words that people put into a Chinese question, and the Chinese for them; plurals are found by themselves.

`WORDS` are names of things and places: they are read wherever they stand. `AMONG_CHINESE` are words of grammar and of
every day, which are read only inside a Chinese sentence.
"""

from __future__ import annotations


def _table(lines: str) -> dict[str, str]:
    """One entry a line: English spellings parted by `|`, then ` = ` and the Chinese."""
    table: dict[str, str] = {}
    for line in lines.strip().splitlines():
        spellings, _, chinese = line.strip().partition(" = ")
        table.update(dict.fromkeys(spellings.split("|"), chinese))
    return table


WORDS = _table("""
conference|conf|meeting = 会议
academic conference = 学术会议
academic exchange = 学术交流
academic = 学术
annual meeting = 年会
symposium|seminar|workshop = 研讨会
forum = 论坛
lecture = 讲座
webinar|online lecture = 线上讲座
online conference|online meeting = 线上会议
training class|training course|training program|training programme = 培训班
training = 培训
online training|distance training = 线上培训
online course|online class = 线上课程
online learning|online study|e-learning = 线上学习
mooc = 慕课
further study = 进修
visiting scholar = 访问学者
presented a paper|presented paper|presented my paper|oral presentation = 宣读论文
did not present a paper|didn't present a paper|not present a paper = 没有宣读论文
did not present|didn't present|not presented = 没有宣读论文
patent = 专利
invention patent = 发明专利
paper|thesis|research paper|article = 论文
monograph = 专著
project = 课题
teaching = 授课
volunteer teaching = 支教
secondment = 挂职
first secretary = 第一书记
exam|examination = 考试
title exam = 职称考试
computer exam = 计算机考试
english exam = 职称英语考试
phd|ph.d|ph.d.|ph d|phd degree|doctorate|doctoral|doctoral degree|doctor degree|doctor's degree = 博士
postdoc = 博士后
master|master's|master degree|master's degree|masters degree|postgraduate = 硕士
bachelor|bachelor's|bachelor degree|bachelor's degree|undergraduate = 本科
degree = 学位
diploma = 毕业证
national level|state level = 国家级
national|nationwide = 全国性
international|international level = 国际性
provincial|provincial level|province level = 省级
autonomous region level = 自治区级
prefecture level|prefectural level|city level|municipal|municipal level = 市级
county level = 县级
credit hour|class hour|study hour|learning hour = 学时
credit = 学分
public course|public subject|public class = 公需课
professional course|professional subject|specialized course = 专业课
continuing education|continuing ed|cpd = 继续教育
title review|title evaluation|title appraisal = 职称评审
professional title|job title = 职称
evaluation = 评审
annual assessment|annual appraisal = 年度考核
platform = 平台
website|web site = 网站
login|log in|sign in = 登录
password = 密码
register|registration|sign up = 注册
deadline|ddl|due date = 截止时间
hotline = 热线
phone number|telephone|phone|tel = 电话
certificate|cert|certification = 证书
requirement = 要求
policy = 政策
procedure = 流程
material = 材料
application = 申请
senior engineer = 高级工程师
assistant engineer = 助理工程师
engineer = 工程师
associate professor = 副教授
professor = 教授
senior title = 高级职称
intermediate title|middle title = 中级职称
junior title = 初级职称
teacher = 教师
nurse = 护士
private company|private enterprise|private firm|private sector = 私企
company = 公司
university|college = 大学
hospital = 医院
training base = 培训基地
retirement|retired = 退休
exemption|exempt|exempted = 免
aksu = 阿克苏
kuqa = 库车
hohhot|huhhot|huhehot = 呼和浩特
urumqi|urumchi|wulumuchi = 乌鲁木齐
kashgar = 喀什
hotan|khotan = 和田
ili = 伊犁
turpan|turfan = 吐鲁番
karamay = 克拉玛依
korla = 库尔勒
altay = 阿勒泰
ordos = 鄂尔多斯
inner mongolia = 内蒙古
xpcc|bingtuan = 兵团
tibet = 西藏
hong kong|hongkong = 香港
macau|macao = 澳门
taipei = 台北
harbin = 哈尔滨
lhasa = 拉萨
canton = 广州
shaanxi = 陕西
xi'an = 西安
""")

AMONG_CHINESE = _table("""
online = 线上
offline = 线下
course = 课程
class|lesson = 课
public = 公需
professional = 专业
hour = 学时
day = 天
week = 周
month = 个月
year = 年
years old = 岁
level = 级
senior = 高级
review = 评审
assessment = 考核
base = 基地
department = 部门
need|needs|require|requires|required = 需要
must have|must|have to|has to = 必须
count|counts|counted = 算
total|in total = 一共
how many|how much = 多少
how to|how = 怎么
when = 什么时候
where = 哪里
who = 谁
what = 什么
why = 为什么
finish|finished|complete|completed|done = 完成
left|remaining = 剩
pass|passed = 通过
apply = 申请
submit = 提交
print = 打印
download = 下载
upload = 上传
age = 年龄
male = 男
female = 女
per year|annual|yearly|every year|each year = 每年
this year = 今年
last year = 去年
please|pls|plz = 请
thanks|thank you|thx = 谢谢
hello|hi = 你好
and = 和
doctor = 博士
""")

#: In front of a unit of time; 一 to ten as people write them out.
NUMBERS = {
    "half a": "半", "half": "半", "one": "一", "a": "一", "two": "两", "three": "三", "four": "四", "five": "五",
    "six": "六", "seven": "七", "eight": "八", "nine": "九", "ten": "十",
}  # fmt: skip
#: English words that sound like a Chinese one when they are taken for pinyin.
NOT_PINYIN = frozenset("women mama baba didi bole tepei".split())

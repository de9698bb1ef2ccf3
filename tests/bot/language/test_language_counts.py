"""Hours, courses, events, papers, and bare numbers."""
from __future__ import annotations

import pytest
from language_tables import read

# text, its quantities
COUNTS = (
    ("讲了10学时的课", "hours=10"),
    ("90个学时", "hours=90"),
    ("十二课时", "hours=12"),
    ("讲了4个课时", "hours=4"),
    ("一百二学时", "hours=120"),
    ("一百零五学时", "hours=105"),
    ("三十公需学时", "hours=30"),
    ("60个专业课学时", "hours=60"),
    ("每天按12学时予以认定", "hours=12 per_day"),
    ("每年90学时", "hours=90 per_year"),
    ("48个小时", "clock_hours=48"),
    ("两个半小时", "clock_hours=5/2"),
    ("半小时", "clock_hours=1/2"),
    ("90分钟", "clock_hours=3/2"),
    ("1小时30分钟", "clock_hours=3/2"),
    ("三个钟头", "clock_hours=3"),
    ("36h", "clock_hours=36"),
    ("12节课", "class_periods=12"),
    ("20节网络课", "class_periods=20"),
    ("过了一门", "subjects=1"),
    ("两科", "subjects=2"),
    ("3门课", "subjects=3"),
    ("三门考试", "subjects=3"),
    ("五个科目", "subjects=5"),
    ("3个专业科目", "subjects=3"),
    ("两次", "times=2"),
    ("参加了一次", "times=1"),
    ("三场讲座", "times=3"),
    ("两期培训班", "times=2"),
    ("每次七天", "days=7 per_item"),
    ("一趟", "times=1"),
    ("两篇", "papers=2"),
    ("发表3篇论文", "papers=3"),
    ("一部专著", "papers=1"),
    ("1项", "papers=1"),
    ("一项专利", "papers=1"),
    ("三个专利", "papers=3"),
    ("一本译著", "papers=1"),
    ("公需学了30，专业学了20，还差多少", "hours=30 bare; hours=20 bare"),
    ("公需课完成了30", "hours=30 bare"),
    ("还差20", "hours=20 bare"),
    ("差4个，怎么补", "hours=4 bare"),
    ("网课学了45，还缺几个", "hours=45 bare"),
    ("一共66", "hours=66 bare"),
    ("45个专业学时加30个公需够了没", "hours=45; hours=30 bare"),
    ("数字打错了 应该是36", "number=36"),
    ("是5不是50", "number=5; number=50 negated"),
    ("不是三天是四天", "days=3 negated; days=4"),
    ("是不是三天", "days=3"),
    ("56", "number=56"),
    ("三", "number=3"),
    ("5个吧", "number=5"),
    ("-3", "number=-3"),
    ("公需18专业40", "hours=18 bare; hours=40 bare"),
    ("一共学了66", "hours=66 bare"),
    ("注册会计师过了两门", "subjects=2"),
    ("一门12学时的课", "subjects=1; hours=12"),
    ("腾讯会议开的讲座一场两小时", "times=1; clock_hours=2"),
    ("跑了三趟", "times=3"),
)


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts(text: str, expected: str) -> None:
    assert read(text) == expected

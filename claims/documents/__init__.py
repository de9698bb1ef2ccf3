"""The forms of a claim as paper: 附件1 (学时认定登记表) and 附件2 (免除继续教育学习申请表) as PDF and DOCX.

`form_data` is what a form holds, `printed_form` what the notice prints, `sheet` the two put together; `pdf` and `docx`
write one sheet each in their own way.
"""

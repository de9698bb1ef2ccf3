"""A filed claim as a paper form: what 附件1 and 附件2 are filled in with.

`activity_lines` says how and when, `opinions` what the offices said, `notes` what stands below a form that no notice
prints, `forms` puts them together for `claims/documents`. Nothing here knows the database.
"""

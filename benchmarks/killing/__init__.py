"""Filing and approving while the service is killed again and again: nothing may be lost, doubled or half done.

`service` is the service as a process, `people` are who uses it and never gives up, `world` what they find, `verdict`
compares what they were told with what the database holds.
"""

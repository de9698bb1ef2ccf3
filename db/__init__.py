"""The database room: engine, transactions off the event loop, the tables that are kept, and their migrations.

It knows SQLAlchemy and nothing of questions, rules or HTTP.
"""

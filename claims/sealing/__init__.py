"""Personal data at rest: a ring of keys, sealed fields and files, blind indexes to find them, rotation of the keys."""

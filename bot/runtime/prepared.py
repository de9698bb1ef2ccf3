"""Import this before rasa: importing it prepares the process (see `environment`).

A module and not a call, because the order of imports is all that it is about.
"""

from bot.runtime import environment

environment.prepare()

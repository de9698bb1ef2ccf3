"""Import this before rasa: importing it prepares the process (see `environment`) and imports rasa's core.

A module and not a call, because the order of imports is all that it is about.
"""

from bot.runtime import environment
from bot.runtime.tensorflow_stand_in import vendor_kits_left_out

environment.prepare()
with vendor_kits_left_out():
    environment.import_quietly("rasa.core.agent", "rasa.core.policies.rule_policy", "rasa_sdk.executor", "spacy")
environment.freeze_rasa_loggers()

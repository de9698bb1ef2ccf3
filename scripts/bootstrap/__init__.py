"""From a bare machine to a running service. Standard library only, Python 3.8 or newer: nothing is installed yet."""

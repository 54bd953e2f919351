"""Small scripts run by the interpreters under assessment: standard library only, Python 3.8 on."""

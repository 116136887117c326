"""Tables of scoring that only grow; the triggers are those of `recognition.append_only`."""

TABLES = ("scoring_caseevent", "scoring_drillreport", "scoring_ruling")

"""How fast it is: every promise about speed, each measured against its baseline in one run.

Only ratios mean anything, because both sides of one share the machine and the minute.
`make bench` runs every row; `make bench ROWS="scan_sqlite" SMALL=1` some of them, quickly.
"""

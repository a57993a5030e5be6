"""What a counter may know without a network: one signed file for each outlet.

Reading the state of every card is the same for all outlets, so `survey` does it once, and
`file_for` cuts an outlet's file from it.
"""

from benefits.purchases.offline.building import LASTS, OfflineFile, file_for
from benefits.purchases.offline.surveying import Survey, survey

__all__ = ["LASTS", "OfflineFile", "Survey", "file_for", "survey"]

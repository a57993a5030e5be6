"""What answers otherwise than with a page, because the scene is as it is."""

from collections.abc import Mapping

OTHERWISE: Mapping[str, int] = {
    "partner.till.quoted": 422,  # nothing typed yet
    "desk.jobs.part": 404,  # likewise
    "desk.import_leavers.page": 404,  # it took no list in
    "desk.import_leavers_all.page": 404,
    "desk.jobs.file": 404,  # the work failed, so it made nothing
    "partner.jobs.file": 404,  # nobody has written it yet
    "desk.decisions.scan": 404,  # nobody scanned the decision
    "desk.photos.shown": 404,  # nobody gave her photo yet
    "desk.papers.scan": 404,  # the signed paper is not in this store
    "desk.rolls.scan": 404,  # the sheet's file is not in this store
    "desk.rolls.picture": 404,  # likewise
    "desk.piles.unread": 404,  # the work was another
    "desk.piles.picture": 404,  # likewise
    "desk.agreements.scan": 404,  # nobody scanned the paper yet
    "desk.coverage.page": 409,  # a signed agreement covers what it covers
}

"""Rolls: sheets on which people sign that they got their card and whether they consent."""

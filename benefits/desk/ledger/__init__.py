"""Purchases, one by one."""

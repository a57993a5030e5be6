"""Accounts, roles, hand-over, and tokens for programs."""

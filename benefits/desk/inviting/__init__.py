"""Inviting officers and managers by the list: read, checked, made, and told who came in."""

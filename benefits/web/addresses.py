"""The address of the page that is open, with something about it changed."""

from urllib.parse import urlencode

from flask import request, url_for


def here(**changes: object) -> str:
    """Return this page's address with other parameters; one that is None or empty goes."""
    return _with_query(url_for(request.endpoint or "", **(request.view_args or {})), changes)


def there(endpoint: str, **changes: object) -> str:
    """Return the address of what belongs to this page, with the parameters of this one."""
    return _with_query(url_for(endpoint, **(request.view_args or {})), changes)


def kept_fields(*but: str) -> list[tuple[str, str]]:
    """List the parameters of this address that a form of it has to carry along."""
    return [(name, value) for name, value in request.args.items() if value and name not in but]


def _with_query(path: str, changes: dict[str, object]) -> str:
    asked = {**request.args.to_dict(), **changes}
    kept = {name: value for name, value in asked.items() if value not in (None, "")}
    return f"{path}?{urlencode(kept)}" if kept else path

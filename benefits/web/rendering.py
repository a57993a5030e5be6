"""What every template may use: filters, the bar, the two layouts, addresses of files."""

from typing import Any

from flask import Flask, current_app, request
from jinja2 import StrictUndefined

from benefits.web import addresses, current, files, languages, mistaken, navigation, sheets
from benefits.web.filters import FILTERS
from benefits.web.telling import TELLING

WHOLE, PART = "web/layout.html", "web/fragment.html"


def render_like_us(app: Flask, title: str) -> None:
    """Set templates up; `title` is the name of the face that its pages bear."""
    languages.speak(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(
        kit_url=files.kit_url,
        sheets_url=sheets.sheets_url,
        face_url=files.face_url,
        face_title=title,
        here=addresses.here,
        there=addresses.there,
        kept_fields=addresses.kept_fields,
        language=languages.language,
        begins_here=mistaken.begins_here,
        **TELLING,
    )
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    return {
        "layout": PART if "X-Fragment" in request.headers else WHOLE,
        "actor": current.actor,
        "steps": navigation.steps,
        "menu_steps": navigation.menu_steps,
        "sign_out_url": navigation.sign_out_url,
        "answers_a_form": _answers_a_form,
        "mistakes": mistaken.mistakes,
        "languages": languages.offered,
    }


def _answers_a_form() -> bool:
    """Tell whether a page that answers a form has one to be asked for at its address."""
    if request.method in current.SAFE:
        return False
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and "GET" in adapter.allowed_methods()

"""The whole site as gunicorn runs it, waiting a second where it otherwise waits twenty."""

from benefits.web import patience
from benefits.wsgi import create_application

patience.PATIENCE = patience.SILENCE = 1.0  # type: ignore[misc]  # a test cannot wait as long

application = create_application()

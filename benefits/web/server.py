"""How the web server is run: read by gunicorn as `python:benefits.web.server`."""

import os
from typing import Any, Final

from prometheus_client.multiprocess import mark_process_dead

from benefits.web.logs import CONFIGURATION
from benefits.web.measures import SHARED

worker_class: Final = "benefits.web.patience.PatientWorker"
control_socket_disable: Final = True
graceful_timeout: Final = 20
# A till keeps its connection between two customers; longer than a proxy keeps its own to us.
keepalive: Final = 75
# What a page of figures names as the next: the longest code twice, and the name of a group.
limit_request_line: Final = 8190
logconfig_dict: Final = CONFIGURATION


def child_exit(_server: Any, worker: Any) -> None:
    """Take the counts of a process that ended out of those still running."""
    if SHARED in os.environ:
        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]  # prometheus

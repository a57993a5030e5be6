"""Work that outlives a request, and the files it reads and makes."""

from benefits.jobs.files import FileStore, Waiting
from benefits.jobs.leftovers import clear_leftovers
from benefits.jobs.letting_go import let_go
from benefits.jobs.models import Job, JobState, StoredFile
from benefits.jobs.queue import again, enqueue, is_wanted, waiting
from benefits.jobs.settling import is_settled, settle, waits_for_somebody
from benefits.jobs.uploads import forget_lists
from benefits.jobs.working import Done, Report, Task, work, work_next

__all__ = [
    "Done",
    "FileStore",
    "Job",
    "JobState",
    "Report",
    "StoredFile",
    "Task",
    "Waiting",
    "again",
    "clear_leftovers",
    "enqueue",
    "forget_lists",
    "is_settled",
    "is_wanted",
    "let_go",
    "settle",
    "waiting",
    "waits_for_somebody",
    "work",
    "work_next",
]

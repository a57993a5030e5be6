"""Work that outlives a request, and the files it reads and makes."""

from benefits.jobs.files import FileStore
from benefits.jobs.models import Job, JobState, StoredFile
from benefits.jobs.queue import again, enqueue, waiting
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
    "again",
    "enqueue",
    "forget_lists",
    "waiting",
    "work",
    "work_next",
]

"""What the worker can do: take in a file, print cards, write a long list. Each is a job's kind."""

import tempfile
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from flask import Flask

import partner_portal
from benefits import desk
from benefits.cli import (
    card_tasks,
    import_task,
    invitation_task,
    leaver_task,
    letter_task,
    photo_task,
    print_task,
    roll_task,
    sort_task,
    tidy_task,
)
from benefits.cli.place import Place
from benefits.errors import Refusal
from benefits.exchange import Taking
from benefits.jobs import Done, FileStore, Job, Report, Task
from benefits.web.lists import MEDIA_TYPES, make_list

DAILY = ("tidy",)


def tasks(place: Place) -> Mapping[str, Task]:
    """Give the tasks of this installation by job kind."""
    doing = Doing(place)
    return {
        "import": doing.take_in,
        "rehearse": doing.rehearse,
        "issue_cards": doing.issue_cards,
        "change_cards": doing.change_cards,
        "print_cards": doing.print_cards,
        "print_invitations": doing.print_invitations,
        "print_letters": doing.print_letters,
        "draw_up_rolls": doing.draw_up_rolls,
        "print_rolls": doing.print_rolls,
        "sort_scans": doing.sort_scans,
        "end_leavers": doing.end_leavers,
        "take_photos": doing.take_photos,
        "export_list": doing.export_list,
        "tidy": doing.tidy,
    }


class Doing:
    def __init__(self, place: Place) -> None:
        self.place, self.store = place, FileStore(place.settings.files_dir)

    def take_in(self, job: Job, report: Report) -> Done:
        """Import an uploaded file; refused rows stay on the run, to be looked at and mended."""
        return import_task.told(self.place, self.store, job, report, Taking.run)

    def rehearse(self, job: Job, report: Report) -> Done:
        """Say what importing an uploaded file would do, and change nothing."""
        return import_task.told(self.place, self.store, job, report, Taking.rehearse)

    def issue_cards(self, job: Job, report: Report) -> Done:
        """Give printed cards to a unit or a list, some hundred at a time."""
        return card_tasks.issue_cards(self.place, self.store, job, report)

    def change_cards(self, job: Job, report: Report) -> Done:
        """Suspend, restore or revoke the cards a desk chose."""
        return card_tasks.change_cards(self.place, job, report)

    def print_cards(self, job: Job, report: Report) -> Done:
        """Draw the cards a desk issued, and keep the file once every QR on it was read back."""
        return print_task.print_cards(self.place, self.store, job, report)

    def print_invitations(self, job: Job, report: Report) -> Done:
        """Draw letters that invite officers and managers, each with a first password."""
        return invitation_task.print_invitations(self.place, self.store, job, report)

    def print_letters(self, job: Job, report: Report) -> Done:
        """Draw letters that let members in, each with a code of its own."""
        return letter_task.print_letters(self.place, self.store, job, report)

    def draw_up_rolls(self, job: Job, report: Report) -> Done:
        """Draw up lists on which people sign for their cards, unit by unit."""
        return roll_task.draw_up_rolls(self.place, self.store, job, report)

    def print_rolls(self, job: Job, report: Report) -> Done:
        """Draw lists on which people sign for their cards."""
        return roll_task.print_rolls(self.place, self.store, job, report)

    def sort_scans(self, job: Job, report: Report) -> Done:
        """Sort signed sheets to the lists they are of, and read what is ticked on them."""
        return sort_task.sort_scans(self.place, self.store, job, report)

    def end_leavers(self, job: Job, report: Report) -> Done:
        """Let people leave whom a list taken in did not name, some hundred at a time."""
        return leaver_task.end_leavers(self.place, job, report)

    def take_photos(self, job: Job, report: Report) -> Done:
        """Give people the photos of a zip."""
        return photo_task.take_photos(self.place, self.store, job, report)

    def export_list(self, job: Job, report: Report) -> Done:
        """Write a list that was too long to be made while somebody waited."""
        if "query" not in job.input:
            raise Refusal("question_forgotten")
        app = self.faces[job.input.get("face", "desk")]
        with tempfile.TemporaryDirectory() as folder:
            file, count = make_list(app, job, Path(folder), report, self.place.now)
            media_type = MEDIA_TYPES[job.input["format"]]
            return Done.with_file({"rows": count}, self.store, file, media_type, self.place.now)

    @cached_property
    def faces(self) -> Mapping[str, Flask]:
        """Faces that have lists, as their people see them, without a server around them."""
        makers = (desk.create_app, partner_portal.create_app)
        made = [make(self.place.settings, self.place.database) for make in makers]
        return {app.name: app for app in made}

    def tidy(self, _job: Job, _report: Report) -> Done:
        """Let go of what may not or need not be kept any longer."""
        return Done(tidy_task.tidy(self.place.database, self.store, self.place.now))

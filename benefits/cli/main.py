"""The root of the command tree, and what a refusal looks like at a terminal."""

import sys
from importlib import import_module
from typing import cast

import click
from sqlalchemy.exc import DBAPIError

from benefits.cli import trouble
from benefits.cli.misuse import misuse
from benefits.cli.place import Place, say
from benefits.cli.usage import speak_vietnamese
from benefits.errors import DomainError, Refusal
from benefits.settings import BadSettings
from benefits.wording import VIETNAMESE, sentence

REFUSED, MISUSED = 1, 2

COMMANDS = {
    "db": "database:db",
    "init": "database:init",
    "demo": "demo:demo",
    "simulate": "simulating:simulate",
    "serve": "serving:serve",
    "work": "serving:work",
    "accounts": "accounts:accounts",
    "import": "files:import_command",
    "export": "files:export_command",
    "cards": "cards:cards",
    "keys": "keys:keys",
    "figures": "figures:figures",
    "report": "reports:report",
}


class Commands(click.Group):
    """Loads the one command that was asked for, so that none waits for the others."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        found = getattr(import_module(f"benefits.cli.{module}"), attribute)
        return cast("click.Command", found)


@click.command(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.pass_context
def commands(context: click.Context) -> None:
    """Thẻ ưu đãi đoàn viên: thẻ, ưu đãi và số liệu của một hệ thống công đoàn."""
    context.obj = Place.here()
    context.call_on_close(context.obj.close)


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    speak_vietnamese()
    try:
        commands.main(args=arguments, prog_name="benefits", standalone_mode=False)
    except click.UsageError as error:
        say(misuse(error))
        sys.exit(MISUSED)
    except click.Abort:
        say("Đã dừng theo yêu cầu.")
        sys.exit(REFUSED)
    except click.ClickException as error:
        say(error.format_message())
        sys.exit(REFUSED)
    except BadSettings as error:
        say(f"Cấu hình chưa dùng được: {error}")
        sys.exit(MISUSED)
    except (DBAPIError, OSError) as error:
        said = trouble.of_disk(error) if isinstance(error, OSError) else trouble.of_database(error)
        if said is None:
            raise
        say(said)
        sys.exit(REFUSED)
    except DomainError as error:
        say(told(error))
        sys.exit(REFUSED)


def told(error: DomainError) -> str:
    """Say a refusal, with the value that was refused where there is one."""
    value = {"value": error.value} if isinstance(error, Refusal) else {}
    return sentence(error.code, language=VIETNAMESE, **{**value, **error.params})

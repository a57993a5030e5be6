"""The root of the command tree, and what a refusal looks like at a terminal."""

import sys

import click

from benefits.cli.accounts import accounts
from benefits.cli.cards import cards
from benefits.cli.database import db, init
from benefits.cli.demo import demo
from benefits.cli.figures import figures
from benefits.cli.files import export_command, import_command
from benefits.cli.place import Place, say
from benefits.cli.reports import report
from benefits.cli.serving import serve, work
from benefits.errors import DomainError
from benefits.settings import BadSettings
from benefits.wording import VIETNAMESE, sentence

REFUSED, MISUSED = 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.pass_context
def commands(context: click.Context) -> None:
    """Thẻ ưu đãi đoàn viên: thẻ, ưu đãi và số liệu của một hệ thống công đoàn."""
    context.obj = context.obj or Place.here()


for command in (
    db,
    init,
    demo,
    serve,
    work,
    accounts,
    import_command,
    export_command,
    cards,
    figures,
    report,
):
    commands.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    try:
        commands.main(args=arguments, prog_name="benefits", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(MISUSED)
    except click.Abort:
        say("Đã dừng theo yêu cầu.")
        sys.exit(REFUSED)
    except click.ClickException as error:
        error.show()
        sys.exit(REFUSED)
    except BadSettings as error:
        say(f"Cấu hình chưa dùng được: {error}")
        sys.exit(MISUSED)
    except DomainError as error:
        say(sentence(error.code, language=VIETNAMESE, **error.params))
        sys.exit(REFUSED)

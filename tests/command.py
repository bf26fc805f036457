"""The `scorecard` command as a test runs it, in this process."""

from click.testing import CliRunner
from scorecard import cli


def command(*arguments: object) -> tuple[int, str, str]:
    """Exit status, what it prints, and what it says on the error stream."""
    result = CliRunner().invoke(cli.app, [str(each) for each in arguments], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr

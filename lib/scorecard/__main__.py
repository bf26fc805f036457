"""What `scorecard` and `python -m scorecard` run. The processes that a command starts import this module too, so that it
imports no command."""


def main() -> None:
    """The command line."""
    from scorecard.cli import app

    app(prog_name="scorecard")


if __name__ == "__main__":
    main()

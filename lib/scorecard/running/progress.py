"""What a person sees while the sections are made: a bar in a terminal, a line for each product elsewhere."""

from typing import Self

from scorecard.running.outcome import Failure


class RunProgress:
    """Shows a run: told with `begin` what is to be made and why, then with `ended` of each product.

    Rich is imported when there is something to show.
    """

    def __init__(self) -> None:
        self._bar = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def begin(self, stale: dict[str, str]) -> None:
        """Say what is made, and why."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(stderr=True, highlight=False, soft_wrap=True)
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        self._bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._bar.add_task("Making the sections", total=len(stale))
        self._bar.start()
        for why in dict.fromkeys(stale.values()):
            names = [name for name, each in stale.items() if each == why]
            self._say(f"To make ({why}): {', '.join(names)}")

    def ended(self, name: str, failure: Failure | None) -> None:
        """Say that a product is made, or has failed."""
        assert self._bar
        self._say(f"{'failed' if failure else 'made'}: {name}")
        self._bar.advance(self._task)

    def _say(self, text: str) -> None:
        assert self._bar
        self._bar.console.print(text, markup=False)

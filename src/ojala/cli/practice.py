"""`ojala practice`: a practice session in the terminal, on the same memory as the pages."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, TypeVar
from uuid import UUID

import typer
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from ojala.cli.operations import settings

if TYPE_CHECKING:
    from ojala.content.course import Course
    from ojala.exercises import Exercise
    from ojala.learning.learner import Learner
    from ojala.practice.answering import Feedback
    from ojala.practice.values import Issued
    from ojala.storage.database import Database, Transaction

T = TypeVar("T")

STYLES = {"correct": "bold green", "almost": "bold yellow", "wrong": "bold red"}
WORDS = {
    "en": {
        "correct": "✓ Right.",
        "almost": "≈ Almost.",
        "wrong": "✗ Not yet.",
        "help": "Enter checks.  ? hint   ! show the answer   Ctrl-D stop",
        "empty": "Type the form of {lemma}, ? for a hint or ! to be shown.",
        "sound": "= nothing is wrong",
        "left": "{remaining} to go",
        "answer": "The answer: {answer}",
        "stop": "Until next time: everything you answered is kept.",
        "nothing": "Nothing is due, and today's new things are done. Until tomorrow.",
        "well": "Went well: {names}.",
        "again": "Comes back: {names}.",
    },
    "es": {
        "correct": "✓ Bien.",
        "almost": "≈ Casi.",
        "wrong": "✗ Todavía no.",
        "help": "Intro comprueba.  ? pista   ! ver la respuesta   Ctrl-D salir",
        "empty": "Escribe la forma de {lemma}, ? para una pista o ! para verla.",
        "sound": "= no hay ningún error",
        "left": "quedan {remaining}",
        "answer": "La respuesta: {answer}",
        "stop": "Hasta la próxima: se guarda todo lo que respondiste.",
        "nothing": "No toca repasar nada, y lo nuevo de hoy está hecho. Hasta mañana.",
        "well": "Ha ido bien: {names}.",
        "again": "Vuelve: {names}.",
    },
}
LONGEST_ANSWER = 200


def practice(
    language: Annotated[str, typer.Option(help="Language of the explanations: en or es.")] = "en",
) -> None:
    """Practise in the terminal; what is answered is kept, whenever one stops."""
    if language not in WORDS:
        typer.echo("--language is en or es.", err=True)
        raise typer.Exit(2)
    console, chosen = Console(highlight=False), settings()
    login = chosen.data_dir / "terminal-login"
    token = login.read_text("utf-8") if login.exists() else None
    try:
        asyncio.run(_practise(console, language, chosen.database, token, partial(_keep, login)))
    except (EOFError, KeyboardInterrupt):
        console.print("\n" + WORDS[language]["stop"])


async def _practise(
    console: Console, language: str, url: str, token: str | None, keep: Callable[[str], None]
) -> None:
    from ojala.content.course import course
    from ojala.storage import migrate
    from ojala.storage.database import Database

    database = Database(url)
    try:
        if database.is_embedded:
            await migrate.upgrade(database)
        learner, new_token = await _learner(database, token)
        if new_token:
            keep(new_token)
        await Terminal(console, language, database, course(), learner).run()
    finally:
        await database.close()


async def _learner(database: "Database", token: str | None) -> "tuple[Learner, str | None]":
    """The learner of this terminal, with a new token if they were unknown."""
    from ojala.learning.learner import Preferences
    from ojala.storage import logins
    from ojala.web import identity

    now = datetime.now(UTC)
    async with database.transaction() as tx:
        known = await logins.find(tx, token, now) if token else None
        if known is not None:
            return (await logins.note_use(tx, known, now)).learner, None
        return await identity.create_guest(tx, now, Preferences())


def _keep(login: Path, token: str) -> None:
    """Keep a token in a file that only its owner reads."""
    login.parent.mkdir(parents=True, exist_ok=True)
    login.touch(mode=0o600)
    login.write_text(token, "utf-8")


@dataclass(frozen=True, slots=True)
class Terminal:
    """A learner at a prompt: each use case in a transaction of its own."""

    console: Console
    language: str
    database: "Database"
    course: "Course"
    learner: "Learner"

    async def run(self) -> None:
        """One session, from the first exercise to the summary."""
        from ojala.practice import service

        session = await self._do(
            lambda tx: service.start_session(
                tx, learner=self.learner, course=self.course, now=datetime.now(UTC)
            )
        )
        if session.queue.next is None:
            self._say("nothing")
            return
        self.console.print(Text(WORDS[self.language]["help"], style="dim"))
        while (issued := await self._next(session.id)) is not None:
            await self.exercise(issued)
        await self._summary(session.id)

    async def _do(self, use_case: "Callable[[Transaction], Awaitable[T]]") -> T:
        async with self.database.transaction() as tx:
            return await use_case(tx)

    async def _next(self, session_id: UUID) -> "Issued | None":
        from ojala.practice import service

        return await self._do(
            lambda tx: service.next_exercise(
                tx,
                learner=self.learner,
                session_id=session_id,
                course=self.course,
                now=datetime.now(UTC),
                seed=secrets.randbits(53),
            )
        )

    async def exercise(self, issued: "Issued") -> None:
        """One exercise, asked and answered until it is settled."""
        self._ask(issued)
        number, settled = 1, False
        while not settled:
            feedback = await self._attempt(issued, number)
            settled = self._tell(feedback)
            number += 1

    async def _attempt(self, issued: "Issued", number: int) -> "Feedback":
        """Read until there is an answer, or the wish to be shown it."""
        from ojala.exercises.exercise import Response
        from ojala.practice.answering import submit_answer

        started = monotonic()
        while not (typed := self._read()) or typed == "?":
            if typed:
                await self._hint(issued)
            else:
                self._say("empty", lemma=issued.exercise.lemma)
        given = _meant(typed, issued.exercise)
        response = None if typed == "!" else Response(given, monotonic() - started)
        return await self._do(
            lambda tx: submit_answer(
                tx,
                learner=self.learner,
                exercise_id=issued.id,
                number=number,
                response=response,
                course=self.course,
                now=datetime.now(UTC),
            )
        )

    def _read(self) -> str:
        return self.console.input("  > ").strip()[:LONGEST_ANSWER].replace("\0", "")

    async def _hint(self, issued: "Issued") -> None:
        from ojala.practice import service, texts

        hinted = await self._do(
            lambda tx: service.take_hint(
                tx, learner=self.learner, exercise_id=issued.id, now=datetime.now(UTC)
            )
        )
        for hint in texts.hints(hinted, self.course, self.language)[-1:]:
            self._print_marked(hint)

    def _ask(self, issued: "Issued") -> None:
        from ojala.practice import texts
        from ojala.practice.values import POINTED

        exercise = issued.exercise
        subject = f" ({exercise.subject})" if exercise.subject else ""
        lemma = "" if exercise.prompt or exercise.kind in POINTED else exercise.lemma
        self.console.print()
        for line in filter(None, (texts.task(exercise, self.language), _worked_from(exercise))):
            self.console.print(f"  [dim]{escape(line)}[/]")
        if exercise.kind == "correction":
            self._say("sound")
        if exercise.context:
            self.console.print(f"  [dim]{escape(exercise.context)}[/]")
        self.console.print(f"  [bold]{escape(exercise.shown)}[/]")
        self.console.print(f"  [dim]{escape(exercise.gloss)}[/]  [italic]{lemma}{subject}[/]")
        for number, option in enumerate(_choices(exercise), 1):
            self.console.print(f"  {number}  {escape(option)}")

    def _tell(self, feedback: "Feedback") -> bool:
        """Say what came of an answer; whether the exercise is settled."""
        from ojala.diagnosis import Step
        from ojala.practice import texts

        verdict, settled = feedback.attempt.diagnosis.verdict, feedback.step is Step.FORM
        self.console.print(f"  [{STYLES[verdict]}]{WORDS[self.language][verdict]}[/]", end=" ")
        for sentence in texts.sentences(feedback, self.course, self.language):
            self._print_marked(sentence)
        if settled:
            left = WORDS[self.language]["left"].format(remaining=feedback.remaining)
            self.console.print(f"  [dim]{left}[/]")
        return settled

    async def _summary(self, session_id: UUID) -> None:
        from ojala.practice import service, texts
        from ojala.web.naming import item_name

        summary = await self._do(
            lambda tx: service.summary(
                tx,
                learner=self.learner,
                session_id=session_id,
                course=self.course,
                now=datetime.now(UTC),
            )
        )
        self.console.print()
        for key, skills in (("well", summary.went_well), ("again", summary.to_repair)):
            triggers = self.course.content.triggers
            names = [item_name(skill.item, triggers, self.language) for skill in skills]
            if names:
                self._say(key, names=", ".join(dict.fromkeys(texts.plain(names, self.language))))

    def _print_marked(self, text: str) -> None:
        parts = escape(text).split("*")
        self.console.print(
            "  " + "".join(f"[italic]{part}[/]" if n % 2 else part for n, part in enumerate(parts))
        )

    def _say(self, key: str, **words: object) -> None:
        self.console.print("  " + escape(WORDS[self.language][key].format(**words)))


def _choices(exercise: "Exercise") -> tuple[str, ...]:
    """What is chosen by its number; the words of a sentence are typed."""
    return () if exercise.kind == "trigger_spotting" else exercise.options


def _worked_from(exercise: "Exercise") -> str:
    """What to work from, on one line; what is to be mended is the sentence itself."""
    if exercise.kind in {"correction", "conjugation", "dictation"}:
        return ""
    return exercise.prompt.replace("\n", "  ·  ")


def _meant(typed: str, exercise: "Exercise") -> str:
    """What was meant by a number or by the sign that nothing is wrong."""
    from ojala.exercises.exercise import NO_ERROR

    choices = _choices(exercise)
    if typed.isdecimal() and 0 < int(typed) <= len(choices):
        return choices[int(typed) - 1]
    return NO_ERROR if typed == "=" and exercise.kind == "correction" else typed

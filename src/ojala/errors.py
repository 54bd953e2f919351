"""What can be wrong with a request, without a word about HTTP.

AppError
├── NotFound     what was asked for does not exist, or is not the asker's to see
├── Conflict     it exists, but its state does not allow this
├── Forbidden    the asker may not do this
├── Invalid      the request says something that cannot be meant
├── Unavailable  we cannot do it now, whoever asks
└── TooMany      too much, too fast

A wrong answer is none of these: it is a value. Each concrete error has a `slug`, which names its
page under `/problems/`, and a `title`, which is the same for every occurrence.
"""

from collections.abc import Iterator, Mapping
from typing import ClassVar


class AppError(Exception):
    """A request that cannot be fulfilled, said so that a person knows what to do."""

    slug: ClassVar[str]
    title: ClassVar[str]

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotFound(AppError):
    """What was asked for does not exist, or is not the asker's to see."""

    slug = "not-found"
    title = "There is nothing here"


class Conflict(AppError):
    """The thing exists, but its state does not allow this."""

    slug = "conflict"
    title = "This cannot be done now"


class Forbidden(AppError):
    """The asker may not do this."""

    slug = "forbidden"
    title = "This is not allowed"


class Invalid(AppError):
    """The request says something that cannot be meant; `field` points at what."""

    slug = "invalid"
    title = "Something in the request is not valid"

    def __init__(self, detail: str, *, field: str = "") -> None:
        super().__init__(detail)
        self.field = field


class TooMany(AppError):
    """Too much, too fast; `retry_after` is in seconds."""

    slug = "too-many"
    title = "Too many requests"

    def __init__(self, detail: str, *, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Unavailable(AppError):
    """Something that this needs does not answer; nothing was changed."""

    slug = "unavailable"
    title = "This cannot be done right now"


class SessionNotFound(NotFound):
    """No practice session with this id belongs to this learner."""

    slug = "session-not-found"
    title = "No such practice session"


class ExerciseNotFound(NotFound):
    """No exercise with this id was issued to this learner."""

    slug = "exercise-not-found"
    title = "No such exercise"


class SetNotFound(NotFound):
    """No set with this id belongs to this learner."""

    slug = "set-not-found"
    title = "No such set"


class OwnExerciseNotFound(NotFound):
    """No exercise with this id belongs to this set."""

    slug = "own-exercise-not-found"
    title = "No such exercise in this set"


class NotAnExercise(Invalid):
    """A sentence that makes no exercise; `key` and `words` name the fault in any language."""

    slug = "not-an-exercise"
    title = "This sentence makes no exercise"

    def __init__(self, key: str, words: Mapping[str, str]) -> None:
        super().__init__(key, field="/text")
        self.key, self.words = key, words


class UploadRefused(Invalid):
    """A file that cannot be read, is too large, or holds nothing of use."""

    slug = "upload-refused"
    title = "This file cannot be taken"


class SetFull(Conflict):
    """More sets, or more exercises in one, than there may be."""

    slug = "set-full"
    title = "There is no room for more"


class SentenceKnown(Conflict):
    """A sentence that the set has already."""

    slug = "sentence-known"
    title = "The set has this sentence already"


class IdempotencyKey(Invalid):
    """An idempotency key that is none, or was used for another request."""

    slug = "idempotency-key"
    title = "This idempotency key cannot be used"


class IdempotencyOpen(Conflict):
    """A write under a key whose first request has no answer yet, and perhaps never will."""

    slug = "idempotency-open"
    title = "The first request with this key has no answer yet"


class Changed(Conflict):
    """A change to something that somebody changed in the meantime."""

    slug = "changed"
    title = "It was changed in the meantime"


class TriggerNotFound(NotFound):
    """No trigger has this id."""

    slug = "trigger-not-found"
    title = "No such trigger"


class NothingToPractise(NotFound):
    """What was chosen has no sentences to practise it with."""

    slug = "nothing-to-practise"
    title = "Nothing to practise this with"


class LessonNotFound(NotFound):
    """No lesson of the path has this id."""

    slug = "lesson-not-found"
    title = "No such lesson"


class VerbNotFound(NotFound):
    """No verb can be written like this."""

    slug = "verb-not-found"
    title = "No such verb"


class NoRetry(Conflict):
    """A further try at an exercise that allows none, or before there was a first."""

    slug = "no-retry"
    title = "This exercise is settled"


class NotAnswered(Conflict):
    """An objection to an exercise that waits for its first answer."""

    slug = "not-answered"
    title = "This exercise is not answered yet"


class NotSettled(Conflict):
    """A question about an exercise whose answer may still be found."""

    slug = "not-settled"
    title = "This exercise is not settled yet"


class NothingToRepair(Conflict):
    """A streak that needs no repair, or of which too much is missed."""

    slug = "nothing-to-repair"
    title = "There is no streak to repair"


class SessionFinished(Conflict):
    """A next exercise of a session in which nothing remains."""

    slug = "session-finished"
    title = "This session is finished"


class CrossSite(Forbidden):
    """A change asked for by a page of another site."""

    slug = "cross-site"
    title = "This request came from another site"


class Unauthenticated(Forbidden):
    """A request that needs a learner and carries no valid credentials."""

    slug = "unauthenticated"
    title = "Nobody is signed in"


class WrongCredentials(Unauthenticated):
    """An address and a password that do not belong together; which is wrong is not said."""

    slug = "wrong-credentials"
    title = "Address and password do not match"


class SecondStepNeeded(Unauthenticated):
    """The password is right, and the account asks for a code besides."""

    slug = "second-step-needed"
    title = "A code is needed"


class WrongCode(Unauthenticated):
    """A code of the second step that is wrong, used before or no longer good."""

    slug = "wrong-code"
    title = "The code is not right"


class AccountNeeded(Forbidden):
    """A guest asks for what only an account has."""

    slug = "account-needed"
    title = "This needs an account"


class ScopeMissing(Forbidden):
    """A personal token is used for what it was not made for."""

    slug = "scope-missing"
    title = "The token does not reach this far"


class WeakPassword(Invalid):
    """A password that is too short, well known or easily guessed."""

    slug = "weak-password"
    title = "The password is too easily guessed"


class LinkExpired(NotFound):
    """The secret of a link that was used, has run out or never was."""

    slug = "link-expired"
    title = "This link no longer works"


class LoginNotFound(NotFound):
    """No device or token with this id is the asker's."""

    slug = "login-not-found"
    title = "No such device or token"


class SecondStepState(Conflict):
    """The second step is on where it must be off, or the other way round."""

    slug = "second-step-state"
    title = "The second step does not allow this now"


class SecondStepRequired(Forbidden):
    """An administrator whose password alone would open everybody's account."""

    slug = "second-step-required"
    title = "Administrators need a second step"


class SwitchedOff(Forbidden):
    """A part of the service that whoever runs it has switched off."""

    slug = "switched-off"
    title = "This is switched off here"


class ConsentNeeded(Forbidden):
    """Something would be sent to another service to which its owner has not agreed."""

    slug = "consent-needed"
    title = "This needs your consent"


class EntryNotFound(NotFound):
    """No account, job or report has this id."""

    slug = "entry-not-found"
    title = "No such entry"


class NotOneself(Conflict):
    """A change of one's own role or standing, which somebody else has to make."""

    slug = "not-oneself"
    title = "Another administrator has to do this"


class JobNotGivenUp(Conflict):
    """A job that is done, or will be tried again by itself."""

    slug = "job-not-given-up"
    title = "This job was not given up"


class NothingToRemark(Conflict):
    """An answer that the rules of today judge as it was judged."""

    slug = "nothing-to-remark"
    title = "Nothing would be judged otherwise"


class ProviderAway(Unavailable):
    """The service that people sign in by does not answer."""

    slug = "provider-away"
    title = "The other service does not answer"


class ProviderRefused(Forbidden):
    """The service that people sign in by vouched for nobody, or not in a way that counts."""

    slug = "provider-refused"
    title = "The other service did not vouch for you"


def problems(root: type[AppError] = AppError) -> Iterator[type[AppError]]:
    """Every concrete problem, the general ones before their special cases."""
    for kind in root.__subclasses__():
        yield kind
        yield from problems(kind)

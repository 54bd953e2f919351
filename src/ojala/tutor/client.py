"""A model behind any server that speaks the protocol of OpenAI's chat completions.

Imported by a root alone, and only where a server is set: the library is an extra (`ojala[tutor]`).
It tries again what failed on the way, with growing pauses of random length or those that the
server asks for.
"""

from collections.abc import AsyncGenerator, Iterator, Sequence
from urllib.parse import urlsplit

from httpx2 import HTTPError, Timeout
from openai import (
    AsyncOpenAI,
    AsyncStream,
    BadRequestError,
    OpenAIError,
    UnprocessableEntityError,
)
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam

from ojala.tutor.values import Away, Message, Usage

CONNECTING = 5.0
"""Seconds that reaching the server may take."""
LONGEST_ANSWER = 900
"""Tokens that a model may answer in."""
_GARBLED = (ValueError, TypeError, AttributeError, IndexError)
"""What comes of reading an answer that is not what it should be."""


class Chat:
    """A model somewhere, asked one question at a time."""

    def __init__(self, *, url: str, key: str, name: str, patience: float, retries: int) -> None:
        self._client = AsyncOpenAI(
            base_url=url,
            api_key=key or "none",
            timeout=Timeout(patience, connect=CONNECTING),
            max_retries=retries,
        )
        self._name = name
        self._host = urlsplit(url).hostname or url
        self._is_plain = False

    @property
    def name(self) -> str:
        """What it is called there."""
        return self._name

    @property
    def host(self) -> str:
        """Where it is."""
        return self._host

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str | Usage]:
        """Its answer in pieces, and what it cost where the server says; raises `Away`."""
        finished = False
        try:
            async with await self._open(messages) as chunks:
                async for chunk in chunks:
                    for piece in _pieces(chunk):
                        yield piece
                    finished = finished or _is_last(chunk)
        except (OpenAIError, HTTPError, *_GARBLED) as error:
            raise Away(repr(error)) from error
        if not finished:
            raise Away("the answer breaks off")

    async def close(self) -> None:
        """Close every connection."""
        await self._client.close()

    async def _open(self, messages: Sequence[Message]) -> AsyncStream[ChatCompletionChunk]:
        """Ask, for no more than so many tokens; plainly where a server does not know how to."""
        if not self._is_plain:
            try:
                return await self._client.chat.completions.create(
                    model=self._name,
                    messages=_params(messages),
                    stream=True,
                    stream_options={"include_usage": True},
                    max_completion_tokens=LONGEST_ANSWER,
                )
            except (BadRequestError, UnprocessableEntityError):
                pass
        opened = await self._client.chat.completions.create(
            model=self._name, messages=_params(messages), stream=True
        )
        self._is_plain = True
        return opened


def _params(messages: Sequence[Message]) -> list[ChatCompletionMessageParam]:
    return [
        {"role": "system", "content": one.content}
        if one.role == "system"
        else {"role": "user", "content": one.content}
        for one in messages
    ]


def _pieces(chunk: ChatCompletionChunk) -> Iterator[str | Usage]:
    for choice in chunk.choices:
        if text := choice.delta.content:
            if not isinstance(text, str):  # the library takes a server at its word
                raise TypeError("text expected")
            yield text
    if chunk.usage:
        yield Usage(int(chunk.usage.prompt_tokens), int(chunk.usage.completion_tokens))


def _is_last(chunk: ChatCompletionChunk) -> bool:
    return any(choice.finish_reason == "stop" for choice in chunk.choices)

"""The only way the page layout reads anything: the edition's own images, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from kanben.errors import ConfigError
from kanben.model import Image
from kanben.publish.engine import urls

BASE = "https://edition.invalid/"
"""Address that relative addresses of the edition stand under; RFC 2606 keeps it from ever being real."""


class EditionFetcher(urls.URLFetcher):  # type: ignore[misc]
    """Hands out the images of an edition; any other address stops the build (file, network, attachment)."""

    def __init__(self, images: Iterable[Image]) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)
        self.images = {image.path: image.content for image in images}
        self.refused: list[str] = []
        """What was asked for and not given: the engine passes over a refusal inside a drawing."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The image of that address; urls.FatalURLFetchingError for what isn't in the edition."""
        if url.lower().startswith("data:"):
            return super().fetch(url, headers)
        path = unquote(urlsplit(url).path).lstrip("/")
        if not url.startswith(BASE) or path not in self.images:
            self.refused.append(url.removeprefix(BASE))
            raise urls.FatalURLFetchingError(f"outside the edition: {url}")
        return urls.URLFetcherResponse(url, self.images[path])


@contextmanager
def only_our_own(fetcher: EditionFetcher) -> Iterator[None]:
    """Stop with a ConfigError where something was asked for that is not in the edition, even if in a drawing."""
    with suppress(urls.FatalURLFetchingError):
        yield
    if fetcher.refused:
        raise ConfigError("image.outside", address=fetcher.refused[0])

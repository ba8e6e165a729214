"""The only way the page layout reads anything: the edition's own images, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

from kanben.model import Image
from kanben.publish.engine import urls

BASE = "https://edition.invalid/"
"""Address that relative addresses of the edition stand under; RFC 2606 keeps it from ever being real."""


class EditionFetcher(urls.URLFetcher):  # type: ignore[misc]
    """Hands out the images of an edition; any other address stops the build (file, network, attachment)."""

    def __init__(self, images: Iterable[Image]) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)
        self.images = {image.path: image.content for image in images}

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The image of that address; urls.FatalURLFetchingError for what isn't in the edition."""
        if url.lower().startswith("data:"):
            return super().fetch(url, headers)
        path = unquote(urlsplit(url).path).lstrip("/")
        if not url.startswith(BASE) or path not in self.images:
            raise urls.FatalURLFetchingError(f"outside the edition: {url}")
        return urls.URLFetcherResponse(url, self.images[path])

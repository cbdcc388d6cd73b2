"""The page's own functions run without a page: work in a loop of its own, an advisor that is there."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from advisor.chain import Advisor
from advisor.ui.loading import Loading

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run in a thread of its own: a browser test may have left a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def ready(advisor: Advisor) -> Loading:
    loading = Loading(lambda progress: [advisor])
    loading.start()
    loading._thread.join()
    return loading

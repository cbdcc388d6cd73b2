"""While what stays is made, nobody looks for garbage; then it goes on as it was."""

from __future__ import annotations

import gc

import pytest

from knowledge.lasting import lasting


def test_garbage_is_looked_for_again_afterwards_even_after_an_error() -> None:
    @lasting()
    def broken() -> None:
        raise ValueError("disabled" if not gc.isenabled() else "enabled")

    assert gc.isenabled()
    with pytest.raises(ValueError, match="disabled"):
        broken()
    assert gc.isenabled()


def test_inside_another_one_it_changes_nothing() -> None:
    with lasting():
        with lasting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()

"""The atlases of the views' tests, for the tests of how they are drawn."""

from tests.advisor.jobs.conftest import atlas, shipped

__all__ = ["atlas", "shipped"]

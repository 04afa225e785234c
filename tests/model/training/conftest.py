"""Programs that the tests of training start are no modules to import: `toy_features` adds inputs to the network."""

from collections.abc import Iterator

import pytest

collect_ignore = ["toy_features.py"]


@pytest.fixture(scope="module")
def untraced() -> Iterator[None]:
    """Networks run operation by operation: to trace one takes far longer than the few batches of a test."""
    pytest.importorskip("tensorflow")
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    yield
    tf.config.run_functions_eagerly(False)

"""Programs that the tests of training start are no modules to import: `toy_features` adds inputs to the network."""

collect_ignore = ["toy_features.py"]

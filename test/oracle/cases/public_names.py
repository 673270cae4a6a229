import inspect

import keras

GROUPS = [
    "activations", "callbacks", "config", "constraints", "dtype_policies", "initializers", "layers", "losses", "metrics",
    "models", "ops", "ops.image", "ops.linalg", "optimizers", "optimizers.schedules", "preprocessing.image",
    "preprocessing.sequence", "random", "regularizers", "saving", "tree", "utils", "visualization",
]


def cases():
    for group in GROUPS:
        module = keras
        for part in group.split("."):
            module = getattr(module, part)
        names = [n for n in dir(module) if not n.startswith("_") and not inspect.ismodule(getattr(module, n))]
        yield dict(name=group, classes=[n for n in names if inspect.isclass(getattr(module, n))],
                   functions=[n for n in names if not inspect.isclass(getattr(module, n))])

"""Pooling: of windows, global, adaptive."""

import numpy as np
from inputs import values
from keras import layers
from layer_case import layer_case, training_case

SIZES = {1: (9,), 2: (7, 6), 3: (5, 4, 6)}
KINDS = {
    "Max": {1: layers.MaxPooling1D, 2: layers.MaxPooling2D, 3: layers.MaxPooling3D},
    "Average": {1: layers.AveragePooling1D, 2: layers.AveragePooling2D, 3: layers.AveragePooling3D},
}
GLOBAL = {
    "Max": {1: layers.GlobalMaxPooling1D, 2: layers.GlobalMaxPooling2D, 3: layers.GlobalMaxPooling3D},
    "Average": {1: layers.GlobalAveragePooling1D, 2: layers.GlobalAveragePooling2D, 3: layers.GlobalAveragePooling3D},
}
ADAPTIVE = {
    "Max": {1: layers.AdaptiveMaxPooling1D, 2: layers.AdaptiveMaxPooling2D, 3: layers.AdaptiveMaxPooling3D},
    "Average": {1: layers.AdaptiveAveragePooling1D, 2: layers.AdaptiveAveragePooling2D, 3: layers.AdaptiveAveragePooling3D},
}
MASK = np.array([[1, 1, 0, 1, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 0, 0, 0, 0]], dtype=bool)


def data(rank, first=False):
    return values((2, 3, *SIZES[rank]) if first else (2, *SIZES[rank], 3), rank)


def windows():
    for kind, classes in KINDS.items():
        for rank, cls in classes.items():
            name = f"{kind}Pooling{rank}D"
            x = data(rank)
            options = {
                "two": {},
                "same": {"padding": "same"},
                "three": {"pool_size": 3},
                "three, same": {"pool_size": 3, "padding": "same"},
                "overlapping": {"pool_size": 3, "strides": 1},
                "overlapping, same": {"pool_size": 3, "strides": 2, "padding": "same"},
                "one": {"pool_size": 1},
                "strides above the window": {"pool_size": 2, "strides": 3},
                "mixed sizes": {"pool_size": (3, 2, 1)[:rank], "strides": (1, 2, 1)[:rank], "padding": "same"},
            }
            if rank < 3:
                # As with convolutions, TensorFlow's CPU kernels over three axes begin elsewhere.
                options["strides above the window, same"] = {"pool_size": 2, "strides": 3, "padding": "same"}
            for key, given in options.items():
                yield layer_case(f"{name}: {key}", cls(**{"pool_size": 2, **given}), x)
            yield layer_case(f"{name}: channels first", cls(2, data_format="channels_first"), data(rank, True))
            below = layer_case(f"{name}: negative values", cls(2, padding="same"), -np.abs(x) - 0.5)
            yield below
    # Ties, as after relu: which of the equal maxima takes the gradient.
    for rank in (1, 2):
        yield layer_case(f"MaxPooling{rank}D: ties", KINDS["Max"][rank](2), np.maximum(np.round(data(rank)), 0))


def whole():
    for kind, classes in GLOBAL.items():
        for rank, cls in classes.items():
            name = f"Global{kind}Pooling{rank}D"
            yield layer_case(f"{name}: plain", cls(), data(rank))
            yield layer_case(f"{name}: keepdims", cls(keepdims=True), data(rank))
            yield layer_case(f"{name}: channels first", cls(data_format="channels_first"), data(rank, True))
            yield layer_case(f"{name}: channels first, keepdims", cls(data_format="channels_first", keepdims=True), data(rank, True))
    average = layers.GlobalAveragePooling1D
    yield layer_case("GlobalAveragePooling1D: mask", average(), data(1), mask=MASK)
    yield layer_case("GlobalAveragePooling1D: mask, keepdims", average(keepdims=True), data(1), mask=MASK)
    yield layer_case("GlobalAveragePooling1D: mask that travels", average(), data(1), masks=[MASK])
    yield layer_case("GlobalAveragePooling1D: mask, channels first", average(data_format="channels_first"), data(1, True), mask=MASK)
    yield layer_case("GlobalMaxPooling1D: ties", layers.GlobalMaxPooling1D(), np.round(data(1)))


def adaptive():
    for kind, classes in ADAPTIVE.items():
        for rank, cls in classes.items():
            name = f"Adaptive{kind}Pooling{rank}D"
            mixed = (4, 3, 2)[:rank]
            yield layer_case(f"{name}: two", cls(2), data(rank))
            yield layer_case(f"{name}: mixed", cls(mixed if rank > 1 else 4), data(rank))
            # One window: for the maximum, Keras's gradient is what happens to be in memory.
            yield layer_case(f"{name}: one", cls(1), data(rank), gradients=kind == "Average")
            yield layer_case(f"{name}: channels first", cls(3, data_format="channels_first"), data(rank, True))


def trained():
    adam = {"class": "Adam", "options": {"learning_rate": 0.01}}
    y = values((21, 2), 12)
    conv = lambda: layers.Conv2D(4, 2, activation="relu")  # noqa: E731
    images = values((21, 7, 6, 2), 11)
    for name, layer in {"MaxPooling2D": layers.MaxPooling2D(2), "AveragePooling2D": layers.AveragePooling2D(2, padding="same"), "AdaptiveMaxPooling2D": layers.AdaptiveMaxPooling2D(2)}.items():
        yield training_case(f"training {name}", [conv(), layer, layers.Flatten(), layers.Dense(2)], images, y, optimizer=adam)
    yield training_case("training GlobalAveragePooling2D", [conv(), layers.GlobalAveragePooling2D(), layers.Dense(2)], images, y, optimizer=adam)
    yield training_case("training GlobalMaxPooling1D", [layers.Conv1D(4, 2), layers.GlobalMaxPooling1D(), layers.Dense(2)], values((21, 8, 3), 13), y, optimizer=adam)


def cases():
    yield from windows()
    yield from whole()
    yield from adaptive()
    yield from trained()

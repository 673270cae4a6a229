"""Add, Subtract, Multiply, Average, Maximum, Minimum, Concatenate and Dot."""

import numpy as np
from inputs import values
from keras import layers
from layer_case import layer_case

A, B, C = values((3, 5, 4), 1), values((3, 5, 4), 2), values((3, 5, 4), 3)
M1 = np.array([[1, 1, 0, 1, 0], [0, 0, 1, 1, 1], [1, 1, 1, 0, 0]], dtype=bool)
M2 = np.array([[1, 0, 0, 1, 1], [0, 0, 0, 1, 0], [1, 1, 0, 0, 1]], dtype=bool)
M3 = np.array([[0, 0, 0, 1, 1], [1, 0, 0, 1, 0], [1, 1, 0, 1, 1]], dtype=bool)
SIMPLE = {"Add": layers.Add, "Multiply": layers.Multiply, "Average": layers.Average, "Maximum": layers.Maximum, "Minimum": layers.Minimum}


def simple():
    for name, cls in SIMPLE.items():
        yield layer_case(f"{name} of one", cls(), [A])
        yield layer_case(f"{name} of two", cls(), [A, B])
        yield layer_case(f"{name} of three", cls(), [A, B, C])
        yield layer_case(f"{name}, sizes of 1", cls(), [A, B[:, :1], C[:, :, :1]])
        yield layer_case(f"{name}, different ranks", cls(), [A, B[:, 0]])
        yield layer_case(f"{name}, three ranks", cls(), [values((3, 2, 5, 4), 5), A, B[:, 0]])
        yield layer_case(f"{name}, masks", cls(), [A, B], masks=[M1, M2])
        yield layer_case(f"{name}, one mask", cls(), [A, B], masks=[M1, None])
        yield layer_case(f"{name}, the other mask", cls(), [A, B], masks=[None, M2])
        yield layer_case(f"{name}, three masks", cls(), [A, B, C], masks=[M1, M2, M3])
    yield layer_case("Subtract", layers.Subtract(), [A, B])
    yield layer_case("Subtract, sizes of 1", layers.Subtract(), [A, B[:, :1]])
    yield layer_case("Subtract, different ranks", layers.Subtract(), [A[:, 0], B])
    yield layer_case("Subtract, masks", layers.Subtract(), [A, B], masks=[M1, M2])


def concatenate():
    yield layer_case("Concatenate", layers.Concatenate(), [A, B])
    yield layer_case("Concatenate of one", layers.Concatenate(), [A])
    yield layer_case("Concatenate, different sizes", layers.Concatenate(), [A, values((3, 5, 2), 6), C])
    yield layer_case("Concatenate along time", layers.Concatenate(axis=1), [A, B[:, :2]])
    yield layer_case("Concatenate along time, from behind", layers.Concatenate(axis=-2), [A, B[:, :2]])
    yield layer_case("Concatenate of rank 2", layers.Concatenate(axis=1), [A[:, 0], B[:, 1]])
    yield layer_case("Concatenate, masks", layers.Concatenate(), [A, B], masks=[M1, M2])
    yield layer_case("Concatenate, one mask", layers.Concatenate(), [A, B], masks=[None, M2])
    yield layer_case("Concatenate along time, masks", layers.Concatenate(axis=1), [A, B], masks=[M1, M2])
    yield layer_case("Concatenate along time, one mask", layers.Concatenate(axis=1), [A, B], masks=[M1, None])


def dot():
    x, y = values((3, 4), 7), values((3, 4), 8)
    for normalize in (False, True):
        also = ", normalized" if normalize else ""
        yield layer_case(f"Dot of vectors{also}", layers.Dot(axes=1, normalize=normalize), [x, y])
        yield layer_case(f"Dot of vectors, from behind{also}", layers.Dot(axes=-1, normalize=normalize), [x, y])
        yield layer_case(f"Dot of matrices{also}", layers.Dot(axes=2, normalize=normalize), [A, B])
        yield layer_case(f"Dot of matrices along time{also}", layers.Dot(axes=1, normalize=normalize), [A, B])
        yield layer_case(f"Dot of two axes{also}", layers.Dot(axes=(2, 1), normalize=normalize), [A, values((3, 4, 6), 9)])
        yield layer_case(f"Dot of ranks 2 and 3{also}", layers.Dot(axes=(1, 2), normalize=normalize), [x, A])
        yield layer_case(f"Dot of ranks 3 and 2{also}", layers.Dot(axes=(2, 1), normalize=normalize), [A, x])
    yield layer_case("Dot of vectors of which one is zero, normalized", layers.Dot(axes=1, normalize=True), [x * np.float32([[1], [0], [1]]), y])
    yield layer_case("Dot of ranks 4 and 3", layers.Dot(axes=(3, 2)), [values((3, 2, 5, 4), 10), A])
    yield layer_case("Dot of ranks 4 and 4", layers.Dot(axes=(1, 3)), [values((3, 2, 5, 4), 10), values((3, 4, 3, 2), 11)])
    yield layer_case("Dot of masks, which it destroys", layers.Dot(axes=2), [A, B], masks=[M1, M2])


def cases():
    yield from simple()
    yield from concatenate()
    yield from dot()

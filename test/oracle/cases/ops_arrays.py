"""keras.ops that make arrays and change their form, by file of src/layers/ops."""

import numpy as np
from inputs import binary, class_numbers, values
from op_case import op_cases

X, Y = values((3, 4), 1), values((3, 4), 2)
POSITIVE = np.abs(values((3, 4), 3)) + 0.2
CUBE = values((2, 3, 4), 5)
NUMBERS = class_numbers((3, 4), 9, 1)
BITS = binary((3, 4), 1) > 0


def rearrange():
    yield "append", [X, Y]
    yield "append", [X, Y, 1]
    yield "append", [NUMBERS, X]
    yield "dstack", [[NUMBERS, X, BITS]]
    yield "diagflat", [NUMBERS[:2], -1]
    yield "fliplr", [BITS]
    yield "rot90", [BITS]
    yield "array_split", [X, 3, 1]
    yield "dsplit", [CUBE, 2]
    yield "hsplit", [X, 2]
    yield "hsplit", [X[0], 2]
    yield "vsplit", [CUBE, [1]]
    yield "dstack", [[X, Y]]
    yield "dstack", [[X[0], Y[0]]]
    yield "diagflat", [X[:2, :2], 1]
    yield "fliplr", [CUBE]
    yield "flipud", [CUBE]
    for k in (1, 3, -1, 4):
        yield "rot90", [CUBE, k]
    yield "rot90", [CUBE], {"axes": [2, 1]}
    images = values((2, 4, 6, 8), 3)
    yield "depth_to_space", [images, 2]
    yield "space_to_depth", [images, 2]
    yield "space_to_depth", [images, 2, "channels_first"]
    yield "rearrange", [images, "b h w c -> b (h w) c"]
    yield "rearrange", [images, "b (h p) (w q) c -> (b h w) p q c"], {"p": 2, "q": 3}


def shape():
    yield "broadcast_to", [X[:1], [3, 4]]
    yield "concatenate", [[X, Y], 0]
    yield "concatenate", [[X, Y], -1]
    yield "concatenate", [[NUMBERS, X, BITS], 1]
    yield "stack", [[BITS, NUMBERS]]
    yield "hstack", [[NUMBERS, X]]
    yield "vstack", [[BITS, X]]
    yield "roll", [np.zeros((0, 3), "float32"), 1]
    yield "tile", [X, [2, 0]]
    yield "repeat", [BITS, 2, 1]
    yield "pad", [np.zeros((0, 3), "float32"), [[0, 0], [1, 1]]], {"mode": "symmetric"}
    yield "transpose", [np.zeros((0, 3), "float32")]
    yield "expand_dims", [X, 1]
    yield "expand_dims", [X, -1]
    yield "flip", [X, 1]
    yield "moveaxis", [CUBE, 0, -1]
    yield "pad", [X, [[1, 0], [0, 2]]]
    yield "ravel", [CUBE]
    yield "repeat", [X, 2, 1]
    yield "repeat", [X, 3, 0]
    yield "reshape", [CUBE, [4, 6]]
    yield "reshape", [CUBE, [-1, 2]]
    yield "roll", [X, 1, 1]
    yield "roll", [X, -2, 0]
    yield "split", [CUBE, 2, 2]
    yield "split", [CUBE, 3, 1]
    yield "squeeze", [X[:1], 0]
    yield "squeeze", [X[:, :1]]
    yield "stack", [[X, Y], 0]
    yield "stack", [[X, Y], 1]
    yield "swapaxes", [CUBE, 0, 2]
    yield "take", [X, np.array([2, 0], "int32"), 0]
    yield "take", [X, np.array([[1], [3]], "int32"), 1]
    yield "tile", [X, [2, 1]]
    yield "transpose", [X]
    yield "transpose", [CUBE, [2, 0, 1]]
    yield "unstack", [X]
    yield "slice", [CUBE, [0, 1, 2], [2, 2, 1]]
    yield "copy", [X]
    yield "expand_dims", [X, [0, -1]]
    yield "flip", [CUBE]
    yield "hstack", [[X, Y]]
    yield "vstack", [[X, Y]]
    yield "vstack", [[X[0], Y[0]]]
    yield "moveaxis", [CUBE, [0, 1], [2, 0]]
    for mode in ("reflect", "symmetric"):
        yield "pad", [X, [[1, 2], [0, 3]], mode]
    yield "pad", [X, [[1, 0], [0, 2]]], {"constant_values": 3.0}
    yield "repeat", [X, 2]
    yield "repeat", [X, [1, 2, 0], 0]
    yield "roll", [X, 2]
    yield "roll", [X, [1, -2], [0, 1]]
    yield "split", [CUBE, [1, 3], -1]
    yield "take", [X, np.array([5, 11], "int32")]
    yield "take_along_axis", [X, np.argsort(X, 0).astype("int32"), 0]
    yield "take_along_axis", [CUBE, np.argsort(CUBE, 1)[:, :2].astype("int32"), 1]
    yield "tile", [X, [2, 1, 3]]
    yield "unstack", [CUBE], {"axis": 1}


def create():
    for name in "ones_like zeros_like".split():
        yield name, [X]
    yield "ones_like", [X], {"dtype": "int32"}
    yield "zeros_like", [NUMBERS]
    yield "arange", [5]
    yield "arange", [1, 4, 0.5]
    yield "arange", [1, 9, 3]
    yield "eye", [3]
    yield "eye", [3, 4, 1]
    yield "identity", [3]
    yield "tri", [3, 4, -1]
    yield "full", [[2, 3], 7.0]
    yield "full_like", [X, 2.5]
    yield "full_like", [X, 2.5], {"dtype": "int32"}
    yield "eye", [3], {"k": -1, "dtype": "int32"}
    yield "meshgrid", [X[0], Y[:, 0]], {"indexing": "ij"}
    yield "meshgrid", [[1.5, 2.5], [3.5, 4.5, 5.5]], {"indexing": "ij"}
    yield "eye", [3], {"M": 2}
    yield "arange", [120, 130], {"dtype": "int8"}
    yield "array", [[123456789, -7]], {"dtype": "int32"}
    yield "convert_to_tensor", [X * 5], {"dtype": "int32"}
    yield "ones", [[2, 2]]
    yield "zeros", [[2, 2]]
    yield "zeros", [3]
    yield "array", [X]
    yield "meshgrid", [X[0], Y[:, 0], X[:2, 1]]
    yield "empty_like", [X - X]
    yield "full", [[2], 3, "int32"]


def spaced():
    yield "linspace", [0, 1, 5]
    yield "linspace", [0, 1, 4, False]
    yield "linspace", [0, 1, 4], {"endpoint": False, "retstep": True}
    yield "linspace", [-3.5, 7.5, 6], {"dtype": "int32"}
    yield "linspace", [0, 10], {"num": 1}
    yield "linspace", [0, 1e37], {"num": 50}
    yield "linspace", [0, 9, 10], {"dtype": "int32"}
    yield "linspace", [0, 300, 4], {"dtype": "uint8"}
    yield "logspace", [0, 9, 10], {"dtype": "int32"}
    yield "logspace", [0.5, 2.5, 5], {"dtype": "int32"}
    for axis in (0, 1, -1):
        yield "linspace", [X, Y[0], 5], {"axis": axis}
    yield "geomspace", [POSITIVE, 3.0, 4]
    yield "linspace", [X, 5, 4, False]
    yield "logspace", [X[0], Y[:, :1], 3], {"axis": 1, "base": 2}
    yield "logspace", [0, 2, 5]
    yield "logspace", [0, 3], {"num": 4, "base": 2, "endpoint": False}
    yield "geomspace", [1, 100, 5]
    yield "geomspace", [-2, -32, 4, False]


FILES = {"create": create, "rearrange": rearrange, "shape": shape, "spaced": spaced}


def cases():
    yield from op_cases(FILES)

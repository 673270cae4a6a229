"""keras.ops by file of src/layers/ops; positional arguments as they are given there too."""

import keras
import numpy as np
from inputs import binary, class_numbers, one_hot, probabilities, values

ops = keras.ops
X, Y = values((3, 4), 1), values((3, 4), 2)
POSITIVE, UNIT = np.abs(values((3, 4), 3)) + 0.2, values((3, 4), 4, -0.9, 0.9)
CUBE = values((2, 3, 4), 5)
BITS, OTHER_BITS = binary((3, 4), 1) > 0, binary((3, 4), 2) > 0


def elementwise():
    for name in ("absolute arctan arcsinh ceil cos cosh erf exp expm1 floor isfinite isinf isnan negative round sign sin sinh "
                 "square tan tanh ones_like zeros_like reciprocal").split():
        yield name, [X]
    for name in "log log10 log1p log2 rsqrt sqrt".split():
        yield name, [POSITIVE]
    for name in "arccos arcsin arctanh".split():
        yield name, [UNIT]
    yield "arccosh", [POSITIVE + 1]
    yield "logical_not", [BITS]
    for name in ("add arctan2 divide divide_no_nan equal greater greater_equal less less_equal logaddexp maximum minimum multiply "
                 "not_equal subtract").split():
        yield name, [X, Y]
    yield "add", [X, Y[0]]
    yield "floor_divide", [X * 5, POSITIVE]
    yield "mod", [X * 5, POSITIVE]
    yield "power", [POSITIVE, Y]
    for name in "logical_and logical_or logical_xor".split():
        yield name, [BITS, OTHER_BITS]
    yield "clip", [X, -0.5, 0.7]
    yield "where", [BITS, X, Y]
    yield "stop_gradient", [X]


def reduce():
    for name in "max mean min prod sum std var logsumexp".split():
        yield name, [X]
        yield name, [CUBE, 1]
        yield name, [CUBE, [0, 2], True]
        yield name, [CUBE, -1]
    for name in "all any".split():
        yield name, [BITS]
        yield name, [BITS, 0]
    for name in "argmax argmin".split():
        yield name, [X]
        yield name, [CUBE, 1]
        yield name, [X, -1]
    yield "norm", [X]
    for name in "cumsum cumprod".split():
        yield name, [X, 0]
        yield name, [X, 1]
    yield "sort", [X]
    yield "top_k", [X, 2]


def shape():
    yield "broadcast_to", [X[:1], [3, 4]]
    yield "concatenate", [[X, Y], 0]
    yield "concatenate", [[X, Y], -1]
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
    yield "arange", [5]
    yield "arange", [1, 4, 0.5]
    yield "eye", [3]
    yield "full", [[2, 3], 7.0]
    yield "linspace", [0, 1, 5]
    yield "ones", [[2, 2]]
    yield "zeros", [[2, 2]]


def linear():
    yield "matmul", [X, Y.T]
    yield "matmul", [CUBE, values((2, 4, 5), 8)]
    yield "matmul", [CUBE, values((4, 5), 9)]
    yield "matmul", [X, Y[0]]
    yield "matmul", [X[:, 0], Y]
    yield "matmul", [X[0], Y[0]]
    yield "dot", [X, Y[0]]
    yield "dot", [X, Y.T]
    yield "dot", [CUBE, values((5, 4, 6), 8)]
    yield "einsum", ["ij,kj->ik", X, Y]
    yield "outer", [X[0], Y[1]]
    for k in (0, 1, -1):
        yield "tril", [CUBE, k]
        yield "triu", [X, k]


def nn():
    for name in ("celu elu gelu hard_sigmoid hard_silu hard_tanh log_sigmoid relu relu6 selu sigmoid silu softplus softsign").split():
        yield name, [X]
    yield "glu", [X]
    yield "leaky_relu", [X, 0.3]
    for name in "softmax log_softmax".split():
        yield name, [X]
        yield name, [CUBE, 1]
    yield "one_hot", [class_numbers((5,), 3, 1), 3]
    yield "moments", [X, 0]
    yield "moments", [CUBE, [0, 1], True]
    yield "normalize", [X]
    p, labels = probabilities((4, 3), 2), class_numbers((4,), 3, 3)
    yield "categorical_crossentropy", [one_hot(labels, 3), p]
    yield "sparse_categorical_crossentropy", [labels, p]


FILES = {"elementwise": elementwise, "reduce": reduce, "shape": shape, "linear": linear, "nn": nn}


def cases():
    for file, members in FILES.items():
        for i, (name, args) in enumerate(members()):
            result = getattr(ops, name)(*args)
            many = isinstance(result, (list, tuple))
            found = [np.array(r) for r in result] if many else [np.array(result)]
            yield {"name": f"{file} {i}: {name}", "file": file, "op": name, "args": args, "found": found}

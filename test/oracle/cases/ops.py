"""keras.ops by file of src/layers/ops; positional arguments as they are given there too."""

import keras
import numpy as np
from inputs import binary, class_numbers, one_hot, probabilities, values
from op_case import op_cases

ops = keras.ops
X, Y = values((3, 4), 1), values((3, 4), 2)
POSITIVE, UNIT = np.abs(values((3, 4), 3)) + 0.2, values((3, 4), 4, -0.9, 0.9)
CUBE = values((2, 3, 4), 5)
NUMBERS = class_numbers((3, 4), 9, 1)
BITS, OTHER_BITS = binary((3, 4), 1) > 0, binary((3, 4), 2) > 0
HOLES = np.array([np.nan, 1.0, np.inf, -np.inf, 2.0], "float32")
FEW = class_numbers((3, 4), 4, 5)


def elementwise():
    for name in ("absolute arctan arcsinh ceil cos cosh erf exp expm1 floor isfinite isinf isnan negative round sign sin sinh "
                 "square tan tanh reciprocal").split():
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
    for name in "deg2rad exp2 rad2deg".split():
        yield name, [X]
    for name in "exp sqrt ceil square".split():
        yield name, [NUMBERS]
    for name in "hypot isclose true_divide".split():
        yield name, [X, Y]
    yield "divide", [NUMBERS, NUMBERS + 1]
    yield "add", [NUMBERS, 2]
    yield "nan_to_num", [np.array([1.0, np.nan, np.inf, -np.inf], "float32")]
    yield "nan_to_num", [np.array([1.0, np.nan, np.inf, -np.inf], "float32")], {"nan": 2.0, "posinf": 9.0, "neginf": -9.0}
    yield "clip", [X, -0.5, 0.7]
    yield "where", [BITS, X, Y]
    yield "stop_gradient", [X]
    yield "cast", [np.array([-3.7, 2.7, 127.0], "float32"), "int32"]
    yield "saturate_cast", [np.array([-3e9, -3.7, 2.7, 2e9], "float32"), "int32"]
    yield "saturate_cast", [np.array([-3.7, 0.5, 2.7], "float32"), "bool"]
    for name in "cbrt trunc fabs erfc angle conj conjugate real imag signbit sinc isneginf isposinf isreal i0".split():
        yield name, [X * 3]
    yield "i0", [np.linspace(-9, 9, 12, dtype="float32")]
    yield "erfinv", [UNIT]
    yield "erfinv", [np.array([-0.99, 0.995], "float32")]
    yield "isneginf", [np.array([1.0, np.nan, np.inf, -np.inf], "float32")]
    yield "signbit", [np.array([0.0, -0.0, -3.0, np.inf], "float32")]
    yield "round", [X * 10], {"decimals": 1}
    for name in "fmax fmin fmod logaddexp2 heaviside ldexp nextafter allclose".split():
        yield name, ([X, NUMBERS] if name == "ldexp" else [X, Y])
    yield "fmax", [np.array([1.0, np.nan, 2.0], "float32"), np.array([np.nan, np.nan, 5.0], "float32")]
    yield "fmod", [NUMBERS - 4, NUMBERS + 1]
    yield "heaviside", [np.array([-1.0, 0.0, 2.0], "float32"), np.array([0.5, 0.25, 1.0], "float32")]
    yield "isclose", [np.array([1.0, np.nan], "float32"), np.array([1.0, np.nan], "float32")], {"equal_nan": True}
    yield "select", [[BITS, OTHER_BITS], [X, Y], 7.0]
    yield "saturate_cast", [np.array([1.7, -3.2, -3e9], "float32"), "int32"]
    for name in "abs square sign round nan_to_num".split():
        yield name, [BITS if name in ("abs", "square") else NUMBERS - 4]
    yield "sign", [HOLES]
    for name in "fmax fmin fmod".split():
        yield name, [X * 5, NUMBERS + 1]
    for name in "fmax fmin".split():
        yield name, [HOLES[::-1].copy(), HOLES]
    yield "fmod", [X * 5, np.array([2.0, np.inf, -np.inf, 0.7], "float32")]
    yield "maximum", [2.0, HOLES]
    yield "minimum", [HOLES, HOLES[::-1].copy()]
    yield "divide_no_nan", [X, FEW.astype("float32")]
    yield "where", [BITS, X, NUMBERS]
    yield "where", [BITS, BITS, OTHER_BITS]
    yield "where", [BITS, NUMBERS, 2]
    yield "select", [[BITS, OTHER_BITS], [X, NUMBERS], 7]
    yield "clip", [NUMBERS, 2, 5]
    yield "clip", [HOLES, 0.0, 1.5]
    for name in "add multiply".split():
        yield name, [BITS, 2]


def integers():
    for name in "bitwise_and bitwise_or bitwise_xor bitwise_left_shift bitwise_right_shift left_shift right_shift gcd lcm".split():
        yield name, [NUMBERS - (0 if "shift" in name else 4), class_numbers((3, 4), 7, 2)]
    for name in "bitwise_not bitwise_invert".split():
        yield name, [NUMBERS - 4]
    yield "gcd", [np.array([12, 18, 0], "int32"), np.array([18], "int32")]


def not_a_number():
    holes = CUBE.copy()
    holes[0, 1, 2] = holes[1, 0, 0] = holes[1, 2, 3] = np.nan
    for name in "nanmax nanmean nanmin nanprod nanstd nansum nanvar".split():
        yield name, [holes]
        yield name, [holes, 1]
        yield name, [holes, [0, 2], True]
    for name in "nanargmax nanargmin".split():
        yield name, [holes]
        yield name, [holes, 1, True]
    for name in "nancumsum nancumprod".split():
        yield name, [holes, 1, "int32"]
        yield name, [holes]
        yield name, [holes, -1]
    yield "nansum", [NUMBERS, 0]


def quantiles():
    for name in "median quantile".split():
        rest = [] if name == "median" else [0.3]
        yield name, [CUBE, *rest]
        yield name, [CUBE, *rest], {"axis": 1}
        yield name, [CUBE, *rest], {"axis": [0, 2], "keepdims": True}
    yield "percentile", [CUBE, np.array([10.0, 50.0, 99.0], "float32")], {"axis": -1}
    yield "quantile", [X, [0.25, 1.0]], {"axis": 0, "keepdims": True}
    for method in "lower higher nearest midpoint".split():
        yield "quantile", [X, 0.4], {"axis": 1, "method": method}
        yield "quantile", [np.arange(8, dtype="float32"), [0.5, 0.3, 0.35, 0.93]], {"method": method}
        yield "percentile", [np.arange(4, dtype="float32"), [50.0, 16.7]], {"method": method}
    holes = CUBE.copy()
    holes[0, 1, 2] = holes[1, 0, 0] = holes[1, 2, 3] = np.nan
    yield "nanmedian", [holes, 2]
    yield "nanquantile", [holes, 0.3], {"axis": 1}
    yield "nanpercentile", [holes, 70.0]


def counting():
    edges = np.array([-0.5, 0.0, 0.4, 0.9], "float32")
    yield "searchsorted", [edges, X[0]]
    yield "searchsorted", [edges, edges], {"side": "right"}
    yield "digitize", [X, edges]
    yield "digitize", [edges, edges]
    yield "digitize", [HOLES, edges]
    yield "in_top_k", [np.array([0, 0], "int32"), X[:2, :1], 1]
    yield "bincount", [NUMBERS[0]]
    yield "bincount", [NUMBERS], {"minlength": 12}
    yield "bincount", [NUMBERS[0], X[0]]
    yield "histogram", [CUBE.ravel(), 10, (-2.0, 2.0)]
    yield "histogram", [CUBE.ravel(), 4, (-1.0, 1.0)]
    yield "isin", [NUMBERS, np.array([1, 4, 7], "int32")]
    yield "isin", [NUMBERS, np.array([1, 4, 7], "int32")], {"invert": True}
    yield "nonzero", [class_numbers((3, 4), 2)]
    yield "unravel_index", [np.array([0, 5, 11, -1], "int32"), [3, 4]]
    yield "unique", [NUMBERS]
    yield "unique", [NUMBERS], {"return_inverse": True, "return_counts": True}
    yield "unique", [np.array([[1, 2], [0, 1], [1, 2]], "int32")], {"axis": 0, "return_counts": True}
    yield "unique", [np.array([3, 1, 3], "int32")], {"size": 4, "fill_value": 9}
    yield "in_top_k", [np.array([0, 3, 2], "int32"), X, 2]


def window_functions():
    for name in "bartlett blackman hamming hanning".split():
        yield name, [7]
    yield "kaiser", [8, 3.5]


def reduce():
    for name in "max mean min prod sum std var logsumexp".split():
        yield name, [X]
        yield name, [CUBE, 1]
        yield name, [CUBE, [0, 2], True]
        yield name, [CUBE, -1]
    for name in "all any".split():
        yield name, [BITS]
        yield name, [BITS, 0]
    yield "norm", [X]
    yield "norm", [X], {"axis": 0}
    yield "norm", [X], {"ord": 1, "axis": -1, "keepdims": True}
    yield "norm", [X, 3, 1]
    for ord in ("fro", "nuc", 1, -1, 2, -2, np.inf, -np.inf):
        yield "norm", [CUBE], {"ord": ord, "axis": [0, 2]}
    yield "norm", [X, 1]
    for name in "max min".split():
        yield name, [CUBE, 1, True], {"initial": 0.25}
        yield name, [NUMBERS], {"initial": 4}
    for name in "cumsum cumprod".split():
        yield name, [X * 3, 1], {"dtype": "int32"}
        yield name, [NUMBERS * 9, 1], {"dtype": "int8"}
        yield name, [BITS, 0]
        yield name, [X]
        yield name, [X, 0]
        yield name, [X, -1]
    yield "count_nonzero", [class_numbers((3, 4), 2)]
    for name in "all any sum mean count_nonzero".split():
        yield name, [np.zeros((0, 3), "float32"), 0]
    for name in "max min amax amin".split():
        yield name, [BITS, 1]
    yield "logsumexp", [np.array([[-np.inf, -np.inf], [1.0, -np.inf], [np.inf, 2.0]], "float32"), 1]
    yield "average", [X]
    yield "average", [X], {"axis": 1, "weights": POSITIVE}
    yield "average", [CUBE], {"axis": 1, "weights": POSITIVE[:, 0]}
    yield "mean", [NUMBERS]
    yield "sum", [BITS]
    for name in "amax amin ptp".split():
        yield name, [CUBE, 1, True]
        yield name, [X]


def order():
    for name in "argmax argmin".split():
        yield name, [X]
        yield name, [CUBE, 1]
        yield name, [X, -1]
        yield name, [CUBE], {"axis": 1, "keepdims": True}
    yield "sort", [X]
    yield "sort", [CUBE, 1]
    yield "argsort", [X]
    yield "argsort", [X, 0]
    yield "top_k", [X, 2]
    yield "top_k", [X[:, :1], 1]
    yield "top_k", [X, 0]
    for name in "sort argsort".split():
        yield name, [BITS, 0]
        yield name, [FEW], {"axis": None}
        yield name, [np.zeros((2, 0), "float32")]


def linear():
    yield "matmul", [X, Y.T]
    yield "matmul", [CUBE, values((2, 4, 5), 8)]
    yield "matmul", [CUBE, values((4, 5), 9)]
    yield "matmul", [X, Y[0]]
    yield "matmul", [X[:, 0], Y]
    yield "matmul", [X[0], Y[0]]
    yield "matmul", [values((2, 1, 3, 4), 1), values((3, 4, 2), 2)]
    yield "matmul", [values((4, 1, 1, 2, 3), 1), values((2, 3, 3, 1), 2)]
    yield "matmul", [NUMBERS, FEW.T.copy()]
    for name in "dot inner vdot outer".split():
        yield name, [NUMBERS[0], FEW[0]]
    yield "tensordot", [NUMBERS, FEW.T.copy(), 1]
    yield "dot", [X, np.zeros((4, 0), "float32")]
    for name in "diag tril triu diagonal".split():
        yield name, [NUMBERS]
        yield name, [BITS]
    yield "diag", [NUMBERS[0], 1]
    yield "diagonal", [np.zeros((0, 1, 3), "float32")]
    yield "correlate", [X[0, :2], values((3,), 3), "same"]
    yield "correlate", [X[0, :3], values((4,), 3), "same"]
    yield "correlate", [X[0], values((3,), 3), "same"]
    yield "vander", [X[0]], {"N": 2}
    yield "diff", [np.zeros((2, 0), "float32")]
    square = values((2, 3, 3), 3)
    yield "einsum", ["...ij,...jk->...ik", CUBE, values((4, 5), 9)]
    yield "einsum", ["i...,...j->ij...", values((2, 3), 1), values((3, 4), 2)]
    yield "einsum", ["bii->bi", square]
    yield "einsum", ["bii", square]
    yield "einsum", ["bij,bjk->bk", CUBE, values((2, 4, 3), 9)]
    yield "einsum", ["ij,jk,kl->il", X, Y.T.copy(), X]
    yield "einsum", ["ij,jk", NUMBERS, FEW.T.copy()]
    yield "einsum", ["ba,cb", X, Y.T.copy()]
    yield "einsum", ["ijk->k", CUBE]
    yield "einsum", ["ij,->ij", X, np.array(2.0, "float32")]
    yield "dot", [X, Y[0]]
    yield "dot", [X, Y.T]
    yield "dot", [CUBE, values((5, 4, 6), 8)]
    yield "inner", [X, Y]
    yield "vdot", [X, Y]
    yield "tensordot", [CUBE, values((4, 3, 5), 8)], {"axes": [[2, 1], [0, 1]]}
    yield "tensordot", [X, Y.T.copy(), 1]
    yield "diag", [X[0]]
    yield "diag", [X[0], -1]
    yield "diag", [X, 1]
    yield "diagonal", [CUBE]
    yield "diagonal", [X, -1]
    yield "trace", [X, 1]
    yield "einsum", ["ij,kj->ik", X, Y]
    yield "outer", [X[0], Y[1]]
    yield "kron", [X[:2, :2], Y]
    yield "kron", [X[0], Y]
    yield "cross", [CUBE[0, :, :3], values((3, 3), 4)]
    yield "cross", [CUBE[0, :, :3], CUBE[1, :, :2]]
    yield "cross", [X[:, :2], Y[:, :2]]
    yield "cross", [CUBE, CUBE[::-1].copy()], {"axis": 1}
    yield "cdist", [X, values((2, 4), 6)]
    yield "corrcoef", [X]
    for mode in ("valid", "same", "full"):
        yield "correlate", [values((7,), 3), values((3,), 5), mode]
        yield "correlate", [values((4,), 3), values((4,), 5), mode]
    yield "vander", [X[0]]
    yield "vander", [X[0], 3, True]
    yield "trapezoid", [CUBE]
    yield "trapezoid", [CUBE, values((4,), 2)]
    yield "trapezoid", [CUBE], {"dx": 0.5, "axis": 0}
    yield "diff", [CUBE]
    yield "diff", [CUBE, 2, 1]
    yield "diff", [NUMBERS]
    yield "diagonal", [CUBE], {"offset": 1, "axis1": 1, "axis2": 2}
    yield "trace", [CUBE, 0, 0, 2]
    for k in (0, 1, -1):
        yield "tril", [CUBE, k]
        yield "triu", [X, k]


def scanned(x, reverse):
    carry, rows = ops.scan(lambda sum, row: (sum + row, sum * row), ops.ones_like(x[0]), x, reverse=reverse)
    return [carry, rows]


def products_so_far(x, axis, reverse):
    return ops.associative_scan(lambda a, b: a * b, x, reverse=reverse, axis=axis)


def middle_of_istft(x, *settings):
    """Where all parts overlap that could; at the ends TensorFlow divides by those that are not there too."""
    return ops.istft(x, *settings)[:, 2:6]


LOCAL = {one.__name__: one for one in (middle_of_istft, scanned, products_so_far)}


def control():
    yield "scanned", [X, False]
    yield "scanned", [CUBE, True]
    yield "products_so_far", [X, 1, False]
    yield "products_so_far", [CUBE, 1, True]
    yield "products_so_far", [values((7, 2), 3), 0, False]


def scatter():
    places = np.array([[1, 2], [0, 0], [1, 2]], "int32")
    yield "scatter", [places, values((3,), 1), [3, 4]]
    yield "scatter", [places[:, :1].copy(), values((3, 4), 1), [3, 4]]
    yield "scatter", [places[:0], values((0,), 1), [3, 4]]
    yield "scatter_update", [X, places[:2], values((2,), 1)]
    yield "scatter_update", [CUBE, places[:2], values((2, 4), 1)]
    yield "scatter_update", [NUMBERS, places, np.array([9, 8, 7], "int32")]
    for reduction in ("add", "max", "min", "mul"):
        yield "scatter_update", [X, places, values((3,), 1)], {"reduction": reduction}
    yield "slice_update", [CUBE, [0, 1, 2], values((1, 2, 2), 4)]
    ids = np.array([0, 2, 0, 1, 2, 2], "int32")
    for name in "segment_sum segment_max segment_min segment_prod".split():
        yield name, [values((6, 3), 2), ids]
        yield name, [values((6,), 3), ids], {"num_segments": 3}
    yield "segment_max", [class_numbers((6,), 9, 2), ids]
    yield "segment_sum", [values((6, 3), 2), ids, 4]


def dot_product_attention():
    query, key, value = values((2, 3, 4, 5), 1), values((2, 6, 4, 5), 2), values((2, 6, 4, 5), 3)
    yield "dot_product_attention", [query, key, value]
    yield "dot_product_attention", [query, key[:, :, :2].copy(), value[:, :, :2].copy()], {"scale": 0.3}
    yield "dot_product_attention", [query, key, value, values((2, 4, 3, 6), 5)]
    yield "dot_product_attention", [query, key[:, :3].copy(), value[:, :3].copy()], {"is_causal": True}
    yield "dot_product_attention", [query, key, value, None, binary((2, 1, 3, 6), 4) > 0]


def fourier():
    signal = values((2, 20), 4)
    for name in "fft fft2 ifft2".split():
        yield name, [(CUBE, values((2, 3, 4), 6))]
    yield "fft", [(values((2, 130), 1), values((2, 130), 2))]
    yield "rfft", [signal]
    yield "rfft", [signal], {"fft_length": 9}
    yield "rfft", [CUBE, 8]
    yield "irfft", [(values((2, 5), 1), values((2, 5), 2) * np.array([0, 1, 1, 1, 0], "float32"))]
    yield "irfft", [(values((2, 5), 1), values((2, 5), 2) * np.array([0, 1, 1, 1, 1], "float32")), 9]
    yield "extract_sequences", [signal, 6, 4]
    yield "stft", [signal, 8, 4, 8]
    yield "stft", [signal, 6, 3, 8, "hamming", False]
    yield "stft", [signal, 6, 3, 8, None]
    parts = (values((2, 5, 5), 1), values((2, 5, 5), 2) * np.array([0, 1, 1, 1, 0], "float32"))
    yield "middle_of_istft", [parts, 8, 2, 8]
    yield "middle_of_istft", [parts, 6, 2, 8, 7, "hamming"]


def nn():
    for name in ("celu elu gelu glu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh leaky_relu log_sigmoid relu relu6 selu sigmoid "
                 "silu soft_shrink softplus softsign sparse_plus sparse_sigmoid sparsemax squareplus swish tanh_shrink").split():
        yield name, [X]
    for name in "celu elu hard_shrink leaky_relu soft_shrink squareplus".split():
        yield name, [X, 0.3]
    yield "gelu", [X], {"approximate": False}
    yield "glu", [CUBE, 0]
    yield "relu", [NUMBERS - 4]
    yield "relu6", [NUMBERS - 1]
    yield "relu6", [HOLES[1:] * 3]
    for name in "softmax log_softmax".split():
        yield name, [CUBE], {"axis": (0, 2)}
        yield name, [X], {"axis": None}
    yield "threshold", [X, 0.5, -1.0]
    for name in "softmax log_softmax".split():
        yield name, [X]
        yield name, [CUBE, 1]


def normalization():
    yield "moments", [X, 0]
    yield "moments", [CUBE, [0, 1], True]
    yield "normalize", [X]
    yield "normalize", [X], {"axis": 0, "order": 1}
    yield "batch_normalization", [CUBE, X[0], POSITIVE[0], -1]
    yield "batch_normalization", [CUBE, X[:, 0], POSITIVE[:, 0]], {"axis": 1, "offset": Y[:, 1], "scale": Y[:, 2], "epsilon": 0.1}
    yield "layer_normalization", [X]
    yield "layer_normalization", [CUBE, X[0], Y[0]], {"epsilon": 0.1}
    yield "rms_normalization", [X]
    yield "rms_normalization", [CUBE, X[0]]


def targets():
    yield "one_hot", [class_numbers((5,), 3, 1), 3]
    yield "one_hot", [class_numbers((5, 2), 3, 1), 3], {"axis": 1}
    yield "one_hot", [np.array([0, 0], "int32"), 1]
    yield "multi_hot", [class_numbers((5, 2), 3, 1), 3]
    p, labels, logits = probabilities((4, 3), 2), class_numbers((4,), 3, 3), values((4, 3), 3)
    yield "binary_crossentropy", [one_hot(labels, 3), p]
    yield "binary_crossentropy", [one_hot(labels, 3), logits, True]
    yield "categorical_crossentropy", [one_hot(labels, 3), p]
    yield "categorical_crossentropy", [one_hot(labels, 3), logits], {"from_logits": True}
    yield "sparse_categorical_crossentropy", [labels, p]
    yield "sparse_categorical_crossentropy", [labels * 0, p[:, :1].copy()]
    yield "sparse_categorical_crossentropy", [labels, logits], {"from_logits": True}


FILES = {
    "counting": counting, "integers": integers, "not-a-number": not_a_number, "quantiles": quantiles,
    "window-functions": window_functions,
    "control": control, "dot-product-attention": dot_product_attention, "fourier": fourier, "scatter": scatter,
    "elementwise": elementwise, "linear": linear, "nn": nn, "normalization": normalization, "order": order,
    "reduce": reduce, "targets": targets,
}


def cases():
    yield from op_cases(FILES, LOCAL)

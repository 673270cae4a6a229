"""keras.ops of linear algebra, by file of src/layers/ops/linalg."""

import keras
import numpy as np
from inputs import values
from op_case import op_cases

ops = keras.ops
X, CUBE = values((3, 4), 1), values((2, 3, 4), 5)


def restored_by_svd(x):
    """What does not depend on the signs of the vectors."""
    u, s, v = ops.svd(x, full_matrices=False)
    return ops.matmul(u * ops.expand_dims(ops.sqrt(s), -2), v)


def restored_by_eigh(x):
    w, v = ops.eigh(x)
    return ops.matmul(v * ops.expand_dims(ops.exp(w), -2), ops.swapaxes(v, -1, -2))


def triangles(x):
    """Without the pivots, which TensorFlow gives as a permutation."""
    return ops.stop_gradient(ops.lu_factor(x)[0])


def decompositions():
    definite = (CUBE[:, :, :3] @ np.swapaxes(CUBE[:, :, :3], 1, 2) + np.eye(3)).astype("float32")
    yield "cholesky", [definite]
    yield "cholesky", [definite[0], True]
    yield "triangles", [CUBE[0, :, :3].copy()]
    yield "qr", [np.swapaxes(CUBE, 1, 2).copy()]
    yield "qr", [CUBE[:, :, :3].copy()]
    yield "qr", [X[:, :2], "complete"]
    yield "svd", [CUBE], {"compute_uv": False}
    yield "restored_by_svd", [CUBE]
    yield "restored_by_svd", [np.swapaxes(CUBE, 1, 2).copy()]
    yield "restored_by_eigh", [definite]


def solving():
    a, definite = CUBE[:, :, :3] + 2 * np.eye(3, dtype="float32"), (X @ X.T + np.eye(3)).astype("float32")
    yield "inv", [a]
    yield "det", [a]
    yield "det", [-a[0]]
    yield "slogdet", [a]
    yield "logdet", [definite]
    yield "cholesky_inverse", [np.linalg.cholesky(definite).astype("float32")]
    yield "solve", [a, CUBE[:, :, 1:]]
    yield "solve", [a, CUBE[:, :, 0]]
    yield "solve_triangular", [a, CUBE[:, :, 1:]]
    yield "solve_triangular", [a, CUBE[:, :, 1:]], {"lower": True}
    yield "pinv", [CUBE]
    yield "lstsq", [X.T.copy(), values((4, 2), 6)]
    yield "lstsq", [X, values((3,), 6)]
    yield "matrix_rank", [np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [0.0, 1.0, 0.0]], "float32")]


LOCAL = {one.__name__: one for one in (triangles, restored_by_svd, restored_by_eigh)}
FILES = {"decompositions": decompositions, "solving": solving}


def cases():
    yield from op_cases(FILES, LOCAL)

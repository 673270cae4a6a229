"""Cases of keras.ops: positional arguments as they are given in TypeScript too, what comes out, and its gradients."""

import keras
import numpy as np
import tensorflow as tf
from layer_case import ramp

# TensorFlow has none for hsv_to_rgb, and takes the inverse transform for the gradient of a transform, which it is not.
WITHOUT_SLOPES = ("affine_transform", "hsv_to_rgb", "perspective_transform")


def slopes(tape, loss, sources):
    """The gradients; None if TensorFlow has no gradient of an operation, or one that fails."""
    try:
        return [g if g is None else tf.convert_to_tensor(g) for g in tape.gradient(loss, sources)]
    except (LookupError, NotImplementedError, tf.errors.InvalidArgumentError):
        return None


def real_parts(result):
    """What the result is made of, complex numbers as their two parts."""
    found = [tf.convert_to_tensor(r) for r in (result if isinstance(result, (list, tuple)) else [result])]
    return [part for one in found for part in ((tf.math.real(one), tf.math.imag(one)) if one.dtype.is_complex else (one,))]


def op_cases(files, local=None):
    """The cases of each file of src/layers/ops; `local` has what is compared through a function of several ops."""
    for file, members in files.items():
        for i, (name, args, *options) in enumerate(members()):
            options = options[0] if options else {}
            leaves = [tf.constant(a) if isinstance(a, np.ndarray) else a for a in args]
            sources = [leaf for leaf in leaves if tf.is_tensor(leaf) and leaf.dtype == tf.float32]
            try:
                with tf.GradientTape() as tape:
                    tape.watch(sources)
                    op = (local or {}).get(name) or getattr(keras.ops, name, None) or getattr(keras.ops.image, name)
                    found = real_parts(op(*leaves, **options))
                    loss = tf.add_n([tf.reduce_sum(tf.cast(one, "float32") * ramp(one)) for one in found])
                gradients = None if name in WITHOUT_SLOPES else slopes(tape, loss, sources)
            except Exception as error:
                raise RuntimeError(f"{file} {i}: {name}") from error
            yield {"name": f"{file} {i}: {name}", "file": file, "op": name, "args": args, "options": options,
                   "found": [np.asarray(one) for one in found], "gradients": gradients}

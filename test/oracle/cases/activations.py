import keras
import numpy as np
import tensorflow as tf
from inputs import values

PLAIN = """linear relu leaky_relu relu6 elu selu celu softplus softsign soft_shrink hard_shrink tanh_shrink sparse_plus
sparse_sigmoid silu squareplus gelu glu tanh hard_tanh sigmoid exponential hard_sigmoid hard_silu mish log_sigmoid softmax
log_softmax sparsemax""".split()

OPTIONS = [
    ("relu", dict(negative_slope=0.1)),
    ("relu", dict(negative_slope=0.1, max_value=1.5)),
    ("relu", dict(max_value=6)),
    ("relu", dict(threshold=0.7)),
    ("relu", dict(negative_slope=0.3, max_value=2.0, threshold=0.5)),
    ("leaky_relu", dict(negative_slope=0.05)),
    ("elu", dict(alpha=0.5)),
    ("celu", dict(alpha=2.0)),
    ("soft_shrink", dict(threshold=1.0)),
    ("hard_shrink", dict(threshold=1.0)),
    ("threshold", dict(threshold=0.5, default_value=-1.0)),
    ("squareplus", dict(b=2.0)),
    ("gelu", dict(approximate=True)),
    ("glu", dict(axis=1)),
    ("softmax", dict(axis=1)),
    ("log_softmax", dict(axis=1)),
    ("sparsemax", dict(axis=1)),
]


def case(name, options):
    fn = getattr(keras.activations, name)
    x = values((3, 4, 6), seed=1, low=-8.0, high=8.0)
    dy = values((3, 4, 6), seed=2)
    variable = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(variable)
        y = fn(variable, **options)
        dy = dy[tuple(slice(0, n) for n in y.shape)]
        loss = tf.reduce_sum(y * dy)
    label = ",".join(f"{k}={v}" for k, v in options.items())
    return dict(
        name=f"{name}({label})", fn=name, options=options, x=x, dy=np.array(dy), y=y, dx=tape.gradient(loss, variable)
    )


def cases():
    for name in PLAIN:
        yield case(name, {})
    for name, options in OPTIONS:
        yield case(name, options)

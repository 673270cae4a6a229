import keras
import numpy as np
import tensorflow as tf
from inputs import values

CASES = [("L1", {}), ("L1", dict(l1=0.3)), ("L2", {}), ("L2", dict(l2=0.3)), ("L1L2", {}), ("L1L2", dict(l1=0.1, l2=0.2)),
         ("OrthogonalRegularizer", {}), ("OrthogonalRegularizer", dict(factor=0.5, mode="columns"))]


def cases():
    for cls, options in CASES:
        regularizer = getattr(keras.regularizers, cls)(**options)
        x = tf.constant(values((5, 4), 1))
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = regularizer(x)
        gradient = tape.gradient(y, x)
        label = ",".join(f"{k}={v}" for k, v in options.items())
        yield dict(name=f"{cls}({label})", cls=cls, options=options, x=x, value=np.asarray(y, "float32"),
                   gradient=np.zeros((5, 4), "float32") if gradient is None else gradient, config=regularizer.get_config())

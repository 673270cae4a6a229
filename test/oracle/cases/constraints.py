import keras
import numpy as np
from inputs import values

CASES = [("NonNeg", {}), ("MaxNorm", {}), ("MaxNorm", dict(max_value=0.7)), ("MaxNorm", dict(max_value=0.5, axis=[0, 1])),
         ("UnitNorm", {}), ("UnitNorm", dict(axis=1)), ("MinMaxNorm", {}), ("MinMaxNorm", dict(min_value=2.0, max_value=3.0)),
         ("MinMaxNorm", dict(min_value=0.5, max_value=1.5, rate=0.4, axis=1))]


def cases():
    for cls, options in CASES:
        constraint = getattr(keras.constraints, cls)(**options)
        label = ",".join(f"{k}={v}" for k, v in options.items())
        x = values((4, 3), 1)
        x[:, 2] = 0
        yield dict(name=f"{cls}({label})", cls=cls, options=options, x=x, value=np.asarray(constraint(x), "float32"),
                   config=constraint.get_config())

import keras
import numpy as np

EXACT = [
    ("Zeros", {}, (3, 4)), ("Ones", {}, (3, 4)), ("Constant", dict(value=2.5), (2, 3)), ("Identity", {}, (3, 3)),
    ("Identity", dict(gain=0.5), (2, 4)),
]
# Keras asks SciPy for a window by name; it gets the window's values here.
STFT = [
    (dict(), np.hanning(8), (8, 1, 5)), (dict(side="imag", window="hamming"), np.hamming(8), (8, 1, 5)),
    (dict(window=None, scaling=None), None, (6, 1, 9)), (dict(scaling="spectrum", periodic=True), np.hanning(9)[:8], (8, 1, 5)),
]
FANS = ["GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal", "LecunUniform", "LecunNormal"]
RANDOM = [
    ("RandomNormal", {}, (300, 200)), ("RandomNormal", dict(mean=1.0, stddev=0.5), (300, 200)), ("RandomUniform", {}, (300, 200)),
    ("RandomUniform", dict(minval=-1.0, maxval=3.0), (300, 200)), ("TruncatedNormal", {}, (300, 200)),
    ("TruncatedNormal", dict(mean=1.0, stddev=0.5), (300, 200)), ("VarianceScaling", {}, (300, 200)),
    ("VarianceScaling", dict(scale=3.0, mode="fan_out", distribution="uniform"), (300, 200)),
    ("VarianceScaling", dict(mode="fan_avg", distribution="untruncated_normal"), (300, 200)),
    ("VarianceScaling", dict(input_axes=[0], output_axes=[1, 2]), (100, 20, 30)),
    ("Orthogonal", {}, (60, 40)), ("Orthogonal", dict(gain=2.0), (3, 3, 4, 8)), ("Orthogonal", {}, (4, 10)),
] + [(f, {}, shape) for f in FANS for shape in ((300, 200), (3, 3, 32, 64), (5000,))]


def cases():
    for cls, options, shape in EXACT:
        initializer = getattr(keras.initializers, cls)(**options)
        yield dict(name=name(cls, options, shape), cls=cls, options=options, shape=list(shape), values=initializer(shape),
                   config=initializer.get_config())
    for options, window, shape in STFT:
        kernel = keras.initializers.STFT(**{**options, "window": window})(shape)
        config = dict(side="real", window="hann", scaling="density", periodic=False, **{})
        yield dict(name=name("STFT", options, shape), cls="STFT", options=options, shape=list(shape), values=kernel,
                   config={**config, **options})
    for cls, options, shape in RANDOM:
        initializer = getattr(keras.initializers, cls)(seed=3, **options)
        v = np.asarray(initializer(shape), "float64")
        yield dict(name=name(cls, options, shape), cls=cls, options=options, shape=list(shape), mean=float(v.mean()),
                   std=float(v.std()), least=float(v.min()), most=float(v.max()), config=initializer.get_config())


def name(cls, options, shape):
    return f"{cls}({','.join(f'{k}={v}' for k, v in options.items())}) {shape}"

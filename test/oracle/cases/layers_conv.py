"""Convolutions: plain, transposed, depthwise, separable; over one, two and three axes."""

import contextlib

import tensorflow as tf
from inputs import values
from keras import layers
from layer_case import layer_case, training_case

SIZES = {1: (9,), 2: (7, 6), 3: (5, 4, 6)}
CONV = {1: layers.Conv1D, 2: layers.Conv2D, 3: layers.Conv3D}
TRANSPOSE = {1: layers.Conv1DTranspose, 2: layers.Conv2DTranspose, 3: layers.Conv3DTranspose}
DEPTHWISE = {1: layers.DepthwiseConv1D, 2: layers.DepthwiseConv2D}
SEPARABLE = {1: layers.SeparableConv1D, 2: layers.SeparableConv2D}

SETTINGS = {
    "kernel_initializer": "he_normal",
    "bias_initializer": "ones",
    "kernel_regularizer": "l2",
    "bias_regularizer": "l1",
    "activity_regularizer": "l2",
    "kernel_constraint": "max_norm",
    "bias_constraint": "non_neg",
    "trainable": False,
    "name": "named",
}


@contextlib.contextmanager
def compiled(name, wanted=True):
    """TensorFlow's CPU kernels know neither channels first nor dilation in transposed convolutions; XLA does."""
    if not wanted:
        yield
        return
    original = getattr(tf.nn, name)
    setattr(tf.nn, name, tf.function(original, jit_compile=True))
    try:
        yield
    finally:
        setattr(tf.nn, name, original)


def data(rank, channels=4, seed=1, sizes=None):
    return values((2, *(sizes or SIZES[rank]), channels), seed)


def first(rank, channels=4):
    """Channels behind the batch axis."""
    return values((2, channels, *SIZES[rank]), 2)


def plain():
    for rank, cls in CONV.items():
        name = f"Conv{rank}D"
        x = data(rank)
        mixed = (3, 2, 2)[:rank]
        options = {
            "valid": {},
            "same": {"padding": "same"},
            "activation": {"activation": "relu", "padding": "same"},
            "no bias": {"use_bias": False},
            "strides": {"strides": 2},
            "strides, same": {"strides": 2, "padding": "same"},
            "groups": {"groups": 2, "filters": 6},
            "a group a channel": {"groups": 4, "filters": 8, "padding": "same"},
            "groups, strides, same": {"groups": 2, "strides": 2, "filters": 4, "padding": "same"},
            "dilation": {"dilation_rate": 2, "kernel_size": 2},
            "dilation, same": {"dilation_rate": 2, "padding": "same"},
            "mixed sizes": {"kernel_size": mixed, "strides": mixed[::-1], "padding": "same"},
            "a filter of one": {"kernel_size": 1},
            "one filter": {"filters": 1},
            "even filter, same": {"kernel_size": 2, "padding": "same"},
            "strides above the filter, same": {"kernel_size": 1, "strides": 3, "padding": "same"},
            "strides above the filter": {"kernel_size": 2, "strides": 3},
        }
        if rank == 3:
            # TensorFlow's CPU kernel begins in the middle of what is left over there, unlike its kernel for two axes.
            del options["strides above the filter, same"]
        for key, given in options.items():
            yield layer_case(f"{name}: {key}", cls(**{"filters": 3, "kernel_size": 3, **given}), x)
        yield layer_case(f"{name}: settings", cls(3, 2, **SETTINGS), x)
        yield layer_case(f"{name}: one channel", cls(3, 3), data(rank, 1))
    for key, given in {"causal": {}, "causal, dilation": {"dilation_rate": 2}, "causal, strides": {"strides": 2}, "causal, groups": {"groups": 2, "filters": 4}}.items():
        yield layer_case(f"Conv1D: {key}", layers.Conv1D(**{"filters": 3, "kernel_size": 3, "padding": "causal", **given}), data(1))
    for rank, cls in CONV.items():
        with compiled("convolution", rank < 3):
            yield layer_case(f"Conv{rank}D: channels first", cls(3, 3, data_format="channels_first", padding="same"), first(rank))
            softmax = cls(3, 2, data_format="channels_first", activation="softmax")
            yield layer_case(f"Conv{rank}D: channels first, softmax", softmax, first(rank))


def transposed():
    for rank, cls in TRANSPOSE.items():
        name = f"Conv{rank}DTranspose"
        x = data(rank, 3, sizes=(4, 3, 2)[:rank])
        options = {
            "valid": {},
            "same": {"padding": "same"},
            "strides": {"strides": 2},
            "strides, same": {"strides": 2, "padding": "same"},
            "strides of three, same": {"strides": 3, "padding": "same"},
            "even filter, strides, same": {"kernel_size": 4, "strides": 2, "padding": "same"},
            "strides above the filter": {"kernel_size": 2, "strides": 3},
            "strides above the filter, same": {"kernel_size": 2, "strides": 3, "padding": "same"},
            "output padding": {"strides": 2, "output_padding": 1},
            "output padding, same": {"strides": 2, "output_padding": 1, "padding": "same"},
            "no output padding": {"strides": 2, "output_padding": 0},
            "no output padding, same": {"strides": 2, "output_padding": 0, "padding": "same"},
            "a filter of one": {"kernel_size": 1},
            "no bias, activation": {"use_bias": False, "activation": "tanh"},
        }
        for key, given in options.items():
            yield layer_case(f"{name}: {key}", cls(**{"filters": 2, "kernel_size": 3, **given}), x)
        yield layer_case(f"{name}: settings", cls(2, 2, **SETTINGS), x)
        with compiled("conv_transpose"):
            yield layer_case(f"{name}: dilation", cls(2, 3, dilation_rate=2), x)
            yield layer_case(f"{name}: dilation, same", cls(2, 3, dilation_rate=2, padding="same"), x)
            channels_first = cls(2, 2, strides=2, data_format="channels_first")
            yield layer_case(f"{name}: channels first", channels_first, first(rank, 3))


def depthwise():
    for rank, cls in DEPTHWISE.items():
        name = f"DepthwiseConv{rank}D"
        x = data(rank, 3)
        options = {
            "valid": {},
            "same": {"padding": "same"},
            "multiplier": {"depth_multiplier": 2},
            "strides": {"strides": 2},
            "strides, same": {"strides": 2, "padding": "same", "depth_multiplier": 2},
            "dilation": {"dilation_rate": 2},
            "dilation, same": {"dilation_rate": 2, "padding": "same"},
            "strides and dilation": {"strides": 2, "dilation_rate": 2},
            "strides and dilation, same": {"strides": 2, "dilation_rate": 2, "padding": "same"},
            "no bias, activation": {"use_bias": False, "activation": "sigmoid"},
            "channels first": {"data_format": "channels_first"},
        }
        for key, given in options.items():
            inputs = first(rank, 3) if key == "channels first" else x
            yield layer_case(f"{name}: {key}", cls(**{"kernel_size": 3, **given}), inputs)
        settings = {key.replace("kernel", "depthwise"): value for key, value in SETTINGS.items()}
        yield layer_case(f"{name}: settings", cls(2, **settings), x)


def separable():
    for rank, cls in SEPARABLE.items():
        name = f"SeparableConv{rank}D"
        x = data(rank, 3)
        options = {
            "valid": {},
            "same": {"padding": "same"},
            "multiplier": {"depth_multiplier": 2},
            "strides": {"strides": 2},
            "strides, same": {"strides": 2, "padding": "same"},
            "dilation": {"dilation_rate": 2},
            "dilation, same": {"dilation_rate": 2, "padding": "same"},
            "no bias, activation": {"use_bias": False, "activation": "elu"},
        }
        for key, given in options.items():
            yield layer_case(f"{name}: {key}", cls(**{"filters": 2, "kernel_size": 3, **given}), x)
        settings = {key.replace("kernel", "depthwise"): value for key, value in SETTINGS.items()}
        settings |= {"pointwise_initializer": "lecun_uniform", "pointwise_regularizer": "l1", "pointwise_constraint": "unit_norm"}
        yield layer_case(f"{name}: settings", cls(2, 2, **settings), x)


def trained():
    y = values((21, 2), 12)
    adam = {"class": "Adam", "options": {"learning_rate": 0.01}}
    images, sequences, volumes = values((21, 8, 7, 2), 11), values((21, 9, 3), 13), values((21, 4, 5, 4, 2), 14)
    yield training_case("training Conv2D", [layers.Conv2D(3, 3, activation="relu"), layers.Conv2D(4, 2, strides=2, padding="same"), layers.Flatten(), layers.Dense(2)], images, y, optimizer=adam)
    yield training_case("training Conv2D, dilated", [layers.Conv2D(3, 2, dilation_rate=2, kernel_regularizer="l2"), layers.Flatten(), layers.Dense(2)], images, y, optimizer=adam)
    yield training_case("training Conv1D", [layers.Conv1D(4, 3, padding="causal", activation="tanh"), layers.Conv1D(2, 3, groups=2), layers.Flatten(), layers.Dense(2)], sequences, y, optimizer=adam)
    yield training_case("training Conv3D", [layers.Conv3D(3, 2, activation="relu"), layers.Flatten(), layers.Dense(2)], volumes, y, optimizer=adam)
    yield training_case("training separable convolutions", [layers.SeparableConv2D(3, 3, activation="relu"), layers.DepthwiseConv2D(2, depth_multiplier=2), layers.Flatten(), layers.Dense(2)], images, y, optimizer=adam)
    yield training_case("training an autoencoder", [layers.Conv2D(3, 3, strides=2, padding="same", activation="relu"), layers.Conv2DTranspose(2, 3, strides=2, padding="same")], values((21, 8, 6, 2), 15), values((21, 8, 6, 2), 15), optimizer=adam)
    yield training_case("training constrained filters", [layers.Conv2D(3, 3, kernel_constraint="max_norm", bias_constraint="non_neg"), layers.Flatten(), layers.Dense(2)], images, y, optimizer=adam)


def cases():
    yield from plain()
    yield from transposed()
    yield from depthwise()
    yield from separable()
    yield from trained()

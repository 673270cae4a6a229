"""Normalization: batch (training, inference, frozen, masked, renormalized), layer, group, unit, root mean square."""

import numpy as np
from inputs import values
from keras import layers
from layer_case import layer_case, training_case

MASK = np.array([[1, 1, 0, 1, 0], [0, 0, 1, 1, 1], [1, 1, 1, 0, 0]], dtype=bool)
ROWS, SEQUENCES, IMAGES, VOLUMES = values((6, 4), 1), values((3, 5, 4), 2), values((3, 4, 5, 6), 3), values((2, 3, 2, 3, 4), 4)
SETTINGS = {
    "gamma_initializer": "random_normal",
    "beta_initializer": "ones",
    "gamma_regularizer": "l2",
    "beta_regularizer": "l1",
    "gamma_constraint": "non_neg",
    "beta_constraint": "non_neg",
    "epsilon": 0.01,
}


def frozen(layer):
    layer.trainable = False
    return layer


def batch():
    new = layers.BatchNormalization
    shapes = {"rows": ROWS, "sequences": SEQUENCES, "images": IMAGES, "volumes": VOLUMES}
    for key, x in shapes.items():
        for training in (True, False):
            mode = "training" if training else "inference"
            yield layer_case(f"BatchNormalization: {key}, {mode}", new(), x, training=training)
    options = {
        "no center": {"center": False},
        "no scale": {"scale": False},
        "neither": {"center": False, "scale": False},
        "axis 1": {"axis": 1},
        "momentum and epsilon": {"momentum": 0.7, "epsilon": 0.1},
        "settings": {**SETTINGS, "moving_mean_initializer": "ones", "moving_variance_initializer": "ones"},
        "renorm": {"renorm": True},
        "clipped renorm": {"renorm": True, "renorm_clipping": {"rmax": 1.5, "rmin": 0.8, "dmax": 0.3}, "renorm_momentum": 0.9},
        "renorm without scale": {"renorm": True, "scale": False},
        "renorm without center": {"renorm": True, "center": False},
    }
    for key, given in options.items():
        yield layer_case(f"BatchNormalization: {key}, training", new(**given), IMAGES, training=True)
        yield layer_case(f"BatchNormalization: {key}, inference", new(**given), IMAGES)
    yield layer_case("BatchNormalization: frozen", frozen(new()), IMAGES, training=True)
    yield layer_case("BatchNormalization: made frozen", new(trainable=False), ROWS, training=True)
    yield layer_case("BatchNormalization: mask", new(), SEQUENCES, training=True, mask=MASK)
    yield layer_case("BatchNormalization: mask that travels", new(), SEQUENCES, training=True, masks=[MASK])
    yield layer_case("BatchNormalization: mask, inference", new(), SEQUENCES, mask=MASK)
    yield layer_case("BatchNormalization: one row", new(), ROWS[:1], training=True)


def layer():
    new = layers.LayerNormalization
    for key, x in {"rows": ROWS, "sequences": SEQUENCES, "images": IMAGES}.items():
        yield layer_case(f"LayerNormalization: {key}", new(), x)
    options = {
        "axis 1": {"axis": 1},
        "two axes": {"axis": [1, 2]},
        "all axes": {"axis": [1, 2, 3]},
        "two axes from behind": {"axis": [-1, -2]},
        "two axes apart": {"axis": [1, 3]},
        "no center": {"center": False},
        "no scale": {"scale": False},
        "neither": {"center": False, "scale": False},
        "settings": SETTINGS,
        "root mean square": {"rms_scaling": True},
    }
    for key, given in options.items():
        yield layer_case(f"LayerNormalization: {key}", new(**given), IMAGES)


def group():
    new = layers.GroupNormalization
    options = {
        "two": {"groups": 2},
        "one": {"groups": 1},
        "a group a channel": {"groups": -1},
        "three": {"groups": 3},
        "axis 1": {"groups": 2, "axis": 1},
        "no center": {"groups": 2, "center": False},
        "no scale": {"groups": 2, "scale": False},
        "settings": {"groups": 2, **SETTINGS},
    }
    for key, given in options.items():
        yield layer_case(f"GroupNormalization: {key}", new(**given), IMAGES)
    yield layer_case("GroupNormalization: rows", new(groups=2), ROWS)
    yield layer_case("GroupNormalization: sequences", new(groups=2), SEQUENCES)
    yield layer_case("GroupNormalization: volumes", new(groups=2), VOLUMES)


def others():
    for key, axis in {"last axis": -1, "axis 1": 1, "two axes": [1, 2]}.items():
        yield layer_case(f"UnitNormalization: {key}", layers.UnitNormalization(axis=axis), IMAGES)
    yield layer_case("UnitNormalization: rows", layers.UnitNormalization(), ROWS)
    yield layer_case("UnitNormalization: a row of zeros", layers.UnitNormalization(), ROWS * (np.arange(len(ROWS)) > 0).astype("float32")[:, None])
    # Over other than the last axes, Keras multiplies by the scale along the wrong ones or fails.
    for key, given in {"last axis": {}, "epsilon": {"epsilon": 0.1}, "two axes": {"axis": [-2, -1]}}.items():
        yield layer_case(f"RMSNormalization: {key}", layers.RMSNormalization(**given), IMAGES)
    yield layer_case("RMSNormalization: rows", layers.RMSNormalization(), ROWS)


def trained():
    adam = {"class": "Adam", "options": {"learning_rate": 0.01}}
    x, y = values((21, 6), 11), values((21, 2), 12)
    images = values((21, 6, 5, 2), 13)
    dense = lambda: layers.Dense(8, activation="tanh")  # noqa: E731
    kinds = {
        "BatchNormalization": layers.BatchNormalization(),
        "BatchNormalization with momentum": layers.BatchNormalization(momentum=0.6),
        "a frozen BatchNormalization": layers.BatchNormalization(trainable=False),
        "BatchNormalization with renorm": layers.BatchNormalization(renorm=True, momentum=0.8),
        "LayerNormalization": layers.LayerNormalization(),
        "GroupNormalization": layers.GroupNormalization(groups=4),
        "UnitNormalization": layers.UnitNormalization(),
        "RMSNormalization": layers.RMSNormalization(),
    }
    for name, normalization in kinds.items():
        yield training_case(f"training {name}", [dense(), normalization, layers.Dense(2)], x, y, optimizer=adam)
    yield training_case("training BatchNormalization of images", [layers.Conv2D(4, 3, use_bias=False), layers.BatchNormalization(momentum=0.8), layers.ReLU(), layers.Flatten(), layers.Dense(2)], images, y, optimizer=adam)


def cases():
    yield from batch()
    yield from layer()
    yield from group()
    yield from others()
    yield from trained()

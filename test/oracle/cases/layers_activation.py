"""Activations as layers."""

import numpy as np
from inputs import values
from keras import layers
from layer_case import layer_case, training_case

ROWS, IMAGES = values((4, 5), 1), values((2, 3, 4, 3), 2)
MASK = np.array([[1, 1, 0, 1, 0], [0, 0, 0, 0, 0], [1, 1, 1, 1, 1], [0, 1, 0, 0, 0]], dtype=bool)


def cases():
    for name, options in {
        "plain": {},
        "largest value": {"max_value": 1.0},
        "slope": {"negative_slope": 0.2},
        "threshold": {"threshold": 0.5},
        "all": {"max_value": 1.5, "negative_slope": 0.1, "threshold": 0.3},
        "six": {"max_value": 6.0},
    }.items():
        yield layer_case(f"ReLU: {name}", layers.ReLU(**options), ROWS)
    yield layer_case("LeakyReLU: plain", layers.LeakyReLU(), ROWS)
    yield layer_case("LeakyReLU: slope", layers.LeakyReLU(negative_slope=0.05), IMAGES)
    yield layer_case("ELU: plain", layers.ELU(), ROWS)
    yield layer_case("ELU: alpha", layers.ELU(alpha=0.4), IMAGES)
    yield layer_case("PReLU: rows", layers.PReLU(), ROWS)
    yield layer_case("PReLU: images", layers.PReLU(), IMAGES)
    yield layer_case("PReLU: a slope a channel", layers.PReLU(shared_axes=[1, 2]), IMAGES)
    yield layer_case("PReLU: one shared axis", layers.PReLU(shared_axes=2), IMAGES)
    settings = {"alpha_initializer": "ones", "alpha_regularizer": "l2", "alpha_constraint": "non_neg"}
    yield layer_case("PReLU: settings", layers.PReLU(**settings), ROWS)
    yield layer_case("Softmax: rows", layers.Softmax(), ROWS)
    yield layer_case("Softmax: images", layers.Softmax(), IMAGES)
    yield layer_case("Softmax: axis 1", layers.Softmax(axis=1), IMAGES)
    yield layer_case("Softmax: two axes", layers.Softmax(axis=[1, 2]), IMAGES)
    yield layer_case("Softmax: mask", layers.Softmax(), ROWS, mask=MASK)
    yield layer_case("Softmax: mask that travels", layers.Softmax(), ROWS, masks=[MASK])
    yield layer_case("Softmax: mask of numbers", layers.Softmax(), ROWS, mask=MASK.astype("int32"))
    yield layer_case("Softmax: two axes, mask", layers.Softmax(axis=[1, 2]), IMAGES, mask=np.array([1, 0, 1], dtype=bool))
    adam = {"class": "Adam", "options": {"learning_rate": 0.01}}
    x, y = values((21, 6), 11), values((21, 2), 12)
    for layer in (layers.PReLU(), layers.LeakyReLU(), layers.ELU(alpha=0.5), layers.ReLU(max_value=1.0), layers.Softmax()):
        name = layer.__class__.__name__
        yield training_case(f"training {name}", [layers.Dense(5), layer, layers.Dense(2)], x, y, optimizer=adam)

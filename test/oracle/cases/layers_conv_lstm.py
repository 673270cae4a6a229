"""ConvLSTM1D, ConvLSTM2D and ConvLSTM3D."""

import numpy as np
from inputs import values
from keras import layers
from layer_case import layer_case, training_case

X1, X2, X3 = values((2, 3, 6, 2), 1), values((2, 3, 5, 4, 2), 2), values((2, 2, 3, 4, 3, 1), 3)
MASK = np.array([[1, 0, 1], [0, 1, 0]], dtype=bool)
FULL = {"return_sequences": True, "return_state": True}


def cases():
    for rank, cls, x in ((1, layers.ConvLSTM1D, X1), (2, layers.ConvLSTM2D, X2), (3, layers.ConvLSTM3D, X3)):
        name = f"ConvLSTM{rank}D"
        yield layer_case(name, cls(3, 2), x)
        yield layer_case(f"{name}: same, sequences and states", cls(3, 2, padding="same", **FULL), x)
        yield layer_case(f"{name}: strides", cls(2, 3, strides=2, padding="same"), x)
        yield layer_case(f"{name}: backwards, no bias", cls(2, 2, go_backwards=True, use_bias=False, return_sequences=True), x)
    state = [values((2, 4, 3, 3), 4, -1, 1), values((2, 4, 3, 3), 5, -1, 1)]
    yield layer_case("ConvLSTM2D: initial state", layers.ConvLSTM2D(3, 2, **FULL), X2, initial_state=state)
    yield layer_case("ConvLSTM2D: masked", layers.ConvLSTM2D(3, 2, **FULL), X2, mask=MASK)
    yield layer_case("ConvLSTM2D: dilation", layers.ConvLSTM2D(3, 2, dilation_rate=2), X2)
    yield layer_case("ConvLSTM2D: uneven filters", layers.ConvLSTM2D(3, (3, 2), unit_forget_bias=False, activation="relu"), X2)
    settings = {"recurrent_initializer": "he_normal", "kernel_regularizer": "l2", "activity_regularizer": "l1", "dropout": 0.2, "recurrent_dropout": 0.3, "seed": 1}
    yield layer_case("ConvLSTM2D: settings", layers.ConvLSTM2D(3, 2, recurrent_activation="hard_sigmoid", **settings), X2)
    x, y = values((13, 3, 4, 4, 1), 6), values((13, 2), 7)
    yield training_case("training ConvLSTM2D", [layers.ConvLSTM2D(2, 2), layers.Flatten(), layers.Dense(2)], x, y, batch_size=5)

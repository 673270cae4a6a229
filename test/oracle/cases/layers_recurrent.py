"""SimpleRNN, LSTM, GRU, their cells, and RNN with any cells."""

import keras
import numpy as np
from inputs import values
from keras import layers
from layer_case import layer_case, training_case

BATCH, TIME, FEATURES, UNITS = 3, 5, 4, 3
X = values((BATCH, TIME, FEATURES), 1)
MASK = np.array([[1, 1, 0, 1, 0], [0, 0, 1, 1, 1], [1, 1, 1, 0, 0]], dtype=bool)
RIGHT = np.array([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0], [1, 0, 0, 0, 0]], dtype=bool)
RNNS = {"SimpleRNN": layers.SimpleRNN, "LSTM": layers.LSTM, "GRU": layers.GRU}
CELLS = {"SimpleRNNCell": layers.SimpleRNNCell, "LSTMCell": layers.LSTMCell, "GRUCell": layers.GRUCell}


def states(name, seed=50, units=UNITS):
    return [values((BATCH, units), seed + i, -1, 1) for i in range(2 if name.startswith("LSTM") else 1)]


OPTIONS = {
    "defaults": {},
    "sequences": {"return_sequences": True},
    "state": {"return_state": True},
    "sequences and state": {"return_sequences": True, "return_state": True},
    "backwards": {"return_sequences": True, "return_state": True, "go_backwards": True},
    "unroll": {"return_sequences": True, "unroll": True},
    "no bias": {"use_bias": False, "return_sequences": True},
    "relu": {"activation": "relu"},
    "linear": {"activation": None},
    "settings": {
        "kernel_initializer": "he_normal",
        "recurrent_initializer": "glorot_uniform",
        "bias_initializer": "ones",
        "kernel_regularizer": "l2",
        "recurrent_regularizer": "l1",
        "bias_regularizer": keras.regularizers.L1L2(0.1, 0.2),
        "activity_regularizer": "l2",
        "kernel_constraint": "max_norm",
        "recurrent_constraint": "non_neg",
        "bias_constraint": "unit_norm",
        "dropout": 0.25,
        "recurrent_dropout": 0.5,
        "seed": 3,
        "trainable": False,
    },
}
MASKED = {
    "last": {},
    "sequences": {"return_sequences": True, "return_state": True},
    "zeros": {"return_sequences": True, "zero_output_for_mask": True},
    "last of zeros": {"zero_output_for_mask": True, "return_state": True},
    "backwards": {"return_sequences": True, "return_state": True, "go_backwards": True},
    "backwards with zeros": {"return_sequences": True, "go_backwards": True, "zero_output_for_mask": True},
    "unroll": {"return_sequences": True, "return_state": True, "unroll": True},
}


def single():
    for kind, cls in RNNS.items():
        for name, options in OPTIONS.items():
            yield layer_case(f"{kind}: {name}", cls(UNITS, **options), X)
        for name, options in MASKED.items():
            yield layer_case(f"{kind}, masked: {name}", cls(UNITS, **options), X, mask=MASK)
        yield layer_case(f"{kind}, masked at the end", cls(UNITS, return_sequences=True), X, masks=[RIGHT])
        options = {"return_sequences": True, "return_state": True}
        yield layer_case(f"{kind}: initial state", cls(UNITS, **options), X, initial_state=states(kind))
        yield layer_case(f"{kind}: initial state and mask", cls(UNITS, **options), X, initial_state=states(kind), mask=MASK)
        yield layer_case(f"{kind}: initial state, backwards", cls(UNITS, go_backwards=True), X, initial_state=states(kind))
        yield layer_case(f"{kind}: one time step", cls(UNITS, return_sequences=True), X[:, :1])
        yield layer_case(f"{kind}: one sample", cls(UNITS, return_sequences=True), X[:1])
        yield layer_case(f"{kind}: many units", cls(17), values((2, 9, 6), 7))
        yield layer_case(f"{kind}: one unit", cls(1, return_state=True), X)
    for kind in ("LSTM", "GRU"):
        cls = RNNS[kind]
        yield layer_case(f"{kind}: hard sigmoid", cls(UNITS, recurrent_activation="hard_sigmoid"), X)
        yield layer_case(f"{kind}: softmax gates", cls(UNITS, recurrent_activation="softmax", return_sequences=True), X)
        yield layer_case(f"{kind}: implementation 1", cls(UNITS, implementation=1, return_sequences=True), X)
    yield layer_case("LSTM: no unit forget bias", layers.LSTM(UNITS, unit_forget_bias=False), X)
    for name, options in {**OPTIONS, **{f"masked {key}": value for key, value in MASKED.items()}}.items():
        mask = {"mask": MASK} if name.startswith("masked") else {}
        yield layer_case(f"GRU, reset before: {name}", layers.GRU(UNITS, reset_after=False, **options), X, **mask)
    yield layer_case("GRU, reset before: initial state", layers.GRU(UNITS, reset_after=False), X, initial_state=states("GRU"))


def cells():
    x = X[:, 0]
    for kind, cls in CELLS.items():
        yield layer_case(f"{kind}: one step", cls(UNITS), x, states=states(kind), shape=False)
        yield layer_case(f"{kind}: no bias", cls(UNITS, use_bias=False), x, states=states(kind), shape=False)
        options = {"return_sequences": True, "return_state": True}
        yield layer_case(f"RNN of {kind}", layers.RNN(cls(UNITS), **options), X)
        yield layer_case(f"RNN of {kind}, masked", layers.RNN(cls(UNITS), zero_output_for_mask=True, **options), X, mask=MASK)
        yield layer_case(f"RNN of {kind}, backwards", layers.RNN(cls(UNITS), go_backwards=True), X)
    stack = lambda: [layers.LSTMCell(4), layers.GRUCell(3), layers.SimpleRNNCell(2)]  # noqa: E731
    yield layer_case("RNN of a stack", layers.RNN(stack()), X)
    yield layer_case("RNN of a stack: sequences", layers.RNN(stack(), return_sequences=True), X)
    yield layer_case("RNN of a stack: states", layers.RNN(stack(), return_state=True), X)
    yield layer_case("RNN of a stack, masked", layers.RNN(layers.StackedRNNCells(stack()), return_sequences=True, return_state=True), X, mask=MASK)
    lstms = lambda: [layers.LSTMCell(4), layers.LSTMCell(3)]  # noqa: E731
    yield layer_case("RNN of two LSTM cells, backwards", layers.RNN(lstms(), go_backwards=True, return_state=True), X)
    yield layer_case("RNN of one cell in a list", layers.RNN([layers.LSTMCell(3)], return_sequences=True), X)


def trained():
    x, y = values((21, TIME, FEATURES), 11), values((21, 2), 12)
    sequence = values((21, TIME, 2), 13)
    adam = {"class": "Adam", "options": {"learning_rate": 0.01}}
    for kind, cls in RNNS.items():
        yield training_case(f"training {kind}", [cls(5), layers.Dense(2)], x, y)
        yield training_case(f"training {kind}, every time step", [cls(5, return_sequences=True), layers.Dense(2)], x, sequence, optimizer=adam)
        yield training_case(f"training two of {kind}", [cls(5, return_sequences=True), cls(4, go_backwards=True), layers.Dense(2)], x, y)
        yield training_case(f"training a regularized {kind}", [cls(4, kernel_regularizer="l2", recurrent_regularizer="l1", bias_constraint="non_neg", activity_regularizer="l2"), layers.Dense(2)], x, y)
    yield training_case("training GRU, reset before", [layers.GRU(5, reset_after=False), layers.Dense(2)], x, y)
    yield training_case("training a stack of cells", [layers.RNN([layers.LSTMCell(4), layers.GRUCell(3)]), layers.Dense(2)], x, y)


def cases():
    yield from single()
    yield from cells()
    yield from trained()

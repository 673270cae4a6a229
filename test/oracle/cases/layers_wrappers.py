"""Bidirectional and TimeDistributed."""

import numpy as np
from inputs import class_numbers, values
from keras import layers
from layer_case import layer_case, training_case

X = values((3, 5, 4), 1)
MASK = np.array([[1, 1, 0, 1, 0], [0, 0, 1, 1, 1], [1, 1, 1, 0, 0]], dtype=bool)
RNNS = {"SimpleRNN": layers.SimpleRNN, "LSTM": layers.LSTM, "GRU": layers.GRU}


def states(kind):
    return [values((3, 3), 50 + i, -1, 1) for i in range(4 if kind == "LSTM" else 2)]


def bidirectional():
    for kind, cls in RNNS.items():
        for mode in ("concat", "sum", "ave", "mul", None):
            yield layer_case(f"Bidirectional {kind}, {mode}", layers.Bidirectional(cls(3), merge_mode=mode), X)
            yield layer_case(f"Bidirectional {kind}, {mode}, sequences", layers.Bidirectional(cls(3, return_sequences=True), merge_mode=mode), X)
        full = {"return_sequences": True, "return_state": True}
        yield layer_case(f"Bidirectional {kind}, states", layers.Bidirectional(cls(3, **full)), X)
        yield layer_case(f"Bidirectional {kind}, states, not merged", layers.Bidirectional(cls(3, **full), merge_mode=None), X)
        yield layer_case(f"Bidirectional {kind}, masked", layers.Bidirectional(cls(3)), X, masks=[MASK])
        yield layer_case(f"Bidirectional {kind}, masked sequences", layers.Bidirectional(cls(3, return_sequences=True)), X, masks=[MASK])
        yield layer_case(f"Bidirectional {kind}, masked sequences, sum", layers.Bidirectional(cls(3, return_sequences=True), merge_mode="sum"), X, masks=[MASK])
        yield layer_case(f"Bidirectional {kind}, initial state", layers.Bidirectional(cls(3, **full)), X, initial_state=states(kind))
        yield layer_case(f"Bidirectional {kind}, another layer back", layers.Bidirectional(cls(3), backward_layer=layers.GRU(2, go_backwards=True)), X)
    yield layer_case("Bidirectional, forward is the way back", layers.Bidirectional(layers.LSTM(3, go_backwards=True), backward_layer=layers.LSTM(3)), X)
    yield layer_case("Bidirectional RNN of a cell", layers.Bidirectional(layers.RNN(layers.GRUCell(3), return_sequences=True)), X)


def time_distributed():
    yield layer_case("TimeDistributed Dense", layers.TimeDistributed(layers.Dense(3, activation="tanh")), X)
    yield layer_case("TimeDistributed Dense, masked", layers.TimeDistributed(layers.Dense(3)), X, masks=[MASK])
    yield layer_case("TimeDistributed Flatten", layers.TimeDistributed(layers.Flatten()), values((2, 3, 4, 2), 3))
    yield layer_case("TimeDistributed LSTM", layers.TimeDistributed(layers.LSTM(3)), values((2, 3, 4, 2), 4))
    yield layer_case("TimeDistributed LSTM, sequences", layers.TimeDistributed(layers.LSTM(3, return_sequences=True)), values((2, 3, 4, 2), 5))
    yield layer_case("TimeDistributed TimeDistributed Dense", layers.TimeDistributed(layers.TimeDistributed(layers.Dense(3))), values((2, 3, 4, 2), 6))
    yield layer_case("TimeDistributed Conv2D", layers.TimeDistributed(layers.Conv2D(3, 2)), values((2, 3, 5, 4, 2), 7))
    yield layer_case("TimeDistributed Activation", layers.TimeDistributed(layers.Activation("softmax")), X)


def trained():
    x, y, sequence = values((21, 5, 4), 11), values((21, 2), 12), values((21, 5, 2), 13)
    words = class_numbers((21, 5), 9, 5)
    adam = {"class": "Adam", "options": {"learning_rate": 0.01}}
    for kind, cls in RNNS.items():
        yield training_case(f"training Bidirectional {kind}", [layers.Bidirectional(cls(4)), layers.Dense(2)], x, y)
        yield training_case(f"training two Bidirectional {kind}", [layers.Bidirectional(cls(4, return_sequences=True), merge_mode="ave"), layers.Bidirectional(cls(3), merge_mode="mul"), layers.Dense(2)], x, y, optimizer=adam)
    yield training_case("training Bidirectional behind Embedding", [layers.Embedding(9, 4, mask_zero=True), layers.Bidirectional(layers.LSTM(3, return_sequences=True)), layers.Bidirectional(layers.LSTM(3)), layers.Dense(2)], words, y)
    yield training_case("training TimeDistributed", [layers.TimeDistributed(layers.Dense(5, activation="tanh")), layers.LSTM(4, return_sequences=True), layers.TimeDistributed(layers.Dense(2))], x, sequence)


def cases():
    yield from bidirectional()
    yield from time_distributed()
    yield from trained()

"""Embedding, Masking, Identity, EinsumDense, and masks on their way through models."""

import keras
import numpy as np
from inputs import class_numbers, values
from keras import layers
from layer_case import layer_case, training_case

WORDS = class_numbers((3, 5), 7, 1)
SEQUENCE = values((3, 5, 4), 2)
PADDED = SEQUENCE.copy()
PADDED[0, 3:] = 0
PADDED[1, 1] = 0
PADDED[2, 0] = [0, 0, 1, 0]
MASK = np.array([[1, 1, 0, 1, 0], [0, 0, 1, 1, 1], [1, 1, 1, 0, 0]], dtype=bool)


def embedding():
    yield layer_case("Embedding", layers.Embedding(7, 4), WORDS)
    yield layer_case("Embedding, the same index many times", layers.Embedding(7, 4), np.full((3, 5), 2, "int32"))
    yield layer_case("Embedding of floats", layers.Embedding(7, 4), WORDS.astype("float32"))
    yield layer_case("Embedding with mask_zero", layers.Embedding(7, 4, mask_zero=True), WORDS)
    yield layer_case("Embedding of a mask, which it destroys", layers.Embedding(7, 4), WORDS, masks=[MASK])
    yield layer_case("Embedding of single indices", layers.Embedding(7, 4), WORDS[:, 0])
    yield layer_case("Embedding of three axes", layers.Embedding(7, 2), class_numbers((2, 3, 4), 7, 3))
    yield layer_case("Embedding, one dimension", layers.Embedding(7, 1), WORDS)
    settings = {"embeddings_initializer": "he_normal", "embeddings_regularizer": "l2", "embeddings_constraint": "unit_norm", "activity_regularizer": "l1", "trainable": False}
    yield layer_case("Embedding: settings", layers.Embedding(7, 4, **settings), WORDS)
    back = {"seed": 2, "reverse": True}
    yield layer_case("ReversibleEmbedding", layers.ReversibleEmbedding(7, 4, mask_zero=True), WORDS)
    yield layer_case("ReversibleEmbedding: back", layers.ReversibleEmbedding(7, 4), SEQUENCE, **back)
    yield layer_case("ReversibleEmbedding: back by other weights", layers.ReversibleEmbedding(7, 4, tie_weights=False, logit_soft_cap=0.5), SEQUENCE, **back)


def masking():
    yield layer_case("Masking", layers.Masking(), PADDED)
    yield layer_case("Masking of another value", layers.Masking(mask_value=1.0), np.where(PADDED == 0, 1, PADDED).astype("float32"))
    yield layer_case("Masking of four axes", layers.Masking(), np.stack([PADDED, PADDED * 0], 1))
    yield layer_case("Identity", layers.Identity(), SEQUENCE)
    yield layer_case("Identity of a mask", layers.Identity(), SEQUENCE, masks=[MASK])
    yield layer_case("Identity of integers", layers.Identity(), WORDS, gradients=False)
    yield layer_case("Identity of a list", layers.Identity(), [SEQUENCE, SEQUENCE * 2], masks=[MASK, None])
    yield layer_case("Dense of a mask", layers.Dense(3), SEQUENCE, masks=[MASK])


def einsum():
    x = values((3, 5, 4, 2), 4)
    for name, equation, shape, options, inputs in [
        ("dense", "ab,bc->ac", 6, {"bias_axes": "c"}, SEQUENCE[:, 0]),
        ("no bias", "abc,cd->abd", (None, 6), {}, SEQUENCE),
        ("sequence", "abc,cd->abd", (None, 6), {"bias_axes": "d", "activation": "relu"}, SEQUENCE),
        ("bias of two axes", "abc,cd->abd", (5, 6), {"bias_axes": "bd"}, SEQUENCE),
        ("bias of an inner axis", "abc,cd->abd", (5, 6), {"bias_axes": "b"}, SEQUENCE),
        ("heads", "abc,cde->abde", (None, 2, 3), {"bias_axes": "de"}, SEQUENCE),
        ("heads back", "abcd,cde->abe", (None, 6), {"bias_axes": "e"}, x),
        ("dots on the left", "...x,xy->...y", 6, {"bias_axes": "y"}, SEQUENCE),
        ("dots on the left, two axes", "...ab,abc->...c", 6, {"bias_axes": "c"}, x),
        ("dots on the right", "ab...,bc->ac...", 6, {"bias_axes": "c"}, SEQUENCE),
        ("dots on the right, two axes", "ab...,bc->ac...", 6, {}, x),
        ("over the time axis", "abc,bd->adc", (6, None), {"bias_axes": "d"}, SEQUENCE),
        ("a kernel for each time step", "abc,bcd->abd", (5, 6), {"bias_axes": "d"}, SEQUENCE),
        ("transposed output", "abc,cd->adb", (6, None), {"bias_axes": "d"}, SEQUENCE),
        ("other letters", "bqm,muh->bquh", (None, 2, 3), {"bias_axes": "uh"}, SEQUENCE),
        ("settings", "ab,bc->ac", 6, {"kernel_initializer": "he_normal", "kernel_regularizer": "l2", "bias_constraint": "non_neg", "activity_regularizer": "l2", "bias_axes": "c"}, SEQUENCE[:, 0]),
    ]:
        yield layer_case(f"EinsumDense: {name}", layers.EinsumDense(equation, shape, **options), inputs)


def trained():
    words, y = class_numbers((21, 6), 9, 5), values((21, 2), 6)
    words[:, 4:] *= words[:, 3:4] % 2
    padded = values((21, 6, 3), 7)
    padded[:, 3:] *= (words[:, :1, None] % 2).astype("float32")
    adam = {"class": "Adam", "options": {"learning_rate": 0.01}}
    # Not with Adam: on TensorFlow Keras squares the rows of a sparse gradient one by one, where an index comes twice in a
    # batch; the gradient's square, as on Keras's other backends and here, is another number.
    momentum = {"class": "SGD", "options": {"learning_rate": 0.05, "momentum": 0.9}}
    for mask in (False, True):
        what = "with a mask" if mask else "without a mask"
        yield training_case(f"training an Embedding {what}", [layers.Embedding(9, 4, mask_zero=mask), layers.LSTM(5), layers.Dense(2)], words, y)
        yield training_case(f"training an Embedding {what}, two layers", [layers.Embedding(9, 4, mask_zero=mask), layers.GRU(5, return_sequences=True), layers.SimpleRNN(4), layers.Dense(2)], words, y, optimizer=momentum)
    yield training_case("training behind Masking", [layers.Masking(), layers.GRU(4), layers.Dense(2)], padded, y)
    yield training_case("training behind Masking and Dense", [layers.Masking(), layers.Dense(3, activation="tanh"), layers.LSTM(4, return_sequences=True), layers.LSTM(3), layers.Dense(2)], padded, y, optimizer=adam)
    yield training_case("training a mask up to the loss", [layers.Masking(), layers.LSTM(4, return_sequences=True), layers.Dense(2)], padded, values((21, 6, 2), 8))
    yield training_case("training EinsumDense", [layers.EinsumDense("abc,cd->abd", (6, 5), bias_axes="d", activation="tanh"), layers.EinsumDense("abc,bcd->ad", 2, bias_axes="d")], padded, y)


def cases():
    yield from embedding()
    yield from masking()
    yield from einsum()
    yield from trained()

"""Inputs that the groups share: reproducible, without ties and special values unless a case asks for them."""

import numpy as np


def values(shape, seed=0, low=-2.0, high=2.0):
    return np.random.default_rng(seed).uniform(low, high, shape).astype("float32")


def probabilities(shape, seed=0):
    logits = values(shape, seed)
    e = np.exp(logits)
    return (e / e.sum(-1, keepdims=True)).astype("float32")


def class_numbers(shape, classes, seed=0):
    return np.random.default_rng(seed + 100).integers(0, classes, shape).astype("int32")


def one_hot(numbers, classes):
    return np.eye(classes, dtype="float32")[numbers]


def binary(shape, seed=0):
    return np.random.default_rng(seed + 200).integers(0, 2, shape).astype("float32")


def weights(shape, seed=0):
    return np.random.default_rng(seed + 300).uniform(0.2, 2.0, shape).astype("float32")

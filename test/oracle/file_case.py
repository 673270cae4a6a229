"""Models as files: what Keras saves, what it predicts from it, and how its training goes on."""

import base64
import os
import tempfile

import keras
import numpy as np
import tensorflow as tf
from inputs import class_numbers, values

# Tracing a function takes longer than all steps of so small a model.
tf.config.run_functions_eagerly(True)
L = keras.layers
EPOCHS = 2
BATCH = 4

N = 8
FLAT, ROWS, IMAGE, VOLUME = (values((N, *s), i) for i, s in enumerate([(4,), (6, 3), (8, 8, 2), (4, 4, 4, 2)]))
WORDS = class_numbers((N, 6), 7, 3)
Y, CLASSES = values((N, 1), 7), class_numbers((N,), 3, 8)
SHORT = ROWS * (values((N, 6, 1), 9) > -1.0)


def sequential(x, *layers, last=True):
    end = [L.Flatten(), L.Dense(1)] if last else []
    dtype = "int32" if x.dtype == "int32" else "float32"
    return keras.Sequential([keras.Input(x.shape[1:], dtype=dtype), *layers, *end])


@keras.saving.register_keras_serializable(package="Shop")
class Scale(L.Layer):
    """A layer of one's own, with a weight and an option."""

    def __init__(self, start=1.0, **kwargs):
        super().__init__(**kwargs)
        self.start = start

    def build(self, shape):
        self.factor = self.add_weight(name="factor", shape=(shape[-1],), initializer=keras.initializers.Constant(self.start))

    def call(self, x):
        return x * self.factor

    def get_config(self):
        return {**super().get_config(), "start": self.start}


@keras.saving.register_keras_serializable()
class Block(L.Layer):
    """Layers in a layer."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.second = L.Dense(4, activation="tanh")
        self.first = L.Dense(4, activation="relu")
        self.norm = L.LayerNormalization()

    def call(self, x):
        return self.norm(x + self.second(self.first(x)))


@keras.saving.register_keras_serializable()
class Own(keras.Model):
    """A subclassed model whose layers are in fields, lists and dictionaries, before and behind 'layers'."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.zed = L.Dense(4, activation="relu")
        # A bias before BatchNormalization has no true gradient, and Adam would train it on rounding errors.
        self.blocks = [L.Dense(4, activation="tanh"), L.Dense(4, use_bias=False)]
        self.alpha = L.BatchNormalization()
        self.by_name = {"q": L.Dense(4), "b": L.Dense(3)}
        self.nested = [[L.Dense(4)], [Scale(2.0)]]
        self.out = L.Dense(1)

    def call(self, x, training=False):
        x = self.zed(x)
        for block in self.blocks:
            x = block(x)
        x = self.nested[1][0](self.nested[0][0](self.alpha(x, training=training)))
        return self.out(self.by_name["b"](self.by_name["q"](x)))


@keras.saving.register_keras_serializable(package="Shop")
def cubic(y_true, y_pred):
    return keras.ops.mean(keras.ops.abs(y_true - y_pred) ** 3, axis=-1)


@keras.saving.register_keras_serializable(package="Shop")
def soft_clip(x):
    return keras.ops.tanh(x / 3) * 3


def contents(path):
    with open(path, "rb") as file:
        return base64.b64encode(file.read()).decode("ascii")


def fill(model, seed):
    """Gives every weight values that are no default."""
    for i, weight in enumerate(model.weights):
        # What a preprocessing layer has learnt is kept: Keras reads it only when it is loaded.
        if "int" in weight.dtype or weight.path.split("/")[-1] in ("mean", "variance"):
            continue
        low = 0.2 if any(part in weight.path for part in ("variance", "stddev", "mean")) else -0.5
        weight.assign(values(weight.shape, seed * 100 + i, low, 0.5))


def train(model, x, y, epochs=EPOCHS):
    """Two more epochs as fit would run them: the loss of each, and what the model predicts then."""
    # See layer_case.py; a file keeps what compile was given.
    model.run_eagerly = True
    losses = []
    for _ in range(epochs):
        model.reset_metrics()
        for start in range(0, len(keras.tree.flatten(x)[0]), BATCH):
            part = lambda array: array[start : start + BATCH]  # noqa: B023, E731
            logs = model.train_on_batch(keras.tree.map_structure(part, x), keras.tree.map_structure(part, y), return_dict=True)
        losses.append(float(logs["loss"]))
    model.optimizer.finalize_variable_values(model.trainable_variables)
    return losses, predict(model, x)


def predict(model, x):
    return [np.asarray(part) for part in keras.tree.flatten(model(x, training=False))]


def file_case(name, model, x, y, seed, trains=True, h5=True, **compiled):
    model.compile(**{"optimizer": "sgd", "loss": "mse", **compiled})
    fill(model, seed)
    if trains:
        train(model, x, y, epochs=1)
    with tempfile.TemporaryDirectory() as folder:
        keras_file, h5_file = os.path.join(folder, "m.keras"), os.path.join(folder, "m.h5")
        model.save(keras_file)
        if h5:
            model.save(h5_file)
        files = {"keras": contents(keras_file), "h5": contents(h5_file) if h5 else None}
    predicted = predict(model, x)
    losses, then = train(model, x, y) if trains else ([], [])
    return {"name": name, "x": x, "y": y, **files, "predicted": predicted, "losses": losses, "then": then}

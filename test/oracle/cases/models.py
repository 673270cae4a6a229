"""Functional, nested and subclassed models: the same architectures are in test/oracle/models.test.ts.

Most run eagerly, which is quicker (see layer_case.py), and only then Keras knows the size of an uneven last batch, and counts
its samples in the mean of each output's loss.
"""

import json

import keras
import numpy as np
from inputs import class_numbers, one_hot, values, weights

N = 22
A, B, IMAGE = values((N, 4), 1), values((N, 3), 2), values((N, 4, 4, 2), 3)
Y, Z = values((N, 1), 4), one_hot(class_numbers((N,), 3, 5), 3)
L = keras.layers


def dense(units, activation=None, name=None):
    return L.Dense(units, activation=activation, name=name)


def inputs():
    return keras.Input((4,), name="a"), keras.Input((3,), name="b")


def two_inputs():
    a, b = inputs()
    joined = L.Concatenate(name="join")([dense(5, "relu", "left")(a), dense(4, "tanh", "right")(b)])
    return keras.Model([a, b], dense(1, None, "out")(joined), name="two_inputs"), [A, B], Y, {"loss": "mse"}


def two_outputs():
    a, _ = inputs()
    h = dense(6, "relu", "body")(a)
    model = keras.Model(a, [dense(1, None, "value")(h), dense(3, "softmax", "kind")(h)], name="two_outputs")
    return model, A, [Y, Z], {
        "loss": {"value": "mse", "kind": "categorical_crossentropy"},
        "loss_weights": {"value": 0.3, "kind": 2.0},
        "metrics": {"kind": ["accuracy"], "value": ["mae"]},
    }


def dictionaries():
    a, b = inputs()
    outputs = {"second": dense(3, "softmax", "s")(b), "first": dense(1, None, "f")(a)}
    model = keras.Model({"a": a, "b": b}, outputs, name="dictionaries")
    return model, {"a": A, "b": B}, {"second": Z, "first": Y}, {"loss": {"first": "mse", "second": "categorical_crossentropy"}}


def shared():
    a, _ = inputs()
    layer = dense(4, "tanh", "shared")
    return keras.Model(a, dense(1, None, "out")(layer(layer(a))), name="shared"), A, Y, {"loss": "mse", "metrics": ["mae"]}


def skips():
    a, _ = inputs()
    h = dense(4, "relu", "first")(a)
    h = L.Add(name="add")([a, dense(4, "relu", "second")(h)])
    h = L.Multiply(name="gate")([h, dense(4, "sigmoid", "gates")(a)])
    return keras.Model(a, dense(1, None, "out")(h), name="skips"), A, Y, {"loss": "mse"}


def nested():
    a, b = inputs()
    inner_a = keras.Input((4,), name="x")
    inner = keras.Model(inner_a, dense(3, "tanh", "deep")(inner_a), name="inner")
    stack = keras.Sequential([keras.Input((3,)), dense(3, "relu", "low"), dense(3, None, "high")], name="stack")
    h = L.Average(name="mean")([inner(a), stack(b)])
    return keras.Model([a, b], dense(3, "softmax", "out")(h), name="nested"), [A, B], Z, {"loss": "categorical_crossentropy", "metrics": ["accuracy"]}


def operations():
    a, b = inputs()
    h = keras.ops.relu(dense(3, None, "left")(a)) + b
    h = keras.ops.concatenate([h, keras.ops.square(b)], -1)
    return keras.Model([a, b], dense(1, None, "out")(h), name="operations"), [A, B], Y, {"loss": "mse"}


def images():
    x = keras.Input((4, 4, 2), name="image")
    h = L.Conv2D(3, 3, activation="relu", padding="same", name="conv")(x)
    h = L.BatchNormalization(name="norm")(h)
    h = L.Flatten(name="flat")(L.MaxPooling2D(name="pool")(h))
    return keras.Model(x, dense(3, "softmax", "out")(h), name="images"), IMAGE, Z, {"loss": "categorical_crossentropy", "metrics": ["accuracy"]}


def structures():
    a, b = inputs()
    c = keras.Input((4,), name="c")
    x = keras.Input((4,), name="x")
    deep = dense(3, "relu", "deep")(x)
    inner = keras.Model(x, {"z": deep, "y": dense(2, "tanh", "deeper")(deep)}, name="inner")
    first, second = inner(a), inner(c)
    h = L.Concatenate(name="join")([first["z"], second["y"], b])
    outputs = {"kind": dense(3, "softmax", "kind")(h), "body": dense(1, None, "body")(h)}
    compiled = {"loss": {"kind": "categorical_crossentropy", "body": "mse"}, "metrics": {"kind": ["accuracy"], "body": ["mae"]}}
    return keras.Model({"one": [a, c], "two": b}, outputs, name="structures"), {"one": [A, 2 * A], "two": B}, {"kind": Z, "body": Y}, compiled


def attention():
    x = keras.Input((3, 2), name="x")
    h = L.MultiHeadAttention(2, 3, name="heads")(x, value=x)
    h = L.LayerNormalization(name="norm")(L.Add(name="sum")([x, h]))
    return keras.Model(x, dense(3, "softmax", "out")(L.Flatten(name="flat")(h)), name="attention"), IMAGE[:, 0, :3], Z, {"loss": "categorical_crossentropy"}


class Own(keras.Model):
    def __init__(self):
        super().__init__(name="own")
        self.blocks = [dense(5, "relu", "one"), dense(4, "tanh", "two")]
        self.norm = L.BatchNormalization(name="norm")
        self.out = dense(3, "softmax", "out")

    def call(self, x, training=False):
        for block in self.blocks:
            x = block(x)
        return self.out(self.norm(x, training=training))


def subclassed():
    model = Own()
    model(A[:2])
    return model, A, Z, {"loss": "categorical_crossentropy", "metrics": ["accuracy"]}


MAKERS = [two_inputs, two_outputs, dictionaries, shared, skips, nested, operations, images, structures, attention, subclassed]


def cases():
    for index, make in enumerate(MAKERS):
        # The gradient of a key's bias is nothing but rounding, which Adam would enlarge.
        for optimizer in ("SGD",) if make is attention else ("SGD", "Adam"):
            keras.utils.clear_session()
            model, x, y, compiled = make()
            rng = np.random.default_rng(5)
            before = [np.abs(rng.uniform(-0.6, 0.6, w.shape)).astype("float32") if "variance" in w.path else rng.uniform(-0.6, 0.6, w.shape).astype("float32") for w in model.weights]
            model.set_weights(before)
            compiled |= {"run_eagerly": optimizer == "Adam" or index % 3 > 0}
            model.compile(optimizer=getattr(keras.optimizers, optimizer)(0.02), **compiled)
            history = model.fit(x, y, batch_size=8, epochs=3, shuffle=False, verbose=0)
            predicted = keras.tree.map_structure(np.array, model(x, training=False))
            yield {
                "name": f"{make.__name__} with {optimizer}",
                "make": make.__name__,
                "optimizer": optimizer,
                "x": x,
                "y": y,
                "compile": compiled,
                "before": before,
                "after": [np.array(w) for w in model.weights],
                "paths": [w.path for w in model.weights],
                "layers": [layer.name for layer in model.layers],
                "history": [[key, list(map(float, found))] for key, found in sorted(history.history.items())],
                "evaluated": np.ravel(model.evaluate(x, y, batch_size=8, verbose=0)),
                "predicted": predicted,
                "json": None if make in (subclassed, operations) else model.to_json(),
            }

"""Keras's fit: `keras_fit.py CASE default|jit|steps16|steps16-jit|loop|loop-jit`. Answers like contest/answer.ts."""

import gzip
import json
import os
import re
import resource
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras import layers  # noqa: E402

CASE = json.loads(sys.argv[1])
SETTING = sys.argv[2]
BATCH = CASE["batch"]
OPTIONS = {
    "default": {},
    "jit": {"jit_compile": True},
    "steps16": {"steps_per_execution": 16},
    "steps16-jit": {"steps_per_execution": 16, "jit_compile": True},
}


def digits(samples):
    folder = os.path.join(os.environ.get("CELLGRAD_DATA_DIR", ""), "mnist")
    path = os.path.join(folder, "train-images-idx3-ubyte.gz")
    if not os.path.exists(path):
        random = np.random.default_rng(1)
        return random.random((samples, 784), dtype=np.float32), np.eye(10, dtype=np.float32)[
            np.arange(samples) % 10
        ]
    with gzip.open(path) as file:
        images = np.frombuffer(file.read(), np.uint8, offset=16)[: samples * 784].reshape(-1, 784)
    with gzip.open(path.replace("images-idx3", "labels-idx1")) as file:
        labels = np.frombuffer(file.read(), np.uint8, offset=8)[:samples]
    return (images / 255).astype(np.float32), np.eye(10, dtype=np.float32)[labels]


def mlp(shape):
    return keras.Sequential(
        [keras.Input(shape), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")]
    )


def cnn(shape):
    return keras.Sequential(
        [
            keras.Input(shape),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def lstm(shape):
    return keras.Sequential([keras.Input(shape), layers.LSTM(64), layers.Dense(10, activation="softmax")])


def transformer(shape):
    given = keras.Input(shape)
    tokens = layers.Dense(64)(given)
    attended = layers.MultiHeadAttention(num_heads=2, key_dim=32)(tokens, tokens)
    first = layers.LayerNormalization()(layers.Add()([tokens, attended]))
    inner = layers.Dense(128, activation="relu")(first)
    outer = layers.Dense(64)(inner)
    second = layers.LayerNormalization()(layers.Add()([first, outer]))
    pooled = layers.GlobalAveragePooling1D()(second)
    return keras.Model(given, layers.Dense(10, activation="softmax")(pooled))


class Watching(keras.callbacks.Callback):
    seen = 0.0

    def on_train_batch_end(self, batch, logs=None):
        self.seen += logs["loss"]


def by_fit(model, x, y):
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"], **OPTIONS[SETTING])
    watching = [Watching()] if CASE["watched"] else []

    def train(samples, epochs):
        model.fit(
            x[:samples], y[:samples], batch_size=BATCH, epochs=epochs, verbose=1, callbacks=watching
        )

    return train


def by_hand(model, x, y):
    """A loop around one tf.function, batches cut beforehand: no metrics, no shuffling."""
    if CASE["watched"]:
        raise ValueError("a loop by hand has no callbacks")
    optimizer = keras.optimizers.Adam()
    optimizer.build(model.trainable_variables)
    entropy = keras.losses.CategoricalCrossentropy()

    @tf.function(jit_compile=SETTING == "loop-jit")
    def step(a, b):
        with tf.GradientTape() as tape:
            loss = entropy(b, model(a, training=True))
        optimizer.apply_gradients(
            zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
        )
        return loss

    whole = len(x) // BATCH
    batches = [
        (tf.constant(x[i * BATCH : (i + 1) * BATCH]), tf.constant(y[i * BATCH : (i + 1) * BATCH]))
        for i in range(whole)
    ]

    def train(samples, epochs):
        for _ in range(epochs):
            for a, b in batches[: samples // BATCH]:
                loss = step(a, b)
        loss.numpy()

    return train


WARM_UP = 3


def samples_for(per_second):
    wanted = int(per_second * CASE["seconds"] // BATCH) * BATCH
    return max(min(wanted, CASE["samples"]), 4 * BATCH)


class Trainee:
    epochs = 1

    def timed(self, samples):
        start = time.perf_counter()
        self.train(samples, self.epochs)
        return time.perf_counter() - start

    def ready(self):
        x, y = digits(CASE["samples"])
        x = x.reshape(-1, *CASE["shape"])
        model = globals()[CASE["model"]](tuple(CASE["shape"]))
        self.train = (by_hand if SETTING.startswith("loop") else by_fit)(model, x, y)
        first_step = self.timed(BATCH)
        few = 4 * BATCH
        self.timed(few)
        self.samples = samples_for(few / self.timed(few))
        # What is compiled late, or for another number of batches, belongs to the warm-up.
        for _ in range(WARM_UP):
            speed = self.samples / self.timed(self.samples)
            self.samples = samples_for(speed)
        self.epochs = max(1, round(speed * CASE["seconds"] / self.samples))
        return {"firstStep": first_step}

    def measure(self):
        seconds = self.timed(self.samples)
        # ru_maxrss counts kilobytes, and bytes on macOS.
        unit = 1 if sys.platform == "darwin" else 1024
        rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
        return {"speed": self.samples * self.epochs / seconds, "rss": rss}


def main():
    trainee = Trainee()
    with os.fdopen(3, "w") as out:
        for word in sys.stdin:
            try:
                report = getattr(trainee, word.strip())()
            except Exception as error:
                report = {"error": re.split("\n", str(error))[0]}
            print(json.dumps(report), file=out, flush=True)


main()

"""The whole program of a beginner: MNIST in five epochs, from the imports to the accuracy on the test images."""

import gzip
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
import keras  # noqa: E402
import numpy as np  # noqa: E402


def read(name, header):
    with gzip.open(os.path.join(os.environ["CELLGRAD_DATA_DIR"], "mnist", f"{name}-ubyte.gz")) as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


def images(name):
    return read(f"{name}-images-idx3", 16).reshape(-1, 784).astype("float32") / 255


x, y = images("train"), read("train-labels-idx1", 8)
x_test, y_test = images("t10k"), read("t10k-labels-idx1", 8)
model = keras.Sequential(
    [
        keras.Input((784,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=5, batch_size=32)
loss, accuracy = model.evaluate(x_test, y_test)
if accuracy < 0.95:
    raise ValueError(f"expected an accuracy of 0.95 at least; received {accuracy}")

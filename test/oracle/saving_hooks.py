"""Opens a file with a layer that saves itself, and writes another one: `python saving_hooks.py OPEN WRITE`.

test/src/saving/saving-hooks.test.ts has the same class.
"""

import json
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras  # noqa: E402
import numpy as np  # noqa: E402


@keras.saving.register_keras_serializable("hooks")
class Table(keras.layers.Layer):
    def build(self, shape):
        self.scale = self.add_weight(name="scale", shape=(2,), initializer="ones")
        self.rows, self.note = np.zeros(2, "float32"), ""

    def call(self, x):
        return x * self.scale + self.rows

    def save_own_variables(self, store):
        store["scale"], store["rows"] = self.scale, self.rows

    def load_own_variables(self, store):
        self.scale.assign(store["scale"])
        self.rows = np.array(store["rows"])

    def save_assets(self, path):
        (pathlib.Path(path) / "note.txt").write_text(self.note, "utf-8")

    def load_assets(self, path):
        self.note = (pathlib.Path(path) / "note.txt").read_text("utf-8")


model = keras.models.load_model(sys.argv[1])
table = next(layer for layer in model.layers if isinstance(layer, Table))
print(json.dumps({"predicted": model(np.ones((1, 2), "float32")).numpy().tolist(), "note": table.note}))
table.scale.assign([10.0, 20.0])
table.rows, table.note = np.array([3.0, 4.0], "float32"), "from Keras"
model.save(sys.argv[2])

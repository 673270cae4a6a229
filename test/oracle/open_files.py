"""Opens model files with real Keras.

    python test/oracle/open_files.py FOLDER

FOLDER/expected.json is a list of {file, x, y, predicted, losses, afterwards}, with arrays as generate.py writes them. Prints
a list of {file, error}: null where Keras predicts the same from the file and its training goes on the same.
"""

import base64
import json
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from file_case import predict, train  # noqa: E402

TOLERANCE = 1e-5


def decode(value):
    if isinstance(value, dict) and "base64" in value:
        return np.frombuffer(base64.b64decode(value["base64"]), value["dtype"]).reshape(value["shape"])
    if isinstance(value, dict) and "texts" in value:
        return tf.constant(value["texts"])
    if isinstance(value, dict):
        return {key: decode(item) for key, item in value.items()}
    return [decode(item) for item in value] if isinstance(value, list) else value


def compare(what, found, wanted):
    if len(found) != len(wanted):
        raise AssertionError(f"{what}: {len(found)} in place of {len(wanted)}")
    for a, b in zip(found, wanted):
        a, b = np.asarray(a), np.asarray(b)
        if a.shape != b.shape:
            raise AssertionError(f"{what}: shape {a.shape} in place of {b.shape}")
        off = float(np.max(np.abs(a - b) / np.maximum(1, np.abs(b)), initial=0))
        if not off <= TOLERANCE:
            raise AssertionError(f"{what}: off by {off:.2e}")


def check(folder, one):
    model = keras.saving.load_model(folder / one["file"])
    compare("predicted", predict(model, one["x"]), one["predicted"])
    if one["losses"]:
        losses, then = train(model, one["x"], one["y"])
        compare("losses", losses, one["losses"])
        compare("afterwards", then, one["afterwards"])


def main(folder):
    results = []
    for one in map(decode, json.loads((folder / "expected.json").read_text())):
        try:
            check(folder, one)
            results.append({"file": one["file"], "error": None})
        except Exception as error:  # noqa: BLE001
            results.append({"file": one["file"], "error": f"{type(error).__name__}: {error}"[:2000]})
    print(json.dumps(results))


main(pathlib.Path(sys.argv[1]))

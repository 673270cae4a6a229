"""Models of keras.applications as files, in both directions.

    python test/oracle/open_applications.py FOLDER

FOLDER/cases.json is a list of {name, model, options, size}; FOLDER/NAME.keras and FOLDER/NAME.weights.h5 were written by
the library, and FOLDER/NAME.f32 is what it predicts. Prints a list of {name, off, error}: how far Keras's predictions from
these files are from that. Writes FOLDER/NAME.of-keras.keras and .weights.h5 with other weights, and what Keras predicts
(NAME.of-keras.f32).
"""

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


def images(size):
    count = size * size * 3
    return (np.arange(2 * count) * 37 % 255 / 127.5 - 1).reshape(2, size, size, 3).astype("float32")


def fill(model):
    """Values that keep the numbers in all layers of the same size."""
    random = np.random.default_rng(5)
    for weight in model.weights:
        name = weight.path.split("/")[-1]
        if name in ("gamma", "moving_variance"):
            weight.assign(random.uniform(0.8, 1.2, weight.shape))
        else:
            reach = np.sqrt(6 / np.prod(weight.shape[:-1])) if len(weight.shape) > 1 else 0.1
            weight.assign(random.uniform(-reach, reach, weight.shape))


def off(found, path):
    wanted = np.fromfile(path, "<f4").reshape(found.shape)
    return float(np.max(np.abs(found - wanted) / np.maximum(1, np.abs(wanted))))


def check(folder, one):
    name, x = one["name"], images(one["size"])
    keras.backend.clear_session()
    make = lambda: getattr(keras.applications, one["model"])(**one["options"])  # noqa: E731
    model = make()
    model.load_weights(folder / f"{name}.weights.h5")
    errors = [off(model.predict_on_batch(x), folder / f"{name}.f32")]
    whole = keras.saving.load_model(folder / f"{name}.keras")
    errors.append(off(whole.predict_on_batch(x), folder / f"{name}.f32"))
    fill(model)
    model.save(folder / f"{name}.of-keras.keras")
    model.save_weights(folder / f"{name}.of-keras.weights.h5")
    model.save(folder / f"{name}.of-keras.h5")
    model.predict_on_batch(x).astype("<f4").tofile(folder / f"{name}.of-keras.f32")
    return max(errors)


def main(folder):
    results = []
    for one in json.loads((folder / "cases.json").read_text()):
        try:
            results.append({"name": one["name"], "off": check(folder, one), "error": None})
        except Exception as error:  # noqa: BLE001
            results.append({"name": one["name"], "off": None, "error": f"{type(error).__name__}: {error}"[:2000]})
    print(json.dumps(results))


main(pathlib.Path(sys.argv[1]))

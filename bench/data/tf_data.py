"""tf.data and Keras's image folders: `tf_data.py shuffle` and `tf_data.py folder FOLDER`. Answers like contest/answer.ts."""

import json
import os
import resource
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402


def rows():
    x = (np.arange(60_000 * 784) % 251).astype(np.float32).reshape(60_000, 784)
    dataset = tf.data.Dataset.from_tensor_slices((x, np.arange(60_000)))
    return dataset.shuffle(10_000).batch(32).prefetch(tf.data.AUTOTUNE)


def folder():
    return keras.utils.image_dataset_from_directory(sys.argv[2], image_size=(64, 64), verbose=False)


def run(dataset):
    return sum(int(x.shape[0]) for x, _ in dataset)


dataset = {"shuffle": rows, "folder": folder}[sys.argv[1]]()
for word in sys.stdin:
    begun = time.perf_counter()
    count = run(dataset)
    seconds = time.perf_counter() - begun
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    report = {} if word.strip() == "ready" else {"speed": count / seconds, "rss": rss}
    os.write(3, (json.dumps(report) + "\n").encode())

"""Models as files: layers that learn from data before training, and those that change images."""

import os
import tempfile

import keras
import tensorflow as tf
from file_case import IMAGE, WORDS, contents, fill, predict
from keras import layers as L

TEXTS = [["The cat sat."], ["A dog, a cat!"], ["été, the dog"], ["sat sat sat"], [""], ["a new word"], ["cat"], ["the end"]]
TOKENS = [["a", "b"], ["b", "c"], ["c", "c"], ["a", "z"], ["y", "b"], ["é", "a"], ["b", "b"], ["c", "q"]]


def adapted(layer, data):
    layer.adapt(data)
    return layer


def words(*texts):
    return tf.constant([text for row in texts for text in row])


MODELS = {
    "string_lookup": (TOKENS, lambda: [adapted(L.StringLookup(mask_token="", num_oov_indices=2), TOKENS[:5]), L.Embedding(8, 3), L.Flatten()]),
    "string_lookup_weighted": (TOKENS, lambda: [adapted(L.StringLookup(output_mode="tf_idf"), TOKENS)]),
    "string_lookup_padded": (TOKENS, lambda: [adapted(L.StringLookup(output_mode="tf_idf", max_tokens=9, pad_to_max_tokens=True), TOKENS)]),
    "string_lookup_given": (TOKENS, lambda: [L.StringLookup(vocabulary=["a", "b"], output_mode="tf_idf", idf_weights=[0.5, 2.0])]),
    "vectorized": (TEXTS, lambda: [adapted(L.TextVectorization(output_sequence_length=4), words(*TEXTS[:6])), L.Embedding(12, 3, mask_zero=True), L.LSTM(2)]),
    "vectorized_counts": (TEXTS, lambda: [adapted(L.TextVectorization(output_mode="count", ngrams=2, max_tokens=9), words(*TEXTS))]),
    "vectorized_weighted": (TEXTS, lambda: [adapted(L.TextVectorization(output_mode="tf_idf"), words(*TEXTS))]),
    "integer_lookup": (WORDS, lambda: [adapted(L.IntegerLookup(), WORDS[:4]), L.Embedding(9, 3), L.Flatten()]),
    "integer_lookup_weighted": (WORDS, lambda: [adapted(L.IntegerLookup(output_mode="tf_idf"), WORDS)]),
    "hashing": (WORDS, lambda: [L.Hashing(5, salt=3), L.Embedding(5, 3), L.Flatten()]),
    "discretization": (WORDS, lambda: [adapted(L.Discretization(num_bins=3, output_mode="count"), WORDS.astype("float32"))]),
    "augmentation": (IMAGE, lambda: [L.RandomFlip("horizontal", seed=1), L.RandomRotation(0.1), L.RandomZoom(0.2), L.RandomTranslation(0.1, (-0.1, 0.2)), L.RandomContrast(0.1), L.RandomBrightness((-0.1, 0.2), value_range=(0, 1)), L.RandomShear(0.1), L.Flatten()]),
}


def cases():
    for seed, (name, (x, layers)) in enumerate(MODELS.items()):
        texts = isinstance(x, list)
        dtype = "string" if texts else x.dtype.name
        shape = (len(x[0]),) if texts else x.shape[1:]
        model = keras.Sequential([keras.Input(shape, dtype="int64" if dtype == "int32" else dtype), *layers(), L.Dense(1)])
        fill(model, seed)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "m.keras")
            model.save(path)
            data = contents(path)
        yield {
            "name": name,
            "x": {"texts": x} if texts else x,
            "y": [],
            "keras": data,
            "h5": None,
            "predicted": predict(model, tf.constant(x)),
            "losses": [],
            "then": [],
        }

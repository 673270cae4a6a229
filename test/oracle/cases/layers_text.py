"""Text and categories: what is learnt from data, and what becomes of texts and integers."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from layer_case import plain

WORDS = [["a", "c", "d", "d"], ["d", "z", "b", "z"], ["é", "b", "a", ""]]
NUMBERS = [[12, 36, 42, 42], [42, 7, 36, -3], [12, 12, 5, 0]]
TEXTS = ["Foo, bar!  BAZ", "bar baz-baz\tÉté", "", "the quick (brown) fox; the lazy dog's day"]


def listed(value):
    value = np.array(value)
    return [item.decode() if isinstance(item, bytes) else listed(item) for item in value] if value.dtype == object else value


def case(name, layer, x, adapt=None, batches=None, dtype=None):
    """`adapt`: data at once; `batches`: the same in several."""
    config = plain(keras.saving.serialize_keras_object(layer))
    if adapt is not None:
        layer.adapt(adapt if isinstance(adapt[0], str) else np.array(adapt))
    if batches is not None:
        layer.adapt(tf.data.Dataset.from_generator(lambda: (tf.constant(batch, dtype or tf.string) for batch in batches), output_signature=tf.TensorSpec(None, tf.string if dtype is None else dtype)))
    given = [tf.constant(part) for part in x] if isinstance(layer, layers.HashedCrossing) else tf.constant(x)
    return {
        "name": name,
        "layer": config,
        "adapt": adapt,
        "batches": batches,
        "x": x,
        "y": listed(layer(given)),
        "vocabulary": [v if isinstance(v, str) else int(v) for v in layer.get_vocabulary()] if hasattr(layer, "get_vocabulary") else None,
    }


def lookups():
    for kind, x, new in (("StringLookup", WORDS, layers.StringLookup), ("IntegerLookup", NUMBERS, layers.IntegerLookup)):
        mask = "" if x is WORDS else 0
        dtype = None if x is WORDS else "int64"
        for mode in ("int", "one_hot", "multi_hot", "count", "tf_idf"):
            yield case(f"{kind}: adapt, {mode}", new(output_mode=mode), x, adapt=x)
            yield case(f"{kind}: adapt, {mode}, mask", new(output_mode=mode, mask_token=mask, max_tokens=5), x, adapt=x)
            if mode not in ("int", "one_hot"):
                yield case(f"{kind}: adapt, {mode}, padded", new(output_mode=mode, max_tokens=12, pad_to_max_tokens=True), x, adapt=x)
        yield case(f"{kind}: batches", new(output_mode="tf_idf"), x, batches=[x[:1], x[1:]], dtype=dtype)
        vocabulary = [x[0][0], x[0][1], x[0][2]]
        yield case(f"{kind}: given", new(vocabulary=vocabulary), x)
        yield case(f"{kind}: given, mask, two for unknown", new(vocabulary=vocabulary, mask_token=mask, num_oov_indices=2), x)
        yield case(f"{kind}: three for unknown, salted", new(vocabulary=vocabulary, num_oov_indices=3, salt=[5, 7], oov_method="farmhash"), x)
        yield case(f"{kind}: weights given", new(vocabulary=vocabulary, idf_weights=[0.25, 0.75, 0.6], output_mode="tf_idf"), x)
        yield case(f"{kind}: inverse", new(vocabulary=vocabulary, invert=True), [[1, 3, 0], [2, 9, 1]])
        yield case(f"{kind}: inverse, mask", new(vocabulary=vocabulary, invert=True, mask_token=mask), [[1, 3, 0], [2, 9, 1]])
        yield case(f"{kind}: one axis", new(vocabulary=vocabulary, output_mode="multi_hot"), x[0])
        yield case(f"{kind}: a column", new(vocabulary=vocabulary, output_mode="one_hot"), [row[:1] for row in x])
    yield case("IntegerLookup: farmhash", layers.IntegerLookup(vocabulary=[12], num_oov_indices=4, oov_method="farmhash"), NUMBERS)


def vectorized():
    new = layers.TextVectorization
    for mode in ("int", "multi_hot", "count", "tf_idf"):
        yield case(f"TextVectorization: adapt, {mode}", new(output_mode=mode), TEXTS, adapt=TEXTS)
        yield case(f"TextVectorization: pairs, {mode}", new(output_mode=mode, ngrams=2, max_tokens=9), TEXTS, adapt=TEXTS)
    yield case("TextVectorization: batches", new(output_mode="tf_idf"), TEXTS, batches=[TEXTS[:1], TEXTS[1:]])
    yield case("TextVectorization: fixed length", new(output_sequence_length=3), [[text] for text in TEXTS], adapt=TEXTS)
    for way in ("lower", "strip_punctuation", None):
        yield case(f"TextVectorization: standardize {way}", new(standardize=way, split="character"), TEXTS, adapt=TEXTS)
    yield case("TextVectorization: not split", new(split=None, ngrams=(2,)), WORDS, adapt=WORDS)
    yield case("TextVectorization: given", new(vocabulary=["bar", "baz"], output_sequence_length=6), TEXTS)
    yield case("TextVectorization: one text", new(vocabulary=["bar", "baz"]), "bar foo baz")


def hashed():
    for mode in ("int", "one_hot", "multi_hot", "count"):
        yield case(f"Hashing: texts, {mode}", layers.Hashing(5, output_mode=mode), WORDS)
    yield case("Hashing: integers", layers.Hashing(7), NUMBERS)
    yield case("Hashing: salted", layers.Hashing(7, salt=133), WORDS)
    yield case("Hashing: masked", layers.Hashing(4, mask_value="d", salt=[133, 137]), WORDS)
    for mode in ("int", "one_hot"):
        new = lambda mode=mode: layers.HashedCrossing(num_bins=5, output_mode=mode)  # noqa: E731
        yield case(f"HashedCrossing: {mode}", new(), [["A", "B", "A", "B", "é"], [101, 101, 101, 102, -102]])
        yield case(f"HashedCrossing: {mode}, columns", new(), [[["A"], ["B"]], [["x" * 70], ["y"]], [[3], [4]]])


def cases():
    yield from lookups()
    yield from vectorized()
    yield from hashed()

import keras
import numpy as np
import tensorflow as tf
from inputs import binary, class_numbers, one_hot, probabilities, values, weights

B, C = 6, 5


def case(cls, options, y_true, y_pred, sample_weight=None, note=""):
    loss = getattr(keras.losses, cls)(**options)
    fn_name = None
    y = tf.constant(y_pred)
    with tf.GradientTape() as tape:
        tape.watch(y)
        value = loss(y_true, y, sample_weight=sample_weight)
        total = tf.reduce_sum(value)
    gradient = tape.gradient(total, y)
    label = ",".join(f"{k}={v}" for k, v in options.items())
    return dict(
        name=f"{cls}({label}){' ' + note if note else ''}{' weighted' if sample_weight is not None else ''}",
        cls=cls,
        options=options,
        y_true=np.asarray(y_true),
        y_pred=np.asarray(y_pred),
        sample_weight=sample_weight,
        per_sample=loss.call(tf.constant(np.asarray(y_true, "float32")), tf.constant(y_pred)),
        value=value,
        gradient=gradient,
        config={k: v for k, v in loss.get_config().items() if k != "name"},
        loss_name=loss.name,
    )


REGRESSION = ["MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError",
              "CosineSimilarity", "Huber", "LogCosh", "Hinge", "SquaredHinge", "CategoricalHinge", "Poisson", "Tversky", "Dice"]


def cases():
    real, pred = values((B, C), 1), values((B, C), 2)
    positive, positive_pred = values((B, C), 3, 0.1, 2), values((B, C), 4, 0.1, 2)
    w = weights((B,))
    for cls in REGRESSION:
        kind = cls in ("Poisson", "Tversky", "Dice", "MeanSquaredLogarithmicError")
        a, b = (positive, positive_pred) if kind else (real, pred)
        yield case(cls, {}, a, b)
        if cls not in ("Tversky", "Dice"):
            yield case(cls, {}, a, b, w)
        yield case(cls, dict(reduction="sum"), a, b)
        yield case(cls, dict(reduction="none"), a, b)
    yield case("MeanSquaredError", dict(reduction="mean_with_sample_weight"), real, pred, w)
    yield case("MeanSquaredError", dict(reduction="mean"), real, pred, w)
    yield case("MeanSquaredError", dict(reduction=None), real, pred)
    yield case("MeanSquaredError", {}, real[:, 0], pred[:, :1], note="(B,) and (B,1)")
    yield case("MeanSquaredError", {}, values((B, 3, C), 5), values((B, 3, C), 6), weights((B, 3)), note="3D")
    yield case("MeanSquaredError", {}, values((B, 3, C), 5), values((B, 3, C), 6), weights((B, 1)), note="3D, one weight a sample")
    yield case("Hinge", {}, binary((B, C)), pred, note="binary labels")
    edges = np.array([[1.0, -1.0, 0.5], [-1.0, 1.0, 2.0]], "float32")
    yield case("Hinge", {}, np.sign(edges), edges, note="at the limit")
    yield case("CategoricalHinge", {}, one_hot(np.array([0, 1]), 3), np.array([[1.0, 0.0, 0.0], [0.0, 2.0, 1.0]], "float32"), note="at the limit")
    yield case("MeanSquaredError", {"reduction": "sum"}, np.zeros((0, 2, 3), "float32"), np.zeros((0, 2, 3), "float32"), note="of no samples")
    yield case("CosineSimilarity", {}, np.zeros((0, 3), "float32"), np.zeros((0, 3), "float32"), note="of no samples")
    yield case("SquaredHinge", {}, binary((B, C)) * 2 - 1, pred, note="signed labels")
    yield case("CategoricalHinge", {}, one_hot(class_numbers((B,), C), C), pred, note="one-hot")
    yield case("CosineSimilarity", dict(axis=0), real, pred)
    yield case("Huber", dict(delta=0.5), real, pred)
    yield case("Tversky", dict(alpha=0.3, beta=0.9), positive, positive_pred)
    yield case("Tversky", dict(axis=[1]), positive, positive_pred)
    yield case("Dice", dict(axis=[1]), positive, positive_pred)
    p, q = probabilities((B, C), 7), probabilities((B, C), 8)
    yield case("KLDivergence", {}, p, q)
    yield case("KLDivergence", {}, p, q, w)
    numbers = class_numbers((B,), C)
    hot = one_hot(numbers, C)
    logits = values((B, C), 9, -5, 5)
    for cls in ("CategoricalCrossentropy", "CategoricalFocalCrossentropy"):
        yield case(cls, {}, hot, q)
        yield case(cls, {}, hot, q, w)
        yield case(cls, {}, p, q, note="soft labels")
        yield case(cls, {}, hot, values((B, C), 10, 0.01, 3), note="not normalized")
        yield case(cls, dict(from_logits=True), hot, logits)
        yield case(cls, dict(from_logits=True, label_smoothing=0.1), hot, logits, w)
        yield case(cls, dict(label_smoothing=0.2), hot, q)
        yield case(cls, dict(axis=1), one_hot(class_numbers((B, 3), C), C).transpose(0, 2, 1), probabilities((B, 3, C), 11).transpose(0, 2, 1))
        yield case(cls, dict(axis=1, from_logits=True), one_hot(class_numbers((B, 3), C), C).transpose(0, 2, 1), values((B, C, 3), 12))
    yield case("CategoricalCrossentropy", dict(from_logits=True), values((B, C), 13, 0, 2), logits, note="labels of any sum")
    yield case("CategoricalCrossentropy", {}, hot, np.eye(C, dtype="float32")[class_numbers((B,), C, 3)], note="saturated")
    yield case("CategoricalFocalCrossentropy", dict(alpha=0.5, gamma=1.5), hot, q)
    yield case("SparseCategoricalCrossentropy", {}, numbers, q)
    yield case("SparseCategoricalCrossentropy", {}, numbers, q, w)
    yield case("SparseCategoricalCrossentropy", {}, numbers[:, None], q, note="(B,1)")
    yield case("SparseCategoricalCrossentropy", dict(from_logits=True), numbers, logits, w)
    yield case("SparseCategoricalCrossentropy", dict(from_logits=True), class_numbers((B, 3), C), values((B, 3, C), 14), note="3D")
    yield case("SparseCategoricalCrossentropy", dict(from_logits=True, ignore_class=2), numbers, logits)
    yield case("SparseCategoricalCrossentropy", dict(ignore_class=2), numbers, q, w)
    yield case("SparseCategoricalCrossentropy", dict(ignore_class=-1), np.where(numbers == 1, -1, numbers), q)
    yield case("CategoricalGeneralizedCrossEntropy", {}, numbers, q)
    yield case("CategoricalGeneralizedCrossEntropy", dict(q=0.8), numbers, q, w)
    bits = binary((B, 3))
    chances = values((B, 3), 15, 0.02, 0.98)
    scores = values((B, 3), 16, -4, 4)
    for cls in ("BinaryCrossentropy", "BinaryFocalCrossentropy"):
        yield case(cls, {}, bits, chances)
        yield case(cls, {}, bits, chances, w)
        yield case(cls, {}, bits[:, 0], chances[:, :1], note="(B,) and (B,1)")
        yield case(cls, dict(from_logits=True), bits, scores)
        yield case(cls, dict(label_smoothing=0.1), bits, chances)
        yield case(cls, dict(from_logits=True, label_smoothing=0.3), bits, scores, w)
        yield case(cls, dict(from_logits=True), bits, 30 * scores, note="large logits")
    yield case("BinaryCrossentropy", dict(from_logits=True), bits, np.zeros((B, 3), "float32"), note="zero logits")
    yield case("BinaryCrossentropy", {}, bits, binary((B, 3), 5), note="saturated")
    yield case("BinaryFocalCrossentropy", dict(apply_class_balancing=True, alpha=0.4, gamma=1.0), bits, chances)
    e = values((B, 4), 17)
    e /= np.linalg.norm(e, axis=1, keepdims=True)
    yield case("Circle", {}, np.array([0, 0, 1, 1, 2, 2], "int32"), e)
    yield case("Circle", dict(gamma=10.0, margin=0.2), np.array([0, 1, 1, 1, 2, 0], "int32"), e, w)
    yield case("Circle", dict(remove_diagonal=False), np.array([0, 1, 2, 3, 4, 5], "int32"), e)
    labels = np.array([[1, 2, 2], [3, 0, 0], [4, 1, 0]], "int32")
    yield case("CTC", {}, labels, values((3, 7, C), 18))
    yield case("CTC", dict(reduction="sum"), labels, values((3, 5, C), 19, -4, 4))
    yield logits_case("softmax", "CategoricalCrossentropy", hot, values((B, C), 20, -60, 60))
    yield logits_case("softmax", "SparseCategoricalCrossentropy", numbers, values((B, C), 21, -60, 60))
    yield logits_case("sigmoid", "BinaryCrossentropy", bits, values((B, 3), 22, -60, 60))


def logits_case(activation, cls, y_true, x):
    """Keras computes a cross-entropy from what went into the activation."""
    loss = getattr(keras.losses, cls)()
    v = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(v)
        value = loss(y_true, getattr(keras.activations, activation)(v))
    return dict(name=f"{cls} of {activation}", cls=cls, activation=activation, y_true=np.asarray(y_true), x=x, value=value,
                gradient=tape.gradient(value, v))

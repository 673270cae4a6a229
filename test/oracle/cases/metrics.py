import keras
import numpy as np
from inputs import binary, class_numbers, one_hot, probabilities, values, weights

SIZES = [7, 4, 9]
C = 4


def batches(make_true, make_pred, weight=None):
    return [(make_true(n, i), make_pred(n, i), weight(n, i) if weight else None) for i, n in enumerate(SIZES)]


def case(cls, options, data, note=""):
    keras.utils.clear_session()
    metric = getattr(keras.metrics, cls)(**options)
    results = []
    for y_true, y_pred, w in data:
        if y_pred is None:
            metric.update_state(y_true, sample_weight=w)
        else:
            metric.update_state(y_true, y_pred, sample_weight=w)
        results.append(np.asarray(metric.result()))
    label = ",".join(f"{k}={v}" for k, v in options.items())
    return dict(
        name=f"{cls}({label}){' ' + note if note else ''}{' weighted' if data[0][2] is not None else ''}",
        cls=cls, options=options, data=[dict(y_true=a, y_pred=b, weight=w) for a, b, w in data], results=results,
        state=[np.asarray(v.numpy()) for v in metric.variables], names=[v.name for v in metric.variables],
        config=metric.get_config(), metric_name=metric.name,
    )


def w1(n, i):
    return weights((n,), i)


def int_weights(n, i):
    return class_numbers((n,), 4, i)


def cases():
    real = lambda n, i: values((n, C), i)
    pred = lambda n, i: values((n, C), i + 10)
    pos = lambda n, i: values((n, C), i, 0.1, 2)
    pos_pred = lambda n, i: values((n, C), i + 10, 0.1, 2)
    for cls in ("MeanSquaredError", "RootMeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "LogCoshError",
                "CosineSimilarity", "Hinge", "SquaredHinge", "CategoricalHinge", "PearsonCorrelation", "ConcordanceCorrelation"):
        yield case(cls, {}, batches(real, pred))
        yield case(cls, {}, batches(real, pred, w1))
    for cls in ("MeanSquaredLogarithmicError", "Poisson"):
        yield case(cls, {}, batches(pos, pos_pred))
        yield case(cls, {}, batches(pos, pos_pred, w1))
    yield case("CosineSimilarity", dict(axis=0), batches(real, pred))
    yield case("MeanSquaredError", {}, batches(lambda n, i: values((n, 3, C), i), lambda n, i: values((n, 3, C), i + 5)), "3D")
    yield case("MeanSquaredError", {}, batches(lambda n, i: values((n, 3, C), i), lambda n, i: values((n, 3, C), i + 5),
                                              lambda n, i: weights((n, 3), i)), "3D and 2D weights")
    yield case("MeanSquaredError", {}, batches(lambda n, i: values((n,), i), lambda n, i: values((n, 1), i + 5), w1), "(B,) and (B,1)")
    hot = lambda n, i: one_hot(class_numbers((n,), C, i), C)
    numbers = lambda n, i: class_numbers((n,), C, i)
    probs = lambda n, i: probabilities((n, C), i)
    logits = lambda n, i: values((n, C), i, -4, 4)
    for weight in (None, w1):
        yield case("KLDivergence", {}, batches(lambda n, i: probabilities((n, C), i + 30), probs, weight))
        yield case("CategoricalCrossentropy", {}, batches(hot, probs, weight))
        yield case("CategoricalCrossentropy", dict(from_logits=True, label_smoothing=0.1), batches(hot, logits, weight))
        yield case("SparseCategoricalCrossentropy", {}, batches(numbers, probs, weight))
        yield case("SparseCategoricalCrossentropy", dict(from_logits=True), batches(numbers, logits, weight))
        yield case("BinaryCrossentropy", {}, batches(lambda n, i: binary((n, 2), i), lambda n, i: values((n, 2), i, 0.02, 0.98), weight))
        yield case("BinaryCrossentropy", dict(from_logits=True, label_smoothing=0.2),
                   batches(lambda n, i: binary((n, 2), i), lambda n, i: values((n, 2), i), weight))
        yield case("Accuracy", {}, batches(numbers, lambda n, i: class_numbers((n,), C, i + 7), weight))
        yield case("BinaryAccuracy", {}, batches(lambda n, i: binary((n, 1), i), lambda n, i: values((n, 1), i, 0, 1), weight))
        yield case("BinaryAccuracy", dict(threshold=0.3), batches(lambda n, i: binary((n, 3), i), lambda n, i: values((n, 3), i, 0, 1), weight))
        yield case("CategoricalAccuracy", {}, batches(hot, probs, weight))
        yield case("SparseCategoricalAccuracy", {}, batches(numbers, probs, weight))
        yield case("SparseCategoricalAccuracy", {}, batches(lambda n, i: class_numbers((n, 1), C, i), probs, weight), "(B,1)")
        yield case("TopKCategoricalAccuracy", dict(k=2), batches(hot, probs, weight))
        yield case("SparseTopKCategoricalAccuracy", dict(k=2), batches(numbers, probs, weight))
        yield case("SparseTopKCategoricalAccuracy", dict(k=3), batches(numbers, probs, weight))
        yield case("Mean", {}, batches(lambda n, i: values((n,), i), lambda n, i: None, weight))
        yield case("Mean", {}, batches(lambda n, i: values((n, 3), i), lambda n, i: None, weight), "2D")
        yield case("Sum", {}, batches(lambda n, i: values((n, 3), i), lambda n, i: None, weight))
        yield case("R2Score", {}, batches(lambda n, i: values((n, 3), i), lambda n, i: values((n, 3), i + 5), weight))
        yield case("R2Score", dict(class_aggregation=None), batches(lambda n, i: values((n, 3), i), lambda n, i: values((n, 3), i + 5), weight))
    yield case("R2Score", dict(class_aggregation="variance_weighted_average", num_regressors=2),
               batches(lambda n, i: values((n, 3), i), lambda n, i: values((n, 3), i + 5)))
    yield case("SparseCategoricalAccuracy", {}, batches(lambda n, i: class_numbers((n, 3), C, i), lambda n, i: probabilities((n, 3, C), i)), "sequences")
    yield case("CategoricalAccuracy", {}, batches(lambda n, i: one_hot(class_numbers((n, 3), C, i), C), lambda n, i: probabilities((n, 3, C), i)), "sequences")
    yield case("TopKCategoricalAccuracy", {}, batches(lambda n, i: one_hot(class_numbers((n,), 8, i), 8), lambda n, i: probabilities((n, 8), i)), "8 classes")
    yield case("SparseTopKCategoricalAccuracy", dict(k=2, from_sorted_ids=True),
               batches(numbers, lambda n, i: np.argsort(probabilities((n, C), i), axis=1)[:, ::-1].astype("float32").copy()))
    bits = lambda n, i: binary((n,), i)
    chances = lambda n, i: values((n,), i, 0, 1)
    bits2 = lambda n, i: binary((n, 3), i)
    chances2 = lambda n, i: values((n, 3), i, 0, 1)
    for weight in (None, w1):
        for cls in ("TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives", "Precision", "Recall"):
            yield case(cls, {}, batches(bits, chances, weight))
            yield case(cls, dict(thresholds=[0.2, 0.5, 0.8]), batches(bits2, chances2, weight))
        for cls in ("Precision", "Recall"):
            yield case(cls, dict(thresholds=0.7), batches(bits, chances, weight))
            yield case(cls, dict(top_k=2), batches(hot, probs, weight))
            yield case(cls, dict(class_id=1), batches(hot, probs, weight))
            yield case(cls, dict(top_k=2, class_id=3), batches(hot, probs, weight))
            yield case(cls, dict(thresholds=[0.0, 0.5, 1.0]), batches(bits, chances, weight), "even")
        for cls, key in (("SensitivityAtSpecificity", "specificity"), ("SpecificityAtSensitivity", "sensitivity"),
                         ("PrecisionAtRecall", "recall"), ("RecallAtPrecision", "precision")):
            yield case(cls, {key: 0.6}, batches(bits, chances, weight))
            yield case(cls, {key: 0.4, "num_thresholds": 10, "class_id": 1}, batches(hot, probs, weight))
            yield case(cls, {key: 0.4, "num_thresholds": 1}, batches(bits, chances, weight))
        for curve in ("ROC", "PR", "PRGAIN"):
            for method in ("interpolation", "minoring", "majoring"):
                yield case("AUC", dict(curve=curve, summation_method=method), batches(bits, chances, weight))
        yield case("AUC", dict(num_thresholds=5), batches(bits2, chances2, weight))
        yield case("AUC", dict(thresholds=[0.1, 0.4, 0.75]), batches(bits, chances, weight))
        yield case("AUC", dict(thresholds=[0.25, 0.5, 0.75]), batches(bits, chances, weight), "even")
        yield case("AUC", dict(from_logits=True), batches(bits, lambda n, i: values((n,), i), weight))
        yield case("AUC", dict(multi_label=True), batches(bits2, chances2, weight))
        yield case("AUC", dict(multi_label=True, num_labels=3, label_weights=[0.2, 0.5, 0.3], curve="PR"), batches(bits2, chances2, weight))
        yield case("AUC", dict(multi_label=True, thresholds=[0.3, 0.6]), batches(bits2, chances2, weight))
        yield case("AUC", dict(label_weights=[0.2, 0.5, 0.3]), batches(bits2, chances2, weight))
        for average in (None, "micro", "macro", "weighted"):
            yield case("F1Score", dict(average=average), batches(hot, probs, weight))
            yield case("FBetaScore", dict(average=average, beta=2.0, threshold=0.4), batches(bits2, chances2, weight))
    for weight in (None, int_weights):
        ids = lambda n, i: class_numbers((n,), C, i)
        guess = lambda n, i: class_numbers((n,), C, i + 3)
        yield case("IoU", dict(num_classes=C, target_class_ids=[0, 2]), batches(ids, guess, weight))
        yield case("MeanIoU", dict(num_classes=C), batches(ids, guess, weight))
        yield case("MeanIoU", dict(num_classes=C, ignore_class=1), batches(ids, guess, weight))
        yield case("BinaryIoU", dict(threshold=0.3), batches(bits, chances, weight))
        yield case("BinaryIoU", dict(target_class_ids=[1]), batches(bits, chances, weight))
        yield case("OneHotIoU", dict(num_classes=C, target_class_ids=[1, 3]), batches(hot, probs, weight))
        yield case("OneHotMeanIoU", dict(num_classes=C), batches(hot, probs, weight))
        yield case("OneHotMeanIoU", dict(num_classes=C, sparse_y_pred=True), batches(hot, guess, weight))
    yield case("MeanIoU", dict(num_classes=6), batches(lambda n, i: class_numbers((n,), C, i), lambda n, i: class_numbers((n,), C, i + 3)), "absent classes")
    yield case("MeanIoU", dict(num_classes=C, dtype="float32"), batches(lambda n, i: class_numbers((n,), C, i), lambda n, i: class_numbers((n,), C, i + 3), w1))

"""Dense models trained for three epochs from fixed weights on fixed data, unshuffled, with an uneven last batch."""

import keras
import numpy as np
from inputs import class_numbers, one_hot, values, weights

SAMPLES, FEATURES, CLASSES = 50, 6, 3


def dense(units, activation=None, **options):
    return {"class": "Dense", "options": {"units": units, "activation": activation, **options}}


def mlp(units, activation):
    return [dense(8, "relu"), dense(5, "tanh"), dense(units, activation)]


X = values((SAMPLES, FEATURES), 1)
X_VAL = values((17, FEATURES), 2)
LABELS, LABELS_VAL = class_numbers((SAMPLES,), CLASSES, 3), class_numbers((17,), CLASSES, 4)
BITS, BITS_VAL = class_numbers((SAMPLES, 1), 2, 5).astype("float32"), class_numbers((17, 1), 2, 6).astype("float32")
Y, Y_VAL = values((SAMPLES, 2), 7), values((17, 2), 8)
HOT, HOT_VAL = one_hot(LABELS, CLASSES), one_hot(LABELS_VAL, CLASSES)

SGD = {"class": "SGD", "options": {"learning_rate": 0.1}}
ADAM = {"class": "Adam", "options": {"learning_rate": 0.01}}

TASKS = {
    "categorical_crossentropy": (mlp(CLASSES, "softmax"), HOT, HOT_VAL),
    "sparse_categorical_crossentropy": (mlp(CLASSES, "softmax"), LABELS, LABELS_VAL),
    "binary_crossentropy": (mlp(1, "sigmoid"), BITS, BITS_VAL),
    "mean_squared_error": (mlp(2, None), Y, Y_VAL),
}
LOGITS = {
    "CategoricalCrossentropy": (mlp(CLASSES, None), HOT, HOT_VAL),
    "SparseCategoricalCrossentropy": (mlp(CLASSES, None), LABELS, LABELS_VAL),
    "BinaryCrossentropy": (mlp(1, None), BITS, BITS_VAL),
}


def specs():
    for loss, (layers, y, y_val) in TASKS.items():
        for optimizer in (SGD, ADAM):
            metrics = ["mse", "mae"] if loss == "mean_squared_error" else ["accuracy"]
            yield f"{loss} with {optimizer['class']}", layers, y, y_val, {"optimizer": optimizer, "loss": loss, "metrics": metrics}, {}
    for cls, (layers, y, y_val) in LOGITS.items():
        loss = {"class": cls, "options": {"from_logits": True}}
        yield f"{cls} from logits", layers, y, y_val, {"optimizer": ADAM, "loss": loss, "metrics": ["acc"]}, {}
    softmax, sigmoid = mlp(CLASSES, "softmax"), mlp(1, "sigmoid")
    base = {"optimizer": SGD, "loss": "categorical_crossentropy", "metrics": ["accuracy"]}
    yield "labels as a column", softmax, LABELS[:, None], LABELS_VAL[:, None], {**base, "loss": "crossentropy"}, {}
    yield "binary labels without an axis", sigmoid, BITS[:, 0], BITS_VAL[:, 0], {**base, "loss": "binary_crossentropy"}, {}
    yield "default optimizer", softmax, HOT, HOT_VAL, {"loss": "categorical_crossentropy"}, {}
    yield "metrics by class", softmax, HOT, HOT_VAL, {**base, "metrics": [{"class": "CategoricalAccuracy", "options": {"name": "right"}}, "mse"]}, {}
    yield "the same metric twice", softmax, HOT, HOT_VAL, {**base, "metrics": ["mse", "mse"]}, {}
    yield "sample weights", softmax, HOT, HOT_VAL, {**base, "weighted_metrics": ["accuracy", "mse"]}, {"sample_weight": weights((SAMPLES,), 1)}
    yield "class weights", softmax, HOT, HOT_VAL, {**base, "weighted_metrics": ["accuracy"]}, {"class_weight": {"0": 0.5, "2": 3.0}}
    yield "class weights of sparse labels", softmax, LABELS, LABELS_VAL, {**base, "loss": "sparse_categorical_crossentropy"}, {"class_weight": {"1": 2.0}}
    yield "validation split", softmax, HOT, None, base, {"validation_split": 0.3}
    yield "validation every second epoch", softmax, HOT, HOT_VAL, base, {"validation_freq": 2}
    yield "validation in listed epochs", softmax, HOT, HOT_VAL, base, {"validation_freq": [1, 3]}
    yield "validation batches", softmax, HOT, HOT_VAL, base, {"validation_batch_size": 5, "validation_steps": 2}
    yield "from the second epoch", softmax, HOT, HOT_VAL, base, {"initial_epoch": 1}
    yield "steps in an epoch", softmax, HOT, HOT_VAL, base, {"steps_per_epoch": 2}
    yield "steps that run out of data", softmax, HOT, HOT_VAL, base, {"steps_per_epoch": 3}
    yield "a metric by the name of its class", sigmoid, BITS, BITS_VAL, {**base, "loss": "binary_crossentropy", "metrics": ["AUC", "Precision"]}, {}
    yield "one batch", softmax, HOT, HOT_VAL, base, {"batch_size": 64}
    yield "loss weight", softmax, HOT, HOT_VAL, {**base, "loss_weights": 0.25}, {}
    yield "momentum", softmax, HOT, HOT_VAL, {**base, "optimizer": {"class": "SGD", "options": {"learning_rate": 0.05, "momentum": 0.9, "nesterov": True}}}, {}
    yield "clipped gradients", softmax, HOT, HOT_VAL, {**base, "optimizer": {"class": "SGD", "options": {"learning_rate": 0.5, "clipnorm": 0.1}}}, {}
    yield "globally clipped gradients", softmax, HOT, HOT_VAL, {**base, "optimizer": {"class": "Adam", "options": {"global_clipnorm": 0.1}}}, {}
    yield "weight decay", softmax, HOT, HOT_VAL, {**base, "optimizer": {"class": "Adam", "options": {"learning_rate": 0.01, "weight_decay": 0.1}}}, {}
    yield "a scaled loss", softmax, HOT, HOT_VAL, {**base, "optimizer": {"class": "SGD", "options": {"learning_rate": 0.1, "loss_scale_factor": 16.0}}}, {}
    yield "moving averages", softmax, HOT, HOT_VAL, {**base, "optimizer": {"class": "SGD", "options": {"learning_rate": 0.1, "use_ema": True}}}, {}
    regular = [dense(8, "relu", kernel_regularizer="l2", bias_regularizer="l1"), dense(5, "tanh", activity_regularizer="l2"), dense(CLASSES, "softmax")]
    yield "penalties", regular, HOT, HOT_VAL, base, {}
    held = [dense(8, "relu", kernel_constraint="unit_norm", bias_constraint="non_neg"), dense(CLASSES, "softmax")]
    yield "constraints", held, HOT, HOT_VAL, base, {}
    frozen = [dense(8, "relu", trainable=False), dense(CLASSES, "softmax")]
    yield "a frozen layer", frozen, HOT, HOT_VAL, {**base, "optimizer": ADAM}, {}
    bare = [dense(8, "relu", use_bias=False), {"class": "Activation", "options": {"activation": "tanh"}}, {"class": "Flatten", "options": {}}, dense(CLASSES, "softmax")]
    yield "without bias, with other layers", bare, HOT, HOT_VAL, base, {}
    still = [dense(8, "relu"), {"class": "Dropout", "options": {"rate": 0.0}}, dense(CLASSES, "softmax")]
    yield "dropout of nothing", still, HOT, HOT_VAL, base, {}


def make(described, module):
    if isinstance(described, dict) and "class" in described:
        return getattr(module, described["class"])(**described["options"])
    return described


def cases():
    for number, (name, layers, y, y_val, compiled, options) in enumerate(specs()):
        model = keras.Sequential([keras.Input((FEATURES,))] + [make(layer, keras.layers) for layer in layers])
        rng = np.random.default_rng(11)
        before = [rng.uniform(-0.6, 0.6, w.shape).astype("float32") for w in model.weights]
        model.set_weights(before)
        given = dict(compiled)
        if "optimizer" in given:
            given["optimizer"] = make(given["optimizer"], keras.optimizers)
        given["loss"] = make(given["loss"], keras.losses)
        if "metrics" in given:
            given["metrics"] = [make(metric, keras.metrics) for metric in given["metrics"]]
        # See layer_case.py. The default, a traced function, stays in every eighth case.
        model.compile(**given, run_eagerly=number % 8 > 0)
        fit = {"batch_size": 16, "epochs": 3, **options}
        called = dict(fit)
        if "class_weight" in called:
            called["class_weight"] = {int(key): value for key, value in called["class_weight"].items()}
        validation = {} if y_val is None else {"validation_data": (X_VAL, y_val)}
        history = model.fit(X, y, shuffle=False, verbose=0, **called, **validation)
        yield {
            "name": name,
            "layers": layers,
            "compile": compiled,
            "fit": fit,
            "x": X,
            "y": y,
            "x_val": X_VAL,
            "y_val": y_val,
            "before": before,
            "history": [[key, list(map(float, found))] for key, found in history.history.items()],
            "epochs": history.epoch,
            "after": [np.array(w) for w in model.get_weights()],
            "evaluated": np.ravel(model.evaluate(X, y, batch_size=16, verbose=0)),
            "predicted": np.array(model(X_VAL, training=False)),
            "names": model.metrics_names,
        }

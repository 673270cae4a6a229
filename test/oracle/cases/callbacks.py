"""The order of hooks with their logs, and the decisions of callbacks on given logs."""

import keras
import numpy as np
from inputs import one_hot, class_numbers, values

X, Y = values((10, 4), 1), one_hot(class_numbers((10,), 3, 2), 3)

HOOKS = [
    f"on_{what}_{when}"
    for what in ("train", "epoch", "train_batch", "test", "test_batch", "predict", "predict_batch")
    for when in ("begin", "end")
]


def recorder(stop_at=None):
    trace = []

    class Recorder(keras.callbacks.Callback):
        pass

    def hook(name):
        def called(self, *args, logs=None):
            number = next((arg for arg in args if isinstance(arg, int)), None)
            logs = logs if logs is not None else next((arg for arg in args if isinstance(arg, dict)), {})
            trace.append([name, number, sorted(logs)])
            if stop_at is not None and name == stop_at[0] and number == stop_at[1]:
                self.model.stop_training = True

        return called

    for name in HOOKS:
        setattr(Recorder, name, hook(name))
    return Recorder(), trace


def model():
    made = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="softmax")])
    made.compile("sgd", "categorical_crossentropy", metrics=["accuracy"])
    return made


def traces():
    yield "fit", {"epochs": 2, "batch_size": 4}, None, 1
    yield "fit with validation", {"epochs": 2, "batch_size": 4, "validation_split": 0.4}, None, 1
    yield "fit with validation every second epoch", {"epochs": 2, "batch_size": 4, "validation_split": 0.4, "validation_freq": 2}, None, 1
    yield "fit from a later epoch", {"epochs": 3, "initial_epoch": 2, "batch_size": 5}, None, 1
    yield "stopped in a batch", {"epochs": 3, "batch_size": 4}, ("on_train_batch_end", 1), 1
    yield "stopped in an epoch", {"epochs": 3, "batch_size": 4}, ("on_epoch_end", 0), 1
    yield "several steps in one execution", {"epochs": 1, "batch_size": 2}, None, 2
    yield "no epoch", {"epochs": 0, "batch_size": 4}, None, 1


def decide(callback, sequence, lr=0.1):
    """Drives a callback with the logs of epochs; gives what it decided after each."""
    made = model()
    made.optimizer.learning_rate = lr
    made.stop_training = False
    callback.set_model(made)
    callback.on_train_begin()
    found = []
    for epoch, value in enumerate(sequence):
        callback.on_epoch_begin(epoch)
        logs = {"loss": 0.0, "accuracy": value, "val_loss": value}
        callback.on_epoch_end(epoch, logs)
        found.append({
            "stop": bool(made.stop_training),
            "rate": float(made.optimizer.learning_rate.numpy()),
            "wait": int(getattr(callback, "wait", 0)),
            "best": None if getattr(callback, "best", None) is None else float(callback.best),
            "best_epoch": int(getattr(callback, "best_epoch", 0)),
            "stopped_epoch": int(getattr(callback, "stopped_epoch", 0)),
            "cooldown": int(getattr(callback, "cooldown_counter", 0)),
            "keys": sorted(logs),
        })
    return found


FALLING = [1.0, 0.9, 0.8, 0.85, 0.82, 0.81, 0.79, 0.8, 0.8, 0.8, 0.8]
RISING = [0.1, 0.3, 0.2, 0.35, 0.35, 0.34, 0.33, 0.5, 0.4]


def decisions():
    early = keras.callbacks.EarlyStopping
    plateau = keras.callbacks.ReduceLROnPlateau
    for options in (
        {},
        {"patience": 2},
        {"patience": 3, "min_delta": 0.05},
        {"patience": 1, "start_from_epoch": 3},
        {"patience": 2, "baseline": 0.5},
        {"patience": 4, "mode": "max"},
    ):
        yield "EarlyStopping", early, options, FALLING
    yield "EarlyStopping", early, {"monitor": "accuracy", "patience": 2, "mode": "max"}, RISING
    for options in (
        {"patience": 1},
        {"patience": 2, "factor": 0.5},
        {"patience": 1, "factor": 0.5, "cooldown": 2},
        {"patience": 1, "factor": 0.5, "min_lr": 0.03},
        {"patience": 1, "min_delta": 0.2},
        {"patience": 2, "mode": "max"},
    ):
        yield "ReduceLROnPlateau", plateau, options, FALLING


def cases():
    for name, options, stop, executions in traces():
        callback, trace = recorder(stop)
        made = model()
        made.compile("sgd", "categorical_crossentropy", metrics=["accuracy"], steps_per_execution=executions)
        made.fit(X, Y, shuffle=False, verbose=0, callbacks=[callback], **options)
        yield {"name": name, "kind": "fit", "options": options, "stop": stop, "steps": executions, "trace": trace}
    callback, trace = recorder()
    model().evaluate(X, Y, batch_size=4, verbose=0, callbacks=[callback])
    yield {"name": "evaluate", "kind": "evaluate", "options": {"batch_size": 4}, "stop": None, "steps": 1, "trace": trace}
    callback, trace = recorder()
    model().predict(X, batch_size=4, verbose=0, callbacks=[callback])
    yield {"name": "predict", "kind": "predict", "options": {"batch_size": 4}, "stop": None, "steps": 1, "trace": trace}
    for cls, make, options, sequence in decisions():
        yield {"name": f"{cls} {options}", "kind": "decisions", "class": cls, "options": options, "sequence": sequence,
               "found": decide(make(**options), sequence)}

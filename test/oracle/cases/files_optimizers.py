"""Models as files: each optimizer, resumed in the middle. test/oracle/files.test.ts opens them, and test/oracle/open_files.py what it writes."""

import keras
import numpy as np
from file_case import FLAT, Y, file_case, sequential

OPTIMIZERS = {
    "sgd_momentum": keras.optimizers.SGD(0.05, momentum=0.9, nesterov=True),
    "adam": keras.optimizers.Adam(0.01),
    "adam_amsgrad": keras.optimizers.Adam(0.01, amsgrad=True, clipnorm=0.5),
    "adamw": keras.optimizers.AdamW(0.01, weight_decay=0.02),
    "rmsprop": keras.optimizers.RMSprop(0.01, momentum=0.5, centered=True),
    "adagrad": keras.optimizers.Adagrad(0.05),
    "adadelta": keras.optimizers.Adadelta(0.5),
    "adamax": keras.optimizers.Adamax(0.01),
    "nadam": keras.optimizers.Nadam(0.01),
    "ftrl": keras.optimizers.Ftrl(0.05),
    "lion": keras.optimizers.Lion(0.01),
    "schedule": keras.optimizers.Adam(keras.optimizers.schedules.ExponentialDecay(0.05, 3, 0.7)),
    "loss_scale": keras.optimizers.LossScaleOptimizer(keras.optimizers.Adam(0.01), dynamic_growth_steps=3),
    "loss_scale_adafactor": keras.optimizers.LossScaleOptimizer(keras.optimizers.Adafactor(0.01)),
    "ema": keras.optimizers.SGD(0.05, use_ema=True, ema_momentum=0.9),
}


def cases():
    for seed, (name, optimizer) in enumerate(OPTIMIZERS.items()):
        model = sequential(FLAT, keras.layers.Dense(4, activation="tanh"))
        # Keras gives two of Adafactor's variables one name in .h5 files, and fails.
        yield file_case(name, model, FLAT, Y, seed + 100, h5="adafactor" not in name, optimizer=optimizer)
    # The model puts a loss scale around its optimizer; its layers, and inputs of few digits, compare in 32 bits.
    keras.config.set_dtype_policy("mixed_float16")
    model = sequential(FLAT, *(keras.layers.Dense(n, activation="tanh", dtype="float32") for n in (4, 1)), last=False)
    keras.config.set_dtype_policy("float32")
    yield file_case("mixed_float16", model, np.round(FLAT * 64) / 64, Y, 120, h5=False, optimizer="adam")

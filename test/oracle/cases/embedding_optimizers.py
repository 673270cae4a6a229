"""Embeddings of which a batch uses some rows more than once, trained with each optimizer that squares gradients."""

import keras
import numpy as np
from inputs import class_numbers, one_hot

OPTIMIZERS = ["Adam", "AdamW", "Adamax", "Nadam", "RMSprop", "Adagrad", "Adadelta", "Ftrl", "Lamb", "SGD", "Lion", "Muon", "Adafactor"]
CLIPPED = [{"clipnorm": 0.05}, {"clipvalue": 0.01}, {"global_clipnorm": 0.1}]


def model(twice):
    first = keras.Input((5,), dtype="int32")
    embed = keras.layers.Embedding(6, 4)
    if not twice:
        pooled = keras.layers.GlobalAveragePooling1D()(embed(first))
        return keras.Model(first, keras.layers.Dense(3, activation="softmax")(pooled))
    second = keras.Input((2,), dtype="int32")
    parts = [keras.layers.Flatten()(embed(one)) for one in (first, second)]
    return keras.Model([first, second], keras.layers.Dense(3, activation="softmax")(keras.layers.Concatenate()(parts)))


def cases():
    words = class_numbers((10, 5), 6, 1)
    more = class_numbers((10, 2), 6, 2)
    labels = one_hot(class_numbers((10,), 3, 3), 3)
    others = [("Adamax", options) for options in CLIPPED] + [("SGD", options) for options in CLIPPED] + [("Adam", {"initial_scale": 64.0})]
    for twice in (False, True):
        for name, options in [(name, {}) for name in OPTIMIZERS] + others:
            keras.utils.clear_session()
            keras.utils.set_random_seed(5)
            made = model(twice)
            before = [np.asarray(w) for w in made.get_weights()]
            own = {key: value for key, value in options.items() if key != "initial_scale"}
            optimizer = getattr(keras.optimizers, name)(learning_rate=0.05, **own)
            if own != options:
                optimizer = keras.optimizers.LossScaleOptimizer(optimizer, **options)
            # Tracing takes longer than these few steps; one kind of each shows that it changes nothing.
            made.compile(optimizer, "categorical_crossentropy", run_eagerly=name != "Adam")
            x = [words, more] if twice else words
            history = made.fit(x, labels, epochs=3, batch_size=4, shuffle=False, verbose=0)
            yield dict(
                name=f"{name}{''.join(f', {key}' for key in options)}{' of two uses' if twice else ''}", optimizer=name, options=options, twice=twice, words=words, more=more,
                labels=labels, before=before, after=[np.asarray(w) for w in made.get_weights()],
                losses=history.history["loss"],
            )

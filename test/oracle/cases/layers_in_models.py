"""Functional models of recurrent and attention layers, with masks on their way through them; trained for three epochs."""

import keras
import numpy as np
from inputs import class_numbers, values
from keras import layers
from layer_case import fill


def encoder_decoder():
    words, answers = keras.Input((None,), dtype="int32"), keras.Input((None,), dtype="int32")
    read = layers.Embedding(9, 5, mask_zero=True)(words)
    _, h, c = layers.LSTM(4, return_state=True)(read)
    said = layers.Embedding(9, 5, mask_zero=True)(answers)
    said = layers.LSTM(4, return_sequences=True)(said, initial_state=[h, c])
    outputs = layers.TimeDistributed(layers.Dense(3))(said)
    return keras.Model([words, answers], outputs)


def transformer_block():
    words, answers = keras.Input((None,), dtype="int32"), keras.Input((None,), dtype="int32")
    embed = layers.Embedding(9, 6, mask_zero=True)
    x, memory = embed(answers), embed(words)
    x = layers.Add()([x, layers.MultiHeadAttention(2, 3)(x, x, use_causal_mask=True)])
    x = layers.Add()([x, layers.MultiHeadAttention(2, 3, value_dim=4)(x, memory)])
    return keras.Model([words, answers], layers.Dense(3)(layers.Dense(8, activation="relu")(x)))


def attention_over_states():
    words, answers = keras.Input((None,), dtype="int32"), keras.Input((None,), dtype="int32")
    embed = layers.Embedding(9, 4, mask_zero=True)
    keys = layers.Bidirectional(layers.GRU(3, return_sequences=True))(embed(words))
    queries = layers.GRU(6, return_sequences=True)(embed(answers))
    mixed = layers.Attention(use_scale=True)([queries, keys])
    return keras.Model([words, answers], layers.Dense(3)(layers.Concatenate()([queries, mixed])))


def masks_behind_attention():
    words, answers = keras.Input((None,), dtype="int32"), keras.Input((None,), dtype="int32")
    embed = layers.Embedding(9, 6, mask_zero=True)
    attended = lambda x: layers.Add()([x, layers.MultiHeadAttention(2, 3)(x, x)])  # noqa: E731
    seen = layers.GlobalAveragePooling1D()(layers.LayerNormalization()(attended(embed(words))))
    said = layers.LSTM(4, return_sequences=True)(attended(embed(answers)))
    joined = layers.Concatenate()([said, layers.RepeatVector(5)(seen)])
    return keras.Model([words, answers], layers.Dense(3)(joined))


def cases():
    words, answers = class_numbers((21, 6), 9, 1), class_numbers((21, 5), 9, 2)
    words[:, 4:] *= words[:, 3:4] % 2
    answers[:, 3:] *= answers[:, 2:3] % 2
    # The first is no padding: Keras's softmax of a row without any position differs between its own paths.
    words[:, 0], answers[:, 0] = 1, 2
    y = values((21, 5, 3), 3)
    for build in (encoder_decoder, transformer_block, attention_over_states, masks_behind_attention):
        model = build()
        fill(model, 1)
        before = [weight.numpy() for weight in model.weights]
        model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
        history = model.fit([words, answers], y, epochs=3, batch_size=8, shuffle=False, verbose=0)
        yield {
            "name": build.__name__.replace("_", " "),
            "words": words,
            "answers": answers,
            "y": y,
            "before": [np.array(weight) for weight in before],
            "after": [np.array(weight) for weight in model.weights],
            "losses": history.history["loss"],
            "predicted": model.predict([words, answers], verbose=0),
        }

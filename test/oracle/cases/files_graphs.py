"""Models as files: graphs, subclassed models, losses and metrics. test/oracle/files.test.ts opens them, and test/oracle/open_files.py what it writes."""

import keras
import numpy as np
from file_case import CLASSES, FLAT, IMAGE, ROWS, WORDS, Y, Block, Own, Scale, cubic, file_case, sequential
from inputs import one_hot

L = keras.layers


def inputs():
    return keras.Input((4,), name="a"), keras.Input((6, 3), name="b")


def shared():
    a, _ = inputs()
    layer = L.Dense(4, activation="tanh")
    return keras.Model(a, L.Dense(1)(layer(layer(a)))), FLAT, Y, {}


def several():
    a, b = inputs()
    h = L.Concatenate()([L.Dense(3)(a), L.GRU(2)(b)])
    model = keras.Model([a, b], [L.Dense(1, name="value")(h), L.Dense(3, activation="softmax", name="kind")(h)])
    return model, [FLAT, ROWS], [Y, CLASSES], {
        "loss": {"value": keras.losses.Huber(), "kind": "sparse_categorical_crossentropy"},
        "loss_weights": {"value": 0.5, "kind": 2.0},
        "metrics": {"value": ["mae"], "kind": ["accuracy"]},
    }


def nested():
    a, _ = inputs()
    x = keras.Input((4,))
    inner = keras.Model(x, L.BatchNormalization()(L.Dense(4)(x)), name="inner")
    return keras.Model(a, L.Dense(1)(L.Add()([inner(a), inner(L.Dense(4)(a))]))), FLAT, Y, {}


def merges():
    a, _ = inputs()
    p, q = L.Dense(3)(a), L.Dense(3)(a)
    joined = [L.Subtract()([p, q]), L.Multiply()([p, q]), L.Maximum()([p, q]), L.Minimum()([p, q]), L.Average()([p, q])]
    return keras.Model(a, L.Dense(1)(L.Concatenate()([*joined, L.Dot(1)([p, q])]))), FLAT, Y, {}


def operations():
    a, _ = inputs()
    h = keras.ops.relu(L.Dense(4)(a)) + a
    return keras.Model(a, L.Dense(1)(keras.ops.concatenate([h, keras.ops.square(a)], axis=-1))), FLAT, Y, {}


def python_operators():
    """What Python's operators and slices make of symbolic tensors, under names that are no ASCII."""
    a, b = inputs()
    part = (b[:, 1:5:2] / 2 - 1)[:, :, -1]
    turned = b[:, ::-1, 0][:, None, 2:5]
    h = L.Dense(3, name="größe")(2 / (a + 5))
    return keras.Model([a, b], L.Dense(1, name="输出")(keras.ops.concatenate([part, turned[:, 0], h], axis=-1))), [FLAT, ROWS], Y, {}


def op_arguments():
    """Ops of which Keras saves arguments by name, in an order of their own, or as tensors."""
    ops = keras.ops
    a, b = inputs()
    vector = lambda value, size=4: np.full(size, value, "float32")  # noqa: E731
    h = ops.batch_normalization(L.Dense(4)(a), vector(0.1), vector(0.5), -1, vector(1), vector(2), epsilon=0.1)
    h = ops.pad(ops.layer_normalization(h, beta=vector(1)), ((0, 0), (1, 2)), constant_values=3.0)
    h = ops.rms_normalization(ops.hypot(h, ops.convert_to_tensor(0.5)), vector(2, 7))
    heads = ops.expand_dims(b, 2)
    seen = ops.dot_product_attention(heads, heads, heads, bias=np.eye(6, dtype="float32")[None, None], scale=0.3)
    sides = [ops.diagonal(seen[:, :3, 0], 0, 1, 2), ops.average(b, axis=1, weights=np.arange(1, 7, dtype="float32"))]
    whole = ops.saturate_cast(ops.cumsum(a * 100, axis=1, dtype="int32"), "int8") + ops.full_like(a, 2.5, dtype="int32")
    sides += [ops.max(b, axis=1, initial=0.2), ops.cast(ops.cast(whole, "uint8"), "float32") / 100]
    sides += [ops.reshape(ops.linspace(a[:, :2], 1.5, 3, endpoint=False, axis=1), (-1, 6))]
    return keras.Model([a, b], L.Dense(1)(ops.concatenate([h, *sides], axis=-1))), [FLAT, ROWS], Y, {}


def places():
    """A model that gives outputs of another one and is called twice, a layer and an op of one name, windows of a batch, nested outputs."""
    ops = keras.ops
    a, b = inputs()
    x = keras.Input((4,))
    inner = keras.Model(x, L.Dense(4)(x), name="inner")
    h = L.Multiply()([a, L.Dense(4)(a)]) * a
    windows = ops.reshape(L.Dense(2)(ops.reshape(b, (-1, 3, 3))), (-1, 12)) - ops.amax(a, axis=1, keepdims=True)
    seen = L.Flatten()(ops.multi_hot(ops.cast(ops.abs(b), "int32"), 3) + ops.ones_like(b[:, :3], dtype="int32"))
    kind = L.Dense(3, name="k")(ops.concatenate([h, windows, seen], axis=-1))
    model = keras.Model([a, b], {"both": [inner(h), inner(a)], "kind": kind})
    return model, [FLAT, ROWS], {"both": [FLAT, FLAT + 1], "kind": CLASSES}, {
        "loss": {"both": ["mse", "mae"], "kind": keras.losses.SparseCategoricalCrossentropy(from_logits=True)},
        "optimizer": keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.0, 20, warmup_target=1.0, warmup_steps=20)),
    }


def attention():
    _, b = inputs()
    h = L.MultiHeadAttention(2, 3)(b, b)
    h = L.LayerNormalization()(L.Add()([h, b]))
    h = L.GroupQueryAttention(2, 4, 2)(h, b)
    h = L.Attention(use_scale=True)([h, b])
    h = L.AdditiveAttention()([h, b])
    return keras.Model(b, L.Dense(1)(L.Flatten()(h))), ROWS, Y, {"optimizer": "adam"}


def masked():
    words = keras.Input((6,), dtype="int32")
    h = L.Embedding(7, 3, mask_zero=True)(words)
    h = L.MultiHeadAttention(1, 3)(h, h)
    return keras.Model(words, L.Dense(1)(L.GlobalAveragePooling1D()(h))), WORDS, Y, {}


def attention_mask():
    """Where a mask goes through Attention, Keras makes nodes of it and of its conversion."""
    words = keras.Input((6,), dtype="int32")
    h = L.LSTM(3, return_sequences=True)(L.Embedding(7, 3, mask_zero=True)(words))
    h = L.GlobalAveragePooling1D()(L.Attention(use_scale=True)([h, h]))
    metric = keras.metrics.MeanMetricWrapper(keras.losses.huber, name="bounded", delta=0.5)
    return keras.Model(words, L.Dense(1)(h)), WORDS, Y, {"metrics": [metric, keras.metrics.MeanMetricWrapper(cubic)], "h5": False}


def states():
    _, b = inputs()
    sequence, h, c = L.LSTM(3, return_sequences=True, return_state=True)(b)
    return keras.Model(b, L.Dense(1)(L.LSTM(3)(sequence, initial_state=[h, c]))), ROWS, Y, {}


def frozen():
    a, _ = inputs()
    body = L.Dense(4, activation="relu", trainable=False)
    return keras.Model(a, L.Dense(1)(L.BatchNormalization(trainable=False)(body(a)))), FLAT, Y, {"optimizer": "adam"}


def normalized():
    adapted = L.Normalization()
    adapted.adapt(FLAT)
    return keras.Sequential([keras.Input((4,)), adapted, L.Dense(1)]), FLAT, Y, {}


def input_types():
    """Inputs of types that tfjs does not have."""
    words, pixels, rows = keras.Input((6,), dtype="int64"), keras.Input((4,), dtype="uint8"), keras.Input((4,), dtype="float64")
    h = L.Concatenate()([L.Flatten()(L.Embedding(7, 3)(words)), L.Rescaling(0.1)(pixels), rows])
    x = [WORDS, np.abs(FLAT * 9).astype("uint8"), FLAT]
    return keras.Model([words, pixels, rows], L.Dense(1)(h)), x, Y, {}


def own_loss():
    named = [keras.metrics.MeanAbsoluteError(name="distance"), keras.metrics.MeanMetricWrapper(keras.losses.huber, name="bounded")]
    return sequential(FLAT, L.Dense(3)), FLAT, Y, {"loss": cubic, "metrics": [cubic, *named]}


def classes():
    compiled = {"loss": keras.losses.CategoricalCrossentropy(label_smoothing=0.1), "metrics": ["accuracy", keras.metrics.TopKCategoricalAccuracy(k=2)]}
    return sequential(FLAT, L.Dense(3, activation="softmax"), last=False), FLAT, one_hot(CLASSES, 3), compiled


def dictionaries():
    a, b = inputs()
    model = keras.Model({"a": a, "b": b}, {"out": L.Dense(1, name="out")(L.Add()([L.Dense(2)(a), L.LSTM(2)(b)]))})
    return model, {"a": FLAT, "b": ROWS}, {"out": Y}, {"loss": {"out": "mse"}}


def subclassed():
    model = Own()
    model.build((None, 4))
    return model, FLAT, Y, {"optimizer": "adam", "h5": False}


def subclassed_inside():
    a, _ = inputs()
    return keras.Model(a, L.Dense(1)(Block()(Scale(3.0)(a)))), FLAT, Y, {"optimizer": "adam"}


def transfer():
    """A backbone of which the first layers are frozen, BatchNormalization too, under a new head."""
    x = keras.Input((4,))
    body = keras.Model(x, L.Dense(3)(L.BatchNormalization()(L.Dense(4, use_bias=False)(x))), name="body")
    for layer in body.layers[1:3]:
        layer.trainable = False
    a, _ = inputs()
    return keras.Model(a, L.Dense(1)(body(a))), FLAT, Y, {"optimizer": "adam"}


def inverted_residual():
    """The block of which MobileNetV2 consists."""
    image = keras.Input((8, 8, 2))
    h = L.ReLU(6.0)(L.BatchNormalization(momentum=0.999)(L.Conv2D(6, 1, padding="same", use_bias=False)(image)))
    h = L.DepthwiseConv2D(3, strides=2, use_bias=False)(L.ZeroPadding2D(((0, 1), (0, 1)))(h))
    h = L.Conv2D(4, 1, use_bias=False)(L.ReLU(6.0)(L.BatchNormalization()(h)))
    h = L.Add()([h, L.Conv2D(4, 1, use_bias=False)(h)])
    return keras.Model(image, L.Dense(1)(L.GlobalAveragePooling2D()(h))), IMAGE, Y, {}


GRAPHS = [
    shared, several, nested, merges, operations, python_operators, op_arguments, places, attention, masked, attention_mask, states, frozen, normalized, input_types, own_loss, classes,
    dictionaries, subclassed, subclassed_inside, transfer, inverted_residual,
]


def cases():
    for seed, make in enumerate(GRAPHS):
        model, x, y, options = make()
        yield file_case(make.__name__, model, x, y, seed + 200, **options)

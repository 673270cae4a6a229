"""Attention, AdditiveAttention, MultiHeadAttention and GroupQueryAttention."""

import numpy as np
from inputs import values
from keras import layers
from layer_case import layer_case

Q, V, K = values((3, 4, 6), 1), values((3, 5, 6), 2), values((3, 5, 6), 3)
X = values((3, 5, 6), 4)
QM = np.array([[1, 1, 1, 0], [0, 1, 1, 1], [1, 1, 0, 0]], dtype=bool)
VM = np.array([[1, 1, 0, 1, 0], [0, 0, 1, 1, 1], [1, 0, 0, 0, 0]], dtype=bool)
KM = np.array([[1, 1, 1, 1, 0], [0, 1, 1, 1, 1], [1, 1, 1, 1, 1]], dtype=bool)
SEEN = np.random.default_rng(5).integers(0, 2, (3, 4, 5)).astype(bool)
SEEN[:, :, 0] = True
BLIND = SEEN.copy()
BLIND[0, 1] = False


def single():
    for kind, cls in {"Attention": layers.Attention, "AdditiveAttention": layers.AdditiveAttention}.items():
        yield layer_case(kind, cls(), [Q, V])
        yield layer_case(f"{kind} with a key", cls(), [Q, V, K])
        yield layer_case(f"{kind}, scale {kind == 'Attention'}", cls(use_scale=kind == "Attention"), [Q, V])
        yield layer_case(f"{kind}, scores", cls(), [Q, V, K], return_attention_scores=True)
        yield layer_case(f"{kind}, causal", cls(), [X, V], use_causal_mask=True)
        yield layer_case(f"{kind}, causal, other lengths", cls(), [Q, V], use_causal_mask=True)
        yield layer_case(f"{kind}, masks of the inputs", cls(), [Q, V], masks=[QM, VM])
        yield layer_case(f"{kind}, mask of the value", cls(), [Q, V, K], masks=[None, VM, None])
        yield layer_case(f"{kind}, mask of the query", cls(), [Q, V], masks=[QM, None], return_attention_scores=True)
        yield layer_case(f"{kind}, masks and causal", cls(), [Q, V], masks=[QM, VM], use_causal_mask=True)
        yield layer_case(f"{kind}, dropout at rest", cls(dropout=0.5, seed=3), [Q, V])
    yield layer_case("Attention, concat", layers.Attention(score_mode="concat"), [Q, V])
    yield layer_case("Attention, concat with scale", layers.Attention(score_mode="concat", use_scale=True), [Q, V, K])
    yield layer_case("Attention, values of another size", layers.Attention(), [Q, values((3, 5, 2), 6), K])


MULTI = {
    "plain": {},
    "value_dim": {"value_dim": 4},
    "output_shape": {"output_shape": 7},
    "output_shape of two": {"output_shape": (2, 3)},
    "no bias": {"use_bias": False},
    "gate": {"use_gate": True, "value_dim": 2},
    "sliding window": {"sliding_window": 2},
    "settings": {
        "kernel_initializer": "he_normal", "bias_initializer": "ones", "kernel_regularizer": "l2", "bias_regularizer": "l1",
        "activity_regularizer": "l2", "kernel_constraint": "max_norm", "bias_constraint": "non_neg", "seed": 4, "dropout": 0.25,
    },
}


def multi():
    name = "MultiHeadAttention"
    make = lambda **options: layers.MultiHeadAttention(2, 3, **options)  # noqa: E731
    for what, options in MULTI.items():
        yield layer_case(f"{name}: {what}", make(**options), Q, V)
        yield layer_case(f"{name}: {what}, self-attention", make(**options), X, X)
    scores = {"return_attention_scores": True}
    for what, kwargs in {
        "key": {"key": K},
        "causal": {"use_causal_mask": True},
        "attention mask": {"attention_mask": SEEN},
        "attention mask for each head": {"attention_mask": np.stack([SEEN, ~SEEN | (np.arange(5) == 0)], 1)},
        "attention mask without batch": {"attention_mask": SEEN[:1]},
        "attention mask of numbers": {"attention_mask": SEEN.astype("int32")},
        "a row that sees nothing": {"attention_mask": BLIND},
        "value mask": {"value_mask": VM},
        "value and key mask": {"value_mask": VM, "key_mask": KM, "key": K},
        "attention mask and causal": {"attention_mask": SEEN, "use_causal_mask": True},
    }.items():
        yield layer_case(f"{name}: {what}", make(), Q, V, **kwargs)
        if what != "attention mask and causal":
            yield layer_case(f"{name}: {what}, scores", make(), Q, V, **kwargs, **scores, shape=False)
    yield layer_case(f"{name}: scores", make(), X, X, **scores)
    yield layer_case(f"{name}: masks of the inputs", make(), Q, V, masks=[QM, VM])
    yield layer_case(f"{name}: masks of the inputs, causal", make(), Q, V, masks=[QM, VM], use_causal_mask=True)
    yield layer_case(f"{name}: one mask", make(), Q, V, masks=[None, VM])
    yield layer_case(f"{name}: causal window", make(sliding_window=2), X, X, use_causal_mask=True)
    yield layer_case(f"{name}: one head", layers.MultiHeadAttention(1, 5), Q, V)
    image = values((2, 3, 4, 5), 7)
    yield layer_case(f"{name}: four axes", make(), image, image)
    yield layer_case(f"{name}: four axes, scores", make(), image, image, **scores, shape=False)
    yield layer_case(f"{name}: attention over axis 2", make(attention_axes=2), image, image)
    yield layer_case(f"{name}: attention over axis 1", make(attention_axes=(1,)), image, image)
    yield layer_case(f"{name}: attention over both axes", make(attention_axes=(1, 2)), image, values((2, 2, 3, 5), 8))
    yield layer_case(f"{name}: attention over axis -2", make(attention_axes=-2), image, image)


def grouped():
    name = "GroupQueryAttention"
    make = lambda **options: layers.GroupQueryAttention(3, 4, 2, **options)  # noqa: E731
    for what, options in MULTI.items():
        if what.startswith(("output", "value_dim")):
            continue
        kept = {key: value for key, value in options.items() if key != "value_dim"}
        yield layer_case(f"{name}: {what}", make(**kept), Q, V)
    yield layer_case(f"{name}: one group", layers.GroupQueryAttention(3, 4, 1), Q, V)
    yield layer_case(f"{name}: as many groups as heads", layers.GroupQueryAttention(3, 2, 2), Q, V, key=K)
    yield layer_case(f"{name}: causal", make(), X, X, use_causal_mask=True)
    yield layer_case(f"{name}: attention mask", make(), Q, V, attention_mask=SEEN)
    yield layer_case(f"{name}: a row that sees nothing", make(), Q, V, attention_mask=BLIND)
    yield layer_case(f"{name}: scores", make(), X, X, return_attention_scores=True)
    yield layer_case(f"{name}: masks of the inputs", make(), Q, V, masks=[QM, VM])


def cases():
    yield from single()
    yield from multi()
    yield from grouped()

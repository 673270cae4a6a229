"""Cases of single layers and of small models made of them: what goes in, what real Keras gives, and the gradients."""

import json

import keras
import numpy as np
import tensorflow as tf
from inputs import values
from keras.src import backend, tree


def ramp(tensor):
    """A weight for each element of an output, so that no two of them count the same."""
    size = int(np.prod(tensor.shape))
    return np.linspace(-1.0, 1.0, size, dtype="float32").reshape(tensor.shape)


def fill(layer, seed):
    """Gives every weight reproducible values."""
    for i, weight in enumerate(layer.weights):
        low = 0.2 if "variance" in weight.name or "stddev" in weight.name else -0.6
        weight.assign(values(weight.shape, seed * 100 + i, low, 0.6))


def array(tensor):
    """A numpy array also of a scalar, and of rows of a gradient."""
    return None if tensor is None else np.asarray(tf.convert_to_tensor(tensor))


def plain(config):
    """A config as a file would hold it."""
    return json.loads(json.dumps(config, default=lambda item: getattr(item, "name", str(item))))


def layer_case(name, layer, *args, seed=1, masks=None, gradients=True, shape=True, **kwargs):
    """
    One call of a layer. `args`: arrays, also in lists; `masks`: what travels with the tensors of the first argument;
    `kwargs`: as the layer's call has them; `shape`: whether to note the shapes of the outputs for an unknown batch size.
    """
    to_tensor = lambda array: tf.constant(array)  # noqa: E731
    tensors = [tree.map_structure(to_tensor, arg) for arg in args]
    options = tree.map_structure(lambda item: to_tensor(item) if isinstance(item, np.ndarray) else item, kwargs)
    layer(*tensors, **options)
    fill(layer, seed)
    for tensor, mask in zip(tree.flatten(tensors), masks or []):
        if mask is not None:
            backend.set_keras_mask(tensor, tf.constant(mask))
    if getattr(layer, "stateful", False):
        layer.reset_state()
    before = [array(weight) for weight in layer.weights]
    sources = [t for t in tree.flatten([tensors, options]) if tf.is_tensor(t) and t.dtype == tf.float32]
    weights = [weight.value for weight in layer.trainable_weights]
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(sources)
        outputs = layer(*tensors, **options)
        flat = [output for output in tree.flatten(outputs) if output is not None]
        loss = tf.add_n([tf.reduce_sum(tf.cast(o, "float32") * ramp(o)) for o in flat])
    found = tape.gradient(loss, sources + weights) if gradients else None
    unknown = lambda a: keras.KerasTensor((None, *a.shape[1:]), str(a.dtype))  # noqa: E731
    named = {k: tree.map_structure(unknown, v) for k, v in kwargs.items() if k in ("value", "key")}
    named |= {k: v for k, v in kwargs.items() if k == "return_attention_scores"}
    specs = tree.flatten(layer.compute_output_spec(*tree.map_structure(unknown, list(args)), **named)) if shape else []
    return {
        "name": name,
        "layer": plain(keras.saving.serialize_keras_object(layer)),
        "args": list(args),
        "kwargs": kwargs,
        "masks": masks,
        "output_shapes": [list(spec.shape) for spec in specs],
        "weights": before,
        "paths": [weight.path.split("/", 1)[1] for weight in layer.weights],
        "outputs": [array(output) for output in flat],
        "output_masks": [backend.get_keras_mask(output) for output in flat],
        "after": [array(weight) for weight in layer.weights],
        "gradients": None
        if found is None
        else {
            "sources": [array(g) for g in found[: len(sources)]],
            "weights": [array(g) for g in found[len(sources) :]],
        },
    }


def training_case(name, layers, x, y, loss="mse", optimizer=None, epochs=3, batch_size=8, seed=1):
    """A Sequential model of the layers, trained for three epochs with an uneven last batch, unshuffled."""
    keras.backend.clear_session()
    model = keras.Sequential([keras.Input(x.shape[1:], dtype=x.dtype), *layers])
    fill(model, seed)
    before = [weight.numpy() for weight in model.weights]
    optimizer = optimizer or {"class": "SGD", "options": {"learning_rate": 0.1}}
    # Tracing a function for a handful of batches takes four times as long as running them, and the numbers are the same.
    model.compile(optimizer=getattr(keras.optimizers, optimizer["class"])(**optimizer["options"]), loss=loss, run_eagerly=True)
    history = model.fit(x, y, epochs=epochs, batch_size=batch_size, shuffle=False, verbose=0)
    return {
        "name": name,
        "layers": [plain(keras.saving.serialize_keras_object(layer)) for layer in model.layers],
        "loss": loss,
        "optimizer": optimizer,
        "epochs": epochs,
        "batch_size": batch_size,
        "x": x,
        "y": y,
        "before": before,
        "after": [weight.numpy() for weight in model.weights],
        "losses": history.history["loss"],
        "predicted": np.array(model(x, training=False)),
    }

"""Preprocessing: rescaling, normalization, categories, bins, sizes of images; and spectral normalization."""

import numpy as np
from inputs import class_numbers, values
from keras import layers
from layer_case import layer_case, training_case

ROWS, IMAGES = values((5, 4), 1), values((2, 7, 6, 3), 2)


def adapted(layer, *data):
    for one in data:
        layer.adapt(one)
    return layer


def numbers():
    yield layer_case("Rescaling: factor", layers.Rescaling(1 / 255), IMAGES)
    yield layer_case("Rescaling: factor and offset", layers.Rescaling(0.5, offset=-1.0), ROWS)
    yield layer_case("Rescaling: by channel", layers.Rescaling([0.1, 0.2, 0.3], offset=[1.0, 2.0, 3.0]), IMAGES)
    yield layer_case("Rescaling: integers", layers.Rescaling(0.5), class_numbers((3, 4), 255), gradients=False)
    for name, options in {
        "given": {"mean": 2.0, "variance": 4.0},
        "given, inverted": {"mean": 2.0, "variance": 4.0, "invert": True},
        "given by feature": {"mean": [1.0, 2.0, 3.0, 4.0], "variance": [1.0, 4.0, 9.0, 0.25]},
        "given for all": {"axis": None, "mean": 1.0, "variance": 4.0},
    }.items():
        yield layer_case(f"Normalization: {name}", layers.Normalization(**options), ROWS)
    yield layer_case("Normalization: given for two axes", layers.Normalization(axis=(1, 3), mean=[1.0, 2.0, 3.0], variance=[1.0, 4.0, 9.0]), IMAGES)


def adapting():
    """What adapt learns; compared on its own."""
    batches = [values((n, 4), 20 + n, -3.0, 5.0) for n in (7, 3, 11)]
    layer = adapted(layers.Normalization(), np.concatenate(batches))
    yield {"name": "adapt Normalization", "kind": "Normalization", "axis": -1, "data": [np.concatenate(batches)], "mean": layer.mean, "variance": layer.variance, "x": ROWS, "y": layer(ROWS)}
    layer = adapted(layers.Normalization(), batches)
    yield {"name": "adapt Normalization, batch by batch", "kind": "Normalization", "axis": -1, "data": batches, "mean": layer.mean, "variance": layer.variance, "x": ROWS, "y": layer(ROWS)}
    for axis in (-1, [1, 3], None):
        layer = adapted(layers.Normalization(axis=axis), IMAGES)
        yield {"name": f"adapt Normalization: axis {axis}", "kind": "Normalization", "axis": axis, "data": [IMAGES], "mean": layer.mean, "variance": layer.variance, "x": IMAGES, "y": layer(IMAGES)}
    for bins, epsilon, size in ((4, 0.01, 50), (7, 0.1, 300), (10, 0.01, 1000), (3, 0.05, 8)):
        data = values((size,), size, -5.0, 5.0)
        layer = adapted(layers.Discretization(num_bins=bins, epsilon=epsilon), data)
        yield {"name": f"adapt Discretization: {bins}, {epsilon}, {size}", "kind": "Discretization", "bins": bins, "epsilon": epsilon, "data": [data], "boundaries": np.array(layer.bin_boundaries), "x": ROWS, "y": layer(ROWS)}


def categories():
    for mode in ("multi_hot", "one_hot", "count"):
        new = lambda mode=mode, **o: layers.CategoryEncoding(num_tokens=6, output_mode=mode, **o)  # noqa: E731
        yield layer_case(f"CategoryEncoding: {mode}", new(), class_numbers((4, 3), 6), gradients=False)
        yield layer_case(f"CategoryEncoding: {mode}, a column", new(), class_numbers((4, 1), 6), gradients=False)
    yield layer_case("CategoryEncoding: weighted counts", layers.CategoryEncoding(num_tokens=6, output_mode="count"), class_numbers((4, 3), 6), gradients=False, count_weights=values((4, 3), 5, 0.1, 2.0))
    for mode in ("int", "one_hot", "multi_hot", "count"):
        layer = layers.Discretization(bin_boundaries=[-1.0, 0.0, 0.5], output_mode=mode)
        yield layer_case(f"Discretization: {mode}", layer, ROWS, gradients=False)


def images():
    for interpolation in ("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5"):
        for size in ((4, 3), (10, 13)):
            yield layer_case(f"Resizing: {interpolation}, {size}", layers.Resizing(*size, interpolation=interpolation), IMAGES, gradients=interpolation == "bilinear")
        if interpolation != "nearest":
            yield layer_case(f"Resizing: {interpolation}, smoothed", layers.Resizing(3, 4, interpolation=interpolation, antialias=True), IMAGES, gradients=False)
    for name, options in {"cropped": {"crop_to_aspect_ratio": True}, "padded": {"pad_to_aspect_ratio": True, "fill_value": 0.5}, "channels first": {"data_format": "channels_first"}}.items():
        x = values((2, 3, 7, 6), 3) if "data_format" in options else IMAGES
        for size in ((4, 8), (9, 3)):
            yield layer_case(f"Resizing: {name}, {size}", layers.Resizing(*size, **options), x, gradients=False)
    for size in ((3, 4), (7, 6), (2, 5), (9, 8), (4, 9)):
        yield layer_case(f"CenterCrop: {size}", layers.CenterCrop(*size), IMAGES, gradients=False)
    yield layer_case("CenterCrop: channels first", layers.CenterCrop(3, 2, data_format="channels_first"), values((2, 3, 7, 6), 3), gradients=False)


def spectral():
    new = layers.SpectralNormalization
    yield layer_case("SpectralNormalization: Dense, training", new(layers.Dense(3)), ROWS, training=True)
    yield layer_case("SpectralNormalization: Dense, inference", new(layers.Dense(3)), ROWS)
    yield layer_case("SpectralNormalization: Conv2D, three iterations", new(layers.Conv2D(4, 2), power_iterations=3), IMAGES, training=True)


def trained():
    adam = {"class": "Adam", "options": {"learning_rate": 0.01}}
    x, y = values((21, 6), 11), values((21, 2), 12)
    yield training_case("training SpectralNormalization", [layers.SpectralNormalization(layers.Dense(5)), layers.Dense(2)], x, y, optimizer=adam)
    yield training_case("training Rescaling, Normalization", [layers.Rescaling(0.5, 1.0), layers.Normalization(mean=1.0, variance=2.0), layers.Dense(2)], x, y, optimizer=adam)
    yield training_case("training Resizing", [layers.Resizing(5, 4), layers.Conv2D(2, 2), layers.Flatten(), layers.Dense(2)], values((21, 7, 6, 3), 13), y, optimizer=adam)


def sounds():
    wave, mono = values((2, 300, 2), 4, -1.0, 1.0), values((2, 400), 5, -1.0, 1.0)
    for mode in ("log", "magnitude", "psd", "real", "angle", "stft"):
        yield layer_case(f"STFTSpectrogram: {mode}", layers.STFTSpectrogram(mode=mode, frame_length=32, frame_step=20), wave)
    options = {"frame_length": 30, "fft_length": 64, "window": "hamming", "periodic": True, "scaling": "spectrum", "padding": "same"}
    yield layer_case("STFTSpectrogram: an image", layers.STFTSpectrogram(mode="magnitude", expand_dims=True, **options), wave)
    yield layer_case("STFTSpectrogram: imag", layers.STFTSpectrogram(mode="imag", frame_length=16, scaling=None), wave)
    yield layer_case("MelSpectrogram", layers.MelSpectrogram(fft_length=64, sequence_stride=32, num_mel_bins=10), mono, gradients=False)
    yield layer_case("MelSpectrogram: power", layers.MelSpectrogram(
        fft_length=128, sequence_length=100, sequence_stride=50, num_mel_bins=7, sampling_rate=8000, min_freq=100.0, max_freq=3000.0,
        power_to_db=False, mag_exp=1.5, window="hamming"), mono, gradients=False)
    yield layer_case("MelSpectrogram: decibels", layers.MelSpectrogram(
        fft_length=64, sequence_stride=32, num_mel_bins=10, top_db=20.0, ref_power=0.5), mono, gradients=False)


def cases():
    yield from numbers()
    yield from adapting()
    yield from categories()
    yield from images()
    yield from spectral()
    yield from trained()
    yield from sounds()

"""Reshaping, padding, cropping, repeating and enlarging."""

from inputs import class_numbers, values
from keras import layers
from layer_case import layer_case, training_case

ROWS, SEQUENCES, IMAGES, VOLUMES = values((3, 12), 1), values((3, 7, 4), 2), values((2, 5, 6, 3), 3), values((2, 3, 4, 3, 2), 4)


def singles():
    for target in ([3, 4], [2, -1, 2], [12], [-1]):
        yield layer_case(f"Reshape: {target}", layers.Reshape(target), ROWS)
    yield layer_case("Reshape: images", layers.Reshape([-1, 3]), IMAGES)
    yield layer_case("Reshape: integers", layers.Reshape([2, 3]), class_numbers((4, 6), 9), gradients=False)
    yield layer_case("Permute: sequences", layers.Permute([2, 1]), SEQUENCES)
    yield layer_case("Permute: images", layers.Permute([3, 1, 2]), IMAGES)
    yield layer_case("Permute: volumes", layers.Permute([4, 2, 1, 3]), VOLUMES)
    yield layer_case("RepeatVector: three", layers.RepeatVector(3), ROWS)
    yield layer_case("RepeatVector: once", layers.RepeatVector(1), ROWS)
    yield layer_case("Flatten: images", layers.Flatten(), IMAGES)
    yield layer_case("Flatten: channels first", layers.Flatten(data_format="channels_first"), IMAGES)
    for cropping in (1, (2, 1), (0, 3), 0):
        yield layer_case(f"Cropping1D: {cropping}", layers.Cropping1D(cropping), SEQUENCES)
        yield layer_case(f"ZeroPadding1D: {cropping}", layers.ZeroPadding1D(cropping), SEQUENCES)
    for data_format in ("channels_last", "channels_first"):
        x = IMAGES if data_format == "channels_last" else values((2, 3, 5, 6), 5)
        v = VOLUMES if data_format == "channels_last" else values((2, 2, 3, 4, 3), 6)
        for amount in (1, (2, 1), ((1, 0), (2, 3))):
            yield layer_case(f"Cropping2D: {amount}, {data_format}", layers.Cropping2D(amount, data_format=data_format), x)
            yield layer_case(f"ZeroPadding2D: {amount}, {data_format}", layers.ZeroPadding2D(amount, data_format=data_format), x)
        for amount in (1, (1, 1, 0), ((1, 0), (2, 1), (0, 1))):
            yield layer_case(f"Cropping3D: {amount}, {data_format}", layers.Cropping3D(amount, data_format=data_format), v)
            yield layer_case(f"ZeroPadding3D: {amount}, {data_format}", layers.ZeroPadding3D(amount, data_format=data_format), v)
        for size in (2, (1, 3)):
            yield layer_case(f"UpSampling2D: {size}, {data_format}", layers.UpSampling2D(size, data_format=data_format), x)
        for size in (2, (1, 3, 2)):
            yield layer_case(f"UpSampling3D: {size}, {data_format}", layers.UpSampling3D(size, data_format=data_format), v)
    for data_format, interpolation in (("channels_last", "bilinear"), ("channels_first", "bilinear"), ("channels_last", "bicubic"), ("channels_last", "lanczos3"), ("channels_last", "lanczos5")):
        x = IMAGES if data_format == "channels_last" else values((2, 3, 5, 6), 5)
        layer = layers.UpSampling2D((2, 3), data_format=data_format, interpolation=interpolation)
        yield layer_case(f"UpSampling2D: {interpolation}, {data_format}", layer, x)
    for size in (1, 2, 3):
        yield layer_case(f"UpSampling1D: {size}", layers.UpSampling1D(size), SEQUENCES)
    yield layer_case("ZeroPadding1D: channels first", layers.ZeroPadding1D(2, data_format="channels_first"), SEQUENCES)


def trained():
    adam = {"class": "Adam", "options": {"learning_rate": 0.01}}
    x, y = values((21, 6), 11), values((21, 2), 12)
    yield training_case("training Reshape, UpSampling2D, ZeroPadding2D", [layers.Dense(12), layers.Reshape([2, 3, 2]), layers.UpSampling2D(2), layers.ZeroPadding2D(1), layers.Conv2D(3, 3), layers.Cropping2D(1), layers.Flatten(), layers.Dense(2)], x, y, optimizer=adam)
    yield training_case("training RepeatVector, Permute", [layers.Dense(4), layers.RepeatVector(3), layers.Permute([2, 1]), layers.Conv1D(2, 2), layers.Flatten(), layers.Dense(2)], x, y, optimizer=adam)
    yield training_case("training bilinear UpSampling2D", [layers.Dense(8), layers.Reshape([2, 2, 2]), layers.UpSampling2D(2, interpolation="bilinear"), layers.Conv2D(3, 2), layers.Flatten(), layers.Dense(2)], x, y, optimizer=adam)


def cases():
    yield from singles()
    yield from trained()

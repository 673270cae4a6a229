"""Image augmentation: what Keras's layers draw, and what they make of it."""

import keras
import numpy as np
from inputs import values
from keras import layers
from layer_case import plain

IMAGES = values((3, 7, 6, 3), 1, 0.0, 255.0)
SMALL = values((3, 7, 6, 3), 2, 0.0, 1.0)
MASKS = (values((3, 7, 6, 1), 3, 0.0, 3.0)).astype("int32").astype("float32")


def drawn(layer, images):
    """The tensors of a transformation, under the names that they have here."""
    found = layer.get_random_transformation(images, training=True)
    if isinstance(layer, layers.RandomCrop):
        found = {"top": np.array([found[0]], "int32"), "left": np.array([found[1]], "int32")}
    if not isinstance(found, dict):
        return found if found is None else {"should_apply": found}
    return found


def tensors(found):
    return found and {key: np.array(value) for key, value in found.items() if keras.ops.is_tensor(value) or isinstance(value, np.ndarray)}


def case(name, layer, images=IMAGES, masks=None, labels=None):
    found = drawn(layer, images)
    given = (int(found["top"][0]), int(found["left"][0])) if isinstance(layer, layers.RandomCrop) else found
    if isinstance(layer, layers.RandomGrayscale):
        given = found["should_apply"]
    return {
        "name": name,
        "layer": plain(keras.saving.serialize_keras_object(layer)),
        "images": images,
        "drawn": tensors(found),
        "y": layer.transform_images(keras.ops.convert_to_tensor(images), given, training=True),
        "masks": masks,
        "masks_y": None if masks is None else layer.transform_segmentation_masks(keras.ops.convert_to_tensor(masks), given, training=True),
        "labels": labels,
        "labels_y": None if labels is None else layer.transform_labels(keras.ops.convert_to_tensor(labels), given, training=True),
    }


def moved():
    for mode in ("horizontal", "vertical", "horizontal_and_vertical"):
        yield case(f"RandomFlip: {mode}", layers.RandomFlip(mode, seed=1), masks=MASKS)
    for fill in ("reflect", "wrap", "constant", "nearest"):
        options = {"fill_mode": fill, "fill_value": 7.0, "seed": 5}
        yield case(f"RandomRotation: {fill}", layers.RandomRotation(0.5, **options), masks=MASKS)
        yield case(f"RandomZoom: {fill}", layers.RandomZoom(0.6, 0.4, **options), masks=MASKS)
        yield case(f"RandomTranslation: {fill}", layers.RandomTranslation(0.9, (-0.7, 0.9), **options), masks=MASKS)
        yield case(f"RandomShear: {fill}", layers.RandomShear(0.8, 0.5, **options), masks=MASKS)
    yield case("RandomRotation: nearest pixel", layers.RandomRotation((0.1, 0.2), interpolation="nearest", seed=2))
    yield case("RandomZoom: height alone", layers.RandomZoom((-0.5, -0.1), seed=3))
    yield case("RandomPerspective", layers.RandomPerspective(0.9, scale=0.6, fill_value=7.0, seed=6), masks=MASKS)
    yield case("RandomPerspective: nearest pixel", layers.RandomPerspective(interpolation="nearest", seed=7))
    yield case("RandomCrop", layers.RandomCrop(4, 3, seed=1), masks=MASKS)


def coloured():
    for images, value_range in ((IMAGES, (0, 255)), (SMALL, (0, 1))):
        at = {"value_range": value_range, "seed": 3}
        yield case(f"RandomBrightness: {value_range}", layers.RandomBrightness(0.5, **at), images)
        yield case(f"RandomContrast: {value_range}", layers.RandomContrast((0.5, 0.9), **at), images)
        yield case(f"RandomHue: {value_range}", layers.RandomHue((0.3, 0.9), **at), images)
        yield case(f"RandomSaturation: {value_range}", layers.RandomSaturation((0.1, 0.8), **at), images)
        yield case(f"RandomColorDegeneration: {value_range}", layers.RandomColorDegeneration(0.7, **at), images)
        yield case(f"RandomInvert: {value_range}", layers.RandomInvert((0.3, 0.8), **at), images)
        yield case(f"RandomPosterization: {value_range}", layers.RandomPosterization((2, 7), **at), images)
        yield case(f"RandomSharpness: {value_range}", layers.RandomSharpness(0.9, **at), images)
        yield case(f"Solarization: {value_range}", layers.Solarization(0.3, (0.2, 0.8), **at), images)
        yield case(f"Equalization: {value_range}", layers.Equalization(value_range=value_range, bins=64), images)
        yield case(f"AutoContrast: {value_range}", layers.AutoContrast(value_range=value_range), images)
        yield case(f"RandomGaussianBlur: {value_range}", layers.RandomGaussianBlur((0.5, 0.9), kernel_size=5, sigma=(0.3, 0.9), **at), images)
        yield case(f"RandomErasing: {value_range}", layers.RandomErasing((0.5, 0.9), scale=(0.1, 0.5), **at), images)
    clahe = layers.ContrastLimitedAdaptiveHistogramEqualization
    yield case("CLAHE", clahe(tile_grid_size=(2, 3)))
    yield case("CLAHE: [0, 1], without a limit", clahe(value_range=(0, 1), clip_limit=0.0, tile_grid_size=(3, 2)), SMALL)
    yield case("RandomPosterization: one number", layers.RandomPosterization(3, seed=1))
    yield case("RandomGrayscale", layers.RandomGrayscale(0.6, seed=1))
    yield case("AutoContrast: one value", layers.AutoContrast(), np.full((1, 2, 2, 1), 3.0, "float32"))
    yield case("RandomGaussianBlur: an oblong window", layers.RandomGaussianBlur(kernel_size=(3, 5), seed=4))
    yield case("RandomErasing: with a value", layers.RandomErasing(fill_value=(1.0, 2.0, 3.0), seed=4))
    grey = IMAGES.mean(-1, keepdims=True).repeat(3, -1)
    yield case("RandomHue: without colours", layers.RandomHue(0.5, seed=1), grey)


def mixed():
    labels = np.eye(3, dtype="float32")
    yield case("MixUp", layers.MixUp(0.6, seed=2), masks=None, labels=labels)
    yield case("CutMix", layers.CutMix((0.5, 0.9), seed=2), labels=labels)


def cases():
    yield from moved()
    yield from coloured()
    yield from mixed()

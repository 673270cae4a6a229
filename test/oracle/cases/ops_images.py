"""keras.ops of images and their windows, and of sequences of classes, by file of src/layers/ops."""

import numpy as np
from inputs import values
from op_case import op_cases

X, Y = values((3, 4), 1), values((3, 4), 2)
PICTURES = values((2, 6, 5, 3), 1, 0.0, 1.0)


def colors():
    for name in "rgb_to_grayscale rgb_to_hsv hsv_to_rgb".split():
        yield name, [PICTURES]
    yield "rgb_to_grayscale", [PICTURES[0].transpose(2, 0, 1)], {"data_format": "channels_first"}
    yield "rgb_to_grayscale", [(PICTURES * 255).astype("int32")]


def sizes():
    yield "resize", [PICTURES, [4, 8]]
    yield "resize", [PICTURES[0], [3, 3]], {"interpolation": "bicubic", "antialias": True}
    yield "resize", [PICTURES, [4, 4], "nearest"]
    yield "resize", [PICTURES, [4, 8]], {"crop_to_aspect_ratio": True}
    yield "resize", [PICTURES.transpose(0, 3, 1, 2), [8, 4]], {"pad_to_aspect_ratio": True, "fill_value": 2.0, "data_format": "channels_first"}
    yield "pad_images", [PICTURES, 1, 2, 3, 1]
    yield "pad_images", [PICTURES[0]], {"top_padding": 2, "left_padding": 0, "target_height": 9, "target_width": 7}
    yield "crop_images", [PICTURES, 1, 2, 3, 1]
    yield "crop_images", [PICTURES], {"bottom_cropping": 2, "left_cropping": 1, "target_height": 3, "target_width": 2}
    for method in "linear cubic lanczos3".split():
        yield "scale_and_translate", [PICTURES[0], [4, 7, 3], np.array([0.6, 1.5], "float32"), np.array([0.3, -0.7], "float32"), [0, 1], method]
    yield "scale_and_translate", [PICTURES[0], [4, 5, 3], np.array([0.6], "float32"), np.array([0.0], "float32"), [0], "bilinear", False]


def patches():
    yield "extract_patches", [PICTURES, 2]
    yield "extract_patches", [PICTURES[0], [3, 2]], {"strides": 1, "padding": "same"}
    yield "extract_patches", [PICTURES, 2], {"strides": 1, "dilation_rate": 2}
    yield "extract_patches_3d", [values((1, 4, 4, 5, 2), 3), 2], {"strides": 2}


def warps():
    turn = np.array([0.9, 0.2, 0.5, -0.1, 1.1, -0.6, 0.0, 0.0], "float32")
    yield "affine_transform", [PICTURES, turn]
    yield "affine_transform", [PICTURES, np.stack([turn, turn * 0.9])], {"fill_mode": "reflect", "interpolation": "nearest"}
    start, end = np.array([[0, 0], [4, 0], [0, 5], [4, 5]], "float32"), np.array([[0.4, 0.2], [3.5, 0], [0, 4], [4, 5.3]], "float32")
    yield "perspective_transform", [PICTURES, start, end]
    yield "perspective_transform", [PICTURES[0], end, start], {"interpolation": "nearest", "fill_value": 3.0}
    places = np.stack([values((3, 4), 7, -2.0, 8.0), values((3, 4), 8, -2.0, 7.0)])
    for fill in "constant nearest wrap reflect".split():
        yield "map_coordinates", [PICTURES[0, :, :, 0], places, 1, fill], {"fill_value": 0.5}
    yield "map_coordinates", [PICTURES[0, :, :, 0], places, 0]
    yield "map_coordinates", [(PICTURES[0, :, :, 0] * 99).astype("int32"), places, 1]


def filters():
    yield "gaussian_blur", [PICTURES]
    yield "gaussian_blur", [PICTURES[0], [5, 3], [0.8, 2.0]]
    yield "sobel_edges", [PICTURES]
    big = values((2, 12, 13, 2), 4, 0.0, 1.0)
    yield "ssim", [big, big[::-1].copy()]
    yield "ssim", [big[0], big[1], 2.0, 5]


def ctc():
    logits = values((3, 6, 4), 2, -2.0, 2.0)
    labels = np.array([[1, 2, 2], [3, 0, 0], [1, 3, 0]], "int32")
    lengths, times = np.array([3, 1, 2], "int32"), np.array([6, 4, 5], "int32")
    yield "ctc_loss", [labels, logits, lengths, times]
    yield "ctc_loss", [np.array([[0, 1], [1, 1], [2, 0]], "int32"), logits, np.array([2, 2, 1], "int32"), times], {"mask_index": 3}
    yield "ctc_decode", [logits, times]
    yield "ctc_decode", [logits, times], {"merge_repeated": False, "mask_index": 2}
    yield "ctc_decode", [logits, times, "beam_search", 100, 3]
    yield "ctc_decode", [logits, times], {"strategy": "beam_search", "beam_width": 4, "top_paths": 2, "mask_index": 1}


def folding():
    pictures = PICTURES.transpose(0, 3, 1, 2).copy()
    yield "unfold", [pictures, 2]
    yield "unfold", [pictures, [3, 2]], {"dilation": [1, 2], "padding": 1, "stride": 2}
    yield "fold", [values((2, 12, 20), 3), [6, 5], 2]
    yield "fold", [values((1, 12, 6), 3), [6, 5], [3, 2]], {"dilation": [1, 2], "padding": [1, 0], "stride": 2}
    yield "psnr", [X, Y, 2.0]


def windows():
    x = values((2, 6, 5, 4), 1)
    for name in ("max_pool", "average_pool"):
        yield name, [x, 2]
        yield name, [x, [3, 2], 1, "same"]
    yield "conv", [x, values((3, 2, 4, 3), 2)]
    yield "conv", [x, values((3, 2, 2, 6), 2), 2, "same"]
    yield "conv", [x[:, 0], values((3, 4, 2), 3)], {"dilation_rate": 2}
    yield "depthwise_conv", [x, values((2, 3, 4, 2), 2), 2]
    yield "conv_transpose", [x, values((3, 2, 3, 4), 2), 2]
    yield "conv_transpose", [x, values((3, 2, 3, 4), 2), 2, "same"]
    yield "conv_transpose", [x[:, 0], values((3, 2, 4), 2)], {"strides": 3, "padding": "same", "output_padding": 1}
    yield "separable_conv", [x, values((2, 3, 4, 2), 2), values((1, 1, 8, 3), 3), 1, "same"]
    yield "adaptive_average_pool", [x, 3]
    yield "adaptive_max_pool", [x, (4, 2)]


FILES = {
    "colors": colors, "sizes": sizes, "patches": patches, "warps": warps, "filters": filters, "ctc": ctc, "folding": folding,
    "windows": windows,
}


def cases():
    yield from op_cases(FILES)

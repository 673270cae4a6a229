"""Datasets of folders and images of Keras's, for test/oracle/images.test.ts, which makes the same folders of the files."""

import io
import os
import tempfile

import keras
import numpy as np
from PIL import Image

rng = np.random.RandomState(3)


def noise(height, width, channels):
    return rng.randint(0, 256, (height, width, channels), np.uint8)


def smooth(height, width):
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([x * 255 // width, y * 255 // height, (x + y) * 2 % 256], -1).astype(np.uint8)


def file(image, form, **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def files():
    grey = Image.fromarray(noise(9, 14, 1)[..., 0])
    rgb = Image.fromarray(noise(17, 12, 3))
    rgba = Image.fromarray(noise(10, 10, 4))
    return {
        "b/rgb.png": file(rgb, "PNG"),
        "b/deep/grey.PNG": file(grey, "PNG"),
        "a/rgba.png": file(rgba, "PNG"),
        "a/palette.png": file(rgb.quantize(32), "PNG"),
        "a/grey-alpha.png": file(rgba.convert("LA"), "PNG"),
        "a/colours.bmp": file(rgb, "BMP"),
        "c/colours.gif": file(rgb.quantize(32), "GIF"),
        "c/16-bit.png": file(Image.fromarray((noise(5, 6, 1)[..., 0].astype(np.uint16) * 256 + 77)), "PNG"),
    }


FILES = files()
JPEG = {"a/smooth.jpg": file(Image.fromarray(smooth(40, 60)), "JPEG", quality=92)}

KERAS = keras.utils.image_dataset_from_directory
CASES = {
    "rgb": (dict(color_mode="rgb"), FILES),
    "rgba": (dict(color_mode="rgba"), {k: v for k, v in FILES.items() if not k.endswith(".gif")}),
    "grayscale": (dict(color_mode="grayscale"), {k: v for k, v in FILES.items() if not k.endswith((".bmp", ".gif"))}),
    "crop": (dict(crop_to_aspect_ratio=True, image_size=[8, 5]), FILES),
    "pad": (dict(pad_to_aspect_ratio=True, image_size=[20, 9]), FILES),
    "channels first": (dict(data_format="channels_first", image_size=[6, 7]), FILES),
    "categorical": (dict(label_mode="categorical", class_names=["c", "a"]), FILES),
    "labels": (dict(labels=[3, 5, 3, 5, 3, 3, 3, 7]), FILES),
    "jpeg": (dict(image_size=[30, 30]), JPEG),
    "jpeg grey": (dict(image_size=[40, 60], color_mode="grayscale"), JPEG),
    **{
        kind: (dict(interpolation=kind), FILES)
        for kind in ["nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"]
    },
}


def write(folder, contents):
    for name, content in contents.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(content)


def as_arrays(contents):
    return {name: np.frombuffer(content, np.uint8) for name, content in contents.items()}


def cases():
    for name, (options, contents) in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            write(folder, contents)
            options = {"image_size": [11, 13], **options}
            dataset = KERAS(folder, shuffle=False, batch_size=16, **options)
            ((images, labels),) = list(dataset)
            names = [os.path.relpath(path, folder) for path in dataset.file_paths]
            yield dict(
                name=f"images: {name}",
                options=options,
                files=as_arrays(contents),
                images=images.numpy().astype(np.float32),
                labels=labels.numpy(),
                paths=names,
                classes=dataset.class_names,
            )
    with tempfile.TemporaryDirectory() as folder:
        contents = {f"{kind}/{i:02}.txt": f"text {i} of {kind}: größe".encode() for kind in "ab" for i in range(12)}
        write(folder, contents)
        options = dict(seed=5, validation_split=0.3, subset="both", label_mode="binary", max_length=9)
        parts = keras.utils.text_dataset_from_directory(folder, batch_size=None, **options)
        yield dict(
            name="texts",
            options=options,
            files=as_arrays(contents),
            # The training part comes in another order in each reading.
            training=sorted(list(map(int, text.numpy())) for text, _ in parts[0]),
            validation=[[list(text.numpy()), float(label[0])] for text, label in parts[1]],
        )
    # Pillow 13 resizes rows before columns in some cases, which is a level off after rounding; these are none of them.
    for number, (kind, size, keep) in enumerate(
        [
            ("nearest", [7, 9], False),
            ("bilinear", [9, 7], False),
            ("bicubic", [23, 9], True),
            ("lanczos", [16, 11], False),
            ("box", [5, 5], True),
            ("hamming", [30, 31], False),
        ]
    ):
        for mode, source in [("rgb", "b/rgb.png"), ("rgba", "a/rgba.png"), ("grayscale", "a/rgba.png")]:
            img = keras.utils.load_img(
                io.BytesIO(FILES[source]), color_mode=mode, target_size=size, interpolation=kind, keep_aspect_ratio=keep
            )
            yield dict(
                name=f"load: {kind} {mode} {number}",
                file=np.frombuffer(FILES[source], np.uint8),
                options=dict(color_mode=mode, target_size=size, interpolation=kind, keep_aspect_ratio=keep),
                pixels=keras.utils.img_to_array(img),
            )
    values = rng.normal(size=(4, 5, 3)).astype(np.float32)
    yield dict(
        name="array to img",
        x=values,
        pixels=keras.utils.img_to_array(keras.utils.array_to_img(values)),
        first=keras.utils.img_to_array(keras.utils.array_to_img(values), data_format="channels_first"),
    )
    for size in (1, 2, 10, 700):
        order = np.arange(size)
        np.random.RandomState(size + 100).shuffle(order)
        yield dict(name=f"shuffle {size}", order=order)

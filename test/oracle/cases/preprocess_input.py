"""What keras.applications.imagenet_utils.preprocess_input makes of images. test/src/applications/imagenet/preprocess-input.test.ts compares."""

from inputs import values
from keras.applications.imagenet_utils import preprocess_input


def cases():
    for mode in ("caffe", "tf", "torch"):
        for data_format, shape in (("channels_last", (2, 4, 5, 3)), ("channels_first", (2, 3, 4, 5)), ("channels_last", (4, 5, 3))):
            x = values(shape, 3, 0, 255)
            y = preprocess_input(x.copy(), data_format=data_format, mode=mode)
            yield {"name": f"{mode} {data_format} {len(shape)}", "mode": mode, "data_format": data_format, "x": x, "y": y}

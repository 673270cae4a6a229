"""Datasets of folders of sounds of Keras's, for test/oracle/sounds.test.ts, which makes the same folders of the files."""

import io
import os
import tempfile
import wave

import keras
import numpy as np

rng = np.random.RandomState(5)


def file(length, channels):
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((channels, 2, 8000, length, "NONE", ""))
        values = rng.randint(-(2**15), 2**15, (length, channels))
        values[0] = -(2**15)
        sound.writeframes(values.astype("<i2").tobytes())
    return np.frombuffer(out.getvalue(), np.uint8)


def folder(channels):
    return {name: file(length, channels) for name, length in {"b/one.wav": 30, "a/two.WAV": 41, "a/deep/three.wav": 12, "c/four.wav": 25}.items()}


CASES = {
    "as long as the longest": (dict(batch_size=3), folder(1)),
    "of one length": (dict(output_sequence_length=28, label_mode="categorical"), folder(2)),
    "single": (dict(batch_size=None, label_mode=None), folder(2)),
    "validation": (dict(validation_split=0.5, subset="validation", output_sequence_length=50), folder(1)),
}


def cases():
    for name, (options, files) in CASES.items():
        with tempfile.TemporaryDirectory() as directory:
            for path, content in files.items():
                os.makedirs(os.path.dirname(os.path.join(directory, path)), exist_ok=True)
                content.tofile(os.path.join(directory, path))
            dataset = keras.utils.audio_dataset_from_directory(directory, shuffle=False, verbose=False, **options)
            elements = [[np.asarray(part) for part in (one if isinstance(one, tuple) else (one,))] for one in dataset]
        yield dict(name=name, options=options, files=files, elements=elements)

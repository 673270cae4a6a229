"""Noise layers where nothing is random: at inference, at rate 0; and the penalty on activities."""

from inputs import values
from keras import layers
from layer_case import layer_case, training_case

ROWS, SEQUENCES, IMAGES, VOLUMES = values((4, 5), 1), values((3, 5, 4), 2), values((2, 3, 4, 3), 3), values((2, 2, 3, 2, 3), 4)


def cases():
    every = {
        "Dropout": (lambda **o: layers.Dropout(0.4, seed=3, noise_shape=[None, 1], **o), ROWS),
        "AlphaDropout": (lambda **o: layers.AlphaDropout(0.4, seed=3, **o), ROWS),
        "GaussianDropout": (lambda **o: layers.GaussianDropout(0.4, seed=3, **o), ROWS),
        "GaussianNoise": (lambda **o: layers.GaussianNoise(0.4, seed=3, **o), ROWS),
        "SpatialDropout1D": (lambda **o: layers.SpatialDropout1D(0.4, seed=3, **o), SEQUENCES),
        "SpatialDropout2D": (lambda **o: layers.SpatialDropout2D(0.4, seed=3, **o), IMAGES),
        "SpatialDropout3D": (lambda **o: layers.SpatialDropout3D(0.4, seed=3, **o), VOLUMES),
    }
    for name, (make, x) in every.items():
        yield layer_case(f"{name}: inference", make(name="named"), x)
        yield layer_case(f"{name}: asked for inference", make(), x, training=False)
    zero = {
        "Dropout": (layers.Dropout(0.0), ROWS),
        "AlphaDropout": (layers.AlphaDropout(0.0, noise_shape=[None, 1]), ROWS),
        "GaussianDropout": (layers.GaussianDropout(0.0), ROWS),
        "GaussianNoise": (layers.GaussianNoise(0.0), ROWS),
        "SpatialDropout1D": (layers.SpatialDropout1D(0.0), SEQUENCES),
        "SpatialDropout2D": (layers.SpatialDropout2D(0.0, data_format="channels_first"), IMAGES),
        "SpatialDropout3D": (layers.SpatialDropout3D(0.0, data_format="channels_first"), VOLUMES),
    }
    for name, (layer, x) in zero.items():
        yield layer_case(f"{name}: rate 0, training", layer, x, training=True)
    yield layer_case("Dropout: everything, training", layers.Dropout(1.0), ROWS, training=True)
    yield layer_case("ActivityRegularization: plain", layers.ActivityRegularization(l1=0.1, l2=0.2), ROWS)
    adam = {"class": "Adam", "options": {"learning_rate": 0.01}}
    x, y = values((21, 6), 11), values((21, 2), 12)
    yield training_case("training ActivityRegularization", [layers.Dense(5), layers.ActivityRegularization(l1=0.01, l2=0.02), layers.Dense(2)], x, y, optimizer=adam)
    yield training_case("training noise of strength 0", [layers.Dense(5), layers.GaussianNoise(0.0), layers.AlphaDropout(0.0), layers.GaussianDropout(0.0), layers.Dense(2)], x, y, optimizer=adam)

"""The models of keras.applications: their configurations and weights. test/oracle/applications.test.ts compares them."""

import json

import keras

A = keras.applications

MODELS = {
    "mobilenet_v2": lambda: A.MobileNetV2(weights=None),
    "mobilenet_v2_narrow": lambda: A.MobileNetV2(weights=None, alpha=0.35, input_shape=(33, 40, 1), classes=10),
    "mobilenet_v2_wide": lambda: A.MobileNetV2(weights=None, alpha=1.4, include_top=False, pooling="avg", input_shape=(96, 96, 3)),
    "mobilenet_v2_any_size": lambda: A.MobileNetV2(weights=None, include_top=False, pooling="max", name="mine"),
    "resnet50": lambda: A.ResNet50(weights=None),
    "resnet50_features": lambda: A.ResNet50(weights=None, include_top=False),
    "resnet50_pooled": lambda: A.ResNet50(weights=None, include_top=False, pooling="max", input_shape=(64, 48, 3), name="body"),
    "resnet50_logits": lambda: A.ResNet50(weights=None, input_shape=(32, 32, 3), classes=7, classifier_activation=None),
}


def cases():
    for name, make in MODELS.items():
        keras.backend.clear_session()
        model = make()
        yield {
            "name": name,
            "config": json.loads(model.to_json()),
            "weights": [weight.path for weight in model.weights],
            "shapes": [list(weight.shape) for weight in model.weights],
        }

import keras
import numpy as np
from inputs import values

STEPS = 6

BASIC = [
    ("SGD", {}), ("SGD", dict(momentum=0.9)), ("SGD", dict(momentum=0.9, nesterov=True)),
    ("SGD", dict(learning_rate=0.1, weight_decay=0.01)),
    ("Adam", {}), ("Adam", dict(amsgrad=True)), ("Adam", dict(learning_rate=0.1, beta_1=0.8, beta_2=0.95, epsilon=1e-4)),
    ("AdamW", {}), ("AdamW", dict(weight_decay=0.1, amsgrad=True)),
    ("RMSprop", {}), ("RMSprop", dict(momentum=0.9)), ("RMSprop", dict(centered=True, rho=0.8)),
    ("RMSprop", dict(centered=True, momentum=0.5)),
    ("Adamax", {}), ("Nadam", {}), ("Adagrad", {}), ("Adagrad", dict(initial_accumulator_value=0.5)), ("Adadelta", {}),
    ("Adadelta", dict(learning_rate=1.0, rho=0.9)),
    ("Ftrl", {}), ("Ftrl", dict(l1_regularization_strength=0.01, l2_regularization_strength=0.02,
                                l2_shrinkage_regularization_strength=0.03, beta=0.1)),
    ("Lion", {}), ("Lion", dict(weight_decay=0.1)), ("Lamb", {}), ("Lamb", dict(learning_rate=0.1, weight_decay=0.01)),
    ("Adafactor", {}), ("Adafactor", dict(learning_rate=0.5, clip_threshold=0.5)),
    ("Muon", {}), ("Muon", dict(learning_rate=0.05, nesterov=False, rms_rate=None)),
    ("ScheduleFreeAdamW", {}), ("ScheduleFreeAdamW", dict(learning_rate=0.1, warmup_steps=4)),
]
COMMON = [
    dict(clipnorm=0.5), dict(clipvalue=0.3), dict(global_clipnorm=0.7), dict(use_ema=True, ema_momentum=0.9),
    dict(use_ema=True, ema_momentum=0.8, ema_overwrite_frequency=2), dict(gradient_accumulation_steps=2),
    dict(loss_scale_factor=4.0), dict(weight_decay=0.02),
]
SCHEDULES = {
    "ExponentialDecay": [dict(initial_learning_rate=0.1, decay_steps=3, decay_rate=0.5),
                         dict(initial_learning_rate=0.1, decay_steps=3, decay_rate=0.5, staircase=True)],
    "InverseTimeDecay": [dict(initial_learning_rate=0.1, decay_steps=3, decay_rate=0.5),
                         dict(initial_learning_rate=0.1, decay_steps=3, decay_rate=0.5, staircase=True)],
    "PiecewiseConstantDecay": [dict(boundaries=[2, 4], values=[0.3, 0.2, 0.05]), dict(boundaries=[3], values=[1.0, 0.1])],
    "PolynomialDecay": [dict(initial_learning_rate=0.1, decay_steps=5),
                        dict(initial_learning_rate=0.1, decay_steps=5, end_learning_rate=0.02, power=2.0),
                        dict(initial_learning_rate=0.1, decay_steps=5, power=0.5, cycle=True)],
    "CosineDecay": [dict(initial_learning_rate=0.1, decay_steps=8), dict(initial_learning_rate=0.1, decay_steps=8, alpha=0.2),
                    dict(initial_learning_rate=0.0, decay_steps=8, warmup_target=0.3, warmup_steps=4),
                    dict(initial_learning_rate=0.05, decay_steps=8, alpha=0.1, warmup_target=0.3, warmup_steps=4)],
    "CosineDecayRestarts": [dict(initial_learning_rate=0.1, first_decay_steps=5),
                            dict(initial_learning_rate=0.1, first_decay_steps=5, t_mul=1.0, m_mul=0.5),
                            dict(initial_learning_rate=0.1, first_decay_steps=5, t_mul=1.5, m_mul=0.8, alpha=0.1)],
}


def run(cls, options, schedule=None, skip_gradient=False):
    full = dict(options)
    if schedule:
        full["learning_rate"] = getattr(keras.optimizers.schedules, schedule[0])(**schedule[1])
    optimizer = getattr(keras.optimizers, cls)(**full)
    starts = [values((4, 3), 1), values((3,), 2), values((2, 2, 2), 3)]
    names = ["kernel", "bias", "cube"]
    variables = [keras.Variable(v, name=n) for v, n in zip(starts, names)]
    gradients = [[values(v.shape, 10 * s + i) for i, v in enumerate(starts)] for s in range(STEPS)]
    trace = []
    for g in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(x) for x in g], variables)
        trace.append([v.numpy() for v in variables])
    state = [np.asarray(v.numpy()) for v in optimizer.variables]
    optimizer.finalize_variable_values(variables)
    label = ",".join(f"{k}={v}" for k, v in options.items())
    config = {k: v for k, v in optimizer.get_config().items() if k != "learning_rate"}
    return dict(
        name=f"{cls}({label}){' ' + schedule[0] if schedule else ''}", cls=cls, options=options,
        schedule=schedule and dict(class_name=schedule[0], config=schedule[1]), starts=starts, gradients=gradients,
        trace=trace, state=state, final=[v.numpy() for v in variables], config=config,
        learning_rate=float(optimizer.learning_rate),
    )


def cases():
    for cls, options in BASIC:
        yield run(cls, options)
    for cls in ("SGD", "Adam"):
        for options in COMMON:
            yield run(cls, options)
    for options in ({"clipnorm": 0.5}, {"weight_decay": 0.02}, {"use_ema": True}):
        for cls in ("RMSprop", "Nadam", "Adagrad", "Adamax", "Adadelta"):
            yield run(cls, options)
    for name, list_of_options in SCHEDULES.items():
        yield run("Adam", {}, (name, list_of_options[0]))
    for name, list_of_options in SCHEDULES.items():
        for i, options in enumerate(list_of_options):
            schedule = getattr(keras.optimizers.schedules, name)(**options)
            steps = [0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 17, 23, 40]
            yield dict(name=f"schedule {name} {i}", cls=name, options=options, steps=steps,
                       rates=[float(schedule(s)) for s in steps], config=schedule.get_config())

"""The operations of ops.ts in Python's TensorFlow, eagerly: the same ids, shapes and ways of timing."""

import json
import os
import sys
import time

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'

import tensorflow as tf  # noqa: E402

SPAN = 0.1
normal = tf.random.normal


def with_gradients(f, *inputs):
    def run():
        with tf.GradientTape() as tape:
            for one in inputs:
                tape.watch(one)
            total = tf.reduce_sum(f(*inputs))
        return tf.add_n([tf.reduce_sum(tf.convert_to_tensor(one)) for one in tape.gradient(total, inputs)])

    return run


def conv(x, w):
    return tf.nn.conv2d(x, w, 1, 'SAME')


a, b = normal([32, 784]), normal([784, 64])
large = normal([512, 512])
x, w = normal([32, 28, 28, 16]), normal([3, 3, 16, 32])
logits, labels = normal([256, 1000]), tf.one_hot([(i * 37) % 1000 for i in range(256)], 1000)
table, rows = normal([10_000, 64]), tf.constant([(i * 7919) % 10_000 for i in range(4096)])
million = normal([1000, 1000])

OPS = {
    'matmul': lambda: a @ b,
    'matmulGradients': with_gradients(lambda a, b: a @ b, a, b),
    'matmulLarge': lambda: large @ large,
    'conv': lambda: conv(x, w),
    'convGradients': with_gradients(conv, x, w),
    'maxPoolGradients': with_gradients(lambda x: tf.nn.max_pool2d(x, 2, 2, 'VALID'), x),
    'softmaxGradients': with_gradients(lambda x: -tf.reduce_sum(labels * tf.nn.log_softmax(x)), logits),
    'gatherGradients': with_gradients(lambda table: tf.gather(table, rows), table),
    'relu': lambda: tf.nn.relu(million),
    'sum': lambda: tf.reduce_sum(million, 0),
    'transpose': lambda: tf.transpose(million),
}


def once(run):
    start = time.perf_counter()
    run().numpy()
    return (time.perf_counter() - start) * 1e3


def measure():
    found = {}
    for name, run in OPS.items():
        times = []
        end = time.perf_counter() + SPAN
        while not times or time.perf_counter() < end:
            times.append(once(run))
        found[name] = sorted(times)[len(times) // 2]
    return found


answers = os.fdopen(3, 'w')
for word in sys.stdin:
    if word.strip() == 'ready':
        for run in OPS.values():
            for _ in range(3):
                once(run)
    report = measure() if word.strip() == 'measure' else {}
    answers.write(json.dumps(report) + '\n')
    answers.flush()

"""What tf.data gives for pipelines that test/oracle/data.test.ts builds under the same names."""

import itertools

import keras
import numpy as np
import tensorflow as tf

D = tf.data.Dataset


def plain(element):
    """An element as nested lists."""
    if isinstance(element, dict):
        return {key: plain(value) for key, value in element.items()}
    if isinstance(element, tuple):
        return [plain(value) for value in element]
    value = element.numpy()
    if isinstance(value, bytes):
        return value.decode()
    return value.tolist()


def interleaved(n, repeats, **options):
    return D.range(1, n + 1).interleave(lambda x: D.from_tensors(x).repeat(repeats), **options)


def uneven(n):
    return D.range(1, n + 1).map(lambda x: tf.fill([x], x))


def pipelines():
    x = np.arange(12, dtype=np.float32).reshape(6, 2)
    rows = D.from_tensor_slices((x, np.arange(6)))
    yield "rows in batches", rows.batch(4)
    yield "rows in batches without the remainder", rows.batch(4, drop_remainder=True)
    yield "dictionaries", D.from_tensor_slices({"a": x, "b": np.arange(6)}).skip(4)
    yield "take skip repeat", D.range(7).skip(2).take(3).repeat(2)
    yield "repeat then batch", D.range(3).repeat(3).batch(4)
    yield "batch then repeat", D.range(3).batch(2).repeat(2)
    yield "shards", D.range(10).shard(3, 2)
    yield "zip", D.zip((D.range(3), D.range(5, 10).map(lambda v: v * 2)))
    yield "concatenate", D.range(2).concatenate(D.range(8, 10))
    yield "filter", D.range(10).filter(lambda v: v % 3 == 0)
    yield "flat map", D.range(1, 4).flat_map(lambda v: D.range(v))
    for n, repeats, cycle, block in [(5, 6, 2, 4), (3, 3, 2, 1), (3, 3, 2, 2), (4, 2, 3, 1), (7, 3, 3, 2), (2, 4, 5, 3)]:
        yield f"interleave {n} {repeats} {cycle} {block}", interleaved(n, repeats, cycle_length=cycle, block_length=block)
    yield "uneven interleave", D.range(1, 6).interleave(lambda v: D.range(v), cycle_length=2, block_length=2)
    yield "padded batch", uneven(4).padded_batch(2, padded_shapes=[None])
    yield "padded batch to a shape", uneven(4).padded_batch(3, padded_shapes=[5], padding_values=np.int64(-1))
    yield "unbatch", rows.batch(4).unbatch()
    for size, shift, stride, drop in [(2, None, 1, False), (3, 1, 1, True), (3, 1, 1, False), (2, 3, 1, False), (3, 2, 2, False), (3, 1, 2, True), (2, 5, 3, False)]:
        windows = D.range(7).window(size, shift=shift, stride=stride, drop_remainder=drop)
        yield f"window {size} {shift} {stride} {drop}", windows.flat_map(lambda w: w.batch(9))


def inner_work():
    """Pipelines that use what other datasets' elements are, and those that make batches anew."""
    keyed = D.from_tensor_slices(np.array([2, 1, 2, 0, 2, 1, 1]))
    yield "keys that are left", keyed.group_by_window(lambda v: v, lambda k, w: w.map(lambda v: (k, v)), window_size=2)
    yield "inner dataset that uses an element", D.range(3).flat_map(lambda v: D.range(2).map(lambda w: v * 10 + w))
    lengths = D.from_tensor_slices(np.array([1, 4, 2, 5, 3, 2])).map(lambda n: tf.fill([n], n))
    buckets = dict(bucket_boundaries=[4, 7], bucket_batch_sizes=[2, 2, 2])
    yield "buckets to their boundary", lengths.bucket_by_sequence_length(lambda v: tf.shape(v)[0], pad_to_bucket_boundary=True, **buckets)
    yield "rebatch", D.range(7).batch(3).rebatch(2)
    yield "rebatch in turns", D.range(10).batch(4).rebatch([1, 2, 3], drop_remainder=True)
    yield "counter", D.counter(2, -3).take(4)
    for cycle, block in [(2, 1), (3, 2), (4, 1)]:
        read = dict(cycle_length=cycle, block_length=block, num_parallel_calls=2, deterministic=True)
        yield f"parallel {cycle} {block}", D.range(6).interleave(lambda v: D.range(v * 10, v * 10 + v * 2 % 5), **read)


def series():
    """keras.utils: the number after a name is the part of split_dataset's two."""
    data, targets = np.arange(40, dtype=np.float32).reshape(20, 2), np.arange(20, dtype=np.int32)
    make = keras.utils.timeseries_dataset_from_array
    yield "timeseries 1", make(data, targets, 4, batch_size=5)
    yield "timeseries 2", make(targets, None, 3, sequence_stride=2, sampling_rate=3, batch_size=4)
    yield "timeseries 3", make(data, targets[:14], 4, start_index=2, end_index=17, batch_size=None)
    split = keras.utils.split_dataset
    for i, part in enumerate(split(targets, left_size=0.125)):
        yield f"split rows {i}", part
    for i, part in enumerate(split((data, targets), left_size=3, right_size=0.3)):
        yield f"split tuples {i}", part
    rows = D.from_tensor_slices((data, np.arange(20)))
    for i, part in enumerate(split(rows.batch(6), right_size=0.25)):
        yield f"split batches {i}", part


def cases():
    for name, dataset in series():
        yield dict(name=name, elements=[plain(one) for one in dataset], cardinality=int(dataset.cardinality()))
    for name, dataset in itertools.chain(pipelines(), inner_work()):
        count = int(dataset.cardinality())
        yield dict(name=name, elements=[plain(one) for one in dataset], cardinality=count)

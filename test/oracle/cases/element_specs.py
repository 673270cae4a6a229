"""What tf.data says of elements, with sizes that vary as None, for pipelines that test/oracle/element-specs.test.ts builds."""

import tensorflow as tf

D = tf.data.Dataset


def nothing(*shape):
    """A generator that gives nothing, of floats of a shape."""
    return D.from_generator(lambda: iter(()), output_signature=tf.TensorSpec(shape, tf.float32))


def plain(spec):
    if isinstance(spec, dict):
        return {key: plain(value) for key, value in spec.items()}
    if isinstance(spec, tuple):
        return [plain(value) for value in spec]
    if isinstance(spec, tf.data.DatasetSpec):
        return f"DatasetSpec({plain(spec.element_spec)})"
    # 64 bits are 32 here.
    sizes = ["null" if size is None else str(size) for size in spec.shape.as_list()]
    shape = f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"
    return f"TensorSpec({shape}, {spec.dtype.name.replace('64', '32')})"


def pipelines():
    yield "none", D.range(0).map(lambda x: -x)
    yield "filtered to nothing", D.range(5).filter(lambda x: False).map(lambda x: (x > 2, "text"))
    yield "squares of batches", D.range(7).batch(3).map(lambda x: x * x)
    yield "sums of batches", D.range(7).batch(3).map(lambda x: tf.reduce_sum(x))
    yield "pairs of whole batches", D.range(7).batch(3, drop_remainder=True).map(lambda x: tf.stack([x, x], 1))
    growing = D.range(7).map(lambda n: tf.fill([n], 1.0))
    yield "growing", growing
    yield "growing, padded", growing.padded_batch(3)
    yield "growing, padded to ten", growing.padded_batch(3, [10], drop_remainder=True)
    yield "windows", D.range(7).window(3)
    yield "windows of windows", D.range(7).window(3).window(2)
    yield "some windows in batches", D.range(7).window(3).shuffle(4).take(2).flat_map(lambda w: w.batch(3))
    whole = D.range(0).window(3, drop_remainder=True)
    yield "whole windows of nothing", whole.flat_map(lambda w: w.batch(3, drop_remainder=True))
    two = D.from_tensor_slices((tf.ones([5, 2]), tf.ones([5], tf.int32)))
    yield "windows of pairs", two.window(2).flat_map(lambda x, y: D.zip((x.batch(2), y.batch(2))))
    yield "generator", nothing(None)
    yield "generator in batches", nothing(None, 3).batch(2)
    yield "generator, transposed", nothing(None, 3).map(lambda x: tf.transpose(x))
    yield "generator, twice as long", nothing(None, 3).map(lambda x: tf.concat([x, x], 0))
    yield "generator, twice as wide", nothing(None, 3).map(lambda x: tf.concat([x, x], 1))
    yield "generator, flat", nothing(None, 3).map(lambda x: tf.reshape(x, [-1]))
    yield "generator and its sums", nothing(None).filter(lambda x: False).map(lambda x: (x, tf.reduce_sum(x))).batch(4)
    yield "generator, padded", nothing(None).padded_batch(2)
    yield "generator of pairs, padded", nothing(2).padded_batch(2)
    yield "generators of two lengths", nothing(2).concatenate(nothing(3))
    yield "generators, drawn", D.sample_from_datasets([nothing(2), nothing(None)])
    yield "dictionary of datasets", D.zip({"a": D.range(3), "b": nothing(2).batch(2)})
    yield "numbered", nothing(None).enumerate().map(lambda i, x: (x, i))
    yield "flat map of none", D.range(0).flat_map(lambda n: D.from_tensor_slices(tf.ones([3, 2])).batch(2))
    yield "interleave of none", D.range(0).interleave(lambda n: D.range(3).batch(2), cycle_length=2)
    yield "scan", D.range(0).scan(0.0, lambda s, x: (s, (x, s)))
    yield "groups", D.range(9).group_by_window(lambda x: x % 2, lambda k, w: w.batch(3), window_size=3)
    yield "buckets", nothing(None).bucket_by_sequence_length(lambda x: tf.shape(x)[0], [3, 5], [2, 2, 2])
    yield "resampled", D.range(9).rejection_resample(lambda x: tf.cast(x % 2, tf.int32), [0.5, 0.5])


def cases():
    for name, dataset in pipelines():
        yield dict(name=name, spec=plain(dataset.element_spec))

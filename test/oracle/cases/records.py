"""TFRecord files of tensorflow's, for test/oracle/records.test.ts."""

import pathlib
import tempfile

import numpy as np
import tensorflow as tf


def features(i):
    F = tf.train.Feature
    return {
        "floats": F(float_list=tf.train.FloatList(value=[i + 0.25, -1.5, 3e30])),
        "integers": F(int64_list=tf.train.Int64List(value=[i, -i, 2**40, -(2**62), 127, 128])),
        "bytes": F(bytes_list=tf.train.BytesList(value=[bytes([0, 255, i]), "größe".encode()])),
        "empty": F(int64_list=tf.train.Int64List(value=[])),
        "label": F(int64_list=tf.train.Int64List(value=[i])),
    }


def cases():
    examples = [tf.train.Example(features=tf.train.Features(feature=features(i))) for i in range(5)]
    records = [one.SerializeToString(deterministic=True) for one in examples]
    # Longer than what is read at a time.
    records.append(bytes(range(256)) * 1500)
    with tempfile.TemporaryDirectory() as folder:
        for kind in ["", "GZIP", "ZLIB"]:
            path = pathlib.Path(folder) / f"records{kind}"
            with tf.io.TFRecordWriter(str(path), kind) as writer:
                for record in records:
                    writer.write(record)
            yield dict(
                name=f"file {kind}".strip(),
                file=np.frombuffer(path.read_bytes(), np.uint8),
                records=[np.frombuffer(record, np.uint8) for record in records],
            )
    parsed = tf.io.parse_single_example(
        records[3],
        {
            "floats": tf.io.FixedLenFeature([3], tf.float32),
            "bytes": tf.io.FixedLenFeature([2], tf.string),
            "label": tf.io.FixedLenFeature([], tf.int64),
            "missing": tf.io.FixedLenFeature([2], tf.float32, default_value=[7.0, 8.0]),
            "empty": tf.io.VarLenFeature(tf.int64),
        },
    )
    yield dict(
        name="parsed",
        record=np.frombuffer(records[3], np.uint8),
        floats=parsed["floats"].numpy(),
        bytes=[list(one) for one in parsed["bytes"].numpy()],
        label=parsed["label"].numpy(),
        missing=parsed["missing"].numpy(),
        empty=tf.sparse.to_dense(parsed["empty"]).numpy(),
    )

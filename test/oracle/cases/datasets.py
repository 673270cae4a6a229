"""Small files in the formats of Keras's data sets, and what Keras's loaders make of them."""

import gzip
import importlib
import io
import pickle
import struct
import tarfile

import keras
import numpy as np

rng = np.random.RandomState(4)


def npz(**arrays):
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)
    return out.getvalue()


def ragged(count):
    lists = [rng.randint(1, 300, rng.randint(1, 12)).tolist() for _ in range(count)]
    array = np.empty(count, dtype=object)
    array[:] = lists
    return array


def tar(files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def python2(images, keys, fortran):
    """A batch as Python 2 pickled it, which is how the real ones are: its strings are bytes."""
    text = lambda value: b"U" + bytes([len(value)]) + value
    data = images.tobytes("F" if fortran else "C")
    out = b"\x80\x02}q\x01(" + text(b"batch_label") + text(b"training batch 1 of 5")
    for key, values in keys.items():
        out += text(key) + b"]q\x02(" + b"".join(b"K" + bytes([value]) for value in values) + b"e"
    out += text(b"data") + b"cnumpy.core.multiarray\n_reconstruct\nq\x03cnumpy\nndarray\nq\x04K\x00\x85" + text(b"b")
    out += b"\x87R(K\x01K" + bytes([len(images)]) + b"M\x00\x0c\x86cnumpy\ndtype\n" + text(b"u1") + b"K\x00K\x01\x87R(K\x03"
    out += text(b"|") + b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb"
    return out + (b"\x88" if fortran else b"\x89") + b"T" + struct.pack("<I", len(data)) + data + b"tbu."


def cifar_batch(count, keys, protocol):
    images = rng.randint(0, 256, (count, 3072), np.uint8)
    if protocol in ("C", "F"):
        labels = {key: rng.randint(0, classes, count).tolist() for key, classes in keys.items()}
        return python2(images, labels, protocol == "F")
    batch = {b"data": images, b"batch_label": b"testing"}
    for key, classes in keys.items():
        batch[key] = rng.randint(0, classes, count).tolist()
    return pickle.dumps(batch, protocol=protocol)


def idx(array):
    head = struct.pack(">BBBB", 0, 0, 8, array.ndim) + b"".join(struct.pack(">I", size) for size in array.shape)
    return gzip.compress(head + array.tobytes())


def load(module, files, **options):
    """Keras's loader on files of our own."""
    found = importlib.import_module(f"keras.src.datasets.{module}")
    (content,) = files.values()
    path = "/tmp/cellgrad-" + next(iter(files))
    with open(path, "wb") as out:
        out.write(content)
    found.get_file = lambda *args, **kwargs: path
    (x_train, y_train), (x_test, y_test) = found.load_data(**options)
    plain = lambda x: [list(map(int, one)) for one in x] if x.dtype == object else x
    return [[plain(x_train), y_train], [plain(x_test), y_test]]


def cifar(archive, parts, label_key):
    from keras.src.datasets.cifar import load_batch

    images, labels = [], []
    for name in parts:
        path = "/tmp/cellgrad-batch"
        with open(path, "wb") as out:
            out.write(archive[name])
        data, found = load_batch(path, label_key=label_key)
        images.append(data.transpose(0, 2, 3, 1))
        labels += found
    return [np.concatenate(images), np.reshape(labels, (-1, 1))]


def as_files(files):
    return {name: np.frombuffer(content, np.uint8) for name, content in files.items()}


def cases():
    imdb = {
        "imdb.npz": npz(
            x_train=ragged(30), y_train=rng.randint(0, 2, 30), x_test=ragged(20), y_test=rng.randint(0, 2, 20)
        )
    }
    reuters = {"reuters.npz": npz(x=ragged(40), y=rng.randint(0, 46, 40))}
    words = [
        {},
        dict(num_words=100),
        dict(num_words=100, skip_top=20, oov_char=None),
        dict(maxlen=6, seed=7),
        dict(start_char=None, index_from=0),
    ]
    for i, options in enumerate(words):
        yield dict(
            name=f"imdb {i}", module="imdb", folder="imdb", options=options, files=as_files(imdb), data=load("imdb", imdb, **options)
        )
    for i, options in enumerate([*words, dict(test_split=0.37)]):
        yield dict(
            name=f"reuters {i}",
            module="reuters",
            folder="reuters",
            options=options,
            files=as_files(reuters),
            data=load("reuters", reuters, **options),
        )
    for module, columns in [("boston_housing", 13), ("california_housing", 8)]:
        rows = rng.normal(size=(700, columns))
        kind = rows if module == "boston_housing" else rows.astype(np.float32)
        files = {f"{module}.npz": npz(x=kind, y=rng.normal(size=700))}
        for i, options in enumerate([{}, dict(test_split=0.33, seed=2), dict(version="small")][: 2 if columns == 13 else 3]):
            yield dict(
                name=f"{module} {i}",
                module=module,
                folder=module.replace("_", "-"),
                options=options,
                files=as_files(files),
                data=load(module, files, **options),
            )
    for protocol in ("C", "F", 3, 4):
        archive = {f"cifar-10-batches-py/data_batch_{i}": cifar_batch(3, {b"labels": 10}, protocol) for i in range(1, 6)}
        archive["cifar-10-batches-py/test_batch"] = cifar_batch(2, {b"labels": 10}, protocol)
        names = list(archive)
        yield dict(
            name=f"cifar10 {protocol}",
            module="cifar10",
            folder="cifar10",
            options={},
            files=as_files({"cifar-10-python.tar.gz": tar(archive)}),
            data=[cifar(archive, names[:5], "labels"), cifar(archive, names[5:], "labels")],
        )
    archive = {
        f"cifar-100-python/{part}": cifar_batch(count, {b"fine_labels": 100, b"coarse_labels": 20}, 3)
        for part, count in [("train", 4), ("test", 3)]
    }
    for mode in ["fine", "coarse"]:
        yield dict(
            name=f"cifar100 {mode}",
            module="cifar100",
            folder="cifar100",
            options=dict(label_mode=mode),
            files=as_files({"cifar-100-python.tar.gz": tar(archive)}),
            data=[cifar(archive, [f"cifar-100-python/{part}"], f"{mode}_labels") for part in ["train", "test"]],
        )
    arrays = [rng.randint(0, 256, shape).astype(np.uint8) for shape in [(5, 28, 28), (5,), (3, 28, 28), (3,)]]
    names = [f"{part}-{kind}-ubyte.gz" for part in ["train", "t10k"] for kind in ["images-idx3", "labels-idx1"]]
    yield dict(
        name="fashion_mnist",
        module="fashion_mnist",
        folder="fashion-mnist",
        options={},
        files=as_files({name: idx(array) for name, array in zip(names, arrays)}),
        data=[arrays[:2], arrays[2:]],
    )
    sequences = [[1, 2, 3], [4], [], [5, 6, 7, 8, 9]]
    for i, options in enumerate(
        [{}, dict(maxlen=3), dict(maxlen=3, padding="post", truncating="post", value=-1), dict(maxlen=7, dtype="float32")]
    ):
        yield dict(
            name=f"pad {i}", options=options, sequences=sequences, padded=keras.utils.pad_sequences(sequences, **options)
        )

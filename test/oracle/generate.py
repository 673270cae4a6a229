"""Writes what real Keras computes, for the tests to compare with.

    python test/oracle/generate.py [group ...]

Each module test/oracle/cases/<group>.py has a function cases() that yields dictionaries with a 'name'; numpy arrays
may stand anywhere in them. The result goes to .cache/oracle/<group>.json. A group is computed again only if its
module, this script or the version of Keras has changed.
"""

import base64
import gc
import hashlib
import importlib.util
import json
import os
import pathlib
import sys
import traceback

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
os.environ["KERAS_BACKEND"] = "tensorflow"

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE / "cases"
OUT = HERE.parent.parent / ".cache" / "oracle"


def encode(value):
    """JSON with arrays as {dtype, shape, base64}."""
    import numpy as np

    if hasattr(value, "numpy"):
        value = value.numpy()
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, np.ndarray):
        if value.dtype in (np.float64, np.float16):
            value = value.astype(np.float32)
        elif value.dtype in (np.int64, np.uint8, np.int8, np.int16, np.uint16, np.uint32):
            value = value.astype(np.int32)
        data = base64.b64encode(np.ascontiguousarray(value).tobytes()).decode("ascii")
        return {"dtype": str(value.dtype), "shape": list(value.shape), "base64": data}
    if isinstance(value, dict):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return {"number": str(value)}
    return value


def shared_by(module):
    """What the cases of a module are made with, and what that is made with."""
    text = module.read_text()
    direct = [path for path in sorted(HERE.glob("*_case.py")) if f"from {path.stem} import" in text]
    return sorted({*direct, *(path for one in direct for path in shared_by(one))})


def stamp(module):
    """Changes whenever the results could."""
    import importlib.metadata

    digest = hashlib.sha256()
    shared = shared_by(module)
    for path in (HERE / "generate.py", HERE / "inputs.py", *shared, module):
        digest.update(path.read_bytes())
    for package in ("keras", "tensorflow-cpu", "numpy"):
        digest.update(importlib.metadata.version(package).encode())
    return digest.hexdigest()


def is_current(group):
    """Whether what is there was made by this very module, script and version."""
    target, module = OUT / f"{group}.json", CASES / f"{group}.py"
    if not target.exists() or not module.exists():
        return False
    with target.open() as file:
        # The stamp comes first, so that the rest need not be read.
        return f'"stamp": "{stamp(module)}"' in file.read(200)


def generate(group):
    module = CASES / f"{group}.py"
    if not module.exists():
        known = ", ".join(sorted(path.stem for path in CASES.glob("*.py")))
        sys.exit(f"generate.py: no cases/{group}.py; known groups: {known}.")
    if is_current(group):
        return
    target = OUT / f"{group}.json"
    import keras
    import numpy as np

    # As in a process of its own: automatic names are counted from the start.
    keras.utils.clear_session()
    keras.utils.set_random_seed(7)
    keras.config.set_floatx("float32")
    np.random.seed(7)
    spec = importlib.util.spec_from_file_location(f"cases_{group}", module)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    cases = [encode(case) for case in loaded.cases()]
    names = [case["name"] for case in cases]
    if len(set(names)) != len(names):
        sys.exit(f"generate.py: {group} has a name twice: {sorted(n for n in names if names.count(n) > 1)[0]}.")
    OUT.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(f".{os.getpid()}.part")
    partial.write_text(json.dumps({"stamp": stamp(module), "keras": keras.__version__, "cases": cases}))
    partial.replace(target)
    print(f"{group}: {len(cases)} cases of Keras {keras.__version__}")


def apart(group):
    """Computes a group in a process of its own, since groups change how TensorFlow works. Its import is shared."""
    if not hasattr(os, "fork"):
        generate(group)
        return True
    if is_current(group):
        return True
    import keras  # noqa: F401

    # clear_session(), before each case, collects garbage: a quarter of a second if it looks through all of TensorFlow.
    gc.freeze()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            generate(group)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    return os.waitpid(child, 0)[1] == 0


if __name__ == "__main__":
    # Whoever waits for somebody's answer goes first.
    if hasattr(os, "nice"):
        os.nice(10)
    sys.path.insert(0, str(HERE))
    failed = [name for name in sys.argv[1:] or sorted(path.stem for path in CASES.glob("*.py")) if not apart(name)]
    sys.exit(1 if failed else 0)

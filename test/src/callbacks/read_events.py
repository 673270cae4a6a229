"""Prints what TensorBoard's own reader finds in the runs of a folder, as JSON."""

import json
import pathlib
import sys

import numpy as np
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.util import tensor_util

found = {}
for folder in sorted(p for p in pathlib.Path(sys.argv[1]).iterdir() if p.is_dir()):
    events = EventAccumulator(str(folder), size_guidance={"tensors": 0, "images": 0, "histograms": 0})
    events.Reload()
    run = {"tensors": {}, "graph": []}
    for tag in events.Tags()["tensors"]:
        plugin = events.SummaryMetadata(tag).plugin_data.plugin_name
        values = [
            [one.step, np.array([str(v)[:60] for v in np.ravel(tensor_util.make_ndarray(one.tensor_proto))]).tolist()]
            for one in events.Tensors(tag)
        ]
        run["tensors"][tag] = {"plugin": plugin, "values": values}
    if events.Tags()["graph"]:
        run["graph"] = [[node.name, node.op, list(node.input)] for node in events.Graph().node]
    found[folder.name] = run
print(json.dumps(found))

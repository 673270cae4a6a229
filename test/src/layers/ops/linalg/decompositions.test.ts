import type { Tensor } from '@tensorflow/tfjs-core';
import * as ops from '../../../../../src/layers/ops/index.js';
import { compareOps } from '../against-keras.js';

compareOps(
  'decompositions',
  {
    ...ops,
    triangles: (x: Tensor) => ops.luFactor(x)[0],
    restoredBySvd(x: Tensor) {
      const [u, s, vt] = ops.svd(x, false);
      return ops.matmul(ops.multiply(u, ops.expandDims(ops.sqrt(s), -2)), vt);
    },
    restoredByEigh(x: Tensor) {
      const [w, v] = ops.eigh(x);
      return ops.matmul(ops.multiply(v, ops.expandDims(ops.exp(w), -2)), ops.swapaxes(v, -1, -2));
    },
  },
  'ops_linalg',
);

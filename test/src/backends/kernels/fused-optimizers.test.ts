import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import {
  fusedOptimizerKernels,
  runFusedOptimizer,
} from '../../../../src/backends/kernels/fused-optimizers.js';
import { Variable } from '../../../../src/backends/variable.js';
import {
  Adam,
  type AdamOptions,
  type Optimizer,
  SGD,
  type SGDOptions,
} from '../../../../src/optimizers/index.js';
import { assertClose, withoutLeaks } from '../../../oracle/oracle.js';

before(ensureReady);

/** Five steps on fixed gradients; with or without the fused kernels of the backend in use. */
function train(make: () => Optimizer, fused: boolean): Float32Array {
  const backend = tf.getBackend() as 'wasm' | 'cpu';
  const kernels = fusedOptimizerKernels(backend);
  if (!fused) for (const { kernelName } of kernels) tf.unregisterKernel(kernelName, backend);
  try {
    const initial = tf.tensor([1, -2, 3, 0.5]);
    const variable = new Variable(initial);
    initial.dispose();
    const optimizer = make();
    for (let step = 0; step < 5; step++)
      tf.tidy(() => optimizer.applyGradients([[tf.tensor([0.1, -0.2, Math.sin(step), 0]), variable]]));
    const values = variable.dataSync<'float32'>();
    optimizer.dispose();
    variable.dispose();
    return values;
  } finally {
    if (!fused) for (const kernel of kernels) tf.registerKernel(kernel);
  }
}

const ADAM: AdamOptions[] = [{}, { amsgrad: true, learningRate: 0.1 }];
const SGDS: SGDOptions[] = [{}, { momentum: 0.9 }, { momentum: 0.9, nesterov: true, learningRate: 0.1 }];
const MAKERS = [...ADAM.map((o) => () => new Adam(o)), ...SGDS.map((o) => () => new SGD(o))];

for (const backend of ['wasm', 'cpu'])
  test(`one pass equals the composed operations on ${backend}`, async () => {
    await tf.setBackend(backend);
    for (const make of MAKERS) withoutLeaks(() => assertClose(train(make, true), train(make, false), 1e-6));
    await tf.setBackend('wasm');
  });

test('what another tensor shares is not changed', () => {
  withoutLeaks(() =>
    tf.tidy(() => {
      const variable = tf.variable(tf.tensor([1, 2]));
      const shared = variable.clone();
      const [next] = runFusedOptimizer(
        'CellgradSgd',
        { variable, gradient: tf.tensor([1, 1]), learningRate: tf.scalar(0.5) },
        { momentum: 0, nesterov: false },
      )!;
      assertClose(next!, [0.5, 1.5]);
      variable.assign(next as typeof variable);
      assertClose(shared, [1, 2]);
      variable.dispose();
    }),
  );
});

test('a backend without the kernel says so by undefined', () => {
  assert.equal(runFusedOptimizer('CellgradNone' as never, {}, {}), undefined);
});

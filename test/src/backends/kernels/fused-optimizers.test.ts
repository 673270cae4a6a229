import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady, use } from '../../../../src/backends/choose.js';
import { cpuOptimizerKernels } from '../../../../src/backends/kernels/fused-optimizers.js';
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

/** Five steps on fixed gradients; with or without the fused kernels. */
function train(make: () => Optimizer, fused: boolean): Float32Array {
  if (!fused) for (const { kernelName } of cpuOptimizerKernels) tf.unregisterKernel(kernelName, 'cpu');
  try {
    const initial = tf.tensor([1, -2, 3, 0.5, 4, 5, -6]);
    const variable = new Variable(initial);
    initial.dispose();
    const optimizer = make();
    for (let step = 0; step < 5; step++)
      tf.tidy(() =>
        optimizer.applyGradients([[tf.tensor([0.1, -0.2, Math.sin(step), 0, 3, -1, step]), variable]]),
      );
    const values = variable.dataSync<'float32'>();
    optimizer.dispose();
    variable.dispose();
    return values;
  } finally {
    if (!fused) for (const kernel of cpuOptimizerKernels) tf.registerKernel(kernel);
  }
}

const ADAM: AdamOptions[] = [{}, { amsgrad: true, learningRate: 0.1 }];
const SGDS: SGDOptions[] = [{}, { momentum: 0.9 }, { momentum: 0.9, nesterov: true, learningRate: 0.1 }];
const MAKERS = [...ADAM.map((o) => () => new Adam(o)), ...SGDS.map((o) => () => new SGD(o))];

test('one pass equals the composed operations', async () => {
  await use('cpu');
  for (const make of MAKERS) withoutLeaks(() => assertClose(train(make, true), train(make, false), 1e-6));
});

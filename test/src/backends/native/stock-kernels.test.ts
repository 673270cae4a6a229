import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kernelsFolder } from '../../../../src/backends/native/installation.js';
import { readStockKernels } from '../../../../src/backends/native/stock-kernels.js';

test('reads the kernels of tfjs-node, and none of its entry point', () => {
  const kernels = readStockKernels(kernelsFolder('/nowhere')!);
  assert.ok(kernels.length > 140, `${kernels.length} kernels`);
  assert.ok(kernels.every(({ backendName }) => backendName === 'tensorflow'));
  const names = kernels.map(({ kernelName }) => kernelName);
  assert.equal(new Set(names).size, names.length);
  for (const name of ['Add', 'BatchMatMul', 'Conv2D', 'Einsum', 'TopK'])
    assert.ok(names.includes(name), name);
});

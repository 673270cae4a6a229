import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkInput, type InputSpec } from '../../../src/layers/input-spec.js';
import type { Shape } from '../../../src/support/shape.js';

const check = (spec: InputSpec, shape: Shape) => checkInput('Dense dense', spec, { shape, dtype: 'float32' });

describe('checkInput', () => {
  it('lets pass what fits', () => {
    check({ ndim: 2 }, [null, 3]);
    check({ minNdim: 2, axes: { [-1]: 3 } }, [1, 2, 3]);
    check({ maxNdim: 2 }, [3]);
    check({ shape: [null, 4] }, [32, 4]);
    check({ axes: { [-1]: 3 } }, [1, null]);
    check({ shape: [null, 4], allowLastAxisSqueeze: true }, [2, 4, 1]);
    check({ shape: [null, 4, 1], allowLastAxisSqueeze: true }, [2, 4]);
  });

  it('says what was expected and received', () => {
    assert.throws(
      () => check({ ndim: 2 }, [3]),
      /^ShapeError: Dense dense: expected an input with 2 axes; received shape \(3,\)/,
    );
    assert.throws(() => check({ minNdim: 2 }, [3]), /at least 2 axes/);
    assert.throws(() => check({ maxNdim: 1 }, [3, 4]), /at most 1 axes/);
    assert.throws(
      () => check({ axes: { [-1]: 784 } }, [32, 100]),
      /size 784 in axis -1; received shape \(32, 100\)/,
    );
    assert.throws(
      () => check({ shape: [null, 4], allowLastAxisSqueeze: true }, [2, 4, 2]),
      /shape \(null, 4\)/,
    );
  });

  it('gives the fix where one is known', () => {
    assert.throws(() => check({ axes: { [-1]: 784 } }, [32, 28, 28]), /x\.reshape\(\[x\.shape\[0\], 784\]\)/);
    assert.throws(
      () => check({ shape: [null, 784] }, [32, 28, 28]),
      /Fix: x\.reshape\(\[x\.shape\[0\], 784\]\)/,
    );
    assert.throws(() => check({ shape: [null, 784] }, [784]), /batch axis is missing/);
  });
});

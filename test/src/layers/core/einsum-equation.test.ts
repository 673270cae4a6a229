import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { planEinsum } from '../../../../src/layers/core/einsum-equation.js';

describe('planEinsum', () => {
  before(ensureReady);
  const plan = (
    equation: string,
    input: (number | null)[],
    output: (number | null)[],
    bias: string | null = null,
  ) => planEinsum('EinsumDense', equation, input, output, bias);

  it('finds the shapes of kernel, bias and output', () => {
    const { equation, kernelShape, biasShape, outputShape, inputAxes, outputAxes } = plan(
      'abc,cde->abde',
      [null, 5, 4],
      [null, 2, 3],
      'de',
    );
    assert.equal(equation, 'abc,cde->abde');
    assert.deepEqual(
      [kernelShape, biasShape, outputShape],
      [
        [4, 2, 3],
        [2, 3],
        [null, 5, 2, 3],
      ],
    );
    assert.deepEqual([inputAxes, outputAxes], [[0], [1, 2]]);
  });

  it('gives letters to the axes that dots stand for', () => {
    const left = plan('...x,xy->...y', [null, 5, 4], [6], 'y');
    assert.deepEqual([left.equation, left.outputShape, left.biasShape], ['abx,xy->aby', [null, 5, 6], [6]]);
    const right = plan('ab...,bc->ac...', [null, 5, 4], [6], 'c');
    assert.deepEqual(
      [right.equation, right.outputShape, right.biasShape],
      ['abd,bc->acd', [null, 6, 4], [6, 1]],
    );
  });

  it('keeps size 1 in the bias for axes between', () => {
    assert.deepEqual(plan('abc,cd->abd', [null, 5, 4], [5, 6], 'b').biasShape, [5, 1]);
  });

  it('says what does not fit', () => {
    assert.throws(
      () => plan('ab->ac', [null, 4], [6]),
      /equation must be as 'ab,bc->ac'[\s\S]*received 'ab->ac'/,
    );
    assert.throws(() => plan('aab,bc->ac', [null, 4, 4], [6]), /equation must be as/);
    assert.throws(() => plan('abc,cd->abd', [null, 4], [6, 6]), /does not fit an input of shape \(null, 4\)/);
    assert.throws(
      () => plan('abc,cd->abd', [null, 5, 4], [6]),
      /outputShape must have 2 size\(s\), for 'bd'/,
    );
    assert.throws(
      () => plan('abc,cd->abd', [null, 5, 4], [7, 6]),
      /axis 'b' of 'abc,cd->abd' has size 5 in the input, but 7 in outputShape/,
    );
    assert.throws(() => plan('ab,bx->ac', [null, 4], [6]), /letter 'x' of 'ab,bx->ac' stands for no axis/);
    assert.throws(
      () => plan('ab,bc->ac', [null, 4], [6], 'b'),
      /biasAxes must be letters of the output 'ac'; received 'b'/,
    );
  });
});

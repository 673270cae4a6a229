import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Input } from '../../../src/layers/core/input-layer.js';
import { Concatenate } from '../../../src/layers/merging/concatenate.js';
import { getSourceInputs, isKerasTensor } from '../../../src/layers/source-inputs.js';

before(ensureReady);

it('getSourceInputs gives the inputs of a graph, each once', () => {
  const [a, b] = [Input({ shape: [2] }), Input({ shape: [3] })];
  const joined = new Concatenate()([new Dense({ units: 2 })(a), b, a]);
  assert.deepEqual(getSourceInputs(new Dense({ units: 1 })(joined)), [a, b]);
  assert.deepEqual(getSourceInputs(a), [a]);
  assert.deepEqual([isKerasTensor(joined), isKerasTensor([1])], [true, false]);
  assert.throws(() => getSourceInputs([1] as never), /expected a symbolic tensor; received \[1\]/);
});

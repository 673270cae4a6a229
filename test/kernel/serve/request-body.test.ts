import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAsk, RequestError } from '../../../kernel/serve/request-body.js';

const signature = { inputs: [{ name: 'x', shape: [null, 2], dtype: 'float32' }], outputs: null };

test('a body has inputs, instances or an array; what does not fit is refused with the reason', () => {
  for (const [body, answer] of [
    ['{"inputs": [[1, 2]]}', 'outputs'],
    ['{"inputs": {"x": [[1, 2]]}}', 'outputs'],
    ['[[1, 2]]', 'outputs'],
    ['{"instances": [[1, 2]]}', 'predictions'],
  ] as const) {
    const ask = parseAsk(body, signature);
    assert.equal(ask.answer, answer);
    assert.deepEqual(ask.inputs[0], {
      name: 'x',
      shape: [1, 2],
      dtype: 'float32',
      values: Float32Array.of(1, 2),
    });
  }
  assert.throws(() => parseAsk('null', signature), RequestError);
  assert.throws(() => parseAsk('{"inputs": 3}', signature), /expected a dictionary of the inputs x/);
});

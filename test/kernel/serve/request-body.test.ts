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

test('values have the type of their input; what is long or deep does not fill the answer', () => {
  const of = (dtype: string) => ({ inputs: [{ name: 'x', shape: [null], dtype }], outputs: null });
  assert.deepEqual(parseAsk('[3]', of('int32')).inputs[0]?.values, Int32Array.of(3));
  assert.deepEqual(parseAsk('[true, 0]', of('bool')).inputs[0]?.values, Uint8Array.of(1, 0));
  assert.deepEqual(parseAsk('["a"]', of('string')).inputs[0]?.values, ['a']);
  assert.throws(() => parseAsk('[1.5]', of('int32')), /\[0\]: expected an integer of 32 bits; received 1\.5/);
  assert.throws(() => parseAsk('[3000000000]', of('int32')), /expected an integer/);
  assert.throws(() => parseAsk('[1e39]', of('float32')), /expected a number of 32 bits/);
  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  for (const body of [deep, `[1, ${deep}]`, `["${'x'.repeat(9000)}"]`]) {
    assert.throws(
      () => parseAsk(body, of('float32')),
      (error: Error) => error instanceof RequestError && error.message.length < 200,
    );
  }
});

test('samples may have their inputs by name', () => {
  const inputs = ['a', 'b'].map((name) => ({ name, shape: [null, 1], dtype: 'float32' }));
  const ask = parseAsk('{"instances": [{"a": [1], "b": [2]}, {"a": [3], "b": [4]}]}', {
    inputs,
    outputs: null,
  });
  assert.deepEqual(
    ask.inputs.map(({ values }) => values),
    [Float32Array.of(1, 3), Float32Array.of(2, 4)],
  );
  const many = Array.from({ length: 100_000 }, (_, i) => `{"k${i}": 1}`);
  assert.throws(
    () => parseAsk(`{"instances": [${many}]}`, { inputs, outputs: null }),
    /inputs a, b; received k0/,
  );
  const missing = '{"instances": [{"a": [1], "b": [2]}, {"a": [3]}]}';
  assert.throws(() => parseAsk(missing, { inputs, outputs: null }), /b\[1\]: expected 1 values; received/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixForSymbolicTensor } from '../../../../kernel/engine/errors/symbolic-tensors.js';
import { Input, tf } from '../../../../src/index.js';

test("tfjs's functions on the tensors of a model are told to be ops or layers", () => {
  const fix = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      return fixForSymbolicTensor((error as Error).message);
    }
    return 'no error';
  };
  const x = Input({ shape: [2] }) as never;
  assert.match(String(fix(() => tf.add(x, 1))), /^a layer, or what ops has for it: tf\.add needs values/);
  assert.match(String(fix(() => tf.concat([x, x]))), /tf\.concat needs/);
  assert.equal(
    fix(() => tf.add({} as never, 1)),
    undefined,
  );
});

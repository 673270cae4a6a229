import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromKerasConfig, isKerasConfig, Registry, toKerasConfig } from '../../../src/support/registry.js';

class Loss {
  constructor(readonly options: { fromLogits?: boolean } = {}) {}
  getConfig() {
    return { from_logits: this.options.fromLogits ?? false };
  }
}
class Special extends Loss {
  static fromConfig(config: Readonly<Record<string, unknown>>) {
    return new Special({ fromLogits: config['special'] === true });
  }
}

test('members are found in any case and under aliases; a package in front is no matter', () => {
  const registry = new Registry<number>('number');
  registry.register('meanSquaredError', 1, ['mse']);
  for (const id of ['mse', 'MSE', 'mean_squared_error', 'MeanSquaredError', 'my_package>mean_squared_error'])
    assert.equal(registry.get(id), 1);
  assert.equal(registry.find('other'), undefined);
  assert.deepEqual(registry.list(), ['meanSquaredError']);
});

test('the same name again replaces it', () => {
  const registry = new Registry<number>('number');
  registry.register('one', 1);
  registry.register('one', 2);
  assert.equal(registry.get('one'), 2);
});

test('an unknown id names the nearest', () => {
  const registry = new Registry<number>('loss');
  registry.register('meanSquaredError', 1);
  assert.throws(() => registry.get('meanSqaredError'), {
    name: 'ValueError',
    message: `loss: expected a known name; received "meanSqaredError". Did you mean meanSquaredError?\nFix: 'meanSquaredError'`,
  });
  assert.throws(() => registry.get('zzz'), /Fix: one of meanSquaredError/);
});

test('saved forms go both ways', () => {
  const registry = new Registry<typeof Loss>('loss');
  registry.register('Loss', Loss);
  registry.register('Special', Special);
  assert.ok(isKerasConfig({ class_name: 'Loss' }) && !isKerasConfig('Loss') && !isKerasConfig(null));
  const loss = fromKerasConfig(registry, { class_name: 'Loss', config: { from_logits: true } });
  assert.equal(loss.options.fromLogits, true);
  assert.equal(
    fromKerasConfig(registry, { class_name: 'Special', config: { special: true } }).options.fromLogits,
    true,
  );
  const saved = { class_name: 'Loss', config: { from_logits: true } };
  assert.deepEqual(
    toKerasConfig('keras.losses', loss),
    { ...saved, module: null, registered_name: 'Loss' },
    "one's own class lies in no module of Keras's",
  );
  registry.seal();
  assert.deepEqual(toKerasConfig('keras.losses', loss), {
    ...saved,
    module: 'keras.losses',
    registered_name: null,
  });
});

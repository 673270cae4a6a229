import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reviveFunction, SavedFunction } from '../../../../src/layers/core/saved-function.js';
import { registerCustomObject, withCustomObjects } from '../../../../src/support/custom-objects.js';

const saved = (fn: (...args: never[]) => unknown): unknown =>
  JSON.parse(JSON.stringify(new SavedFunction(fn)));

describe('functions in files', () => {
  it('are copied as they are, and saved by name, which the user has to know', () => {
    const triple = (x: number) => 3 * x;
    assert.equal(reviveFunction(new SavedFunction(triple)), triple);
    assert.deepEqual(saved(triple), {
      module: 'builtins',
      class_name: 'function',
      config: 'triple',
      registered_name: 'function',
    });
    assert.throws(
      () => reviveFunction(saved(triple)),
      /expected a function named 'triple'[\s\S]*customObjects: \{ triple \}/,
    );
    withCustomObjects({ triple }, () => assert.equal(reviveFunction(saved(triple)), triple));
    registerCustomObject(triple, 'Shop', 'thrice');
    assert.equal(reviveFunction(saved(triple)), triple);
  });

  it('without a name are saved as source, which runs only where the user allows it', () => {
    const source = saved({ function: (x: number) => x + 1 }.function);
    assert.throws(() => reviveFunction(source), /not run in safe mode[\s\S]*safeMode: false/);
    withCustomObjects({}, () => assert.equal((reviveFunction(source) as (x: number) => number)(2), 3), {
      safeMode: false,
    });
  });

  it("in Python's byte code never run", () => {
    const python = { class_name: '__lambda__', config: { value: '4wEAAAAA' } };
    for (const code of [python, ['4wEAAAAA', null, null]])
      withCustomObjects({}, () => assert.throws(() => reviveFunction(code), /Python code in it/), {
        safeMode: false,
      });
    assert.equal(reviveFunction(3), 3);
  });
});

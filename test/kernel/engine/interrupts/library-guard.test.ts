import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CellContext, cellContext } from '../../../../kernel/engine/context/cell-context.js';
import { guardLibrary } from '../../../../kernel/engine/interrupts/library-guard.js';
import { Shield } from '../../../../kernel/engine/interrupts/shield.js';
import { createSignals, SIGNAL } from '../../../../kernel/engine/interrupts/signals.js';

class Stopped extends Error {}

const cell: CellContext = { id: 1, count: 1, source: '', allowStdin: false, ended: false };

test('operations go behind the shield, and do not begin after an interrupt', () => {
  const signals = createSignals();
  const isUp = () => Atomics.load(signals, SIGNAL.SHIELD) === 1;
  const engine = {
    result: 0,
    runKernel(one: number) {
      assert.ok(isUp());
      // Kernels call others.
      if (one > 1) this.runKernel(one - 1);
      assert.ok(isUp());
      this.result += one;
      return this.result;
    },
    disposeTensor(): never {
      assert.ok(isUp());
      throw new RangeError('gone');
    },
  };
  guardLibrary({ tf: { engine: () => engine }, KeyboardInterrupt: Stopped }, new Shield(signals));
  const run = () => cellContext.run(cell, () => engine.runKernel(3));
  assert.equal(run(), 6);
  assert.throws(() => engine.disposeTensor(), RangeError);
  assert.ok(!isUp());
  Atomics.store(signals, SIGNAL.ASKED, 1);
  assert.throws(run, Stopped);
  assert.ok(!isUp());
  assert.equal(run(), 12);
});

test('what is no library is left alone', () => {
  guardLibrary({ layers: {} }, new Shield(createSignals()));
});

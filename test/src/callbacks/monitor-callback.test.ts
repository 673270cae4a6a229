import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { MonitorCallback } from '../../../src/callbacks/monitor-callback.js';
import type { Logs } from '../../../src/callbacks/training.js';
import { FakeTraining } from './fake-training.js';

class Monitor extends MonitorCallback {
  better(value: number, reference: number | null): boolean {
    return this.isBetter(value, reference);
  }
  value(logs: Logs): number | undefined {
    return this.watched(logs);
  }
}

function make(options: ConstructorParameters<typeof MonitorCallback>[1]): Monitor {
  const callback = new Monitor('Monitor', options);
  callback.setModel(new FakeTraining());
  return callback;
}

describe('MonitorCallback', () => {
  it('takes the direction from the mode, the loss or the metric', () => {
    assert.equal(make({ mode: 'max' }).better(2, 1), true);
    assert.equal(make({}).better(2, 1), false);
    assert.equal(make({ monitor: 'val_accuracy' }).better(2, 1), true);
    assert.equal(make({ monitor: 'valAccuracy' }).better(2, 1), true);
    assert.equal(make({ monitor: 'valLoss' }).better(2, 1), false);
    assert.equal(make({ monitor: 'valLoss' }).value({ val_loss: 3 }), 3);
    assert.equal(make({}).better(9, null), true);
    assert.throws(
      () => make({ monitor: 'other' }).better(1, 2),
      /whether low or high is better.*\nFix: mode: 'min'/,
    );
    assert.throws(() => make({ mode: 'low' as never }), /mode must be one of/);
  });

  it('counts only changes above minDelta', () => {
    assert.equal(make({ minDelta: 0.5 }).better(0.6, 1), false);
    assert.equal(make({ minDelta: -0.5 }).better(0.4, 1), true);
  });

  it('warns once of a value that is not there', () => {
    const warn = mock.method(console, 'warn', () => {});
    const callback = make({});
    assert.equal(callback.value({ loss: 1 }), undefined);
    callback.value({});
    assert.equal(warn.mock.callCount(), 1);
    assert.match(
      String(warn.mock.calls[0]?.arguments[0]),
      /'val_loss', which the logs do not have. They have loss/,
    );
    warn.mock.restore();
  });
});

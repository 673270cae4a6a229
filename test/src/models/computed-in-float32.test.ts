import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { computedInFloat32 } from '../../../src/models/computed-in-float32.js';

const policy = (name: string) => ({ module: 'keras', class_name: 'DTypePolicy', config: { name } });

describe('computedInFloat32', () => {
  it('says once what a model was computed in, and changes nothing else', () => {
    const warn = mock.method(console, 'warn', () => undefined);
    const saved = (float: string, name: string) => ({
      layers: [{ config: { dtype: policy(name), units: 3 } }, { config: { dtype: float, name: 'float16' } }],
      other: { dtype: 'int32' },
    });
    try {
      const changed = computedInFloat32('a.keras', saved('bfloat16', 'mixed_bfloat16'));
      assert.deepEqual(changed, saved('float32', 'float32'));
      assert.deepEqual(
        warn.mock.calls.map(({ arguments: [text] }) => text),
        ['a.keras: its dtype is mixed_bfloat16, bfloat16; here it is computed in float32.'],
      );
      const input = { class_name: 'InputLayer', config: { dtype: 'float16' } };
      assert.deepEqual(computedInFloat32('a.keras', [changed, input]), [changed, input]);
      assert.equal(warn.mock.callCount(), 1);
    } finally {
      warn.mock.restore();
    }
  });
});

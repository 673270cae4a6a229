import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurableCallable } from '../../../src/support/configurable.js';

class Thing extends ConfigurableCallable {
  override invoke(): number {
    return 1;
  }
}
class Renamed extends Thing {
  static override readonly className = 'Other';
}

test('the class name is its own unless it says otherwise', () => {
  assert.equal(Thing.className, 'Thing');
  assert.equal(Renamed.className, 'Other');
  assert.deepEqual(new Thing().getConfig(), {});
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interrupt } from '../../../../kernel/server/handlers/interrupt.js';
import { request, services } from '../../stub/services.js';

test('asks the engine, and answers at once', () => {
  let asked = 0;
  const engine = { interrupt: () => ++asked };
  assert.deepEqual(interrupt(request('interrupt_request'), services({ engine })), { status: 'ok' });
  assert.equal(asked, 1);
});

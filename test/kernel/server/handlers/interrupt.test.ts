import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interrupt } from '../../../../kernel/server/handlers/interrupt.js';
import { request, services } from '../../stub/services.js';

test('stops the cell, and answers at once', () => {
  let asked = 0;
  const parts = services({ interrupt: () => (asked += 1) });
  assert.deepEqual(interrupt(request('interrupt_request'), parts), { status: 'ok' });
  assert.equal(asked, 1);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interrupt } from '../../../../kernel/server/handlers/interrupt.js';
import { request, services } from '../../stub/services.js';

test('asks the engine, and answers at once', () => {
  const asked: string[] = [];
  const parts = services({
    engine: { interrupt: () => asked.push('engine') },
    inputs: { interrupted: () => asked.push('inputs') },
  });
  assert.deepEqual(interrupt(request('interrupt_request'), parts), { status: 'ok' });
  assert.deepEqual(asked, ['inputs', 'engine']);
});

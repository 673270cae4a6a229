import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToServer } from '../../../kernel/link.js';
import { Wills } from '../../../kernel/server/wills.js';

type Shown = Extract<ToServer, { type: 'display' }>;

function shown(cell: number, id: string, text: string, lost?: string): Shown {
  const ifLost = lost === undefined ? {} : { ifLost: { 'text/plain': lost } };
  return { type: 'display', cell, message: { kind: 'update', id, data: { 'text/plain': text }, ...ifLost } };
}

test('the last will of each output is shown once, under the cell that has the output', () => {
  const sent: Shown[] = [];
  const wills = new Wills((message) => sent.push(message));
  for (const message of [
    shown(1, 'a', 'epoch 1', 'broken off in epoch 1'),
    shown(2, 'a', 'epoch 2', 'broken off in epoch 2'),
    shown(1, 'b', 'epoch 1', 'broken off'),
    shown(1, 'b', 'finished'),
    shown(1, 'c', 'no will'),
  ])
    wills.note(message);
  wills.execute();
  wills.execute();
  assert.deepEqual(sent, [shown(1, 'a', 'broken off in epoch 2')]);
});

import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { isNoRoom, noRoom } from '../../../../src/backends/install/room.js';

test('knows the errors of a full disk', () => {
  assert.equal(isNoRoom(Object.assign(new Error(), { code: 'ENOSPC' })), true);
  assert.equal(isNoRoom(Object.assign(new Error(), { code: 'EACCES' })), false);
  assert.equal(isNoRoom(undefined), false);
});

test('says what is left, and how much is needed', async () => {
  const { message } = await noRoom('cuda', import.meta.dirname, new Error());
  assert.match(message, /^backends\.install: the disk is full: .*install has \d+ MiB left, /);
  assert.ok(message.includes(`${tmpdir()} has `));
  assert.match(message, /Fix: free 10 GiB there, or name others: XDG_CACHE_HOME=.* TMPDIR=/);
});

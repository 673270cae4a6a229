import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataFolder } from '../../../kernel/server/data-folder.js';

test('follows the custom of each system', () => {
  assert.equal(dataFolder('linux', { HOME: '/h' }), '/h/.local/share/cellgrad');
  assert.equal(dataFolder('linux', { HOME: '/h', XDG_DATA_HOME: '/x' }), '/x/cellgrad');
  assert.equal(dataFolder('darwin', { HOME: '/h' }), '/h/Library/Application Support/cellgrad');
  assert.match(dataFolder('win32', { HOME: '/h', APPDATA: '/a' }), /^\/a.cellgrad$/);
});

test('CELLGRAD_STATE_DIR decides', () => {
  assert.equal(dataFolder('linux', { CELLGRAD_STATE_DIR: '/s' }), '/s');
});

import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { cacheFolder, dataFolder, mirrors } from '../../../src/downloads/folders.js';

test('the data folder is absolute, and absent when unset or empty', () => {
  assert.equal(dataFolder({ CELLGRAD_DATA_DIR: 'data' }), resolve('data'));
  assert.equal(dataFolder({ CELLGRAD_DATA_DIR: '' }), undefined);
  assert.equal(dataFolder({}), undefined);
});

test('the cache folder follows XDG and the platform', () => {
  assert.equal(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux', '/home/u'), '/x/cellgrad');
  assert.equal(cacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux', '/home/u'), '/home/u/.cache/cellgrad');
  assert.equal(cacheFolder({}, 'linux', '/home/u'), '/home/u/.cache/cellgrad');
  assert.equal(cacheFolder({}, 'darwin', '/Users/u'), '/Users/u/Library/Caches/cellgrad');
  assert.match(cacheFolder({ LOCALAPPDATA: 'C:/local' }, 'win32', 'C:/u'), /^C:\/local.cellgrad.Cache$/);
});

test('mirrors that are named stand instead of the known ones', () => {
  assert.deepEqual(mirrors(['https://known/'], {}), ['https://known']);
  assert.deepEqual(mirrors(['https://known'], { CELLGRAD_MIRRORS: 'http://a/, http://b' }), [
    'http://a',
    'http://b',
  ]);
});

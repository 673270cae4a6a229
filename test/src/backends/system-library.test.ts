import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pinLibrary, systemLibrary } from '../../../src/backends/system-library.js';

describe('the system library', { skip: process.platform === 'win32' }, () => {
  it('is the C library of this process', () => {
    const getpid = systemLibrary()!.func('getpid', 'int', []);
    assert.equal(getpid(), process.pid);
  });

  it('pins what is loaded, and loads nothing that is not there', () => {
    pinLibrary(process.platform === 'darwin' ? '/usr/lib/libSystem.B.dylib' : 'libc.so.6');
    pinLibrary('/nowhere/libnone.so');
  });
});

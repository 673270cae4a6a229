import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Wire } from '../../../src/support/wire.js';

describe('messages of Protocol Buffers', () => {
  it('are written as the documentation has them', () => {
    const hex = (wire: Wire) => wire.finish().toString('hex');
    assert.equal(hex(new Wire().integer(1, 150)), '089601');
    assert.equal(hex(new Wire().bytes(2, 'testing')), '120774657374696e67');
    assert.equal(hex(new Wire().bytes(3, new Wire().integer(1, 150))), '1a03089601');
    assert.equal(hex(new Wire().float(1, 1)), '0d0000803f');
    assert.equal(hex(new Wire().double(1, 1)), '09000000000000f03f');
    assert.equal(hex(new Wire().integer(1, 2 ** 40)), '08808080808020');
  });
});

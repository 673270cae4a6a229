import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sipHash64 } from '../../../src/support/sip-hash.js';

test('the example of the paper', () => {
  const bytes = Uint8Array.from({ length: 15 }, (_, i) => i);
  // SipHash, appendix A: key 00 01 ... 0f, message 00 01 ... 0e.
  assert.equal(sipHash64(bytes, [0x0706050403020100n, 0x0f0e0d0c0b0a0908n]), 0xa129ca6149be45e5n);
});

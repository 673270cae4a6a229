import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOGO_SVG, logoPng } from '../../../kernel/install/logo.js';

test('the logo is an SVG of its own, and PNGs of the asked size', async () => {
  assert.match(LOGO_SVG, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 64 64"/);
  const png = await logoPng(32);
  assert.equal(png.toString('latin1', 1, 4), 'PNG');
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [32, 32]);
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { SOURCES, type SourceFile } from '../../../src/datasets/sources.js';

it('each file has an address that ends in its name, and a sum', () => {
  for (const { name, url, sha256, md5 } of Object.values(SOURCES) as SourceFile[]) {
    assert.ok(url.startsWith('https://') && url.endsWith(`/${name}`), url);
    assert.match(sha256 ?? md5 ?? '', sha256 === undefined ? /^[0-9a-f]{32}$/ : /^[0-9a-f]{64}$/);
  }
});

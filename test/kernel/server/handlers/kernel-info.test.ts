import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kernelInfo } from '../../../../kernel/server/handlers/kernel-info.js';

test('says what the kernel is', () => {
  const info = kernelInfo();
  assert.equal(info.implementation, 'cellgrad');
  assert.match(info.implementation_version, /^\d+\.\d+\.\d+/);
  assert.equal(info.protocol_version, '5.4');
  assert.equal(info.language_info.name, 'typescript');
  assert.equal(info.language_info.codemirror_mode, 'typescript');
  assert.ok(info.banner.includes(info.implementation_version));
  for (const { text, url } of info.help_links) assert.ok(text && url.startsWith('https://'));
});

test('announces the debugger in both places, and no feature that it lacks (subshells)', () => {
  const { supported_features, debugger: debug } = kernelInfo();
  assert.ok(debug);
  assert.deepEqual(supported_features, ['debugger']);
});

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasVulkanDriver } from '../../../../src/backends/webgpu/vulkan-drivers.js';

test('a driver is one that the environment names, or one that is described in a folder of the loader', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vulkan-'));
  try {
    assert.equal(hasVulkanDriver({ VK_ICD_FILENAMES: '/x.json' }), true);
    const env = { HOME: folder, XDG_DATA_DIRS: join(folder, 'share') };
    const before = hasVulkanDriver(env);
    mkdirSync(join(folder, 'share', 'vulkan', 'icd.d'), { recursive: true });
    // An empty folder changes nothing.
    assert.equal(hasVulkanDriver(env), before);
    writeFileSync(join(folder, 'share', 'vulkan', 'icd.d', 'card.json'), '{}');
    assert.equal(hasVulkanDriver(env), true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { cudaPackages } from '../../../../src/backends/install/pip.js';

test('cuda’s libraries are those that the wheel names', () => {
  const packages = mkdtempSync(join(tmpdir(), 'cellgrad-pip-'));
  try {
    mkdirSync(join(packages, 'tensorflow-2.21.0.dist-info'));
    writeFileSync(
      join(packages, 'tensorflow-2.21.0.dist-info', 'METADATA'),
      [
        'Requires-Dist: numpy>=1.26',
        "Requires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == 'and-cuda'",
        'Requires-Dist: nvidia-cudnn-cu12 (<10.0,>=9.3); extra == "and-cuda"',
      ].join('\n'),
    );
    assert.deepEqual(cudaPackages(packages), [
      'nvidia-cublas-cu12<13.0,>=12.5.3.2',
      'nvidia-cudnn-cu12<10.0,>=9.3',
    ]);
  } finally {
    rmSync(packages, { recursive: true });
  }
});

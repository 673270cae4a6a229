import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePng } from '../../src/display/charts/encode-png.js';

/** A folder of 1,000 images in two classes. */
export function imageFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-bench-'));
  const [width, height] = [200, 160];
  for (let i = 0; i < 1000; i++) {
    const kind = join(folder, i % 2 === 0 ? 'even' : 'odd');
    mkdirSync(kind, { recursive: true });
    const bytes = Uint8Array.from({ length: width * height * 3 }, (_, k) => (k * (i + 1)) >> 6);
    writeFileSync(join(kind, `${i}.png`), encodePng({ width, height, channels: 3, bytes }));
  }
  return folder;
}

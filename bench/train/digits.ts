import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Images as 784 numbers in [0, 1] each, labels one-hot; side by side in memory. */
export interface Digits {
  readonly images: Float32Array;
  readonly labels: Float32Array;
}

/** The name of what {@link digits} gives. */
export function digitsName(): string {
  return hasDigits() ? 'MNIST' : 'synthetic data of the shape of MNIST';
}

/** True if there is MNIST. */
export function hasDigits(): boolean {
  return folder() !== null;
}

/** The first digits of MNIST where CELLGRAD_DATA_DIR has it, else numbers of the same shape. */
export function digits(samples: number): Digits {
  const images = new Float32Array(samples * 784);
  const labels = new Float32Array(samples * 10);
  const from = folder();
  if (from === null) {
    let state = 1;
    for (let i = 0; i < images.length; i++) {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      images[i] = state / 0x80000000;
    }
    for (let i = 0; i < samples; i++) labels[i * 10 + (i % 10)] = 1;
    return { images, labels };
  }
  const read = (name: string, header: number) => gunzipSync(readFileSync(join(from, name))).subarray(header);
  const pixels = read('train-images-idx3-ubyte.gz', 16);
  const classes = read('train-labels-idx1-ubyte.gz', 8);
  for (let i = 0; i < images.length; i++) images[i] = pixels[i]! / 255;
  for (let i = 0; i < samples; i++) labels[i * 10 + classes[i]!] = 1;
  return { images, labels };
}

function folder(): string | null {
  const given = process.env['CELLGRAD_DATA_DIR'];
  const found = given === undefined ? null : join(given, 'mnist');
  return found !== null && existsSync(join(found, 'train-images-idx3-ubyte.gz')) ? found : null;
}

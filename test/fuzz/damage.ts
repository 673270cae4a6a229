import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';

/** All in the full run, a share in each other. The seed draws the same damage again. */
export const FULL = 10_000;
const SHARE = 240;
export const COUNT = process.env['CELLGRAD_TEST_FULL'] ? FULL : SHARE;
export const SEED = Number(process.env['CELLGRAD_TEST_SEED'] ?? 1);
const MEMORY_MB = 600;

/** Files of a kind, of which a share of all is read with damage. */
export interface FileKind {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly read: (bytes: Uint8Array, index: number) => unknown;
  readonly share: number;
  /** What each error has to name, where the reader knows the file. */
  readonly file?: string;
  /** The least part of them that is refused, a quarter by default: damage of pixels or texts gives others. */
  readonly refused?: number;
}

/** mulberry32 */
function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below;
  };
}

/** A copy with damage of one kind or another. */
function damaged(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = () => Math.floor(random(copy.length));
  const kind = Math.floor(random(6));
  if (kind === 0) return copy.subarray(0, at());
  if (kind === 1) return Buffer.concat([copy.subarray(0, at()), copy.subarray(at())]);
  if (kind === 2) copy.fill(Math.floor(random(2)) * 255, at(), at());
  if (kind === 3) copy.copyWithin(at(), at(), at());
  const flips = kind === 4 ? 1 : 1 + Math.floor(random(20));
  // The begin and the end of a file say where everything is.
  const place = () =>
    random(2) < 1
      ? at()
      : random(2) < 1
        ? Math.floor(random(Math.min(1024, copy.length)))
        : copy.length - 1 - Math.floor(random(Math.min(200, copy.length)));
  for (let i = 0; i < flips; i++) copy[place()] = Math.floor(random(256));
  return copy;
}

/** Reads damaged files: each is an error that says what to do, or has something in it that can be read. */
export async function readDamaged(t: TestContext, kind: FileKind, place: number): Promise<void> {
  const { name, bytes, read, share, file = '', refused: least = 0.25 } = kind;
  const random = randomOf(SEED * 1000 + place);
  const count = Math.ceil(COUNT * share);
  const quiet = t.mock.method(console, 'warn', () => undefined);
  let refused = 0;
  await read(bytes, 0);
  for (let i = 0; i < count; i++) {
    try {
      await read(damaged(bytes, random), i);
    } catch (error) {
      refused += 1;
      const { name: type, message, stack } = error as Error;
      assert.match(type, /^(?:ValueError|ShapeError|DataError|NotebookError)$/, `${name} ${i}: ${stack}`);
      assert.ok(message.length > 10 && message.includes(file), `${name} ${i}: ${message}`);
      assert.match(message, /expected|\nFix: /, `${name} ${i}: ${message} ${stack}`);
    }
  }
  quiet.mock.restore();
  // A small share of the files may have drawn the harmless ones: three standard deviations.
  const slack = 3 * Math.sqrt(count * least * (1 - least));
  assert.ok(refused >= count * least - slack, `${refused} of ${count} were refused`);
  const used = process.memoryUsage().rss / 2 ** 20;
  assert.ok(used < MEMORY_MB + COUNT / 20, `${used} MB`);
}

import type * as Core from '@tensorflow/tfjs-core';
import { answer } from '../contest/answer.js';
import { OPS } from './ops.js';

/** Milliseconds that one operation is repeated for. */
const SPAN = 100;

/** A contestant in JavaScript: the median time of each operation in ms; an operation that it does not have is left out. */
export function timing(tf: typeof Core): Promise<void> {
  const prepared = new Map<string, () => Core.Tensor>();
  const once = (run: () => Core.Tensor) => {
    const start = performance.now();
    const result = tf.tidy(run);
    result.dataSync();
    result.dispose();
    return performance.now() - start;
  };
  return answer({
    async ready() {
      for (const [id, op] of Object.entries(OPS)) {
        try {
          const run = op.prepare(tf);
          for (let i = 0; i < 3; i++) once(run);
          prepared.set(id, run);
        } catch {
          // The table says "none": a backend may lack a kernel.
        }
      }
      return {};
    },
    async measure() {
      const found: Record<string, number> = {};
      for (const [id, run] of prepared) {
        const times: number[] = [];
        const end = performance.now() + SPAN;
        do times.push(once(run));
        while (performance.now() < end);
        times.sort((a, b) => a - b);
        found[id] = times[times.length >> 1]!;
      }
      return found;
    },
  });
}

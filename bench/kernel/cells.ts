/** What is run, in a kernel's language; `#` is another number in every cell. A cell that is absent is not measured. */
export interface Cells {
  readonly trivial: string;
  /** An interface, a function and a class. */
  readonly declare: string;
  readonly lines: string;
  /** Blocks for a second. */
  readonly busy: string;
  /** What is completed meanwhile. */
  readonly completeBusy: string;
  readonly keep: string;
  /** Fails when what `keep` declared is gone. */
  readonly kept: string;
  readonly stuck: string;
  /** Makes the library ready. */
  readonly library?: string;
  readonly tensor?: string;
}

const COMMON = {
  trivial: 'const v# = #; v# + 1',
  lines: 'for (let i = 0; i < 10000; i++) console.log("line " + i)',
  busy: '{ const end = Date.now() + 1000; while (Date.now() < end) {} }',
  completeBusy: 'Math.',
  keep: 'let kept = 1',
  kept: 'if (kept !== 1) throw new Error("lost")',
  stuck: 'while (true) {}',
  tensor: 'tf.sum(tf.matMul(tf.ones([64, 64]), tf.ones([64, 64]))).dataSync()[0] + #',
};

const DECLARE = `interface Point# { x: number; y: number }
function length#(p: Point#): number { return Math.hypot(p.x, p.y) }
class Walker# { constructor(public at: Point#) {} far(): number { return length#(this.at) + # } }
new Walker#({ x: 3, y: 4 }).far()`;

export const OUR_CELLS: Cells = { ...COMMON, declare: DECLARE, library: 'tf.zeros([1])' };

export const TYPESCRIPT_CELLS: Cells = {
  ...COMMON,
  declare: DECLARE,
  library: `import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
await tf.setBackend('cpu')`,
};

/** For a kernel without TypeScript: the same without types, and with what its scripts can redeclare. */
export const SCRIPT_CELLS: Cells = {
  ...COMMON,
  trivial: 'var v# = #; v# + 1',
  declare: `function length#(p) { return Math.hypot(p.x, p.y) }
class Walker# { constructor(at) { this.at = at } far() { return length#(this.at) + # } }
new Walker#({ x: 3, y: 4 }).far()`,
  keep: 'var kept = 1',
  library:
    "var tf = require('@tensorflow/tfjs-core'); require('@tensorflow/tfjs-backend-cpu'); tf.setBackend('cpu')",
};

export const PYTHON_CELLS: Cells = {
  trivial: 'v# = #; v# + 1',
  declare: `from typing import TypedDict
class Point#(TypedDict):
    x: float
    y: float
def length#(p: Point#) -> float:
    return (p['x'] ** 2 + p['y'] ** 2) ** 0.5
class Walker#:
    def __init__(self, at: Point#): self.at = at
    def far(self) -> float: return length#(self.at) + #
Walker#({'x': 3, 'y': 4}).far()`,
  lines: 'for i in range(10000): print(f"line {i}")',
  busy: 'import time\nend = time.time() + 1\nwhile time.time() < end: pass',
  completeBusy: 'str.',
  keep: 'kept = 1',
  kept: 'assert kept == 1',
  stuck: 'while True: pass',
};

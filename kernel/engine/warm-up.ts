import { compileCell } from './compile.js';

/** A cell with a bit of everything that the compiler's parts handle. */
const SAMPLE = `import { basename as base } from 'node:path';
interface Point { readonly x: number; y?: string }
enum Kind { Near, Far }
const { a, b: [c = 1] } = { a: 1, b: [2] };
let list: number[] = [1, 2].map((one) => one + a + c);
function far(point: Point): number { return Math.hypot(point.x, Kind.Far) }
class Walker<T> { #at = 0; constructor(public readonly where: T) {} get at(): number { return this.#at + list.length } }
for (const one of list) if (one > 1) console.log(\`\${one}\`, base('x'));
await Promise.resolve(far({ x: 3 }));
new Walker({ x: 3 }).at`;

/** So often the compiler's functions run before V8 has optimized them. */
const TIMES = 60;

/**
 * Compiles a sample while nothing else is to be done, a piece at a time, until V8 has made machine code of the compiler:
 * a notebook's first cells then take as long as its hundredth.
 */
export class WarmUp {
  readonly #compile: (source: string) => unknown;
  #left = TIMES;
  #next: NodeJS.Immediate | undefined;

  constructor(compile: (source: string) => unknown = compileCell) {
    this.#compile = compile;
  }

  /** Goes on until {@link pause}. */
  run(): void {
    if (this.#left === 0 || this.#next) return;
    this.#next = setImmediate(() => {
      this.#next = undefined;
      this.#left -= 1;
      this.#compile(`${SAMPLE} + ${this.#left}`);
      this.run();
    });
  }

  /** Something else is to be done. */
  pause(): void {
    clearImmediate(this.#next);
    this.#next = undefined;
  }
}

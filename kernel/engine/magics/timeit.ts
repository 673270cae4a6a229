import type { Prepared } from '../run.js';
import { duration } from './duration.js';
import type { Magic } from './magic.js';
import { MagicError } from './magic-error.js';

/** A round is made long enough that the clock measures it well, in ms. */
const ROUND = 100;
const ROUNDS = 7;

export const timeit: Magic = {
  name: 'timeit',
  kinds: ['line', 'cell'],
  usage: '[-n runs] [-r rounds] code',
  summary: 'Runs code many times and says how long one run takes.',
  async run({ rest, body, prepare, wait, print }) {
    const { runs, rounds, code: onLine } = options(rest);
    const code = body === undefined ? onLine : body;
    if (!code.trim()) throw new MagicError('%timeit: expected code; received nothing');
    const run = await prepare(code);
    const times = runs ?? (await enough(run, wait));
    const found: number[] = [];
    for (let i = 0; i < rounds; i += 1) found.push((await measure(run, times, wait)) / times);
    const mean = found.reduce((a, b) => a + b, 0) / found.length;
    const spread = Math.sqrt(found.reduce((sum, one) => sum + (one - mean) ** 2, 0) / found.length);
    const how = `${rounds} rounds of ${times} ${times === 1 ? 'run' : 'runs'}`;
    print(`${duration(mean)} ± ${duration(spread)} a run (best ${duration(Math.min(...found))}; ${how})\n`);
    return undefined;
  },
};

function options(text: string): { runs: number | undefined; rounds: number; code: string } {
  let code = text;
  let runs: number | undefined;
  let rounds = ROUNDS;
  for (;;) {
    const found = /^-([nr])\s*(\S+)\s*/.exec(code);
    if (!found) {
      const unknown = /^(-[A-Za-z])\s+(?!in\b|instanceof\b|as\b|satisfies\b)[\w'"`]/.exec(code)?.[1];
      if (unknown) {
        throw new MagicError(
          `%timeit: expected -n or -r; received ${unknown}`,
          '%timeit [-n runs] [-r rounds] code',
        );
      }
      return { runs, rounds, code };
    }
    const [whole, letter, value] = found;
    const number = Number(value);
    if (!Number.isInteger(number) || number < 1) {
      throw new MagicError(`%timeit: -${letter} must be a positive integer; received ${value}`);
    }
    if (letter === 'n') runs = number;
    else rounds = number;
    code = code.slice(whole.length);
  }
}

type Wait = <T>(promise: Promise<T>) => Promise<T>;

async function enough(run: Prepared, wait: Wait): Promise<number> {
  for (let times = 1; ; times *= 10) {
    if ((await measure(run, times, wait)) >= ROUND || times >= 1e7) return times;
  }
}

async function measure(run: Prepared, times: number, wait: Wait): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < times; i += 1) {
    const value = run();
    if (value instanceof Promise) await wait(value);
  }
  return performance.now() - start;
}

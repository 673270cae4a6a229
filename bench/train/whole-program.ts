/** Times a program from its start to its end, as often as it is asked: `whole-program.ts PROGRAM ARGUMENTS...`. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { answer } from '../contest/answer.js';

const [program, ...args] = process.argv.slice(2) as [string, ...string[]];

async function seconds(): Promise<{ seconds: number }> {
  const start = performance.now();
  await promisify(execFile)(program, args, { maxBuffer: 2 ** 28 });
  return { seconds: (performance.now() - start) / 1e3 };
}

// The first run reads the files from the disk, which no other one does.
await answer({ ready: seconds, measure: seconds });

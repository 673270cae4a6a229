/**
 * Runs the cells in its argument (JSON) in a process of its own, for what a test's own process must not meet: uncaught
 * errors. Prints what each cell gave, after a moment for what comes late.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Bench } from './harness.js';

const bench = new Bench();
const ran: unknown[] = [];
for (const code of JSON.parse(process.argv[2] ?? '[]') as string[]) {
  const { outcome, text, error } = await bench.run(code);
  await sleep(60);
  ran.push({ ...bench.ran(bench.count, outcome), text, error });
}
bench.close();
console.log(JSON.stringify(ran));
process.exit(0);

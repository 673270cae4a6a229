import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * The contestant's side: answers `ready` and `measure` on stdin with a line of JSON on fd 3. Errors are answers, too.
 */
export async function answer(work: {
  /** Prepares, warms up, and gives what is known only once. */
  ready(): Promise<Record<string, number>>;
  measure(): Promise<Record<string, number>>;
}): Promise<void> {
  const say = (report: object) => writeSync(3, `${JSON.stringify(report)}\n`);
  for await (const word of createInterface({ input: process.stdin })) {
    try {
      say(word === 'ready' ? await work.ready() : await work.measure());
    } catch (error) {
      say({ error: (error as Error).message.split('\n')[0] });
    }
  }
  process.exit(0);
}

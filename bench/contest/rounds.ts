import { type Contestant, type Report, Running } from './contestant.js';

/** What became of a contestant: its medians, or why it has none. */
export interface Result {
  readonly name: string;
  readonly medians: Report | null;
  readonly failure?: string;
}

/**
 * Starts all contestants, lets each get ready, and measures them in turns: `rounds` times each, so that a slow minute of
 * the machine meets all of them. Gives the medians of what they report.
 */
export async function compete(contestants: readonly Contestant[], rounds: number): Promise<Result[]> {
  const running = contestants.map((contestant) => ({
    name: contestant.name,
    start: () => new Running(contestant),
    process: null as Running | null,
    ready: {} as Report,
    reports: [] as Report[],
    failure: undefined as string | undefined,
  }));
  const attempt = async (one: (typeof running)[number], work: (process: Running) => Promise<void>) => {
    if (one.failure !== undefined) return;
    try {
      await work(one.process!);
    } catch (error) {
      one.failure = (error as Error).message;
    }
  };
  for (const one of running) {
    process.stderr.write(`  ${one.name}: getting ready\n`);
    one.process = one.start();
    await attempt(one, async (started) => {
      one.ready = await started.ask('ready');
    });
  }
  for (let round = 1; round <= rounds; round++) {
    process.stderr.write(`  round ${round} of ${rounds}\n`);
    for (const one of running)
      await attempt(one, async (started) => {
        one.reports.push(await started.ask('measure'));
      });
  }
  for (const { process: started } of running) started?.end();
  return running.map(({ name, ready, reports, failure }) =>
    failure === undefined
      ? { name, medians: { ...ready, ...mediansOf(reports) } }
      : { name, medians: null, failure },
  );
}

function mediansOf(reports: readonly Report[]): Report {
  const keys = Object.keys(reports[0] ?? {});
  return Object.fromEntries(keys.map((key) => [key, median(reports.map((report) => report[key]!))]));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

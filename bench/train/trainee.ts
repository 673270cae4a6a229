import { answer } from '../contest/answer.js';
import { CASES, type CaseName, SHAPES, samplesFor, type TrainCase } from './cases.js';
import { digits } from './digits.js';

/** The case that this process was started for. */
export const GIVEN: TrainCase = CASES[process.argv[2] as CaseName];

/** So many measurements are thrown away. */
const WARM_UP = 3;

/** Trains one epoch on the first `samples` samples, and waits until that has really happened. */
export type Epoch = (samples: number) => Promise<void>;

/**
 * A contestant of the training benchmark: `prepare` gets the data and gives a function that trains on the first so many
 * samples of it. The first step, a warm-up and each measurement are timed here.
 */
export function trainee(
  prepare: (data: {
    readonly images: Float32Array;
    readonly labels: Float32Array;
    readonly shape: readonly number[];
  }) => Promise<Epoch>,
): Promise<void> {
  let epoch: Epoch;
  let samples = 0;
  const timed = async (n: number): Promise<number> => {
    const start = performance.now();
    await epoch(n);
    return (performance.now() - start) / 1e3;
  };
  return answer({
    async ready() {
      const { images, labels } = digits(GIVEN.samples);
      epoch = await prepare({ images, labels, shape: SHAPES[GIVEN.model] });
      const firstStep = await timed(GIVEN.batch);
      const few = 4 * GIVEN.batch;
      samples = samplesFor(few / (await timed(few)), GIVEN);
      // What is compiled late, or for another number of batches, belongs to the warm-up.
      for (let i = 0; i < WARM_UP; i++) samples = samplesFor(samples / (await timed(samples)), GIVEN);
      return { firstStep };
    },
    async measure() {
      const seconds = await timed(samples);
      return { speed: samples / seconds, rss: process.resourceUsage().maxRSS * 1024 };
    },
  });
}

import { answer } from '../contest/answer.js';
import { CASES, type CaseName, epochsFor, SHAPES, samplesFor, type TrainCase } from './cases.js';
import { digits } from './digits.js';

/** The case that this process was started for. */
export const GIVEN: TrainCase = CASES[process.argv[2] as CaseName];

/** So many measurements are thrown away. */
const WARM_UP = 3;

/** Trains some epochs on the first `samples` samples, and waits until that has really happened. */
export type Train = (samples: number, epochs: number) => Promise<void>;

/**
 * A contestant of the training benchmark: `prepare` gets the data and gives a function that trains on the first so many
 * samples of it. The first step, a warm-up and each measurement are timed here.
 */
export function trainee(
  prepare: (data: {
    readonly images: Float32Array;
    readonly labels: Float32Array;
    readonly shape: readonly number[];
  }) => Promise<Train>,
): Promise<void> {
  let train: Train;
  let samples = 0;
  let epochs = 1;
  const timed = async (n: number): Promise<number> => {
    const start = performance.now();
    await train(n, epochs);
    return (performance.now() - start) / 1e3;
  };
  return answer({
    async ready() {
      const { images, labels } = digits(GIVEN.samples);
      train = await prepare({ images, labels, shape: SHAPES[GIVEN.model] });
      const firstStep = await timed(GIVEN.batch);
      const few = 4 * GIVEN.batch;
      samples = samplesFor(few / (await timed(few)), GIVEN);
      // What is compiled late, or for another number of batches, belongs to the warm-up.
      let speed = 0;
      for (let i = 0; i < WARM_UP; i++) {
        speed = samples / (await timed(samples));
        samples = samplesFor(speed, GIVEN);
      }
      epochs = epochsFor(speed, samples);
      return { firstStep };
    },
    async measure() {
      const seconds = await timed(samples);
      return { speed: (samples * epochs) / seconds, rss: process.resourceUsage().maxRSS * 1024 };
    },
  });
}

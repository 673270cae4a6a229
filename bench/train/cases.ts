/** One model with one batch size; every contestant builds the same. */
export interface TrainCase {
  readonly title: string;
  readonly model: 'mlp' | 'cnn' | 'lstm' | 'transformer';
  readonly batch: number;
  /** At most so many samples in an epoch. */
  readonly samples: number;
  /** True: a callback looks at the logs of every batch. */
  readonly watched: boolean;
}

export const CASES = {
  mlp32: { title: 'MLP 784-64-10, batch 32', model: 'mlp', batch: 32, samples: 48_000, watched: false },
  mlp256: { title: 'MLP 784-64-10, batch 256', model: 'mlp', batch: 256, samples: 60_000, watched: false },
  watched32: {
    title: 'MLP 784-64-10, batch 32, a callback reads the logs of every batch',
    model: 'mlp',
    batch: 32,
    samples: 48_000,
    watched: true,
  },
  cnn64: { title: 'CNN 32-64 filters, batch 64', model: 'cnn', batch: 64, samples: 3_200, watched: false },
  lstm64: {
    title: 'LSTM 64 units on rows, batch 64',
    model: 'lstm',
    batch: 64,
    samples: 6_400,
    watched: false,
  },
  transformer32: {
    title: 'transformer block on rows, 2 heads of 32, batch 32',
    model: 'transformer',
    batch: 32,
    samples: 6_400,
    watched: false,
  },
} as const satisfies Record<string, TrainCase>;

export type CaseName = keyof typeof CASES;

/** The input shape of one sample. */
export const SHAPES = {
  mlp: [784],
  cnn: [28, 28, 1],
  lstm: [28, 28],
  transformer: [28, 28],
} as const satisfies Record<TrainCase['model'], readonly number[]>;

/**
 * Seconds that one measurement should take; a slow contestant gets fewer samples, never fewer than four batches, a quick one
 * several epochs.
 */
export const SECONDS = 1;

/** How many samples an epoch of a contestant has, from the speed of its warm-up. */
export function samplesFor(perSecond: number, { batch, samples }: TrainCase): number {
  const wanted = Math.floor((perSecond * SECONDS) / batch) * batch;
  return Math.max(Math.min(wanted, samples), 4 * batch);
}

/** How many epochs one measurement has, from the speed of the warm-up. */
export function epochsFor(perSecond: number, samples: number): number {
  return Math.max(1, Math.round((perSecond * SECONDS) / samples));
}

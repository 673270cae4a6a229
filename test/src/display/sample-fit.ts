import type { FitEpoch, FitState } from '../../../src/display/fit-data.js';

const ROWS: readonly (readonly [number, number, number, number])[] = [
  [0.9412, 0.7215, 0.4903, 0.851],
  [0.4127, 0.8804, 0.3711, 0.892],
  [0.3144, 0.9088, 0.3279, 0.902],
  [0.2651, 0.9231, 0.299, 0.911],
  [0.2306, 0.9327, 0.2754, 0.92],
  [0.2043, 0.9408, 0.2602, 0.925],
  [0.1827, 0.9471, 0.2571, 0.924],
  [0.1649, 0.9534, 0.2498, 0.928],
  [0.1493, 0.9578, 0.2521, 0.929],
  [0.1357, 0.9622, 0.2544, 0.927],
  [0.1239, 0.966, 0.253, 0.931],
  [0.1135, 0.9697, 0.2587, 0.928],
  [0.1041, 0.9729, 0.2619, 0.928],
  [0.0958, 0.9757, 0.2634, 0.93],
  [0.0884, 0.9781, 0.2702, 0.926],
  [0.0817, 0.9806, 0.2691, 0.929],
  [0.0755, 0.9828, 0.2743, 0.927],
  [0.0699, 0.9846, 0.2788, 0.928],
];

/** The first `count` epochs of a made-up training. */
export function epochs(count: number): FitEpoch[] {
  return ROWS.slice(0, count).map(([loss, accuracy, valLoss, valAccuracy], epoch) => ({
    epoch,
    logs: { loss, accuracy, val_loss: valLoss, val_accuracy: valAccuracy },
    learningRate: epoch < 8 ? 0.002 : 0.001,
    samplesPerSecond: 3_900 + 25 * (epoch % 5),
    seconds: epoch === 0 ? 1.7 : 1.3,
  }));
}

const COMMON = {
  modelName: 'letters',
  initialEpoch: 0,
  columns: ['loss', 'accuracy', 'val_loss', 'val_accuracy'],
  monitor: { name: 'val_loss', mode: 'min' },
  learningRateCanChange: true,
  samples: 5_000,
  validationSamples: 1_250,
  validationHeldOut: true,
  memoryBytes: 41_234_432,
} as const;

export const RUNNING: FitState = {
  ...COMMON,
  outcome: { state: 'running' },
  epochs: 10,
  done: epochs(4),
  current: {
    epoch: 4,
    batch: 60,
    steps: 157,
    logs: { loss: 0.2419, accuracy: 0.9291 },
    learningRate: 0.002,
    samplesPerSecond: 3_940,
    seconds: 0.49,
  },
  seconds: 6.1,
};

export const FINISHED: FitState = {
  ...COMMON,
  outcome: { state: 'finished' },
  epochs: 12,
  done: epochs(12),
  current: null,
  seconds: 16.2,
};

export const STOPPED: FitState = {
  ...COMMON,
  outcome: { state: 'stoppedEarly', monitor: 'val_loss', patience: 10, restoredEpoch: 7 },
  epochs: 50,
  done: epochs(18),
  current: null,
  seconds: 24,
};

export const INTERRUPTED: FitState = {
  ...RUNNING,
  outcome: { state: 'interrupted' },
  memoryBytes: null,
};

export const LOST: FitState = { ...RUNNING, outcome: { state: 'lost' } };

export const FAILED: FitState = {
  ...RUNNING,
  outcome: { state: 'failed', message: 'Dataset: the file part-3.csv ends in the middle of a row' },
};

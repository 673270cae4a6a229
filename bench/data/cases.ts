/** What is measured, on each side the same. */
export const CASES = {
  shuffle: 'shuffle(10000).batch(32).prefetch over 60,000 rows of 784 floats and a label',
  folder: '1,000 images (PNG, 160 x 200) of a folder, resized to 64 x 64, batches of 32',
  map: 'a map of 2 ms an element and a training step of 80 ms a batch of 32, 640 elements',
} as const;

export type CaseName = keyof typeof CASES;

export const ROWS = 60_000;
export const COLUMNS = 784;
export const BATCH = 32;
export const BUFFER = 10_000;

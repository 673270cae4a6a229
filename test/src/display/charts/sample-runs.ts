/** Two trainings of different length, the second with a falling learning rate. */
const curve = (epochs: number, speed: number) => ({
  loss: Array.from({ length: epochs }, (_, index) => Math.exp(-index * speed) + 0.1),
  val_loss: Array.from({ length: epochs }, (_, index) => Math.exp(-index * speed) + 0.2 + 0.002 * index ** 2),
  accuracy: Array.from({ length: epochs }, (_, index) => 1 - 0.6 * Math.exp(-index * speed)),
  val_accuracy: Array.from({ length: epochs }, (_, index) => 0.95 - 0.6 * Math.exp(-index * speed)),
});

export const SAMPLE_RUNS = {
  sgd: { history: curve(8, 0.2) },
  adam: {
    history: {
      ...curve(12, 0.5),
      learning_rate: Array.from({ length: 12 }, (_, index) => 0.001 * 0.8 ** index),
    },
  },
};

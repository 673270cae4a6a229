import type { Layer } from '../layers/layer.js';
import type { Trainer } from './trainer.js';

/** What the writers of files need of a model. */
export interface SavedModel extends Layer {
  readonly layers: readonly Layer[];
  readonly compiled: boolean;
  getCompileConfig(): Record<string, unknown> | null;
  /** What `compile` set; an error before. */
  trainer(where: string): Trainer;
}

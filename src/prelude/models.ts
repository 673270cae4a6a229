import type { SymbolicInputs } from '../layers/symbolic-tensor.js';
import { Model, type ModelOptions } from '../models/model.js';
import { Sequential, type SequentialOptions } from '../models/sequential.js';

export * from '../models/index.js';

/** tfjs's name of `new Sequential(options)`. */
export function sequential(options: SequentialOptions = {}): Sequential {
  return new Sequential(options);
}

/** tfjs's name of `new Model({ inputs, outputs })`. */
export function model<const S extends SymbolicInputs>(options: ModelOptions<S>): Model<S> {
  return new Model(options);
}

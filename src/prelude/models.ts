import type { SymbolicInputs } from '../layers/symbolic-tensor.js';
import { Model, type ModelOptions } from '../models/model.js';
import { Sequential } from '../models/sequential.js';

export * from '../models/index.js';

/** tfjs's name of `new Sequential(options)`; takes a list of layers, too, as `Sequential` does. */
export function sequential(...given: ConstructorParameters<typeof Sequential>): Sequential {
  return new Sequential(...given);
}

/** tfjs's name of `new Model({ inputs, outputs })`. */
export function model<const S extends SymbolicInputs>(options: ModelOptions<S>): Model<S> {
  return new Model(options);
}

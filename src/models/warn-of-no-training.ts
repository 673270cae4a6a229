import type { Layer } from '../layers/layer.js';
import { ValueError } from '../support/errors.js';

const warned = new WeakSet<object>();

/**
 * Says once of a model that no weight of it trains. As in Keras it is fitted all the same: its layers may learn otherwise, or
 * only its losses are looked at.
 *
 * @throws ValueError for a model without layers, which were made where nobody finds them
 */
export function warnOfNoTraining(model: Layer & { readonly layers: readonly unknown[] }): void {
  if (warned.has(model)) return;
  const { className, name, weights, layers } = model;
  const what = `fit: ${className} ${name} has ${weights.length > 0 ? 'only frozen weights' : 'no weights'}: none trains.`;
  if (layers.length === 0) {
    throw new ValueError(what, {
      fix: 'make the layers in fields of the class, not in call: dense = new layers.Dense({ units: 10 })',
    });
  }
  warned.add(model);
  const fix =
    weights.length > 0
      ? 'layer.trainable = true, then compile again'
      : 'add a layer that has weights, as new layers.Dense({ units: 10 })';
  console.warn(`${what}\nFix: ${fix}`);
}

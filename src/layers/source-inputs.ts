import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { SymbolicTensor } from './symbolic-tensor.js';

/**
 * The inputs of a functional graph that a symbolic tensor is made of, each once.
 *
 * @throws ValueError for what is no symbolic tensor
 * @see https://keras.io/api/utils/model_plotting_utils/
 * @example
 * const x = Input({ shape: [4] });
 * utils.getSourceInputs(new layers.Dense({ units: 2 })(x)); // [x]
 */
export function getSourceInputs(tensor: SymbolicTensor): SymbolicTensor[] {
  if (!isKerasTensor(tensor))
    throw new ValueError(`getSourceInputs: expected a symbolic tensor; received ${show(tensor)}.`);
  const found = new Set<SymbolicTensor>();
  const seen = new Set<SymbolicTensor>();
  const open = [tensor];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    const inputs = one.history?.node.inputs ?? [];
    if (inputs.length === 0) found.add(one);
    else open.push(...[...inputs].reverse());
  }
  return [...found];
}

/** True for a symbolic tensor, such as `Input` gives. */
export function isKerasTensor(value: unknown): value is SymbolicTensor {
  return value instanceof SymbolicTensor;
}

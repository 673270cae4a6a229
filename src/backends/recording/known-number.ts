import type { Variable } from '../variable.js';

const known = new WeakMap<Variable, { readonly dataId: object; readonly value: number }>();

/** Assigns a number to a variable of one number, and keeps it for reading: WebGPU does not give it without waiting. */
export function assignNumber(variable: Variable, value: number): void {
  variable.assign(value);
  known.set(variable, { dataId: variable.dataId, value: Math.fround(value) });
}

/** The variable's number, if {@link assignNumber} was the last that assigned it; else it has to be read. */
export function knownNumber(variable: Variable): number | undefined {
  const found = known.get(variable);
  return found?.dataId === variable.dataId ? found.value : undefined;
}

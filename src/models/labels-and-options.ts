import { type DataStructure, isBatchIterable } from '../data/iterable-source.js';
import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { isContainer } from '../support/structure.js';

/** The second argument is the labels for data, and the options for a data set. */
export function labelsAndOptions<O extends object>(
  where: string,
  names: readonly string[],
  [x, second, third]: readonly [x: unknown, second: unknown, third: O | undefined],
): readonly [DataStructure | null | undefined, O] {
  if (isBatchIterable(x) && third === undefined) return [undefined, (second ?? {}) as O];
  if (third === undefined && isContainer(second) && !Array.isArray(second)) {
    const keys = Object.keys(second as object);
    if (keys.length > 0 && keys.every((key) => names.includes(key))) {
      throw new ValueError(`${where}: expected labels behind the data; received options, ${show(second)}.`, {
        fix: `model.${where}(x, y, ${show(second)}), or model.${where}(x, null, ${show(second)}) without labels`,
      });
    }
  }
  return [second as DataStructure | null | undefined, third ?? ({} as O)];
}

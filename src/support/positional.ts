import { checkOptions } from './check.js';
import { ValueError } from './errors.js';
import { isContainer } from './structure.js';

/**
 * The arguments of a call in Keras's order, of which the last ones may be options in an object by their names `params`.
 *
 * @throws ValueError for too many, or an option that is none of those that are left
 */
export function inOrder(
  where: string,
  params: readonly string[],
  given: readonly unknown[],
): readonly unknown[] {
  const last = given.at(-1);
  const byName = given.length > 1 && isContainer(last) && !Array.isArray(last);
  const args = byName ? given.slice(0, -1) : given;
  if (args.length > params.length) {
    throw new ValueError(
      `${where}: expected at most ${params.length} arguments, ${params.join(', ')}; received ${args.length}.`,
    );
  }
  if (!byName) return args;
  const open = params.slice(args.length);
  checkOptions(where, last, open);
  const named = open.map((key) => (last as Readonly<Record<string, unknown>>)[key]);
  while (named.length > 0 && named.at(-1) === undefined) named.pop();
  return [...args, ...named];
}

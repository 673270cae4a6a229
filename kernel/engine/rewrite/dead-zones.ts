import type { AnyNode, ClassDeclaration, Identifier, VariableDeclarator } from 'acorn';
import { isEnum } from './declarations.js';
import { boundBy } from './walk.js';

/** A declaration: names have no value before `start`, nor between `init` and `end`. */
interface Zone {
  readonly start: number;
  readonly init: number;
  readonly end: number;
}

/**
 * Temporal dead zones: where the cell's own code, outside of functions, names a variable before its let, const or class has
 * given it a value. To be told of names and declarations in the order of the text.
 */
export class DeadZones {
  readonly #mentioned = new Set<string>();
  readonly #zones = new Map<string, Zone>();

  mention(name: string): void {
    this.#mentioned.add(name);
  }

  /** A variable whose initializer has been walked over, but not its pattern. */
  variable(one: VariableDeclarator): void {
    if (isEnum(one)) return;
    const { start, end, init } = one;
    for (const id of boundBy(one.id)) this.#add(id.name, { start, init: init?.start ?? end, end });
  }

  /** A class that has not been walked over: inside of it JavaScript itself sees to the name. */
  class({ id, start, end }: ClassDeclaration): void {
    this.#add(id.name, { start, init: end, end });
  }

  #add(name: string, zone: Zone): void {
    if (this.#mentioned.has(name)) this.#zones.set(name, zone);
  }

  /** A namespace is written `let N; (function(_N) {...})(N || (N = {}))`, and TypeScript has none of this for it. */
  statement(node: AnyNode): void {
    if (node.type !== 'ExpressionStatement' || node.expression.type !== 'CallExpression') return;
    const { callee, arguments: given } = node.expression;
    if (callee.type !== 'FunctionExpression' || given[0]?.type !== 'LogicalExpression') return;
    if (given[0].left.type === 'Identifier') this.#zones.delete(given[0].left.name);
  }

  /** Names that may be used in their zones. */
  get names(): Iterable<string> {
    return this.#zones.keys();
  }

  /** Tells whether a name stands in its zone. The initializer may use the value that an earlier cell has given it. */
  has({ name, start }: Identifier, isOld: (name: string) => boolean): boolean {
    const zone = this.#zones.get(name);
    if (!zone || start >= zone.end) return false;
    return start < zone.start || (start >= zone.init && !isOld(name));
  }
}

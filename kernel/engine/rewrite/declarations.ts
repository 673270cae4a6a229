import type {
  AnyNode,
  BlockStatement,
  CallExpression,
  ClassDeclaration,
  FunctionDeclaration,
  Identifier,
  VariableDeclaration,
  VariableDeclarator,
} from 'acorn';
import type MagicString from 'magic-string';
import { boundBy } from './walk.js';

/** True for the variables of a compiler's own making, which stay inside the cell's function. */
export function isHelper(one: VariableDeclarator): boolean {
  if (one.id.type !== 'Identifier') return false;
  const { init } = one;
  if (init?.type === 'CallExpression' && init.callee.type === 'MemberExpression') {
    const { object } = init.callee;
    return object.type === 'Identifier' && object.name === 'babelHelpers';
  }
  // TypeScript: `var __esDecorate = (this && this.__esDecorate) || function ...`.
  if (!one.id.name.startsWith('__') || init?.type !== 'LogicalExpression') return false;
  return init.left.type === 'LogicalExpression' && init.left.left.type === 'ThisExpression';
}

/** The rest of a cell in oxc's form of a `using`: `try { var _usingCtx = ...; ... } catch ... finally ...`. */
export function usingBlock(node: AnyNode): BlockStatement | undefined {
  if (node.type !== 'TryStatement') return undefined;
  const [first] = node.block.body;
  return first?.type === 'VariableDeclaration' && first.declarations.some(isHelper) ? node.block : undefined;
}

interface Enum extends VariableDeclarator {
  readonly id: Identifier;
  readonly init: CallExpression;
}

/** oxc's form of an enum: `E = function(E) {...}(...)`. */
export function isEnum(one: VariableDeclarator): one is Enum {
  const { id, init } = one;
  if (id.type !== 'Identifier' || init?.type !== 'CallExpression') return false;
  const { callee } = init;
  if (callee.type !== 'FunctionExpression' || callee.id) return false;
  const [parameter] = callee.params;
  return parameter?.type === 'Identifier' && parameter.name === id.name;
}

/** What rewriting declarations needs to know. */
export interface DeclarationOptions {
  /** The name by which the script calls its runtime. */
  readonly runtime: string;
  readonly isPlatform?: (name: string) => boolean;
  /** Constants of the cell's that oxc has made `var`. */
  readonly fixed?: ReadonlySet<string>;
}

/** Rewrites what a cell declares into assignments to variables of the session, and notes the names. */
export class Declarations {
  /** Names that become variables of the session; true for constants. */
  readonly declared = new Map<string, boolean>();
  /** Names that hide one of the platform's; true for constants. */
  readonly shadowed = new Map<string, boolean>();
  readonly #functions: FunctionDeclaration[] = [];
  readonly #text: MagicString;
  readonly #runtime: string;
  readonly #isPlatform: (name: string) => boolean;
  readonly #enums = new Set<string>();
  /** Identifiers whose text has been taken away. */
  readonly removed = new Set<Identifier>();
  readonly #fixed: ReadonlySet<string>;

  constructor(text: MagicString, options: DeclarationOptions) {
    this.#text = text;
    this.#runtime = options.runtime;
    this.#isPlatform = options.isPlatform ?? (() => false);
    this.#fixed = options.fixed ?? new Set();
  }

  /** Notes a name and gives the code that stands for it on the left of an assignment. */
  target(name: string, constant: boolean): string {
    if (this.#isPlatform(name)) {
      this.shadowed.set(name, constant);
      return `${this.#runtime}.shadows.${name}`;
    }
    this.declared.set(name, constant);
    return name;
  }

  /** `const a = 1, { b } = c;` becomes `a = 1, ({ b } = c);`. */
  variables(node: VariableDeclaration, place: 'top' | 'nested'): void {
    const text = this.#text;
    if (node.declarations.every(isHelper)) return;
    const [first] = node.declarations;
    if (!first) return;
    text.update(node.start, first.start, place === 'top' ? ';' : ' ');
    for (const one of node.declarations) {
      this.#note(node, one);
      if (!one.init) {
        if (node.kind !== 'var') text.appendLeft(one.end, ' = void 0');
        continue;
      }
      this.#newEnum(one);
      if (one.id.type !== 'ObjectPattern') continue;
      text.appendRight(one.start, '(');
      // Before what is still to be appended there by the expression's own rewrite.
      text.appendRight(one.end, ')');
    }
  }

  /** `for (var x of y)` becomes `for (x of y)`. */
  loopVariable(node: VariableDeclaration): void {
    const [first] = node.declarations;
    if (!first) return;
    this.#text.remove(node.start, first.start);
    this.#note(node, first);
  }

  #note(node: VariableDeclaration, one: VariableDeclarator): void {
    for (const id of boundBy(one.id)) this.target(id.name, node.kind === 'const' || this.#fixed.has(id.name));
  }

  /**
   * An enum is written `var E = function(E) {...}(E || {})`, which would add to the enum of an earlier cell. The first
   * one of a cell starts empty; a second one in the same cell adds to it, as TypeScript has it.
   */
  #newEnum(one: VariableDeclarator): void {
    if (!isEnum(one) || this.#enums.has(one.id.name)) return;
    const [argument] = one.init.arguments;
    if (argument?.type !== 'LogicalExpression' || argument.left.type !== 'Identifier') return;
    if (argument.left.name !== one.id.name) return;
    this.#enums.add(one.id.name);
    this.#text.remove(argument.left.start, argument.right.start);
    this.removed.add(argument.left);
  }

  /** `function f() {}` becomes `f = function() {};`, which {@link moveFunctions} puts first. It keeps its name. */
  hoistedFunction(node: FunctionDeclaration): void {
    const text = this.#text;
    const { name } = node.id;
    const target = this.target(name, false);
    text.remove(node.id.start, node.id.end);
    // An assignment to a plain name gives the function that name; to a property it does not.
    text.prependRight(node.start, target === name ? `${name} = ` : `${target} = ${name} = `);
    text.appendLeft(node.end, ';');
    this.#functions.push(node);
  }

  moveFunctions(): void {
    for (const node of this.#functions) this.#text.move(node.start, node.end, 0);
  }

  /** `class A {}` becomes `A = class A {};`: inside, the name means the class itself, as in JavaScript. */
  topClass(node: ClassDeclaration): void {
    this.#text.prependRight(node.start, `;${this.target(node.id.name, false)} = `);
    this.#text.appendLeft(node.end, ';');
  }
}

import ts from 'typescript-6';
import type { CellSyntax } from './cell-syntax.js';

/** What Node wants to hear of a module that is JSON. */
export const JSON_TYPE = "with { type: 'json' }";

/** True for the name of a module that is JSON: it has nothing but a default export. */
export function isJson(module: string): boolean {
  return module.endsWith('.json');
}

/** One name that an import statement brings in. */
interface Binding {
  /** `default`, `*` or the exported name. */
  readonly imported: string;
  readonly local: string;
  readonly typeOnly: boolean;
}

/** An import statement, taken apart. */
interface Import {
  readonly module: string;
  /** ` with { type: 'json' }`, or nothing. */
  readonly attributes: string;
  readonly bindings: readonly Binding[];
}

/** The imports of all cells, for the top of a script: each module once, each name once. */
export class ScriptImports {
  readonly #modules = new Map<
    string,
    { module: string; attributes: string; bindings: Map<string, Binding> }
  >();
  readonly #resolve: (module: string) => string;

  /** `resolve` gives the module specifier that finds the module from where the script will be. */
  constructor(resolve: (module: string) => string = (module) => module) {
    this.#resolve = resolve;
  }

  /** Adds a name; a type that is also wanted as a value becomes a value. */
  add(module: string, imported: string, local: string, typeOnly = false, attributes = ''): void {
    const { bindings } = this.#module(module, attributes);
    const key = `${imported} ${local}`;
    const before = bindings.get(key);
    bindings.set(key, { imported, local, typeOnly: typeOnly && (before?.typeOnly ?? true) });
  }

  /**
   * Adds a statement. A name goes by another one where `rename` says so, or is left out; `isType` tells the names that
   * are only types.
   */
  addStatement(
    node: ts.ImportDeclaration,
    rename: (name: string) => string | undefined,
    isType: (name: string) => boolean,
  ): void {
    const { module, attributes, bindings } = readImport(node);
    this.#module(module, attributes);
    for (const { imported, local, typeOnly } of bindings) {
      const name = rename(local);
      if (name !== undefined) this.add(module, imported, name, typeOnly || isType(local), attributes);
    }
  }

  /** The module specifier that finds a module from where the script will be. */
  resolve(module: string): string {
    return this.#resolve(module);
  }

  #module(module: string, attributes: string) {
    const resolved = this.#resolve(module);
    // A cell need not say what Node wants to hear.
    const all = attributes || (isJson(resolved) ? ` ${JSON_TYPE}` : '');
    const key = `${resolved} ${all}`;
    const known = this.#modules.get(key);
    if (known) return known;
    const fresh = { module: resolved, attributes: all, bindings: new Map<string, Binding>() };
    this.#modules.set(key, fresh);
    return fresh;
  }

  /** The statements, in the order in which their modules came. */
  toString(): string {
    const lines = [...this.#modules.values()].flatMap(({ module, attributes, bindings }) => {
      const from = `'${module}'${attributes};`;
      if (bindings.size === 0) return [`import ${from}`];
      const all = [...bindings.values()];
      return [
        ...statements(
          'import',
          all.filter(({ typeOnly }) => !typeOnly),
          from,
        ),
        ...statements(
          'import type',
          all.filter(({ typeOnly }) => typeOnly),
          from,
        ),
      ];
    });
    return lines.join('\n');
  }
}

function statements(keyword: string, bindings: readonly Binding[], from: string): string[] {
  const named = bindings
    .filter(({ imported }) => imported !== 'default' && imported !== '*')
    .map(({ imported, local }) => (imported === local ? local : `${imported} as ${local}`))
    .sort((a, b) => a.localeCompare(b, 'en'));
  const lines = bindings
    .filter(({ imported }) => imported === '*')
    .map(({ local }) => `${keyword} * as ${local} from ${from}`);
  const [first, ...others] = bindings
    .filter(({ imported }) => imported === 'default')
    .map(({ local }) => local);
  lines.push(...others.map((local) => `${keyword} ${local} from ${from}`));
  // A type-only statement may have a default or names, not both.
  const together = first !== undefined && named.length > 0 && keyword === 'import';
  if (first !== undefined && !together) lines.push(`${keyword} ${first} from ${from}`);
  if (named.length > 0) lines.push(namedStatement(`${keyword} ${together ? `${first}, ` : ''}`, named, from));
  return lines;
}

function namedStatement(start: string, named: readonly string[], from: string): string {
  const line = `${start}{ ${named.join(', ')} } from ${from}`;
  return line.length <= 110
    ? line
    : `${start}{\n${named.map((name) => `  ${name},\n`).join('')}} from ${from}`;
}

/** Takes an import statement apart. */
export function readImport(node: ts.ImportDeclaration): Import {
  const { importClause, moduleSpecifier, attributes } = node;
  const whole = importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  const bindings: Binding[] = [];
  if (importClause?.name)
    bindings.push({ imported: 'default', local: importClause.name.text, typeOnly: whole });
  const named = importClause?.namedBindings;
  if (named && ts.isNamespaceImport(named)) {
    bindings.push({ imported: '*', local: named.name.text, typeOnly: whole });
  } else if (named) {
    for (const { name, propertyName, isTypeOnly } of named.elements) {
      bindings.push({
        imported: (propertyName ?? name).text,
        local: name.text,
        typeOnly: whole || isTypeOnly,
      });
    }
  }
  return {
    module: (moduleSpecifier as ts.StringLiteral).text,
    attributes: attributes ? ` ${attributes.getText()}` : '',
    bindings,
  };
}

/** True when both statements bring in the same thing under `name`. */
export function isSameImport(a: ts.Node, b: ts.Node, name: string): boolean {
  const [one, two] = [a, b].map((node) => {
    const { module, attributes, bindings } = readImport(node as ts.ImportDeclaration);
    return [module, attributes, bindings.find(({ local }) => local === name)?.imported].join('\n');
  });
  return one === two;
}

/** Tells the names that no cell uses but as types: an import of such a name would fail when the program runs. */
export function typeOnlyNames(cells: readonly CellSyntax[]): (name: string) => boolean {
  const values = new Set(cells.flatMap(({ used }) => [...used]));
  const types = new Set(cells.flatMap(({ usedTypes }) => [...usedTypes]));
  return (name) => types.has(name) && !values.has(name);
}

import type { ExportAllDeclaration, ExportNamedDeclaration, ImportAttribute, ImportDeclaration } from 'acorn';
import type MagicString from 'magic-string';
import { placeOf } from './place.js';

/** What an import statement's rewrite has to know. */
export interface ImportContext {
  readonly runtime: string;
  /** Names that the cell uses as values: such an import must exist, another may be only a type. */
  readonly mentioned: ReadonlySet<string>;
  /** Declares a name and gives the code to assign to it. */
  declare(name: string): string;
}

/** `import d, { a as b } from 'm'` becomes `({ default: d, a: b } = await load('m', ['default', 'a']))`, moved to the front. */
export function rewriteImport(text: MagicString, node: ImportDeclaration, context: ImportContext): void {
  const { runtime } = context;
  const needed: string[] = [];
  const maybe: string[] = [];
  const properties: string[] = [];
  const locals: Record<string, string> = {};
  let namespace = '';
  for (const one of node.specifiers) {
    const target = context.declare(one.local.name);
    if (one.type === 'ImportNamespaceSpecifier') {
      namespace = `${target} = `;
      continue;
    }
    const name = one.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(one.imported);
    (context.mentioned.has(one.local.name) ? needed : maybe).push(name);
    locals[one.local.name] = name;
    properties.push(`${JSON.stringify(name)}: ${target}`);
  }
  let code = namespace + awaited(runtime, node, needed, maybe, locals);
  if (properties.length > 0) code = `({ ${properties.join(', ')} } = ${code})`;
  text.update(node.start, node.end, `;${code};`);
  text.move(node.start, node.end, 0);
}

/** `export { a } from 'm'` loads the module and checks the names; a cell has nobody to export to. */
export function rewriteReexport(
  text: MagicString,
  node: ExportAllDeclaration | ExportNamedDeclaration,
  runtime: string,
): void {
  const names = node.type === 'ExportNamedDeclaration' ? node.specifiers.map((one) => nameOf(one.local)) : [];
  text.update(node.start, node.end, `;${awaited(runtime, node, [], names)};`);
}

function awaited(
  runtime: string,
  node: ImportDeclaration | ExportAllDeclaration | ExportNamedDeclaration,
  needed: readonly string[],
  maybe: readonly string[],
  locals: Readonly<Record<string, string>> = {},
): string {
  const parts = [String(node.source?.value), needed, maybe, attributesOf(node.attributes), locals];
  const list = parts.map((part) => JSON.stringify(part)).join(', ');
  return `await ${runtime}.wait(${runtime}.mark(), ${runtime}.load(${list}), ${placeOf(runtime, node)})`;
}

function attributesOf(attributes: readonly ImportAttribute[]): Record<string, string> {
  return Object.fromEntries(attributes.map((one) => [nameOf(one.key), String(one.value.value)]));
}

function nameOf(node: { readonly type: string; readonly name?: string; readonly value?: unknown }): string {
  return node.type === 'Identifier' ? String(node.name) : String(node.value);
}

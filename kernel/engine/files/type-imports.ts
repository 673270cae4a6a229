/** True when a name stands in a text more than once: beside its import, hence as a type. */
export function isNamedAgain(source: string, name: string): boolean {
  if (!/^[\w$]+$/.test(name)) return false;
  return source.split(new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`)).length > 2;
}

/** True when a text has `import { type A, type B } from specifier`, which the transpiler makes an import for its effects. */
export function importsTypesAlone(source: string, specifier: string): boolean {
  const name = String.raw`type\s+[\w$]+(?:\s+as\s+[\w$]+)?`;
  const list = String.raw`import\s*\{\s*${name}(?:\s*,\s*${name})*\s*,?\s*\}\s*from\s*`;
  return new RegExp(`${list}(['"])${escaped(specifier)}\\1`).test(source);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

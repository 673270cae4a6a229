import { type Node, parseExpressionAt } from 'acorn';

/** A function that a thread can run: its source. Or why it cannot. */
export type Portable = { readonly source: string } | { readonly why: string };

/** What every thread has, and gives the same values everywhere. */
const KNOWN = new Set(
  (
    'undefined NaN Infinity Math JSON Number String Boolean Object Array Map Set WeakMap WeakSet BigInt Symbol RegExp Error ' +
    'TypeError RangeError SyntaxError ArrayBuffer DataView Float32Array Float64Array Int8Array Int16Array Int32Array ' +
    'Uint8Array Uint8ClampedArray Uint16Array Uint32Array BigInt64Array BigUint64Array Buffer TextEncoder TextDecoder ' +
    'URL URLSearchParams Intl Promise isNaN isFinite parseInt parseFloat encodeURIComponent decodeURIComponent atob btoa ' +
    'structuredClone tf __name'
  ).split(' '),
);

/** Members that give another value at each call. */
const RANDOM = /^(?:random\w*|rand\w*|truncatedNormal|multinomial|dropout)$/;

/** Whether a function uses nothing from outside of it, so that a thread that has only its source gives the same. */
export function portable(fn: (...args: never[]) => unknown): Portable {
  const source = Function.prototype.toString.call(fn);
  if (/\{\s*\[native code\]\s*\}$/.test(source))
    return { why: 'its source is not known (it is bound or built in)' };
  let tree: Node;
  try {
    tree = parseExpressionAt(source, 0, { ecmaVersion: 'latest' });
  } catch {
    return { why: 'it is a method of an object or a class' };
  }
  if (!/^(?:ArrowFunction|Function)Expression$/.test(tree.type))
    return { why: 'it is a method of an object or a class' };
  const found = new Names();
  found.visit(tree);
  if (found.why !== undefined) return { why: found.why };
  const free = [...found.used].filter((name) => !found.declared.has(name) && !KNOWN.has(name));
  if (free.length === 0) return { source };
  return { why: `it uses ${free.join(', ')} from outside of it` };
}

/** Names that are used and declared anywhere in a function. */
class Names {
  readonly used = new Set<string>();
  readonly declared = new Set<string>();
  why: string | undefined;

  visit(node: unknown): void {
    if (Array.isArray(node)) {
      for (const item of node) this.visit(item);
      return;
    }
    if (typeof node !== 'object' || node === null || !('type' in node)) return;
    const { type, ...parts } = node as Record<string, unknown> & { type: string };
    if (type === 'ThisExpression' || type === 'Super') this.why ??= 'it uses this';
    else if (type === 'ImportExpression') this.why ??= 'it imports a module';
    else if (type === 'Identifier') this.used.add(parts['name'] as string);
    else if (type === 'MemberExpression') this.#member(parts);
    else if (type === 'Property' || type === 'MethodDefinition' || type === 'PropertyDefinition') {
      if (parts['computed']) this.visit(parts['key']);
      this.visit(parts['value']);
    } else {
      this.#declare(type, parts);
      for (const [name, part] of Object.entries(parts)) if (name !== 'label') this.visit(part);
    }
  }

  #member({ object, property, computed }: Record<string, unknown>): void {
    this.visit(object);
    if (computed) this.visit(property);
    else if (RANDOM.test((property as { name: string }).name ?? ''))
      this.why ??= `it draws random numbers (${(property as { name: string }).name})`;
  }

  #declare(type: string, parts: Record<string, unknown>): void {
    if (type === 'VariableDeclarator') this.#pattern(parts['id']);
    else if (type === 'CatchClause') this.#pattern(parts['param']);
    else if (/Function|Class/.test(type)) {
      this.#pattern(parts['id']);
      for (const param of (parts['params'] as unknown[] | undefined) ?? []) this.#pattern(param);
      if (type !== 'ArrowFunctionExpression') this.declared.add('arguments');
    }
  }

  #pattern(node: unknown): void {
    if (typeof node !== 'object' || node === null) return;
    const pattern = node as Record<string, unknown> & { type: string };
    if (pattern.type === 'Identifier') this.declared.add(pattern['name'] as string);
    else if (pattern.type === 'AssignmentPattern') this.#pattern(pattern['left']);
    else if (pattern.type === 'RestElement') this.#pattern(pattern['argument']);
    else if (pattern.type === 'ArrayPattern')
      for (const element of pattern['elements'] as unknown[]) this.#pattern(element);
    else if (pattern.type === 'ObjectPattern')
      for (const property of pattern['properties'] as Record<string, unknown>[])
        this.#pattern(property['value'] ?? property['argument']);
  }
}

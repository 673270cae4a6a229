import { type AnyNode, type Options, Parser, type Program } from 'acorn';
import { childrenOf, isFunctionLike } from '../engine/rewrite/walk.js';

/**
 * True when an exception that is thrown at this offset of a script meets a `catch` of the same function. V8's own guess
 * is of no use: the kernel catches what every cell throws.
 */
export function catchesAt(script: string, offset: number): boolean {
  let caught = false;
  const walk = (node: AnyNode): void => {
    if (offset < node.start || offset >= node.end) return;
    if (isFunctionLike(node)) caught = false;
    if (node.type === 'TryStatement' && node.handler && offset < node.block.end) caught = true;
    for (const child of childrenOf(node)) walk(child);
  };
  try {
    walk(parse(script));
  } catch {
    // It nests too deeply, or is newer than acorn.
    return false;
  }
  return caught;
}

/** The offset of a line and column, both from 0. */
export function offsetOf(script: string, line: number, column: number): number {
  let start = 0;
  for (let i = 0; i < line; i += 1) start = script.indexOf('\n', start) + 1;
  return start + column;
}

/** A module, or a script or a function body as Node runs CommonJS. */
function parse(script: string): Program {
  const options: Options = {
    ecmaVersion: 'latest',
    allowHashBang: true,
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
  };
  try {
    return Parser.parse(script, { ...options, sourceType: 'module' });
  } catch {
    return Parser.parse(script, { ...options, sourceType: 'script' });
  }
}

import type { AnyNode, Program } from 'acorn';
import { childrenOf } from './walk.js';

/**
 * Where a function's text, as V8 gives it, begins in the script that made it; -1 where it is not in there. Of several equal
 * ones the one that got this name.
 */
export function startOfFunction(script: string, code: string, name: string): number {
  const first = script.indexOf(code);
  for (let at = first; at >= 0; at = script.indexOf(code, at + 1)) {
    if (/([\p{ID_Continue}$]+)['"\]]?\s*[=:]\s*\(?$/u.exec(script.slice(0, at))?.[1] === name) return at;
  }
  return first;
}

/** Where the function, class or method ends that begins at `start`, or whose key does. */
export function endOfFunction(program: Program, start: number): number | undefined {
  let end: number | undefined;
  const visit = (node: AnyNode): void => {
    if (node.start > start || node.end <= start) return;
    if (isWhole(node)) end = node.end;
    for (const child of childrenOf(node)) visit(child);
  };
  for (const statement of program.body) visit(statement);
  return end;
}

/** True for what V8 gives the text of. */
function isWhole(node: AnyNode): boolean {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'MethodDefinition':
      return true;
    case 'Property':
      return node.method || node.kind !== 'init';
    default:
      return false;
  }
}

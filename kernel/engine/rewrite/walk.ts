import type { AnyNode, Identifier, Node, Pattern } from 'acorn';

/** The nodes directly under a node, in the order of the text. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const key in node) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (value === null || typeof value !== 'object') continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is AnyNode {
  return value !== null && typeof value === 'object' && typeof (value as Node).type === 'string';
}

/** The identifiers that a binding or assignment pattern binds; member expressions bind nothing. */
export function boundBy(pattern: Pattern, found: Identifier[] = []): Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      found.push(pattern);
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        boundBy(property.type === 'RestElement' ? property.argument : property.value, found);
      }
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element) boundBy(element, found);
      break;
    case 'AssignmentPattern':
      boundBy(pattern.left, found);
      break;
    case 'RestElement':
      boundBy(pattern.argument, found);
      break;
  }
  return found;
}

/** True for the nodes that start a scope of `var`, `this` and `await`. */
export function isFunctionLike(node: AnyNode): boolean {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'StaticBlock':
      return true;
    default:
      return false;
  }
}

/** The children of a node that are expressions or statements: without property names and labels. */
export function valuesOf(node: AnyNode): AnyNode[] {
  switch (node.type) {
    case 'MemberExpression':
      return node.computed ? [node.object, node.property] : [node.object];
    case 'Property':
      return node.computed ? [node.key, node.value] : [node.value];
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return [...(node.computed ? [node.key] : []), ...(node.value ? [node.value] : [])];
    case 'LabeledStatement':
      return [node.body];
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
      return [];
    case 'BinaryExpression':
    case 'LogicalExpression':
      return operandsOf(node);
    default:
      return childrenOf(node);
  }
}

/** `a + b + c` nests to the left: what generated code joins has thousands of operands. */
function operandsOf(node: AnyNode): AnyNode[] {
  const operands: AnyNode[] = [];
  let at = node;
  for (; at.type === 'BinaryExpression' || at.type === 'LogicalExpression'; at = at.left)
    operands.push(at.right);
  return [...operands, at].reverse();
}

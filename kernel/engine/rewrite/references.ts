import type { AnyNode, Function as FunctionNode, Identifier, Node, Pattern, Program } from 'acorn';
import { usingBlock } from './declarations.js';
import { boundBy, childrenOf, isFunctionLike, valuesOf } from './walk.js';

/**
 * A place in a cell where a name of the session (not of an inner scope) is read, written, or declared as a variable.
 * The names of functions, classes and imports are not among them: those statements are rewritten as a whole.
 */
export interface Reference {
  readonly node: Identifier;
  readonly use: 'read' | 'write' | 'declare';
  /** `{ name }`: a replacement has to keep the property's name. */
  readonly shorthand: boolean;
  /** It begins a statement of a block: a parenthesis there would go on with the line above. */
  readonly begins: boolean;
  /** `typeof name`, which is no error where there is no such name. */
  readonly typeof: boolean;
  /** It stands in a function or class, whose code may run later. */
  readonly deferred: boolean;
  /** What is assigned to it as it is, perhaps by default: a function without a name gets this one. */
  readonly value: AnyNode | undefined;
}

/** The operators that assign their right side as it is. */
const PLAIN = /^(?:\|\||&&|\?\?)?=$/;

/** The wanted names that a scope inside the cell binds itself. */
interface Scope {
  readonly names: ReadonlySet<string>;
  readonly parent: Scope | undefined;
}

/** Finds where the wanted names mean the session's, by the scope rules of a module. */
export function referencesTo(program: Program, wanted: ReadonlySet<string>): Reference[] {
  const found: Reference[] = [];
  const beginnings = new Set<number>();
  /** How many functions and members of classes are around. */
  let depth = 0;
  const isBound = (name: string, scope: Scope | undefined): boolean => {
    for (let at = scope; at; at = at.parent) if (at.names.has(name)) return true;
    return false;
  };
  const add = (
    node: Identifier,
    scope: Scope | undefined,
    use: Reference['use'],
    given: { shorthand?: boolean; typeof?: boolean; value?: AnyNode | null | undefined } = {},
  ) => {
    if (!wanted.has(node.name) || isBound(node.name, scope)) return;
    const begins = beginnings.has(node.start);
    const { shorthand = false, value } = given;
    found.push({
      node,
      use,
      shorthand,
      begins,
      typeof: given.typeof ?? false,
      deferred: depth > 0,
      value: value ?? undefined,
    });
  };
  const inner = (parent: Scope | undefined, names: Iterable<string>): Scope | undefined => {
    const own = new Set<string>();
    for (const name of names) if (wanted.has(name)) own.add(name);
    return own.size > 0 ? { names: own, parent } : parent;
  };

  /** `use` says what an identifier in this place would be, `value` what is assigned to it as a whole. */
  const pattern = (
    node: Pattern,
    scope: Scope | undefined,
    use: 'write' | 'declare',
    value?: AnyNode | null,
  ): void => {
    switch (node.type) {
      case 'Identifier':
        add(node, scope, use, { value });
        break;
      case 'ObjectPattern':
        for (const property of node.properties) {
          if (property.type === 'RestElement') {
            pattern(property.argument, scope, use);
            continue;
          }
          if (property.computed) visit(property.key, scope);
          const [target, value] =
            property.value.type === 'AssignmentPattern'
              ? [property.value.left, property.value.right]
              : [property.value];
          if (property.shorthand && target.type === 'Identifier') {
            add(target, scope, use, { shorthand: true, value });
            if (value) visit(value, scope);
          } else pattern(property.value, scope, use);
        }
        break;
      case 'ArrayPattern':
        for (const element of node.elements) if (element) pattern(element, scope, use);
        break;
      case 'AssignmentPattern':
        pattern(node.left, scope, use, node.right);
        visit(node.right, scope);
        break;
      case 'RestElement':
        pattern(node.argument, scope, use);
        break;
      default:
        visit(node, scope);
    }
  };

  const visitFunction = (node: FunctionNode, scope: Scope | undefined): void => {
    const names = node.params.flatMap((one) => boundBy(one).map((id) => id.name));
    if (node.type === 'FunctionExpression' && node.id) names.push(node.id.name);
    if (node.type !== 'ArrowFunctionExpression') names.push('arguments');
    const body = inner(scope, [...names, ...varsIn(node.body), ...lexicalIn(node.body)]);
    depth += 1;
    for (const one of node.params) pattern(one, body, 'declare');
    if (node.body.type === 'BlockStatement') list(node.body.body, body);
    else visit(node.body, body);
    depth -= 1;
  };

  const list = (statements: readonly AnyNode[], scope: Scope | undefined): void => {
    for (const one of statements) {
      if (one.type === 'ExpressionStatement') beginnings.add(one.start);
      visit(one, scope);
    }
  };

  const visit = (node: AnyNode, scope: Scope | undefined): void => {
    switch (node.type) {
      case 'Identifier':
        add(node, scope, 'read');
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        visitFunction(node, scope);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression': {
        const body = inner(scope, node.id ? [node.id.name] : []);
        if (node.superClass) visit(node.superClass, body);
        depth += 1;
        for (const member of node.body.body) visit(member, body);
        depth -= 1;
        return;
      }
      case 'StaticBlock': {
        const names = node.body.flatMap((one) => [...varsIn(one), ...lexicalIn(one)]);
        list(node.body, inner(scope, [...names, ...lexicalIn(node)]));
        return;
      }
      case 'VariableDeclaration':
        for (const one of node.declarations) {
          pattern(one.id, scope, 'declare', one.init);
          if (one.init) visit(one.init, scope);
        }
        return;
      case 'AssignmentExpression':
        pattern(node.left, scope, 'write', PLAIN.test(node.operator) ? node.right : undefined);
        visit(node.right, scope);
        return;
      case 'UnaryExpression':
        if (node.argument.type === 'Identifier')
          add(node.argument, scope, 'read', { typeof: node.operator === 'typeof' });
        else visit(node.argument, scope);
        return;
      case 'UpdateExpression':
        if (node.argument.type === 'Identifier') add(node.argument, scope, 'write');
        else visit(node.argument, scope);
        return;
      case 'Property':
        if (node.computed) visit(node.key, scope);
        if (node.shorthand && node.value.type === 'Identifier')
          add(node.value, scope, 'read', { shorthand: true });
        else visit(node.value, scope);
        return;
      case 'CatchClause': {
        const body = inner(scope, node.param ? boundBy(node.param).map((id) => id.name) : []);
        if (node.param) pattern(node.param, body, 'declare');
        visit(node.body, body);
        return;
      }
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'ForStatement': {
        const head = node.type === 'ForStatement' ? node.init : node.left;
        const body = inner(scope, head?.type === 'VariableDeclaration' ? lexicalNames(head) : []);
        for (const child of valuesOf(node)) {
          const target =
            child === head && node.type !== 'ForStatement' && head.type !== 'VariableDeclaration';
          if (target) pattern(head as Pattern, body, 'write');
          else visit(child, body);
        }
        return;
      }
      case 'BlockStatement': {
        list(node.body, inner(scope, lexicalIn(node)));
        return;
      }
      case 'SwitchStatement': {
        visit(node.discriminant, scope);
        const body = inner(scope, lexicalIn(node));
        for (const child of node.cases) visit(child, body);
        return;
      }
      case 'SwitchCase':
        if (node.test) visit(node.test, scope);
        list(node.consequent, scope);
        return;
      case 'ImportDeclaration':
        return;
      case 'ExportNamedDeclaration':
        if (node.declaration) visit(node.declaration, scope);
        return;
      default:
        for (const child of valuesOf(node)) visit(child, scope);
    }
  };
  for (const statement of program.body) {
    const block = usingBlock(statement);
    // What it declares belongs to the cell.
    for (const child of block ? childrenOf(statement) : [statement]) {
      if (child === block) for (const one of block.body) visit(one, undefined);
      else visit(child, undefined);
    }
  }
  return found;
}

function lexicalNames(node: AnyNode): string[] {
  if (node.type === 'VariableDeclaration') {
    if (node.kind === 'var') return [];
    return node.declarations.flatMap((one) => boundBy(one.id).map((id) => id.name));
  }
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration')
    return node.id ? [node.id.name] : [];
  return [];
}

/** What let, const, class and function declare directly in a block, a switch or a function's body. */
function lexicalIn(node: AnyNode): string[] {
  if (node.type === 'BlockStatement' || node.type === 'StaticBlock') return node.body.flatMap(lexicalNames);
  if (node.type === 'SwitchStatement')
    return node.cases.flatMap((one) => one.consequent.flatMap(lexicalNames));
  return [];
}

/** What `var` declares in a function's body, at any depth of blocks. */
function varsIn(node: Node): string[] {
  const found: string[] = [];
  const visit = (at: AnyNode): void => {
    if (isFunctionLike(at) || at.type === 'ClassBody') return;
    if (at.type === 'VariableDeclaration' && at.kind === 'var') {
      for (const one of at.declarations) for (const id of boundBy(one.id)) found.push(id.name);
    }
    for (const child of valuesOf(at)) visit(child);
  };
  visit(node as AnyNode);
  return found;
}

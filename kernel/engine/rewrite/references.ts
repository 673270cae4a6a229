import type { AnyNode, Function as FunctionNode, Identifier, Node, Pattern, Program } from 'acorn';
import { boundBy, isFunctionLike, valuesOf } from './walk.js';

/**
 * A place in a cell where a name of the session (not of an inner scope) is read, written, or declared as a variable.
 * The names of functions, classes and imports are not among them: those statements are rewritten as a whole.
 */
export interface Reference {
  readonly node: Identifier;
  readonly use: 'read' | 'write' | 'declare';
  /** `{ name }`: a replacement has to keep the property's name. */
  readonly shorthand: boolean;
  /** `name(...)`: a replacement must not pass a `this`. */
  readonly called: boolean;
}

/** The wanted names that a scope inside the cell binds itself. */
interface Scope {
  readonly names: ReadonlySet<string>;
  readonly parent: Scope | undefined;
}

/** Finds where the wanted names mean the session's, by the scope rules of a module. */
export function referencesTo(program: Program, wanted: ReadonlySet<string>): Reference[] {
  const found: Reference[] = [];
  const isBound = (name: string, scope: Scope | undefined): boolean => {
    for (let at = scope; at; at = at.parent) if (at.names.has(name)) return true;
    return false;
  };
  const add = (
    node: Identifier,
    scope: Scope | undefined,
    use: Reference['use'],
    how?: 'shorthand' | 'called',
  ) => {
    if (!wanted.has(node.name) || isBound(node.name, scope)) return;
    found.push({ node, use, shorthand: how === 'shorthand', called: how === 'called' });
  };
  const inner = (parent: Scope | undefined, names: Iterable<string>): Scope | undefined => {
    const own = new Set<string>();
    for (const name of names) if (wanted.has(name)) own.add(name);
    return own.size > 0 ? { names: own, parent } : parent;
  };

  /** `use` says what an identifier in this place would be. */
  const pattern = (node: Pattern, scope: Scope | undefined, use: 'write' | 'declare'): void => {
    switch (node.type) {
      case 'Identifier':
        add(node, scope, use);
        break;
      case 'ObjectPattern':
        for (const property of node.properties) {
          if (property.type === 'RestElement') {
            pattern(property.argument, scope, use);
            continue;
          }
          if (property.computed) visit(property.key, scope);
          const target = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
          if (property.shorthand && target.type === 'Identifier') {
            add(target, scope, use, 'shorthand');
            if (property.value.type === 'AssignmentPattern') visit(property.value.right, scope);
          } else pattern(property.value, scope, use);
        }
        break;
      case 'ArrayPattern':
        for (const element of node.elements) if (element) pattern(element, scope, use);
        break;
      case 'AssignmentPattern':
        pattern(node.left, scope, use);
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
    for (const one of node.params) pattern(one, body, 'declare');
    for (const child of node.body.type === 'BlockStatement' ? node.body.body : [node.body])
      visit(child, body);
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
        for (const member of node.body.body) visit(member, body);
        return;
      }
      case 'StaticBlock': {
        const names = node.body.flatMap((one) => [...varsIn(one), ...lexicalIn(one)]);
        const body = inner(scope, [...names, ...lexicalIn(node)]);
        for (const child of node.body) visit(child, body);
        return;
      }
      case 'VariableDeclaration':
        for (const one of node.declarations) {
          pattern(one.id, scope, 'declare');
          if (one.init) visit(one.init, scope);
        }
        return;
      case 'AssignmentExpression':
        pattern(node.left, scope, 'write');
        visit(node.right, scope);
        return;
      case 'UpdateExpression':
        if (node.argument.type === 'Identifier') add(node.argument, scope, 'write');
        else visit(node.argument, scope);
        return;
      case 'CallExpression':
        if (node.callee.type === 'Identifier') add(node.callee, scope, 'read', 'called');
        else visit(node.callee, scope);
        for (const argument of node.arguments) visit(argument, scope);
        return;
      case 'TaggedTemplateExpression':
        if (node.tag.type === 'Identifier') add(node.tag, scope, 'read', 'called');
        else visit(node.tag, scope);
        visit(node.quasi, scope);
        return;
      case 'Property':
        if (node.computed) visit(node.key, scope);
        if (node.shorthand && node.value.type === 'Identifier') add(node.value, scope, 'read', 'shorthand');
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
        const body = inner(scope, lexicalIn(node));
        for (const child of node.body) visit(child, body);
        return;
      }
      case 'SwitchStatement': {
        visit(node.discriminant, scope);
        const body = inner(scope, lexicalIn(node));
        for (const child of node.cases) visit(child, body);
        return;
      }
      case 'ImportDeclaration':
        return;
      case 'ExportNamedDeclaration':
        if (node.declaration) visit(node.declaration, scope);
        return;
      default:
        for (const child of valuesOf(node)) visit(child, scope);
    }
  };
  for (const statement of program.body) visit(statement, undefined);
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

import type {
  AnyNode,
  ClassDeclaration,
  ExpressionStatement,
  ForInStatement,
  FunctionDeclaration,
  Program,
  Statement,
  VariableDeclaration,
} from 'acorn';
import type MagicString from 'magic-string';
import { DeadZones } from './dead-zones.js';
import { type DeclarationOptions, Declarations, isHelper, usingBlock } from './declarations.js';
import { rewriteImport, rewriteReexport } from './imports.js';
import { callEachTurn } from './loop-turn.js';
import { placeOf } from './place.js';
import { referencesTo } from './references.js';
import { boundBy, childrenOf, isFunctionLike, valuesOf } from './walk.js';

/** What the rewrite has to know of the session. */
export interface RewriteOptions extends DeclarationOptions {
  readonly constants?: ReadonlySet<string>;
  readonly shadows?: ReadonlySet<string>;
  /** Names that earlier cells declared. */
  readonly own?: ReadonlySet<string>;
  /** Names of earlier cells follow exports of modules. */
  readonly follows?: boolean;
  /** The text is the user's own, who may leave semicolons out; else a compiler's. */
  readonly asWritten?: boolean;
}

/** What came out, beside the text. */
export interface RewrittenCell {
  readonly isAsync: boolean;
  readonly hasValue: boolean;
  readonly declared: ReadonlyMap<string, boolean>;
  readonly shadowed: ReadonlyMap<string, boolean>;
  readonly references: ReadonlySet<string>;
  /** Of the names that the session gave: those on which the script depends. */
  readonly dependsOn: Readonly<Record<'constants' | 'shadows' | 'own', ReadonlySet<string>>>;
}

type Loop = Extract<
  AnyNode,
  { type: 'ForOfStatement' | 'ForInStatement' | 'ForStatement' | 'WhileStatement' | 'DoWhileStatement' }
>;

/** Names of CommonJS that a cell may use without declaring them. */
const COMMONJS = new Set(['require', 'module', 'exports', '__dirname', '__filename']);

/** Turns the program of a cell into the body of a function; `text` is edited in place. */
export function rewriteCell(text: MagicString, program: Program, options: RewriteOptions): RewrittenCell {
  const { runtime } = options;
  const declarations = new Declarations(text, options);
  const deadZones = new DeadZones();
  const mentioned = new Set<string>();
  const written = new Set<string>();
  let isAsync = false;
  /** How many calls were walked over. */
  let calls = 0;

  /** `depth` 0 is the cell's own code; 1 and more is inside functions. */
  const walk = (node: AnyNode, depth: number): void => {
    switch (node.type) {
      case 'Identifier':
        mentioned.add(node.name);
        if (depth === 0) deadZones.mention(node.name);
        if (node.name === 'babelHelpers') text.update(node.start, node.end, `${runtime}.helpers`);
        return;
      case 'AwaitExpression':
        if (depth === 0) isAsync = true;
        text.appendRight(node.start + 'await'.length, ` ${runtime}.wait(${runtime}.mark(),`);
        walk(node.argument, depth);
        text.appendLeft(node.end, `, ${placeOf(runtime, node)})`);
        return;
      case 'ThrowStatement': {
        const [open, close] = inParentheses(node.argument);
        text.appendRight(node.argument.start, `${runtime}.thrown(${open}`);
        walk(node.argument, depth);
        text.appendLeft(node.argument.end, `${close}, ${placeOf(runtime, node.argument)})`);
        return;
      }
      case 'ImportExpression':
        text.update(node.start, node.start + 'import'.length, `${runtime}.import`);
        break;
      case 'MetaProperty':
        if (node.meta.name === 'import') text.update(node.start, node.end, `${runtime}.meta`);
        return;
      case 'VariableDeclaration':
        if (depth === 0 && node.kind === 'var') declarations.variables(node, 'nested');
        variables(node, depth);
        return;
      case 'PropertyDefinition':
        if (node.computed) walk(node.key, depth);
        if (node.value) walk(node.value, depth + 1);
        return;
      case 'ForOfStatement':
        if (node.await) {
          if (depth === 0) isAsync = true;
          const [open, close] = inParentheses(node.right);
          text.appendRight(node.right.start, `${runtime}.iterate(${open}`);
          walkLoop(node, depth);
          text.appendLeft(node.right.end, `${close}, ${placeOf(runtime, node.right)})`);
        } else walkLoop(node, depth);
        return;
      case 'ForInStatement':
      case 'ForStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        walkLoop(node, depth);
        return;
      case 'CallExpression':
      case 'NewExpression':
      case 'TaggedTemplateExpression':
        calls += 1;
        break;
      case 'AssignmentExpression':
        for (const id of boundBy(node.left)) written.add(id.name);
        break;
      case 'UpdateExpression':
        if (node.argument.type === 'Identifier') written.add(node.argument.name);
        break;
    }
    const inside = isFunctionLike(node) ? depth + 1 : depth;
    for (const child of valuesOf(node)) walk(child, inside);
  };

  const walkLoop = (node: Loop, depth: number): void => {
    const before = calls;
    if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') {
      loopVariable(node.left, depth);
      walk(node.right, depth);
      walk(node.body, depth);
    } else for (const child of valuesOf(node)) walk(child, depth);
    if (calls > before) callEachTurn(text, node.body, runtime);
  };

  const loopVariable = (left: ForInStatement['left'], depth: number): void => {
    if (left.type === 'VariableDeclaration') {
      if (depth === 0 && left.kind === 'var') declarations.loopVariable(left);
      for (const one of left.declarations) walk(one, depth);
    } else {
      for (const id of boundBy(left)) written.add(id.name);
      walk(left, depth);
    }
  };

  const variables = (node: VariableDeclaration, depth: number): void => {
    for (const one of node.declarations) {
      if (!isHelper(one)) walk(one, depth);
      else if (one.init?.type === 'CallExpression') walk(one.init, depth);
    }
  };

  const topVariables = (node: VariableDeclaration): void => {
    declarations.variables(node, 'top');
    if (node.kind === 'var') variables(node, 0);
    else {
      for (const one of node.declarations) {
        if (one.init) walk(one.init, 0);
        deadZones.variable(one);
        walk(one.id, 0);
      }
    }
  };

  /** A statement of the cell's top level, without its `export`. */
  const top = (node: AnyNode): void => {
    switch (node.type) {
      case 'FunctionDeclaration':
        walk(node, 0);
        declarations.hoistedFunction(node as FunctionDeclaration);
        return;
      case 'ClassDeclaration':
        deadZones.class(node as ClassDeclaration);
        walk(node, 0);
        declarations.topClass(node as ClassDeclaration);
        return;
      case 'VariableDeclaration':
        topVariables(node);
        return;
      case 'TryStatement': {
        const block = usingBlock(node);
        for (const child of childrenOf(node)) {
          if (child === block) for (const one of block.body) top(one);
          else walk(child, 0);
        }
        return;
      }
      case 'ImportDeclaration':
        isAsync = true;
        return;
      case 'ExportNamedDeclaration':
        if (node.source) isAsync = true;
        else if (node.declaration) {
          text.remove(node.start, node.declaration.start);
          top(node.declaration);
        } else text.remove(node.start, node.end);
        return;
      case 'ExportAllDeclaration':
        isAsync = true;
        return;
      case 'ExportDefaultDeclaration': {
        const { declaration } = node;
        const named = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration';
        if (named && declaration.id) {
          text.remove(node.start, declaration.start);
          top(declaration as AnyNode);
          return;
        }
        text.update(node.start, declaration.start, '(');
        walk(declaration as AnyNode, 0);
        text.appendLeft(declaration.end, ')');
        return;
      }
      default:
        walk(node, 0);
        if (!options.asWritten) deadZones.statement(node);
    }
  };

  for (const node of program.body) {
    top(node);
    // A statement that is moved, or gets a parenthesis in front, must not be taken for the end of the one before.
    if (options.asWritten && text.original[node.end - 1] !== ';') text.appendRight(node.end, ';');
  }
  const value = lastExpression(program.body as Statement[]);
  if (value) {
    const [open, close] = isAsync ? ['return [(', ')]'] : ['return (', ')'];
    text.prependRight(value.start, open);
    if (text.original[value.end - 1] === ';' && value.expression.end < value.end) {
      text.update(value.end - 1, value.end, `${close};`);
    } else text.appendLeft(value.end, `${close};`);
  }
  // Functions first, then imports: a failing import leaves the functions declared.
  declarations.moveFunctions();
  for (const node of program.body) {
    if (node.type === 'ImportDeclaration') {
      rewriteImport(text, node, { runtime, mentioned, declare: (name) => declarations.target(name, true) });
    } else if (
      node.type === 'ExportAllDeclaration' ||
      (node.type === 'ExportNamedDeclaration' && node.source)
    ) {
      rewriteReexport(text, node, runtime);
    }
  }
  replaceNames();
  if (options.follows || program.body.some((node) => node.type === 'ImportDeclaration')) refreshImports();

  const { declared, shadowed } = declarations;
  const references = new Set<string>();
  for (const name of mentioned) if (!declared.has(name) && !shadowed.has(name)) references.add(name);
  const dependsOn = {
    constants: common(written, options.constants),
    shadows: common(mentioned, options.shadows),
    own: common(new Set([...COMMONJS, ...deadZones.names]), options.own),
  };
  return { isAsync, hasValue: value !== undefined, declared, shadowed, references, dependsOn };

  /** What was imported may have changed by each statement. */
  function refreshImports(): void {
    for (const { type, start } of program.body)
      if (type !== 'ImportDeclaration' && type !== 'FunctionDeclaration')
        text.prependRight(start, `${runtime}.refresh();`);
  }

  /**
   * Names in their dead zones, constants that are written, shadowed names of the platform, CommonJS's names, `arguments`:
   * rare, so scopes are looked at only then. Shadows go through variables of the cell's function that have the user's names:
   * V8's messages (`fetch is not a function`) say to what a value was assigned, functions get their names from there, and
   * such a call has no `this`.
   */
  function replaceNames(): void {
    const { declared, shadowed } = declarations;
    const isConstant = (name: string) =>
      declared.get(name) ?? shadowed.get(name) ?? options.constants?.has(name) ?? false;
    const isShadow = (name: string) => shadowed.has(name) || options.shadows?.has(name) === true;
    const isCommonJs = (name: string) =>
      COMMONJS.has(name) && !declared.has(name) && !isShadow(name) && !options.own?.has(name);
    const isOld = (name: string) => options.own?.has(name) === true || options.shadows?.has(name) === true;
    const wanted = new Set<string>([...shadowed.keys(), ...deadZones.names]);
    for (const name of written) if (isConstant(name)) wanted.add(name);
    for (const name of mentioned)
      if (isShadow(name) || isCommonJs(name) || name === 'arguments') wanted.add(name);
    if (wanted.size === 0) return;
    const locals = new Map<string, string>();
    for (const reference of referencesTo(program, wanted)) {
      const { node, use, shorthand, begins, deferred, value } = reference;
      const { name } = node;
      if (declarations.removed.has(node)) continue;
      let code: string;
      if (!deferred && deadZones.has(node, isOld)) {
        code = `${runtime}.early(${JSON.stringify(name)})`;
        if (use === 'write') code += '.value';
      } else if (use === 'write' && isConstant(name))
        code = `${runtime}.constant(${JSON.stringify(name)}, ${isShadow(name) ? `${runtime}.shadows.` : ''}${name}).value`;
      // Those of the script's function are none of the cell's.
      else if (name === 'arguments') code = reference.typeof ? 'void 0' : `${runtime}.arguments`;
      else if (isShadow(name) || isCommonJs(name)) {
        code = `${runtime}.${isShadow(name) ? 'shadows' : 'commonjs'}.${name}`;
        locals.set(name, code);
        if (value) text.prependRight(value.start, `${name} = `);
        if (use === 'read') code = `${name} = ${code}`;
      } else continue;
      if (use === 'read') code = `${begins && options.asWritten ? ';' : ''}(${code})`;
      text.update(node.start, node.end, shorthand ? `${name}: ${code}` : code);
    }
    for (const name of shadowed.keys()) locals.set(name, `${runtime}.shadows.${name}`);
    const list = [...locals].map(([name, code]) => `${name} = ${code}`);
    if (list.length > 0) text.prepend(`let ${list.join(', ')};`);
  }
}

/** A list of expressions is one argument only in parentheses. */
function inParentheses(node: AnyNode): readonly [string, string] {
  return node.type === 'SequenceExpression' ? ['(', ')'] : ['', ''];
}

function common(some: ReadonlySet<string>, others: ReadonlySet<string> | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  if (others && others.size > 0) for (const name of some) if (others.has(name)) found.add(name);
  return found;
}

/** The expression statement that gives the cell its value: the last statement but for what is hoisted or empty. */
function lastExpression(body: readonly Statement[]): ExpressionStatement | undefined {
  for (let i = body.length - 1; i >= 0; i -= 1) {
    const node = body[i] as AnyNode;
    switch (node.type) {
      case 'ExpressionStatement':
        return node;
      case 'TryStatement':
        return lastExpression(usingBlock(node)?.body ?? []);
      case 'FunctionDeclaration':
      case 'ImportDeclaration':
      case 'EmptyStatement':
      case 'ExportAllDeclaration':
        continue;
      case 'ExportNamedDeclaration':
        if (!node.declaration || node.declaration.type === 'FunctionDeclaration') continue;
        return undefined;
      default:
        return undefined;
    }
  }
  return undefined;
}

/** No expression of what users write on the guide's content is `any`, and none is cast. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { after, it } from 'node:test';
import ts from 'typescript-6';
import { exportFile } from '../../kernel/notebook/export.js';

const ROOT = resolve(import.meta.dirname, '..', '..');
/** Inside of the package, so that `types: node` is found. */
const FOLDER = join(ROOT, 'out', 'types');
const CELLS = join(ROOT, 'test', 'types', 'cells');

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts', 'lib.esnext.iterator.d.ts'],
  types: ['node'],
  typeRoots: [join(ROOT, 'node_modules', '@types')],
  paths: { cellgrad: [join(ROOT, 'src', 'index.ts')] },
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

it('the guide’s notebook and the cells here have no any, no cast and no error', async () => {
  mkdirSync(FOLDER, { recursive: true });
  const guide = join(FOLDER, 'guide.ts');
  await exportFile(join(ROOT, 'test', 'notebooks', 'guide.ipynb'), { out: guide });
  const cells = readdirSync(CELLS).filter((name) => name.endsWith('.ts') && name !== 'expect.ts');
  assert.deepEqual(findings([guide, ...cells.map((name) => join(CELLS, name))]), []);
});

it('finds what it looks for', () => {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, 'bad.ts');
  const source = [
    "import { tf } from 'cellgrad';",
    "const parsed = JSON.parse('[1]');",
    'const cast = tf.ones([1]).numpy() as number[];',
    'const sure = [1].at(0)!;',
    'const wrong: string = tf.ones([1]).shape;',
    'export { parsed, cast, sure, wrong };',
  ].join('\n');
  ts.sys.writeFile(file, source);
  const found = findings([file]).map((line) => line.replace(/.*bad\.ts:/, ''));
  const lines = found.map((line) => Number.parseInt(line, 10));
  for (const line of [2, 3, 4, 5]) assert.ok(lines.includes(line), `line ${line}: ${found.join('; ')}`);
  assert.ok(!lines.includes(1));
});

after(() => rmSync(FOLDER, { recursive: true, force: true }));

function findings(files: readonly string[]): string[] {
  const program = ts.createProgram(files, OPTIONS);
  const checker = program.getTypeChecker();
  const found: string[] = [];
  for (const file of files) {
    const source = program.getSourceFile(file);
    assert.ok(source, file);
    const report = (position: number, what: string) => {
      const { line } = source.getLineAndCharacterOfPosition(position);
      found.push(`${relative(ROOT, file)}:${line + 1} ${what}`);
    };
    const diagnostics = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    for (const { start, messageText } of diagnostics) {
      report(start ?? 0, ts.flattenDiagnosticMessageText(messageText, ' '));
    }
    const visit = (node: ts.Node): void => {
      if (isCast(node)) report(node.getStart(), `cast: ${excerpt(node)}`);
      if (hasType(node) && checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any) {
        report(node.getStart(), `any: ${excerpt(node)}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

function excerpt(node: ts.Node): string {
  return node.getText().replace(/\s+/g, ' ').slice(0, 60);
}

/** `as const` only narrows; `!` and `as` tell the compiler what it does not see. */
function isCast(node: ts.Node): boolean {
  if (ts.isAsExpression(node)) return !ts.isConstTypeReference(node.type);
  return ts.isNonNullExpression(node) || ts.isTypeAssertionExpression(node);
}

/** Expressions and declared names; not the names inside imports and types, which have no type of their own. */
function hasType(node: ts.Node): boolean {
  if (ts.isBindingElement(node) || ts.isParameter(node)) return true;
  if (!ts.isExpression(node) || ts.isLiteralExpression(node) || ts.isPartOfTypeNode(node)) return false;
  // A `yield` whose value is not used.
  if (ts.isYieldExpression(node)) return !ts.isExpressionStatement(node.parent);
  const { parent } = node;
  return (
    !ts.isImportSpecifier(parent) &&
    !ts.isTypeReferenceNode(parent) &&
    !ts.isQualifiedName(parent) &&
    !(ts.isBindingElement(parent) && parent.propertyName === node) &&
    ts.findAncestor(node, ts.isImportDeclaration) === undefined
  );
}

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as TypeScript from 'typescript-6';
import { LIBRARY_URL } from '../own-modules.js';
import { loadTypeScript } from '../transpile/transpile.js';

const known = new Map<string, ReadonlySet<string>>();

/**
 * True when a module exports this name as a type only. Asked only when a name is missing that the cell does not use at
 * all: the one case in which an import that was meant for a later cell's types looks like a misspelt one. The first
 * question takes TypeScript's checker about a second.
 */
export function exportsType(specifier: string, name: string, folder: string): boolean {
  const key = `${folder}\0${specifier}`;
  let names = known.get(key);
  if (!names) {
    names = typesOf(specifier, folder);
    // Local files change.
    if (!/^[./]/.test(specifier)) known.set(key, names);
  }
  return names.has(name);
}

function typesOf(specifier: string, folder: string): ReadonlySet<string> {
  const ts = loadTypeScript();
  const file = join(folder, 'notebook.types.mts');
  const target = specifier === 'cellgrad' ? fileURLToPath(LIBRARY_URL) : specifier;
  const text = `import * as m from ${JSON.stringify(target)};`;
  const options: TypeScript.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    noLib: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === file || fileExists.call(host, path);
  host.getSourceFile = (path, version) =>
    path === file ? ts.createSourceFile(path, text, version, true) : getSourceFile.call(host, path, version);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  const [statement] = source?.statements ?? [];
  if (!statement || !ts.isImportDeclaration(statement)) return new Set();
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(statement.moduleSpecifier);
  const exported = symbol ? checker.getExportsOfModule(symbol) : [];
  return new Set(exported.filter((one) => isTypeAlone(one, checker)).map((one) => one.name));
}

/** True for what is no value: a type, a constant enum, or what is passed on as a type. */
function isTypeAlone(symbol: TypeScript.Symbol, checker: TypeScript.TypeChecker): boolean {
  const { SymbolFlags, isTypeOnlyImportOrExportDeclaration } = loadTypeScript();
  if (symbol.declarations?.some(isTypeOnlyImportOrExportDeclaration)) return true;
  if (!(symbol.flags & SymbolFlags.Alias))
    return !(symbol.flags & SymbolFlags.Value & ~SymbolFlags.ConstEnum);
  const target = checker.getImmediateAliasedSymbol(symbol);
  return target === undefined || isTypeAlone(target, checker);
}

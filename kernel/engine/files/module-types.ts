import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as TypeScript from 'typescript-6';
import { OWN_MODULES } from '../own-modules.js';
import { loadTypeScript } from '../transpile/transpile.js';
import { isLocal } from './local-files.js';

/** What a module exports: the name, and what kind of thing it is. */
export type Exports = ReadonlyMap<string, 'type' | 'class' | 'function' | 'property'>;

const known = new Map<string, Exports>();
/** Files of packages, which do not change. */
const parsed = new Map<string, TypeScript.SourceFile | undefined>();

/**
 * True when a module exports this name as a type only. Asked only when a name is missing that the cell does not use at
 * all: the one case in which an import that was meant for a later cell's types looks like a misspelt one.
 */
export function exportsType(specifier: string, name: string, folder: string): boolean {
  return exportsOf(specifier, folder).get(name) === 'type';
}

/** What a module exports, as its text and its types say, without loading it. The first question takes TypeScript's checker about a second. */
export function exportsOf(specifier: string, folder: string): Exports {
  const key = `${folder}\0${specifier}`;
  const found = known.get(key) ?? readExports(specifier, folder);
  // Local files change.
  if (!/^[./]/.test(specifier)) known.set(key, found);
  return found;
}

function readExports(specifier: string, folder: string): Exports {
  const ts = loadTypeScript();
  const file = join(folder, 'notebook.types.mts');
  const own = OWN_MODULES.get(specifier);
  const target = own === undefined ? specifier : fileURLToPath(own);
  const text = `import * as m from ${JSON.stringify(target)};`;
  const options: TypeScript.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    allowImportingTsExtensions: true,
    allowJs: true,
    maxNodeModuleJsDepth: 1,
    noEmit: true,
    skipLibCheck: true,
    noLib: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === file || fileExists.call(host, path);
  host.getSourceFile = (path, version) => {
    if (path === file) return ts.createSourceFile(path, text, version, true);
    if (isLocal(path)) return getSourceFile.call(host, path, version);
    if (!parsed.has(path)) parsed.set(path, getSourceFile.call(host, path, version));
    return parsed.get(path);
  };
  // The kernel's own say in their entry what is a type, and have hundreds of files behind it.
  if (own !== undefined)
    host.resolveModuleNameLiterals = (names, from) =>
      names.map(({ text }) =>
        from === file ? ts.resolveModuleName(text, from, options, host) : { resolvedModule: undefined },
      );
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  const [statement] = source?.statements ?? [];
  if (!statement || !ts.isImportDeclaration(statement)) return new Map();
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(statement.moduleSpecifier);
  const exported = symbol ? checker.getExportsOfModule(symbol) : [];
  return new Map(exported.map((one) => [one.name, own === undefined ? kindOf(one, checker) : markOf(one)]));
}

/** By its entry alone. */
function markOf(symbol: TypeScript.Symbol) {
  const { isTypeOnlyImportOrExportDeclaration } = loadTypeScript();
  return symbol.declarations?.some(isTypeOnlyImportOrExportDeclaration) ? 'type' : 'property';
}

function kindOf(symbol: TypeScript.Symbol, checker: TypeScript.TypeChecker) {
  const { SymbolFlags } = loadTypeScript();
  if (isTypeAlone(symbol, checker)) return 'type';
  const { flags } = symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  if (flags & SymbolFlags.Class) return 'class';
  return flags & SymbolFlags.Function ? 'function' : 'property';
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

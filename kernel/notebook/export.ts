import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { decoratorSettings } from '../engine/transpile/decorator-settings.js';
import { checkLanguage } from './check-language.js';
import { checkTarget } from './check-target.js';
import { keepOutputs } from './keep-outputs.js';
import { formatNotebook, type Notebook, parseNotebook, readNotebook, writeNotebook } from './nbformat.js';
import { NotebookError } from './notebook-error.js';
import { notebookToScript } from './script.js';
import { isScript, readScript } from './script-file.js';
import { scriptToNotebook } from './script-to-notebook.js';
import { writeText } from './write-text.js';

/** How a file is exported. */
export interface ExportOptions {
  /** The file that is written; beside the source, with the other ending, when not given. */
  readonly out?: string;
  /** Plain JavaScript, for a Node that does not run TypeScript. */
  readonly js?: boolean;
}

/**
 * Writes a notebook as a script (`.ts`, or `.js` with `js`), or a script as a notebook (`.ipynb`); which of the two
 * the source's ending says. Where the notebook is there already, cells that have not changed keep what they had shown.
 *
 * @returns the path of the file that was written
 * @throws NotebookError when the source cannot be read, or the target not written
 */
export async function exportFile(source: string, { out, js = false }: ExportOptions = {}): Promise<string> {
  if (extname(source) === '.ipynb') {
    const target = await targetOf(source, out ?? withEnding(source, js ? '.js' : '.ts'));
    const notebook = await readNotebook(source);
    await writeText(target, toScript(notebook, source, target, js || /\.m?js$/.test(target)));
    return target;
  }
  if (isScript(source)) {
    if (js)
      throw new NotebookError(`export: --js makes JavaScript of a notebook; received the script ${source}.`, {
        fix: `cellgrad export ${source}`,
      });
    const target = await targetOf(source, out ?? withEnding(source, '.ipynb'));
    const notebook = await readScript(source);
    const found = existsSync(target) ? keepOutputs(notebook, await readNotebook(target)) : notebook;
    await writeNotebook(target, found);
    return target;
  }
  throw new NotebookError(
    `export: expected a notebook (.ipynb) or a script (.ts, .js); received ${source}.`,
    {
      fix: 'cellgrad export notebook.ipynb',
    },
  );
}

/**
 * The script of a notebook, or the notebook of a script, for other programs: a text in, a text out. Local modules are
 * taken to lie in `folder`, and the script, too.
 *
 * @throws NotebookError when the text is no notebook, or has a cell that cannot be read
 */
export function exportText(
  text: string,
  { js = false, folder = process.cwd() }: { js?: boolean; folder?: string } = {},
): string {
  if (!/^\uFEFF?\s*\{/.test(text)) return formatNotebook(scriptToNotebook(text, 'standard input'));
  const here = join(folder, 'notebook.ipynb');
  return toScript(parseNotebook(text, 'standard input'), here, here, js);
}

function toScript(notebook: Notebook, source: string, target: string, js: boolean): string {
  checkLanguage(notebook, source);
  const folder = dirname(resolve(source));
  return notebookToScript(notebook, {
    where: source,
    js,
    resolve: (module) => moduleFor(module, folder, dirname(resolve(target))),
    decorators: decoratorSettings(folder),
  });
}

/**
 * What to know before a script is run: Node looks into a `.ts` or `.js` file whether it is a module; tsx takes it for CommonJS,
 * which has no `await` at the top, unless the `package.json` above says otherwise. Both obey one that says `commonjs`. Plain
 * JavaScript may import local TypeScript, which Node 20 does not run.
 */
export function hintFor(script: string): string | undefined {
  const [, ending] = /\.([tj]s)$/.exec(script) ?? [];
  const typed = /\.m?js$/.test(script) ? importedTypeScript(readFileSync(script, 'utf8')) : undefined;
  if (typed !== undefined) {
    const by = ending === undefined ? basename(script) : basename(withEnding(script, '.mjs'));
    return `It imports ${typed}: Node from 22.18 on runs that, before it npx tsx ${by}${ending === undefined ? '' : ` (with --out ${by})`}`;
  }
  const type = packageType(dirname(resolve(script)));
  if (ending === undefined || type === 'module' || (ending === 'js' && type === undefined)) return undefined;
  const other = withEnding(script, `.m${ending}`);
  return `${ending === 'ts' ? 'tsx' : 'Node'} wants "type": "module" in the package.json of its folder; or --out ${other}`;
}

/** The first local TypeScript file that a script imports. */
function importedTypeScript(code: string): string | undefined {
  const plain = code.replaceAll(/^\s*\/\/.*$/gm, '');
  return /\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+\.[cm]?ts)['"]/.exec(plain)?.[1];
}

function packageType(folder: string): string | undefined {
  const path = join(folder, 'package.json');
  if (existsSync(path)) return (JSON.parse(readFileSync(path, 'utf8')) as { type?: string }).type;
  return dirname(folder) === folder ? undefined : packageType(dirname(folder));
}

async function targetOf(source: string, target: string): Promise<string> {
  const fromNotebook = extname(source) === '.ipynb';
  let expected: string | undefined;
  if (resolve(target) === resolve(source)) expected = 'another file than the source';
  else if (fromNotebook && extname(target) === '.ipynb') expected = 'a script';
  else if (!fromNotebook && isScript(target)) expected = 'a notebook';
  if (expected !== undefined) {
    throw new NotebookError(`export: expected ${expected} to write to; received ${target}.`, {
      fix: `--out ${withEnding(target, fromNotebook ? '.ts' : '.ipynb')}`,
    });
  }
  await checkTarget(target);
  return target;
}

function withEnding(path: string, ending: string): string {
  return path.slice(0, -extname(path).length) + ending;
}

/** A cell may leave a local file's ending out and means its own folder; a module has to say both. */
function moduleFor(module: string, from: string, to: string): string {
  if (!/^\.\.?(?:\/|$)/.test(module)) return module;
  const path = resolve(from, module);
  const endings = ['', '.ts', '.mts', '.js', '.mjs', '.json', `${sep}index.ts`, `${sep}index.js`];
  const found =
    endings.map((ending) => path + ending).find((file) => extname(file) !== '' && existsSync(file)) ?? path;
  const named = relative(to, found).split(sep).join('/');
  return named.startsWith('.') ? named : `./${named}`;
}

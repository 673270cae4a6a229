import { existsSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { checkTarget } from './check-target.js';
import { formatNotebook, readNotebook } from './nbformat.js';
import { NotebookError } from './notebook-error.js';
import { notebookToScript, scriptToNotebook } from './script.js';

/** How a file is exported. */
export interface ExportOptions {
  /** The file that is written; beside the source, with the other ending, when not given. */
  readonly out?: string;
  /** Plain JavaScript, for a Node that does not run TypeScript. */
  readonly js?: boolean;
}

/**
 * Writes a notebook as a script (`.ts`, or `.js` with `js`), or a script as a notebook (`.ipynb`); which of the two
 * the source's ending says.
 *
 * @returns the path of the file that was written
 * @throws NotebookError when the source cannot be read, or the target not written
 */
export async function exportFile(source: string, { out, js = false }: ExportOptions = {}): Promise<string> {
  const ending = extname(source);
  if (ending === '.ipynb') {
    const target = await targetOf(source, out ?? withEnding(source, js ? '.js' : '.ts'));
    const notebook = await readNotebook(source);
    const resolveFrom = (module: string) =>
      moduleFor(module, dirname(resolve(source)), dirname(resolve(target)));
    await write(
      target,
      notebookToScript(notebook, { where: source, js: js || /\.m?js$/.test(target), resolve: resolveFrom }),
    );
    return target;
  }
  if (/^\.(?:[cm]?ts|m?js)$/.test(ending)) {
    const target = await targetOf(source, out ?? withEnding(source, '.ipynb'));
    await write(target, formatNotebook(scriptToNotebook(readScript(source), source)));
    return target;
  }
  throw new NotebookError(
    `export: expected a notebook (.ipynb) or a script (.ts, .js); received ${source}.`,
    {
      fix: 'cellgrad export notebook.ipynb',
    },
  );
}

async function targetOf(source: string, target: string): Promise<string> {
  if (resolve(target) === resolve(source)) {
    const other = extname(source) === '.ipynb' ? '.ts' : '.ipynb';
    throw new NotebookError(
      `export: expected another file than the source to write to; received ${target}.`,
      {
        fix: `--out ${withEnding(source, other)}`,
      },
    );
  }
  await checkTarget(target);
  return target;
}

function withEnding(path: string, ending: string): string {
  return path.slice(0, -extname(path).length) + ending;
}

function readScript(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const received = code === 'ENOENT' ? 'no such file' : message;
    throw new NotebookError(`${path}: expected a script; received ${received}.`, {
      fix: 'check the path.',
      cause: error,
    });
  }
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

async function write(path: string, text: string): Promise<void> {
  const part = join(dirname(path), `.${process.pid}.part`);
  try {
    await writeFile(part, text);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

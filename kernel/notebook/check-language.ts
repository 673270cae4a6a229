import type { Notebook } from './nbformat.js';
import { NotebookError } from './notebook-error.js';

/**
 * Looks whether a notebook's cells are for this kernel. One that names no language is taken for one of ours.
 *
 * @throws NotebookError when they are in another language than TypeScript and JavaScript
 */
export function checkLanguage({ metadata }: Notebook, where: string): void {
  const languages = [field(metadata['kernelspec'], 'language'), field(metadata['language_info'], 'name')];
  const [language] = languages.filter((one) => one !== undefined);
  if (language === undefined || languages.some((one) => /^(?:type|java)script$/i.test(one ?? ''))) return;
  throw new NotebookError(
    `${where}: expected a notebook in TypeScript or JavaScript; received one in ${language}.`,
    {
      fix: "its own kernel runs it (`jupyter execute`); where the cells are TypeScript, choose this kernel in JupyterLab's Kernel menu and save.",
    },
  );
}

function field(value: unknown, name: string): string | undefined {
  const found =
    value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined;
  return typeof found === 'string' && found !== '' ? found : undefined;
}

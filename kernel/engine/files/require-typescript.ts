import { readFileSync } from 'node:fs';
import { isLocal, transpileRequired } from './local-files.js';

/** What Node gives to who loads a file for `require`. */
interface LoadingModule {
  _compile(code: string, file: string): unknown;
}

type Loader = (module: LoadingModule, file: string) => unknown;

/**
 * Lets `require` load the user's TypeScript files, with what they import, as CommonJS. Files of packages stay as Node has
 * them; on versions of Node that strip types, that is without their types.
 */
export function requireTypeScript(require: NodeJS.Require): void {
  const extensions = require.extensions as unknown as Record<string, Loader | undefined>;
  for (const extension of ['.ts', '.cts']) {
    const before = extensions[extension] ?? extensions['.js'];
    extensions[extension] = (module, file) => {
      if (!isLocal(file)) return before?.(module, file);
      return module._compile(transpileRequired(file, readFileSync(file, 'utf8')), file);
    };
  }
}

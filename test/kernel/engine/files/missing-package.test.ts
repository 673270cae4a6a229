import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fixForMissingPackage } from '../../../../kernel/engine/files/missing-package.js';

const require = createRequire(import.meta.url);

function fixFor(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return fixForMissingPackage(error as Error, (error as Error).message);
  }
  throw new Error('expected an error; received none');
}

test('a package that is missing is installed', () => {
  assert.equal(
    fixFor(() => require('no-such-package')),
    '%npm install no-such-package',
  );
  assert.equal(
    fixFor(() => require('@no/such-package/sub')),
    '%npm install @no/such-package',
  );
  const imported = (message: string) =>
    fixFor(() => {
      throw Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' });
    });
  assert.equal(imported("Cannot find package 'acorn' imported from /n/a.ts"), '%npm install acorn');
  assert.equal(imported("Cannot find module '/n/gone' imported from /n/a.ts"), undefined);
});

test('files, and other errors, are not', () => {
  assert.equal(
    fixFor(() => require('./gone')),
    undefined,
  );
  assert.equal(
    fixFor(() => require('typescript-6/no-such-file')),
    undefined,
  );
  const error = new Error("Cannot find module 'mine'");
  assert.equal(fixForMissingPackage(error, error.message), undefined);
});

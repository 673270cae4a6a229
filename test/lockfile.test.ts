import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(join(resolve(import.meta.dirname, '..'), 'package-lock.json'), 'utf8'));
const packages = Object.entries(lock.packages as Record<string, Locked>);

test('npm ci works on every platform: no optional package is missing (node scripts/lock-platforms.mjs adds them)', () => {
  const missing = packages.flatMap(([parent, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter(
        (name) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${parent}/node_modules/${name}`],
      )
      .map((name) => `${parent}: ${name}`),
  );
  assert.deepEqual(missing, []);
});

test('the lockfile says which packages, not where one machine got them', () => {
  const resolved = packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path);
  assert.deepEqual(resolved, []);
});

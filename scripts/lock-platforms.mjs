/**
 * Adds to package-lock.json the optional packages of other platforms that npm has left out.
 *
 * npm notes only those whose registry answers, and a mirror may carry the packages of its own platform alone. `npm ci`
 * then refuses the lockfile, and nobody on another system could build. An entry needs no more than a version: where
 * it fits, npm fetches it; elsewhere it is passed over by its os and cpu. Run it after every change of the dependencies.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, main, ROOT, StepError } from './command.mjs';

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

export function lockPlatforms() {
  const path = join(ROOT, 'package-lock.json');
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const { packages } = lock;
  const added = [];
  for (const [parent, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const known = `node_modules/${name}` in packages || `${parent}/node_modules/${name}` in packages;
      if (known || parent === '') continue;
      if (!/^\d+\.\d+\.\d+/.test(version)) {
        throw new StepError(`${parent}: expected ${name} in an exact version; received ${version}.`);
      }
      packages[`node_modules/${name}`] = {
        version,
        ...platformOf(name),
        ...(dev && { dev }),
        optional: true,
      };
      added.push(`${name}@${version}`);
    }
  }
  const [root, ...rest] = Object.entries(packages);
  rest.sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries([root, ...rest]);
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(added.length === 0 ? 'package-lock.json has every platform.' : `Added ${added.join(', ')}`);
}

/** Packages of one platform say it in their names. */
function platformOf(name) {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const system = SYSTEMS.find((one) => words.includes(one));
  const processor = PROCESSORS.find((one) => words.includes(one));
  if (system === undefined || processor === undefined) {
    throw new StepError(`${name}: expected a platform in the name; received ${words.join(', ')}.`);
  }
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => /^gnu/.test(word)) && 'glibc';
  return { cpu: [processor], ...(libc && { libc: [libc] }), os: [system] };
}

if (isMain(import.meta.url)) await main(lockPlatforms);

/** Installs the packages of package-lock.json when they are not there or not those. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, main, npm, ROOT, StepError, say } from './command.mjs';

const OLDEST = [20, 19];

export async function setup() {
  checkNode();
  if (isInstalled()) return;
  say('Installing the packages (npm ci)');
  const code = await npm(['ci', '--no-audit', '--no-fund', '--prefer-offline']);
  if (code !== 0) {
    throw new StepError(
      `npm ci: expected the packages of package-lock.json; received exit code ${code}.
Fix: the lines above say why. Without a network, run it once where the npm registry can be reached (or set
\`npm config set registry\` to a mirror) and take the folder node_modules along.`,
    );
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new StepError(`node: expected ${OLDEST.join('.')} or newer; received ${process.version}.
Fix: install a newer Node, for example the one that https://nodejs.org calls LTS.`);
}

/** npm notes in node_modules what it has installed; it must have every package of the lockfile in that version. */
function isInstalled() {
  const noted = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  const wanted = packages(join(ROOT, 'package-lock.json'));
  const found = packages(noted);
  return Object.entries(wanted).every(([path, { version, optional, peer }]) => {
    if (path === '') return true;
    const have = found[path];
    return have ? have.version === version : Boolean(optional || peer);
  });
}

function packages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

if (isMain(import.meta.url)) await main(setup);

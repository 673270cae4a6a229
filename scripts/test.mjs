/**
 * Everything that is checked, from a clean clone: packages, build, types, lint and format, tests in Node, tests with
 * real Jupyter clients. `--full` runs the long tests too; without it a share of them, drawn by a seed that is printed
 * (CELLGRAD_TEST_SEED repeats it). Names of test files after that run only those.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { isMain, main, ROOT, read, run, say } from './command.mjs';
import { installKernel } from './lab.mjs';
import { python } from './python.mjs';
import { setup } from './setup.mjs';

/** One in this many of the long tests belongs to a share. */
const SHARE = 4;
/** Files at a time: two processors are not idle while tests wait for a browser, a kernel or Python. */
const CONCURRENCY = 3;
/** So long may a file of tests take; in the full run it does all that it has. */
const LIMIT_MS = { share: 900_000, full: 3_600_000 };

async function test(args) {
  const full = args.includes('--full');
  const named = args.filter((arg) => !arg.startsWith('--'));
  const seed = process.env.CELLGRAD_TEST_SEED ?? String(Math.floor(Math.random() * 1e6));
  const env = { CELLGRAD_TEST_SEED: seed, CELLGRAD_TEST_FULL: full ? '1' : '' };
  const total = { passed: 0, failed: 0, skipped: 0 };
  const add = (counts) => {
    for (const key of Object.keys(total)) total[key] += counts[key] ?? 0;
  };

  await setup();
  await build();
  if (named.length > 0)
    add(
      await nodeTests(
        named.map((path) => resolve(path)),
        env,
      ),
    );
  else {
    // Installing mostly waits, for a disk or for a network: the checks compute meanwhile.
    const [program, types, style] = await Promise.all([
      python('test'),
      check('types', process.execPath, [bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json', '--noEmit']),
      check('lint and format', process.execPath, [bin('@biomejs', 'biome', 'bin', 'biome'), 'ci', '.']),
      chromium().then(openMpi),
    ]);
    await installKernel();
    add(types);
    add(style);
    console.log(
      process.env.CELLGRAD_DATA_DIR
        ? `Data sets: ${process.env.CELLGRAD_DATA_DIR}`
        : 'CELLGRAD_DATA_DIR is not set: tests that need the real MNIST are SKIPPED.',
    );
    // Tests with clients wait more than they compute; what Keras computes takes the time that they leave.
    const [clients] = await Promise.all([pythonTests(program, env), oracle(program)]);
    add(clients);
    add(await nodeTests(chosen(testFiles(join(ROOT, 'test')), seed, full), env));
  }
  console.log(`\nseed of the share: ${seed}${full ? ' (all long tests ran)' : ''}`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  if (total.failed > 0) process.exitCode = 1;
}

function bin(...parts) {
  return join(ROOT, 'node_modules', ...parts);
}

async function check(name, program, args) {
  say(name);
  const code = await run(program, args);
  console.log(code === 0 ? `ok    ${name}` : `FAIL  ${name}: exit code ${code}`);
  return code === 0 ? { passed: 1 } : { failed: 1 };
}

function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return testFiles(path);
      return entry.name.endsWith('.test.ts') ? [path] : [];
    })
    .sort();
}

/** Files called `*.long.test.ts` run in full in the full run; otherwise a share of them, at least one. */
function chosen(files, seed, full) {
  const long = files.filter((file) => file.endsWith('.long.test.ts'));
  if (full || long.length === 0) return files;
  const count = Math.ceil(long.length / SHARE);
  const drawn = [...long].sort((a, b) => rank(a, seed) - rank(b, seed)).slice(0, count);
  console.log(`Long tests of this run (${count} of ${long.length}, seed ${seed}):`);
  for (const file of drawn) console.log(`  ${relative(ROOT, file)}`);
  return files.filter((file) => !long.includes(file) || drawn.includes(file));
}

/** FNV-1a over the path and the seed. */
function rank(path, seed) {
  let hash = 0x811c9dc5;
  for (const sign of `${seed}:${relative(ROOT, path)}`)
    hash = Math.imul(hash ^ sign.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}

/**
 * Folders whose tests touch nothing that another one could notice: each runs in one process. Loading the library, or the
 * loader of TypeScript alone, takes longer than most of these files.
 */
const TOGETHER = new RegExp(
  `^test/(?:${[
    'kernel/(?:debugger|engine(?:/[a-z]+)?|install|notebook|protocol|server/handlers)',
    'src/(?:activations|callbacks|constraints|datasets|initializers|losses|metrics|models|prelude|regularizers)',
    'src/(?:applications|data|distribute|layers|optimizers|support)(?:/.*)?',
    'src/backends/(?:kernels|native|simd)',
    'src/display/.*',
    'src/saving(?:/.*)?',
    'kernel/replicas',
    'oracle(?!/(?:applications|files|on-))',
  ].join('|')})/[^/]*$`,
);
/** Files of such folders that need a process in which nobody has declared or registered anything before. */
const APART = /\/(?:registered|run|stack)\.test\.ts$/;

/** The files to run: those of a folder that may share a process become one that imports them. */
function grouped(files, folder) {
  const groups = new Map();
  const alone = [];
  for (const file of files) {
    const path = relative(ROOT, file).replaceAll('\\', '/');
    if (!TOGETHER.test(path) || APART.test(path)) alone.push(file);
    else groups.set(dirname(path), [...(groups.get(dirname(path)) ?? []), file]);
  }
  const together = [...groups].map(([name, members]) => {
    const path = join(folder, `${name.replaceAll('/', '-')}.test.mjs`);
    const imports = members.map((file) => `import ${JSON.stringify(pathToFileURL(file).href)};\n`);
    writeFileSync(path, imports.join(''));
    return path;
  });
  return [...alone, ...together];
}

/** What real Keras computes, ahead of the tests that compare: importing TensorFlow takes longer than most groups of cases. */
async function oracle(program) {
  say('What Keras computes (test/oracle)');
  const cases = readdirSync(join(ROOT, 'test', 'oracle', 'cases')).filter((name) => name.endsWith('.py'));
  const groups = cases.map((name) => name.slice(0, -'.py'.length)).sort();
  // One begins at the front and one at the back; each leaves out what is there already. A group that fails here fails
  // again, and says why, in the test that needs it.
  await Promise.all(
    [groups, [...groups].reverse()].map((order) =>
      run(program, ['test/oracle/generate.py', ...order], { quiet: true }),
    ),
  );
}

async function nodeTests(files, env) {
  say(`Tests in Node ${process.version} (${files.length} files)`);
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-test-'));
  const counts = join(folder, 'counts.json');
  try {
    const code = await run(
      process.execPath,
      [
        '--import',
        'tsx',
        '--test',
        `--test-concurrency=${CONCURRENCY}`,
        `--test-timeout=${env.CELLGRAD_TEST_FULL ? LIMIT_MS.full : LIMIT_MS.share}`,
        `--test-reporter=${new URL('./report.mjs', import.meta.url).href}`,
        '--test-reporter-destination=stdout',
        ...grouped(files, folder),
      ],
      { env: { ...env, CELLGRAD_TEST_COUNTS: counts }, input: 'ignore' },
    );
    const found = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { failed: 1 };
    return code !== 0 && !found.failed ? { ...found, failed: 1 } : found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** unittest says at its end how many ran, failed and were skipped. */
async function pythonTests(program, env) {
  say('Tests with real Jupyter clients (test/jupyter)');
  const args = ['-m', 'unittest', 'discover', '-v', '-s', 'test/jupyter', '-t', 'test/jupyter'];
  const { code, text } = await read(program, args, { env, echo: true });
  const ran = Number(/^Ran (\d+) tests? in/m.exec(text)?.[1] ?? 0);
  const number = (name) =>
    Number(new RegExp(`\\b${name}=(\\d+)`).exec(text.slice(text.lastIndexOf('\nRan ')))?.[1] ?? 0);
  const failed = number('failures') + number('errors') + number('unexpected successes');
  const skipped = number('skipped');
  if (ran === 0 || (code !== 0 && failed === 0)) return { failed: failed + 1 };
  return { passed: ran - failed - skipped, failed, skipped };
}

/** The browser test needs Chromium; where the system is ours to change, it is installed. */
async function chromium() {
  const { findChromium } = await import('./chromium.mjs');
  if (findChromium() !== undefined) return;
  const missing =
    'No Chromium: tests in a browser are SKIPPED. Name one in CHROMIUM, or install the package chromium.';
  await systemPackages(['chromium'], missing);
}

/** Tests of several replicas need Open MPI; MPICH comes with the other packages from PyPI. */
async function openMpi() {
  const { text } = await read('mpirun', ['--version']);
  if (/Open MPI/.test(text)) return;
  const packages = ['openmpi-bin', 'libopenmpi3'];
  await systemPackages(packages, `No Open MPI: its tests are SKIPPED. Install ${packages.join(' and ')}.`);
}

/** Installs packages of Debian where the system is ours to change; says what is missing otherwise. */
async function systemPackages(names, missing) {
  const ours = process.platform === 'linux' && process.getuid?.() === 0 && process.env.CI;
  if (!ours || (await read('apt-get', ['--version'])).code !== 0) {
    console.log(missing);
    return;
  }
  say(`Installing ${names.join(', ')} for the tests (apt-get)`);
  const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' }, quiet: true };
  await run('apt-get', ['update', '-q'], quiet);
  const code = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], quiet);
  if (code !== 0) console.log(`apt-get: exit code ${code}. ${missing}`);
}

if (isMain(import.meta.url)) await main(() => test(process.argv.slice(2)));

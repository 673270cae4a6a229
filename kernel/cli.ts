#!/usr/bin/env node
/** The command `cellgrad`. Every command loads only what it needs: Jupyter waits for `start`. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from './install/doctor.js';
import type { Place } from './install/kernelspec.js';

const argv = process.argv.slice(2);
// Nobody reads any more, as behind `| head`.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 141 : 1));
// Jupyter's call goes around the parser of options, which takes longer to load than all that the start needs. What follows
// in it (`jupyter run --kernel cellgrad file.ts`) Jupyter had passed on from its own command line.
try {
  if (argv[0] === 'start' && argv[1] === '--connection-file' && argv[2] !== undefined) await start(argv[2]);
  else await parse();
} catch (error) {
  // What a person can do something about is said without a stack.
  const known =
    error instanceof Error &&
    (/^(?:NotebookError|InstallError|LaunchError|ValueError|ConnectionError)$/.test(error.name) ||
      'syscall' in error);
  console.error(known ? error.message : error);
  process.exit(1);
}

async function start(connectionFile: string): Promise<void> {
  const { startKernel } = await import('./server/server.js');
  await startKernel(connectionFile);
}

async function parse(): Promise<void> {
  const { Argument, Command, InvalidArgumentError, Option } = await import('commander');
  const seconds = (text: string) => {
    if (Number(text) > 0) return Number(text);
    throw new InvalidArgumentError('expected seconds above 0.');
  };
  const { version } = JSON.parse(readFileSync(await packageJson(), 'utf8')) as { version: string };
  const program = new Command('cellgrad')
    .description('A Jupyter kernel for deep learning in TypeScript.')
    .version(version)
    .showHelpAfterError()
    .enablePositionalOptions();

  const places = (command: InstanceType<typeof Command>) =>
    command
      .addOption(
        new Option('--user', 'for the current user (the default)').conflicts(['sysPrefix', 'prefix']),
      )
      .addOption(
        new Option('--sys-prefix', 'into the active Python environment').conflicts(['user', 'prefix']),
      )
      .addOption(
        new Option('--prefix <dir>', 'into the environment in this folder').conflicts(['user', 'sysPrefix']),
      )
      .option('--name <name>', "the kernel's name", 'cellgrad');

  places(program.command('install'))
    .description('make the kernel known to Jupyter')
    .option('--display-name <name>', 'the name that people see', 'TypeScript (Cellgrad)')
    .action(async (options: Place & { displayName: string }) => {
      const { installKernelspec } = await import('./install/kernelspec.js');
      const folder = await installKernelspec({ ...options, entry: fileURLToPath(import.meta.url) });
      console.log(`Installed ${options.displayName} in ${folder}`);
      const { installPythonPackage } = await import('./install/python-package.js');
      try {
        const packages = await installPythonPackage(options);
        if (packages !== undefined) console.log(`For Papermill and nbconvert: ${packages}`);
      } catch (error) {
        // The kernel works without it.
        console.error(
          `What Papermill and nbconvert look for was not installed: ${error instanceof Error ? error.message : error}`,
        );
      }
    });

  places(program.command('uninstall'))
    .description('take the kernel away again')
    .action(async (options: Place) => {
      const { installedKernels, uninstallKernelspec } = await import('./install/kernelspec.js');
      const folder = await uninstallKernelspec(options);
      console.log(`Removed ${folder}`);
      if (installedKernels([dirname(dirname(folder))]).length > 0) return;
      const { uninstallPythonPackage } = await import('./install/python-package.js');
      const packages = await uninstallPythonPackage(options);
      if (packages !== undefined)
        console.log(`Removed what Papermill and nbconvert look for from ${packages}`);
    });

  program
    .command('run <file>')
    .description(
      'run a notebook, or a script in percent format, without Jupyter; exit code 1 when a cell fails',
    )
    .option('--out <file>', 'write the executed notebook; without it the outputs are printed')
    .option(
      '--param <name=value>',
      'set a parameter (repeat for more)',
      (word, all: string[]) => [...all, word],
      [],
    )
    .addOption(
      new Option('--timeout <seconds>', 'the longest time that one cell may take').argParser(seconds),
    )
    .action(run);

  const replicas = (text: string) => {
    if (/^[1-9]\d*$/.test(text)) return Number(text);
    throw new InvalidArgumentError('expected a number of at least 1.');
  };
  const whole = (text: string) => {
    if (/^\d+$/.test(text)) return Number(text);
    throw new InvalidArgumentError('expected a whole number.');
  };
  program
    .command('launch <file> [args...]')
    .description('run a script or a notebook on several replicas (MPI); after a death it starts again')
    .addOption(new Option('-n, --replicas <number>', 'how many').argParser(replicas).makeOptionMandatory())
    .addOption(new Option('--restarts <number>', 'how often it starts again').default(3).argParser(whole))
    .addOption(new Option('--hosts <a,b>', 'the machines of a script').argParser((text) => text.split(',')))
    .option('--address <address>', "this machine's address, by which replicas on others find it")
    .option('--all-output', "a script's output from all replicas, with their numbers, not replica 0's alone")
    .option('--out <file>', 'write the executed notebook')
    .addOption(
      new Option('--mpirun-args <words>', 'more words for mpirun').argParser((text) => text.split(/\s+/)),
    )
    .passThroughOptions()
    .action(launch);

  program
    .command('export <file>')
    .description('turn a notebook into a script (percent format), or such a script into a notebook')
    .addHelpText('after', '\nWith - for the file it reads standard input and writes standard output.')
    .option('--js', 'plain JavaScript')
    .option('--out <file>', 'the file to write')
    .action(async (file: string, options: { js?: boolean; out?: string }) => {
      const { exportFile, exportText, hintFor } = await import('./notebook/export.js');
      if (file === '-') {
        if (options.out !== undefined) {
          const { NotebookError } = await import('./notebook/notebook-error.js');
          throw new NotebookError(`export: expected no --out with -; received ${options.out}.`, {
            fix: `cellgrad export - > ${options.out}`,
          });
        }
        process.stdout.write(exportText(readFileSync(0, 'utf8'), options));
        return;
      }
      const target = await exportFile(file, options);
      console.log(`Written to ${target}`);
      const hint = hintFor(target);
      if (hint !== undefined) console.error(hint);
    });

  program
    .command('serve <model>')
    .description('answer POST /predict (JSON) with the predictions of a .keras or .h5 model')
    .option('--host <address>', 'where to listen; others than this machine need 0.0.0.0', '127.0.0.1')
    .addOption(new Option('--port <number>', 'the port; 0 for any free one').default(8501).argParser(whole))
    .addOption(
      new Option('--body-limit <bytes>', 'the longest request').default(10 * 2 ** 20).argParser(whole),
    )
    .action(async (path: string, options: { host: string; port: number; bodyLimit: number }) => {
      const { serve } = await import('./serve/serve.js');
      await serve(path, options);
    });

  program
    .command('start')
    .description('start the kernel for a front end (Jupyter calls this)')
    .requiredOption('--connection-file <file>', "Jupyter's connection file")
    .action(({ connectionFile }: { connectionFile: string }) => start(connectionFile));

  const backend = program
    .command('backend')
    .description('the backends on TensorFlow: native (CPU) and cuda (NVIDIA GPU, untested)');
  const name = new Argument('<name>', 'native or cuda').choices(['native', 'cuda'] as const);
  backend
    .command('install')
    .description("bring TensorFlow into the user's cache, with pip or from a folder")
    .addArgument(name)
    .option('--from <dir>', 'a folder with the wheels, or in which they are installed')
    .option('--version <version>', 'the version of TensorFlow')
    .action(async (name: 'native' | 'cuda', options: { from?: string; version?: string }) => {
      const backends = await backendsUnused();
      const report = (line: string) => console.log(line);
      const { version, folder, bytes } = await backends.install(name, { ...options, report });
      console.log(`Installed TensorFlow ${version} in ${folder} (${mebibytes(bytes)})`);
    });
  backend
    .command('list')
    .description('what is installed')
    .action(async () => {
      const backends = await backendsUnused();
      const found = backends.installed();
      for (const { name, version, folder, bytes } of found)
        console.log(`${name}  TensorFlow ${version}  ${mebibytes(bytes)}  ${folder}`);
      if (found.length === 0) console.log('none; cellgrad backend install native');
      for (const folder of backends.abandoned())
        console.log(
          `${folder} is left of an install that broke off; the next install or remove takes it away`,
        );
    });
  backend
    .command('remove')
    .description('take one away again')
    .addArgument(name)
    .action(async (name: 'native' | 'cuda') => {
      const backends = await backendsUnused();
      console.log((await backends.remove(name)) ? `Removed ${name}` : `${name} is not installed`);
    });

  program
    .command('doctor')
    .description('look at everything that the kernel needs')
    .action(async () => {
      const { examine, report } = await import('./install/doctor.js');
      const findings = await examine(backends);
      console.log(report(findings));
      if (findings.some(({ ok }) => ok === false)) process.exitCode = 1;
    });

  await program.parseAsync();
}

async function launch(
  file: string,
  args: string[],
  options: {
    replicas: number;
    restarts: number;
    hosts?: string[];
    address?: string;
    allOutput?: boolean;
    out?: string;
    mpirunArgs?: string[];
  },
): Promise<void> {
  const { launch } = await import('./replicas/launch.js');
  const { hostname } = await import('node:os');
  const { mpirunArgs: more, ...given } = options;
  const address = given.address ?? (given.hosts === undefined ? undefined : hostname());
  process.exitCode = await launch({
    ...given,
    file,
    args,
    ...(more !== undefined && { more }),
    ...(address !== undefined && { address }),
    signal: stopSignal(),
  });
}

/** Aborted by Ctrl-C, a closed terminal or `kill`; the second time the user does not want to wait. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => {
      if (stop.signal.aborted) process.exit(130);
      stop.abort();
    });
  return stop.signal;
}

async function run(
  path: string,
  { out, param, timeout }: { out?: string; param: string[]; timeout?: number },
): Promise<void> {
  const { runNotebook } = await import('./notebook/run.js');
  const { parseParameters } = await import('./notebook/parameters.js');
  const result = await runNotebook(path, {
    ...(out !== undefined && { out }),
    ...(timeout !== undefined && { timeout }),
    parameters: parseParameters(param),
    signal: stopSignal(),
  });
  process.exitCode = result.interrupted ? 130 : result.ok ? 0 : 1;
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

async function packageJson(): Promise<string> {
  const { packageFolder } = await import('./install/paths.js');
  return `${packageFolder(import.meta.dirname)}/package.json`;
}

/** The library's backends, without one that the installed files or CELLGRAD_BACKEND could break: nothing is computed. */
async function backendsUnused() {
  process.env['CELLGRAD_BACKEND'] = 'cpu';
  return (await import('../src/index.js')).backends;
}

/** Which backends and which MPI the library can use; it is loaded for that. */
async function backends(): Promise<Finding[]> {
  const { backends, distribute } = await import('../src/index.js');
  const { rows, current, reason } = await backends.status();
  const { found, what, fix } = distribute.mpiStatus();
  const ready = rows.find(({ state }) => state === 'ready')?.name ?? 'cpu';
  return [
    ...(current === undefined
      ? [
          {
            name: 'backend',
            ok: false,
            found: reason,
            fix: `CELLGRAD_BACKEND=${ready}, or no CELLGRAD_BACKEND`,
          },
        ]
      : []),
    ...rows.map(({ name, state, why, fix }) => ({
      name: `backend ${name}`,
      ok: state === 'absent' ? ('note' as const) : true,
      found: `${state}, ${why}`,
      ...(fix !== undefined && { fix }),
    })),
    { name: 'mpi', ok: found || 'note', found: what, ...(fix !== undefined && { fix }) },
  ];
}

import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { runProgram } from './program.js';

/** The kernels that are needed with TensorFlow; the last version of the package. */
const KERNELS = '@tensorflow/tfjs-node-gpu@4.22.0';
const FOLDER = join('node_modules', '@tensorflow', 'tfjs-node-gpu');

/** What `npm pack` and the registry call the package's file. */
const PACKED = /^(?:tensorflow-)?tfjs-node-gpu-.*\.tgz$/;

/**
 * Puts the package with the kernels beside the wheel in `part`, from the folder `from` where it lies there, unpacked or packed,
 * else with npm; nothing of it is run.
 */
export async function bringKernels(
  part: string,
  { from, signal, report }: { from?: string; signal: AbortSignal; report: (line: string) => void },
): Promise<void> {
  // Who names the folder tensorflow of a wheel means what lies beside it.
  const given = from === undefined ? [] : basename(from) === 'tensorflow' ? [from, dirname(from)] : [from];
  const to = join(part, FOLDER);
  const unpacked = given.map((one) => join(one, FOLDER)).find((one) => existsSync(join(one, 'package.json')));
  if (unpacked !== undefined) {
    report(`Copying ${KERNELS} from ${unpacked}`);
    // What else lies there are a library that is not used, and what was built for it.
    const isUsed = (path: string) => /^(?:package\.json|dist(?:[\\/].*)?|)$/.test(relative(unpacked, path));
    await cp(unpacked, to, { recursive: true, filter: isUsed });
    return;
  }
  await mkdir(to, { recursive: true });
  const unpack = (file: string) =>
    runProgram('tar', ['-xzf', file, '-C', to, '--strip-components=1'], {
      ...{ signal, report },
      fix: `npm pack ${KERNELS} once more: ${file} is damaged`,
    });
  const packed = given.flatMap((one) => packedIn(one))[0];
  if (packed !== undefined) {
    report(`Unpacking ${packed}`);
    await unpack(packed);
    return;
  }
  report(`Bringing ${KERNELS} with npm`);
  const fix =
    from === undefined
      ? `look at the network, or bring it by other means: npm pack ${KERNELS} elsewhere, and cellgrad backend install with --from DIR, the folder with it and the wheels`
      : `npm pack ${KERNELS} on a machine with a network, and put its file into ${from}`;
  const retries = from === undefined ? [] : ['--fetch-retries=0'];
  const args = [
    'pack',
    KERNELS,
    '--ignore-scripts',
    '--loglevel=error',
    ...retries,
    '--pack-destination',
    part,
  ];
  await runProgram('npm', args, { fix, signal });
  const file = join(part, (await readdir(part)).find((entry) => PACKED.test(entry))!);
  await unpack(file);
  await rm(file);
}

function packedIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((entry) => PACKED.test(entry))
    .map((entry) => join(folder, entry));
}

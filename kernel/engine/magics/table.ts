import { backend } from './backend.js';
import { cd } from './cd.js';
import { distribute } from './distribute.js';
import { env } from './env.js';
import { helpOf } from './help.js';
import { html, markdown } from './html.js';
import { load } from './load.js';
import type { Magic } from './magic.js';
import { npm } from './npm.js';
import { reset } from './reset.js';
import { script } from './script.js';
import { tensorboard } from './tensorboard.js';
import { time } from './time.js';
import { timeit } from './timeit.js';
import { types } from './types.js';
import { who } from './who.js';
import { writefile } from './writefile.js';

/** Every magic by its name. */
export const MAGICS: ReadonlyMap<string, Magic> = new Map(
  [
    helpOf(() => MAGICS),
    backend,
    distribute,
    time,
    timeit,
    who,
    reset,
    env,
    cd,
    load,
    writefile,
    script,
    html,
    markdown,
    npm,
    tensorboard,
    types,
  ].map((magic) => [magic.name, magic]),
);

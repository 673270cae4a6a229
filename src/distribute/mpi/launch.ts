import type { AbiName } from './abi.js';

/** How this process was started, as one of several. */
export interface Launch {
  readonly rank: number;
  readonly size: number;
  /** Its number among those of this machine; null if that is not known. */
  readonly localRank: number | null;
  /** How many are on this machine; null if that is not known. */
  readonly localSize: number | null;
  /** The families of MPI libraries whose launcher says so much. */
  readonly families: readonly AbiName[];
}

/** Variables by which a launcher tells a process its place: rank, size, rank and size on this machine. */
const LAUNCHERS: readonly (readonly [names: readonly string[], families: readonly AbiName[]])[] = [
  [
    [
      'OMPI_COMM_WORLD_RANK',
      'OMPI_COMM_WORLD_SIZE',
      'OMPI_COMM_WORLD_LOCAL_RANK',
      'OMPI_COMM_WORLD_LOCAL_SIZE',
    ],
    ['openmpi'],
  ],
  [
    ['PMI_RANK', 'PMI_SIZE', 'MPI_LOCALRANKID', 'MPI_LOCALNRANKS'],
    ['mpich', 'standard'],
  ],
  [
    ['SLURM_PROCID', 'SLURM_STEP_NUM_TASKS', 'SLURM_LOCALID', 'SLURM_TASKS_PER_NODE'],
    ['openmpi', 'mpich', 'standard'],
  ],
];

/** What the environment says of the launcher; null for a process that was started alone. */
export function launchOf(env: NodeJS.ProcessEnv = process.env): Launch | null {
  for (const [names, families] of LAUNCHERS) {
    const [rank = null, size = null, localRank = null, localSize = null] = names.map((name) =>
      count(env[name]),
    );
    if (rank === null || size === null) continue;
    return { rank, size, localRank, localSize, families };
  }
  return null;
}

function count(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

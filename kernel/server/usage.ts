import { readdirSync, readFileSync } from 'node:fs';
import { cpus, freemem, hostname, totalmem } from 'node:os';

/** What usage_reply holds. Times are per cent of one processor, memory is in bytes. */
export interface UsageReply {
  readonly hostname: string;
  readonly pid: number;
  readonly cpu_count: number;
  readonly kernel_cpu?: number;
  readonly kernel_memory?: number;
  readonly host_cpu_percent?: number;
  readonly host_virtual_memory: {
    readonly total: number;
    readonly available: number;
    readonly used: number;
    readonly free: number;
    readonly percent: number;
  };
}

/** Clock ticks a second; Linux has shown 100 to programs for ever. */
const TICKS = 100;

/** Reads what the kernel's processes and the machine use. Rates are those since the last reading. */
export class Usage {
  #last: { at: number; ticks: number; idle: number; total: number } | undefined;

  /** `pids`: the kernel's processes; their children count too. */
  read(pids: readonly number[]): UsageReply {
    const all = withChildren(pids);
    const processes = all.map(readProcess).filter((one) => one !== undefined);
    const ticks = processes.reduce((sum, one) => sum + one.ticks, 0);
    const host = hostTimes();
    const now = { at: performance.now(), ticks, ...host };
    const last = this.#last;
    this.#last = now;
    const total = totalmem();
    const available = availableMemory() ?? freemem();
    const seconds = last ? (now.at - last.at) / 1000 : 0;
    const spent = last ? host.total - last.total : 0;
    return {
      hostname: hostname(),
      pid: process.pid,
      cpu_count: cpus().length,
      ...(processes.length > 0 && {
        kernel_memory: processes.reduce((sum, one) => sum + one.memory, 0),
        kernel_cpu: last && seconds > 0 ? Math.max(0, ((ticks - last.ticks) / TICKS / seconds) * 100) : 0,
      }),
      ...(last && spent > 0 && { host_cpu_percent: 100 * (1 - (host.idle - last.idle) / spent) }),
      host_virtual_memory: {
        total,
        available,
        used: total - available,
        free: freemem(),
        percent: (100 * (total - available)) / total,
      },
    };
  }
}

/** Only Linux says it in files; elsewhere the reply leaves out what needs it. */
function readProcess(pid: number): { ticks: number; memory: number } | undefined {
  try {
    // The name in parentheses may hold spaces; after it the fields are 3 and on.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const resident = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
    return { ticks: Number(fields[11]) + Number(fields[12]), memory: resident * 1024 };
  } catch {
    return undefined;
  }
}

function withChildren(pids: readonly number[]): number[] {
  const found = [...new Set(pids)];
  for (const pid of found) {
    try {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        const children = readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1');
        for (const child of children.split(' ').filter(Boolean).map(Number)) {
          if (!found.includes(child)) found.push(child);
        }
      }
    } catch {
      // It has ended meanwhile, or this is not Linux.
    }
  }
  return found;
}

function hostTimes(): { idle: number; total: number } {
  let idle = 0;
  let total = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    for (const part of Object.values(times)) total += part;
  }
  return { idle, total };
}

function availableMemory(): number | undefined {
  try {
    const found = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'latin1'));
    return found ? Number(found[1]) * 1024 : undefined;
  } catch {
    return undefined;
  }
}

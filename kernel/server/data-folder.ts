import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the kernel keeps what belongs to a user and outlives a session. `CELLGRAD_STATE_DIR` says otherwise. */
export function dataFolder(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const { CELLGRAD_STATE_DIR, XDG_DATA_HOME, APPDATA } = env;
  if (CELLGRAD_STATE_DIR) return CELLGRAD_STATE_DIR;
  const home = env['HOME'] || homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'cellgrad');
  if (platform === 'win32') return join(APPDATA || join(home, 'AppData', 'Roaming'), 'cellgrad');
  return join(XDG_DATA_HOME || join(home, '.local', 'share'), 'cellgrad');
}

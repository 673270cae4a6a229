import { readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where the Vulkan loader looks for the descriptions of drivers, after the folders of the user. */
const FOLDERS = ['/etc', '/usr/local/etc', '/usr/local/share', '/usr/share'];

/**
 * Whether a Vulkan driver is registered on this Linux system. To ask Dawn would take its time at each start, and it prints
 * warnings where there is none.
 */
export function hasVulkanDriver(env: Readonly<Record<string, string | undefined>> = process.env): boolean {
  if (env['VK_ICD_FILENAMES'] || env['VK_DRIVER_FILES'] || env['VK_ADD_DRIVER_FILES']) return true;
  const home = env['HOME'] ?? '';
  const data = env['XDG_DATA_HOME'] || join(home, '.local', 'share');
  const config = env['XDG_CONFIG_HOME'] || join(home, '.config');
  const shared = (env['XDG_DATA_DIRS'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [data, config, ...shared, ...FOLDERS].some((folder) =>
    hasDescriptions(join(folder, 'vulkan', 'icd.d')),
  );
}

function hasDescriptions(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => name.endsWith('.json'));
  } catch {
    return false;
  }
}

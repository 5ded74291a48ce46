import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser draws and nothing else: no updates, no reports, no look-ups of its own. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where to look, in order, and on whose word. */
interface Surroundings {
  readonly env: { readonly CHROME_PATH?: string | undefined; readonly PATH?: string | undefined };
  readonly isExecutable: (path: string) => boolean;
}

/** The path of a Chromium or Chrome: CHROME_PATH, else the PATH, else the usual places. Throws, saying how to get one. */
export function findBrowser(
  { env, isExecutable }: Surroundings = { env: process.env, isExecutable: canExecute },
): string {
  const { CHROME_PATH: named, PATH = '' } = env;
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named;
    throw new Error(`CHROME_PATH is ${named}, and there is no program there; correct it, or unset it to search.`);
  }
  const onPath = PATH.split(delimiter).flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  const found = [...onPath, ...USUAL_PLACES].find((path) => isExecutable(path));
  if (found !== undefined) return found;
  throw new Error(
    'The browser tests need Chromium or Chrome, and none was found. Debian and Ubuntu: sudo apt-get install chromium. ' +
      'Fedora: sudo dnf install chromium. macOS: brew install --cask google-chrome. Elsewhere set CHROME_PATH to its program.',
  );
}

/** Starts a headless browser for a test, which closes it again. */
export async function launchBrowser(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath: findBrowser(), args: isRoot ? ['--no-sandbox', ...FLAGS] : FLAGS });
}

function canExecute(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

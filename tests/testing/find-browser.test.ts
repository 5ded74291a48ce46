import { expect, it } from 'vitest';
import { findBrowser } from './find-browser.ts';

const machineWith =
  (...programs: readonly string[]) =>
  (path: string) =>
    programs.includes(path);

it('takes the browser that CHROME_PATH names before any other', () => {
  const isExecutable = machineWith('/opt/chrome', '/usr/bin/chromium');
  expect(findBrowser({ env: { CHROME_PATH: '/opt/chrome', PATH: '/usr/bin' }, isExecutable })).toBe('/opt/chrome');
});

it('says so when CHROME_PATH leads nowhere, though another browser is there', () => {
  const isExecutable = machineWith('/usr/bin/chromium');
  expect(() => findBrowser({ env: { CHROME_PATH: '/opt/chrome' }, isExecutable })).toThrow(
    'CHROME_PATH is /opt/chrome',
  );
});

it('searches the PATH, then the usual places', () => {
  const env = { PATH: '/home/me/bin:/usr/local/bin' };
  expect(findBrowser({ env, isExecutable: machineWith('/usr/local/bin/google-chrome') })).toBe(
    '/usr/local/bin/google-chrome',
  );
  expect(findBrowser({ env, isExecutable: machineWith('/usr/bin/chromium') })).toBe('/usr/bin/chromium');
});

it('says how to install one when there is none', () => {
  expect(() => findBrowser({ env: { PATH: '/usr/bin' }, isExecutable: () => false })).toThrow(
    'apt-get install chromium',
  );
});

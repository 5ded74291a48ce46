import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { busyWorld, emptyWorld, unconfiguredWorld } from './testing/a-world.ts';
import { type BuiltConsole, buildConsole } from './testing/build-console.ts';
import {
  axeViolations,
  type ConsoleBrowser,
  focused,
  launchConsoleBrowser,
  tabTo,
  textSizes,
  type Visit,
} from './testing/console-browser.ts';
import { type FakeKairosApi, SECRET_KEY, SIGN_IN_CODE, startFakeKairosApi } from './testing/fake-kairos-api.ts';
import type { World } from './testing/world.ts';

let built: BuiltConsole;
let browser: ConsoleBrowser;
let api: FakeKairosApi;

beforeAll(async () => {
  built = await buildConsole();
  browser = await launchConsoleBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await built.remove();
});

beforeEach(async () => {
  api = await startFakeKairosApi({ world: busyWorld(), consoleDir: built.directory });
});

afterEach(async () => {
  const complaints = await browser.closePages();
  await api.close();
  expect(complaints).toEqual([]);
});

const open = (path: string, visit?: Visit): Promise<Page> => browser.open(api, path, visit);
const pathOf = (page: Page): string => page.url().replace(`${api.origin}/console`, '');
const heading = (page: Page): Promise<string> => page.locator('h1').innerText();

describe('signing in', () => {
  test('a secret key signs in, and leads on to the page that was asked for', async () => {
    const page = await open('/accounts?q=harb', { signedIn: false });
    expect(pathOf(page)).toContain('/sign-in');
    await page.getByLabel('Secret key', { exact: true }).fill(SECRET_KEY);
    await page.keyboard.press('Enter');
    await page.getByText('Of 1 account like “harb”').waitFor();
    expect(pathOf(page)).toBe('/accounts?q=harb');
    expect(
      await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])),
    ).not.toContain(SECRET_KEY);
  });

  test('a wrong key is told what a right one looks like, and no key is asked for one', async () => {
    const page = await open('/sign-in', { signedIn: false });
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Paste a secret key here.').waitFor();
    await page.getByLabel('Secret key', { exact: true }).fill('sk_wrong');
    await page.keyboard.press('Enter');
    await page.getByText('No environment has this secret key; it begins with sk_test_ or sk_live_.').waitFor();
  });

  test('a link with a code signs in, and the code leaves the address', async () => {
    const page = await open(`/?code=${SIGN_IN_CODE}&days=7`, { signedIn: false });
    expect(await heading(page)).toContain('In the last 7 days');
    expect(pathOf(page)).toBe('/?days=7');
  });

  test('a link that was used before says so on the sign-in page', async () => {
    const page = await open('/?code=used', { signedIn: false });
    await page.getByText('This sign-in link was used already').waitFor();
    expect(page.url()).not.toContain('used');
  });

  test('a session that ended while the page was open leads to the sign-in page and back', async () => {
    const page = await open('/accounts/lantern-works');
    api.signEveryoneOut();
    await page.getByRole('link', { name: 'Funnel', exact: true }).click();
    await page.getByText('Sign in with a secret key.').waitFor();
    await page.getByLabel('Secret key', { exact: true }).fill(SECRET_KEY);
    await page.keyboard.press('Enter');
    await page.getByText('moments shown led to an upgrade').waitFor();
  });

  test('signing out ends the session', async () => {
    const page = await open('/');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Sign in with a secret key.').waitFor();
    await page.goto(`${api.origin}/console/accounts`);
    await page.getByText('Sign in with a secret key.').waitFor();
  });
});

describe('the funnel', () => {
  test('says it in a sentence, and every number in the table with what it is a share of', async () => {
    const page = await open('/');
    expect(await heading(page)).toBe(
      'In the last 30 days, 35 of 305 moments shown led to an upgrade (11.5%), which added $1,715 a month.',
    );
    await page.getByRole('cell', { name: '24 14.7% of 163' }).waitFor();
    expect(await page.title()).toBe('Funnel · Kairos');
  });

  test('period and grouping are in the address, and survive a reload', async () => {
    const page = await open('/');
    await page.getByRole('link', { name: '90 days' }).click();
    await page.getByRole('link', { name: 'By signal' }).click();
    await page
      .getByText('usage.reached converts best: 13 of 56 moments shown (23.2%). Build more plays on it.')
      .waitFor();
    expect(pathOf(page)).toBe('/?days=90&by=signal');
    await page.reload();
    await page.getByText('usage.reached converts best').waitFor();
    expect(await page.getByRole('link', { name: '90 days' }).getAttribute('aria-current')).toBe('page');
  });

  test('tells how it is counted, in place', async () => {
    const page = await open('/');
    await page.getByText('How this is counted').click();
    await page.getByText('305 ÷ 412 = 74.0%').waitFor();
    await page.getByText('$1,715 ÷ 35 = $49').waitFor();
  });

  test('counts to the environment’s now', async () => {
    await open('/?days=7');
    expect(api.asked).toContain(
      'GET /v1/reports/funnel?from=2026-11-15T09%3A30%3A00.001Z&to=2026-11-22T09%3A30%3A00.001Z&by=play',
    );
  });

  test('with nothing to count, teaches the next step with a command for this environment', async () => {
    api.setWorld(emptyWorld);
    const page = await open('/');
    expect(await heading(page)).toBe('In the last 30 days no moment was due.');
    const command = await page.getByRole('region', { name: 'Send an event to Ledgerly sandbox' }).innerText();
    expect(command).toContain(`curl ${api.origin}/v1/track`);
    expect(command).toContain('Bearer pk_test_fake');
    expect(command).toContain('"event":"Invoice Sent"');
  });

  test('without a config, says how to put one, and goes on by itself once it is there', async () => {
    api.setWorld(unconfiguredWorld);
    const page = await open('/');
    expect(await heading(page)).toBe('Ledgerly sandbox does not know yet what you sell.');
    api.setWorld(emptyWorld);
    await page.getByText('In the last 30 days no moment was due.').waitFor();
  });
});

describe('accounts', () => {
  test('are found by name while typing, and the search is in the address', async () => {
    const page = await open('/accounts');
    expect(await heading(page)).toBe('Of the 50 accounts on this page, 11 are beyond a limit and 5 are close to one.');
    await page.getByLabel('Find accounts by name').fill('harb');
    await page.getByText('Of 1 account like “harb”, 1 is close to a limit and none is beyond one.').waitFor();
    expect(pathOf(page)).toBe('/accounts?q=harb');
  });

  test('are filtered by stage, with what was sought kept, and the filter is in the address', async () => {
    const page = await open('/accounts?q=press');
    await page
      .getByRole('navigation', { name: 'Accounts by stage' })
      .getByRole('link', { name: 'Tier ceiling' })
      .click();
    await page.getByText('Of 3 accounts like “press” at tier ceiling, 3 are beyond a limit.').waitFor();
    expect(pathOf(page)).toBe('/accounts?q=press&stage=tier-ceiling');
    expect(api.asked).toContain('GET /v1/accounts?limit=50&q=press&stage=tier-ceiling');
    await page.getByLabel('Find accounts by name').fill('');
    await page.getByText('at tier ceiling').filter({ hasNotText: 'press' }).first().waitFor();
    expect(pathOf(page)).toBe('/accounts?stage=tier-ceiling');
    await page.getByRole('link', { name: 'All stages' }).click();
    await page.getByText('Of the 50 accounts on this page').waitFor();
  });

  test('that are at no such stage are told so', async () => {
    api.setWorld({ ...busyWorld(), accounts: busyWorld().accounts.slice(0, 2) });
    const page = await open('/accounts?stage=power-usage');
    expect(await heading(page)).toBe('No account is at power usage now.');
    await page.getByRole('link', { name: 'All stages' }).click();
    await page.getByText('Of 2 accounts').waitFor();
  });

  test('one tells its stage, and of each the rules that hold and those that don’t, with the numbers', async () => {
    const page = await open('/accounts/harbour-pine');
    const stage = page.getByRole('region', { name: 'Stage: Active usage' });
    await stage.getByText('Early signals, since 20 November 2026').waitFor();
    const current = stage.locator('[aria-current=step]');
    expect(await current.getByRole('heading').innerText()).toBe('Active usage');
    await current.getByText('2 of 4 hold, 2 are needed').waitFor();
    const rule = (name: string) => current.getByRole('listitem').filter({ hasText: name });
    await rule('Near limits').getByRole('img', { name: 'Holds' }).waitFor();
    await rule('Near limits').getByText('8 of 10 invoices').waitFor();
    await rule('Daily use').getByRole('img', { name: 'Does not hold' }).waitFor();
    await rule('Daily use').getByText('active on 4 of the last 30 days; 15 make it daily').waitFor();
  });

  test('one tells how ready it is, by what, and what is due while it may not be offered anything', async () => {
    const page = await open('/accounts/lantern-works');
    const readiness = page.getByRole('region', { name: 'Readiness: 50 of 100' });
    await readiness.getByText('No offer: it fails 2 of 11 rules').waitFor();
    const item = (name: string) => readiness.getByRole('listitem').filter({ hasText: name });
    await item('Limits filled').getByText('+25').waitFor();
    await item('Complaint').getByText('−20').waitFor();
    await item('Complaint').getByRole('img', { name: 'Fails' }).waitFor();
    await item('Adoption').getByRole('img', { name: 'Passes' }).waitFor();
    await item('Resolve the open tickets').getByText('due since 18 November 2026').waitFor();
  });

  test('one tells its use in seven dimensions', async () => {
    const page = await open('/accounts/lantern-works');
    const dimensions = page.getByRole('region', { name: 'Use in seven dimensions' });
    expect(await dimensions.getByRole('term').allInnerTexts()).toHaveLength(7);
    await dimensions.getByText('18,204 of 25,000 API calls').waitFor();
    await dimensions.getByText('no meter counts data').waitFor();
  });

  test('go on page by page', async () => {
    const page = await open('/accounts');
    await page.getByRole('link', { name: 'Next page' }).click();
    await page.getByText('Of the 12 accounts on this page').waitFor();
    await page.getByRole('link', { name: 'First page' }).click();
    await page.getByText('Of the 50 accounts on this page').waitFor();
  });

  test('one that does not exist says so and leads back', async () => {
    const page = await open('/accounts/nobody');
    expect(await heading(page)).toBe('There is no such account.');
    await page.getByRole('link', { name: 'All accounts' }).click();
    await page.getByText('Of the 50 accounts').waitFor();
  });

  test('one near its limit says when it runs out, in the account’s own time zone', async () => {
    const page = await open('/accounts/harbour-pine');
    expect(await heading(page)).toBe(
      'Harbour & Pine has used 8 of 10 invoices; at this pace it runs out on 27 November.',
    );
    expect(await page.title()).toBe('Harbour & Pine · Kairos');
    await page.getByText('Times are Europe/Madrid').waitFor();
  });

  test('superseded signals are listed on request', async () => {
    const page = await open('/accounts/harbour-pine');
    await page.getByRole('link', { name: 'Show superseded ones' }).click();
    await page.getByText('2 of 2 seats, past 80%').waitFor();
    expect(pathOf(page)).toBe('/accounts/harbour-pine?superseded=shown');
  });

  test('a point on the moment line leads to the decision behind it', async () => {
    const page = await open('/accounts/harbour-pine');
    await page
      .getByRole('button', { name: /22 Oct 2026, 17:01: outgrowing-limit. Silenced by guardrail.cool-off, 2 times/ })
      .focus();
    await page.getByRole('link', { name: 'Why' }).click();
    const rule = page
      .getByRole('listitem')
      .filter({ hasText: 'guardrail.cool-off"not now" on 18 Oct 2026, 11:14; quiet until 17 Nov 2026, 10:14' });
    await rule.filter({ visible: true }).last().waitFor();
    expect(pathOf(page)).toBe('/accounts/harbour-pine?decision=dec_2');
  });

  test('what changes on the server is on the page when one comes back to it', async () => {
    const page = await open('/accounts/lantern-works');
    api.setWorld(withUpgrade(busyWorld()));
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('Lantern Works has used 104 of 1,000 invoices').waitFor();
  });

  test('when the server stops answering, what was known stays, with its time', async () => {
    const page = await open('/accounts/lantern-works');
    api.failWith({ path: '/v1/accounts', status: 503 });
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('Kairos does not answer. This is as of').waitFor();
    expect(await heading(page)).toContain('Lantern Works has used');
    api.failWith(null);
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('Kairos does not answer. This is as of').waitFor({ state: 'detached' });
  });
});

describe('by keyboard alone', () => {
  test('from the funnel to a rule of one decision of one account', async () => {
    const page = await open('/');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('harb');
    await page.getByRole('option', { name: /Harbour & Pine/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Harbour & Pine has used').first().waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');

    await tabTo(page, /21 Nov 2026, 09:41: outgrowing-limit. Silenced by guardrail.account/);
    await page.keyboard.press('ArrowLeft');
    expect(await focused(page)).toContain('shown 20 Nov 2026, 15:13');
    await page.keyboard.press('Home');
    expect(await focused(page)).toContain('Signal: 8 of 10 invoices, past 80%');

    await tabTo(page, /outgrowing-limit was silenced by guardrail.account/);
    await page.keyboard.press('Enter');
    await page.getByText('the next may come on 20 Dec 2026').filter({ visible: true }).last().waitFor();
  });

  test('an account that is found after the last key was typed is opened by Enter', async () => {
    const page = await open('/');
    const release = api.hold('/v1/accounts');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('harb');
    await page.getByText('Nothing is called “harb”.').waitFor();
    release();
    await page.getByRole('option', { name: /Harbour & Pine/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Harbour & Pine has used').first().waitFor();
  });

  test('the list of accounts is narrowed to a stage', async () => {
    const page = await open('/accounts');
    await tabTo(page, /^Power usage$/);
    await page.keyboard.press('Enter');
    await page.getByText('accounts at power usage').waitFor();
    await tabTo(page, /^All stages$/);
  });

  test('the skip link leads past the navigation', async () => {
    const page = await open('/accounts');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Find accounts by name');
  });

  test('colours are chosen in the palette and kept', async () => {
    const page = await open('/');
    const scheme = () => page.evaluate(() => document.documentElement.dataset['mantineColorScheme']);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('dark');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await scheme()).toBe('dark');
    await page.reload();
    await page.locator('h1').waitFor();
    expect(await scheme()).toBe('dark');
  });
});

interface Screen {
  readonly name: string;
  readonly path: string;
  readonly world?: World;
}

const SCREENS: readonly Screen[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'funnel', path: '/?by=signal' },
  { name: 'empty funnel', path: '/', world: emptyWorld },
  { name: 'no config', path: '/', world: unconfiguredWorld },
  { name: 'accounts', path: '/accounts?q=studio' },
  { name: 'accounts at a stage', path: '/accounts?stage=power-usage' },
  { name: 'no accounts', path: '/accounts', world: emptyWorld },
  { name: 'account in warning', path: '/accounts/harbour-pine?superseded=shown&decision=dec_7' },
  { name: 'account in grace', path: '/accounts/lantern-works' },
  { name: 'account of which little is known', path: '/accounts/alder-press' },
  { name: 'no such account', path: '/accounts/nobody' },
  { name: 'no such page', path: '/nowhere' },
];

describe.each(SCREENS)('the screen: $name', ({ path, world = busyWorld() }) => {
  test('is accessible, in light colours and in dark', async () => {
    api.setWorld(world);
    const page = await open(path);
    expect(await axeViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeViolations(page, { rules: ['color-contrast'] })).toEqual([]);
  });

  test('does not scroll sideways at 320 pixels, and has at most four sizes of text', async () => {
    api.setWorld(world);
    const page = await open(path, { width: 320 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect((await textSizes(page)).length).toBeLessThanOrEqual(4);
  });
});

describe('while data is on its way', () => {
  test('the page before stays, then its outline, then the page; the palette is accessible throughout', async () => {
    const page = await open('/');
    const release = api.hold('/v1/accounts');
    await page.getByRole('link', { name: 'Accounts', exact: true }).click();
    expect(await heading(page)).toContain('In the last 30 days');
    await page.getByRole('status', { name: 'Loading the page' }).waitFor();
    release();
    await page.getByText('Of the 50 accounts').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: /Lantern Works/ }).waitFor();
    expect(await axeViolations(page, { within: '[role=dialog]' })).toEqual([]);
  });
});

/** The world in which Lantern Works got a tenfold limit. */
function withUpgrade(world: World): World {
  const accounts = world.accounts.map((account) => {
    const { invoices } = account.view.usage;
    if (account.view.id !== 'lantern-works' || invoices === undefined) return account;
    const usage = {
      ...account.view.usage,
      invoices: { ...invoices, limit: 1000, ratio: 0.9, state: 'ok' as const, remaining: 896 },
    };
    return { ...account, view: { ...account.view, usage } };
  });
  return { ...world, accounts };
}

import { expect, test } from 'vitest';
import { busyWorld, rowOf } from '../testing/a-world.ts';
import { type PaletteActions, paletteCommands } from './palette-commands.ts';

const nothing: PaletteActions = { goTo: () => undefined, openAccount: () => undefined, setScheme: () => undefined };
const accounts = busyWorld().accounts.slice(0, 2).map(rowOf);
const labels = (query: string) => paletteCommands(query, accounts, nothing).map((command) => command.label);

test('an empty query offers everything, screens first', () => {
  expect(labels('')).toEqual([
    'Funnel',
    'Accounts',
    'Harbour & Pine',
    'Lantern Works',
    'Light',
    'Dark',
    'As the system',
  ]);
});

test('every word of the query has to occur', () => {
  expect(labels('eligible funnel')).toEqual(['Funnel']);
  expect(labels('dark')).toEqual(['Dark']);
  expect(labels('zzz')).toEqual([]);
});

test('accounts are found by name or id, whatever the server last answered', () => {
  expect(labels('harbour')).toEqual(['Harbour & Pine']);
  expect(labels('lantern-works')).toEqual(['Lantern Works']);
});

test('running a command does what it says', () => {
  const opened: string[] = [];
  const [command] = paletteCommands('harbour', accounts, { ...nothing, openAccount: (id) => opened.push(id) });
  command?.run();
  expect(opened).toEqual(['harbour-pine']);
});

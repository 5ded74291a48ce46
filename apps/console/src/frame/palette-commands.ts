import type { MantineColorScheme } from '@mantine/core';
import type { AccountRow } from '../api/account-view.ts';

/** Something the command palette can do. */
export interface PaletteCommand {
  readonly id: string;
  readonly group: 'Screens' | 'Accounts' | 'Colours';
  readonly label: string;
  /** What else is worth knowing, in a word or two. */
  readonly hint: string;
  readonly run: () => void;
}

export interface PaletteActions {
  readonly goTo: (screen: '/' | '/accounts') => void;
  readonly openAccount: (id: string) => void;
  readonly setScheme: (scheme: MantineColorScheme) => void;
}

/** The commands that fit what was typed: every one of its words must occur; of the accounts, which the server found, in the name or id. */
export function paletteCommands(
  query: string,
  accounts: readonly AccountRow[],
  { goTo, openAccount, setScheme }: PaletteActions,
): readonly PaletteCommand[] {
  const fixed: readonly PaletteCommand[] = [
    { id: 'funnel', group: 'Screens', label: 'Funnel', hint: 'from eligible to upgraded', run: () => goTo('/') },
    {
      id: 'accounts',
      group: 'Screens',
      label: 'Accounts',
      hint: 'every account and its room',
      run: () => goTo('/accounts'),
    },
  ];
  const schemes: readonly PaletteCommand[] = [
    { id: 'light', group: 'Colours', label: 'Light', hint: 'colours', run: () => setScheme('light') },
    { id: 'dark', group: 'Colours', label: 'Dark', hint: 'colours', run: () => setScheme('dark') },
    { id: 'system', group: 'Colours', label: 'As the system', hint: 'colours', run: () => setScheme('auto') },
  ];
  const fitting = accounts.filter(({ name, id }) => `${name} ${id}`.toLowerCase().includes(query.toLowerCase()));
  const found = fitting.map((account) => ({
    id: `account-${account.id}`,
    group: 'Accounts' as const,
    label: account.name,
    hint: account.plan.name,
    run: () => openAccount(account.id),
  }));
  return [...fixed.filter((each) => fits(each, query)), ...found, ...schemes.filter((each) => fits(each, query))];
}

function fits(command: PaletteCommand, query: string): boolean {
  const text = `${command.label} ${command.hint}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

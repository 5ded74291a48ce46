import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, useSpotlight } from '@mantine/spotlight';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { accountsQuery } from '../api/queries.ts';
import styles from './command-palette.module.css';
import { type PaletteCommand, paletteCommands } from './palette-commands.ts';
import { palette, paletteStore } from './palette-store.ts';

const LIST_ID = 'palette-list';
const ACCOUNTS_SHOWN = 8;

/** Go anywhere and find any account from the keyboard: Ctrl K, or Cmd K. */
export function CommandPalette() {
  const [query, setQuery] = useState('');
  const { opened, selected: chosen } = useSpotlight(paletteStore);
  const commands = useCommands(query, opened);
  const selected = selectedOf({ chosen, query, count: commands.length });
  const current = commands[selected];
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      tagsToIgnore={[]}
      lockScroll={false}
      attributes={{ content: { 'aria-label': 'Find an account or a screen' } }}
      size={560}
      yOffset={96}
      overlayProps={{ className: styles.veil ?? '', backgroundOpacity: 0, blur: 0 }}
      transitionProps={{ duration: 0 }}
      classNames={{ content: styles.content ?? '' }}
    >
      <Spotlight.Search
        ref={takeFocus}
        className={styles.search}
        role="combobox"
        aria-label="Find an account or a screen"
        aria-expanded
        aria-controls={LIST_ID}
        aria-activedescendant={current === undefined ? undefined : optionId(current)}
        placeholder="Find an account or a screen"
      />
      <Spotlight.ActionsList id={LIST_ID} role="listbox" aria-label="What was found" className={styles.list}>
        {commands.map((command, index) => (
          <Option
            key={command.id}
            command={command}
            isSelected={index === selected}
            isFirstOfGroup={command.group !== commands[index - 1]?.group}
          />
        ))}
      </Spotlight.ActionsList>
      {commands.length === 0 && (
        <p className={styles.nothing} role="status">
          Nothing is called “{query.trim()}”.
        </p>
      )}
    </Spotlight.Root>
  );
}

/** At once, so that what is typed right after the shortcut arrives; the dialog's own focus comes a moment later. */
function takeFocus(input: HTMLInputElement | null): void {
  input?.focus();
}

/** What is found after the typing has stopped moves the list under the selection: one of it is selected as soon as something was asked for. */
function selectedOf({ chosen, query, count }: { chosen: number; query: string; count: number }): number {
  return query.trim() === '' ? chosen : Math.max(0, Math.min(chosen, count - 1));
}

interface OptionProps {
  readonly command: PaletteCommand;
  readonly isSelected: boolean;
  readonly isFirstOfGroup: boolean;
}

function Option({ command, isSelected, isFirstOfGroup }: OptionProps) {
  const run = () => {
    palette.close();
    command.run();
  };
  // Enter takes what is marked `data-selected`, which an option that arrived after the last key must be too; the input keeps the focus throughout.
  return (
    <button
      type="button"
      role="option"
      aria-selected={isSelected}
      id={optionId(command)}
      className={styles.option}
      tabIndex={-1}
      data-action
      data-selected={isSelected || undefined}
      data-group={isFirstOfGroup ? command.group : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={run}
    >
      <span>{command.label}</span>
      <span className={styles.hint}>{command.hint}</span>
    </button>
  );
}

function useCommands(query: string, isOpen: boolean): readonly PaletteCommand[] {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const [q] = useDebouncedValue(query.trim(), 120);
  const { data } = useQuery({
    ...accountsQuery({ q: q === '' ? undefined : q }),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  });
  return paletteCommands(query.trim(), data?.data.slice(0, ACCOUNTS_SHOWN) ?? [], {
    goTo: (screen) => void navigate({ to: screen }),
    openAccount: (accountId) => void navigate({ to: '/accounts/$accountId', params: { accountId } }),
    setScheme: setColorScheme,
  });
}

function optionId(command: PaletteCommand): string {
  return `palette-${command.id}`;
}

import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import styles from './scheme-switch.module.css';

const SCHEMES: readonly { readonly value: MantineColorScheme; readonly label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'System' },
];

/** Light, dark, or what the system says; kept in this browser. */
export function SchemeSwitch() {
  // Keeping transitions keeps Mantine from writing a style tag to stop them.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <fieldset className={styles.switch}>
      <legend className={styles.legend}>Colours</legend>
      {SCHEMES.map(({ value, label }) => (
        <label key={value}>
          <input type="radio" name="scheme" checked={colorScheme === value} onChange={() => setColorScheme(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

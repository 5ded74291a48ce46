import { Button, createTheme, localStorageColorSchemeManager, type MantineColorSchemeManager } from '@mantine/core';

/**
 * What Mantine's own code needs to know of the look. The values live in tokens.css and mantine.css: the provider is told to
 * write no style tags, so that the console runs under `style-src 'self'`.
 */
export const theme = createTheme({
  primaryColor: 'ink',
  colors: {
    ink: ['#faf8f3', '#f3f0e8', '#e5e0d4', '#cdc6b6', '#a59c8b', '#776f62', '#5b554b', '#403b33', '#2a2620', '#1c1915'],
  },
  primaryShade: { light: 9, dark: 1 },
  autoContrast: true,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'var(--font)',
  components: { Button: Button.extend({ defaultProps: { size: 'sm' } }) },
});

/** The same key as in public/color-scheme.js, which reads it before the first paint. */
export const colorSchemes: MantineColorSchemeManager = localStorageColorSchemeManager({ key: 'kairos-color-scheme' });

import { createSpotlight } from '@mantine/spotlight';

/** The command palette's own state, and the verbs that open and close it. */
export const [paletteStore, palette] = createSpotlight();

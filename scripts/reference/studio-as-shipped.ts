import type { ConfigInput } from '../../packages/engine/src/catalog/config-schema.ts';
import { studio } from '../../packages/engine/src/testing/studio.ts';

/** The studio's catalog with every default in place, the holdout among them: what a team has that says nothing but what it sells. */
export function studioAsShipped(): ConfigInput {
  return studio({ holdout: {} });
}

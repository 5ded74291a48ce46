import type { MigrationProvider } from 'kysely/migration';
import { initial } from './0001-initial.ts';
import { accountStage } from './0002-account-stage.ts';
import { formerAccounts } from './0003-former-accounts.ts';
import { keyUse } from './0004-key-use.ts';
import { audit } from './0005-audit.ts';
import { erasures } from './0006-erasures.ts';
import { peers } from './0007-peers.ts';

/**
 * The way of the tables from nothing to this version, in order of name. Forward only: a migration that was released is never
 * changed, the next one mends it.
 */
export const migrations: MigrationProvider = {
  getMigrations: async () => ({
    '0001-initial': initial,
    '0002-account-stage': accountStage,
    '0003-former-accounts': formerAccounts,
    '0004-key-use': keyUse,
    '0005-audit': audit,
    '0006-erasures': erasures,
    '0007-peers': peers,
  }),
};

#!/usr/bin/env node
import { defineCommand, runMain } from 'citty';
import { serveCommand } from './serve-command.ts';

await runMain(
  defineCommand({
    meta: { name: 'kairos', description: 'The open-source, self-hosted product-led upsell engine' },
    subCommands: { serve: serveCommand },
  }),
);

#!/usr/bin/env node
import { defineCommand, runMain } from 'citty';
import { explainCommand } from './explain-command.ts';
import { lintCommand } from './lint-command.ts';
import { serveCommand } from './serve-command.ts';
import { treeCommand } from './tree-command.ts';

await runMain(
  defineCommand({
    meta: { name: 'kairos', description: 'The open-source, self-hosted product-led upsell engine' },
    subCommands: { serve: serveCommand, lint: lintCommand, tree: treeCommand, explain: explainCommand },
  }),
);

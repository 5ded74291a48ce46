import { defineCommand } from 'citty';
import { printing } from './printing.ts';
import { CommandError, getText, readRemote } from './remote.ts';

const FORMATS = ['text', 'mermaid', 'json'];

/** `kairos tree`: the questions that are asked before anything is offered, with the numbers of the active config. */
export const treeCommand = defineCommand({
  meta: { name: 'tree', description: 'Print what is asked before anything is offered, with the numbers of the config' },
  args: {
    play: { type: 'string', description: 'Of one play alone' },
    format: { type: 'string', description: FORMATS.join(', '), default: 'text' },
  },
  run: ({ args }) => printing(() => tree(args.format, args.play)),
});

async function tree(format: string, play: string | undefined): Promise<string> {
  if (!FORMATS.includes(format)) throw new CommandError(`--format: expected ${FORMATS.join(', ')}, got "${format}"`);
  const query = new URLSearchParams({ format, ...(play === undefined ? {} : { play }) });
  return getText(readRemote(process.env), `/v1/config/decision-tree?${query.toString()}`);
}

import { type DecisionRowView, decisionRowSchema, pageOf, traceText } from '@kairos/server';
import { defineCommand } from 'citty';
import { printing } from './printing.ts';
import { CommandError, getJson, readRemote } from './remote.ts';

const decisions = pageOf(decisionRowSchema);

/** `kairos explain <account>`: why the latest decision about an account came out as it did. */
export const explainCommand = defineCommand({
  meta: { name: 'explain', description: 'Print the latest decision about an account, rule by rule' },
  args: { account: { type: 'positional', description: "The account's id", required: true } },
  run: ({ args }) => printing(() => explain(args.account)),
});

async function explain(account: string): Promise<string> {
  const remote = readRemote(process.env);
  const answer = await getJson(remote, `/v1/accounts/${encodeURIComponent(account)}/decisions?limit=1`);
  const page = decisions.safeParse(answer);
  if (!page.success)
    throw new CommandError(`${remote.url} answered in a shape that this version of kairos doesn't know; update either`);
  const [decision] = page.data.data;
  if (decision === undefined)
    throw new CommandError(
      `nothing was decided about "${account}" yet: ask with POST /v1/decide, or open a page that does`,
    );
  return decisionText(account, decision);
}

/** A decision as text: who asked, what came of it, and every rule. */
function decisionText(account: string, decision: DecisionRowView): string {
  const { at, user, session, placement, version, trace } = decision;
  const where = [
    ...(placement === null ? [] : [`at ${placement}`]),
    ...(session === null ? [] : [`in session ${session}`]),
  ];
  const asked = [`${user} of ${account}`, ...where, askedFor(decision)].join(', ');
  return [`${at}  ${asked}`, `${outcomeText(decision)}; config version ${version}`, '', traceText(trace)].join('\n');
}

function askedFor({ trigger }: DecisionRowView): string {
  if (trigger === null) return 'who walked into nothing';
  const about = trigger.meter ?? trigger.feature;
  return `who walked into ${trigger.type}${about === null ? '' : ` of ${about}`}`;
}

function outcomeText({ moment, trace }: DecisionRowView): string {
  const chosen = trace.find(({ outcome }) => outcome === 'chosen');
  if (chosen === undefined) return 'No offer';
  return moment === null ? `Offer: ${chosen.play}` : `Offer: ${chosen.play}, as moment ${moment}`;
}

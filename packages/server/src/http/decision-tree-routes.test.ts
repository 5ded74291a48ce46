import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerly } from '../../../engine/src/testing/ledgerly.ts';
import { aKairos, type TestKairos } from '../testing/test-kairos.ts';
import { decisionTreeSchema } from '../wire/decision-tree.ts';

const PATH = '/v1/config/decision-tree';

let kairos: TestKairos;
beforeAll(async () => {
  kairos = await aKairos();
});
afterAll(() => kairos.close());

describe('the decision tree of the active config (S1.46)', () => {
  it('is refused before there is a config', async () => {
    expect(await kairos.api.refused('GET', PATH)).toMatchObject({ status: 409, code: 'no-config' });
  });

  it('has the numbers of the version that is active, and follows a change of it', async () => {
    await kairos.putConfig(ledgerly({ guardrails: { perAccountDays: 14 } }));
    const first = await kairos.api.get(PATH, decisionTreeSchema);
    const { version } = await kairos.putConfig(ledgerly({ guardrails: { perAccountDays: 21 } }));
    const tree = await kairos.api.get(PATH, decisionTreeSchema);
    const daysIn = ({ plays }: typeof tree): unknown =>
      plays[0]?.proactive.find(({ rule }) => rule === 'guardrail.account')?.values;
    expect([daysIn(first), daysIn(tree)]).toEqual([{ perAccountDays: 14 }, { perAccountDays: 21 }]);
    expect(tree).toMatchObject({ product: 'Ledgerly', currency: 'USD', version });
  });

  it('is text for people, and a chart for Mermaid', async () => {
    const [text, chart] = await Promise.all([
      kairos.api.ask('GET', `${PATH}?format=text`),
      kairos.api.ask('GET', `${PATH}?format=mermaid`),
    ]);
    expect(text.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text.body).toContain('over all its people and channels?');
    expect(chart.body).toContain('\nflowchart TD\n');
  });

  it('is of one play where one is named, and says which there are where it is none', async () => {
    const one = await kairos.api.get(`${PATH}?play=locked-feature`, decisionTreeSchema);
    expect(one.plays.map(({ play }) => play)).toEqual(['locked-feature']);
    const none = await kairos.api.refused('GET', `${PATH}?play=locked`);
    expect(none).toMatchObject({ status: 404, code: 'not-found' });
    expect(none.detail).toContain('no play "locked"; there is outgrowing-limit, ');
  });
});

import type { DimensionMeter, DimensionsView } from '../api/stage-view.ts';
import { countOf, countText, inSentence } from '../text/number.ts';

/** Each dimension of use by its name, and how the account stands in it, in words. */
export function dimensionTexts(
  dimensions: DimensionsView,
): readonly { readonly name: string; readonly text: string }[] {
  const { featureAdoption, usageFrequency, teamGrowth, workflowComplexity } = dimensions;
  return [
    { name: 'Features', text: adoptionText(featureAdoption) },
    {
      name: 'Frequency',
      text: `active on ${countText(usageFrequency.activeDays)} of the last ${countOf(usageFrequency.days, 'day')}`,
    },
    {
      name: 'Team',
      text: `${countOf(teamGrowth.members, 'member')}, ${countText(teamGrowth.joined)} joined in the last ${countOf(teamGrowth.days, 'day')}`,
    },
    { name: 'Data', text: metersText(dimensions.dataVolume, 'data') },
    { name: 'API calls', text: metersText(dimensions.apiCalls, 'API calls') },
    { name: 'Storage', text: metersText(dimensions.storage, 'storage') },
    { name: 'Workflows', text: workflowsText(workflowComplexity) },
  ];
}

function adoptionText({ used, granted }: DimensionsView['featureAdoption']): string {
  return granted === 0
    ? 'the plan grants none'
    : `${countText(used)} of ${countText(granted)} the plan grants were used`;
}

function workflowsText({ completed, declared, completions }: DimensionsView['workflowComplexity']): string {
  if (declared === 0) return 'the config names none';
  const often = completions === 0 ? '' : `, ${countOf(completions, 'time')} in all`;
  return `${countText(completed)} of ${countText(declared)} completed${often}`;
}

function metersText(meters: readonly DimensionMeter[], what: string): string {
  if (meters.length === 0) return `no meter counts ${what}`;
  return meters
    .map(({ used, limit, name }) =>
      limit === null
        ? `${countText(used)} ${inSentence(name)}`
        : `${countText(used)} of ${countText(limit)} ${inSentence(name)}`,
    )
    .join(', ');
}

export { type Funnel, type FunnelFigures, type FunnelMoment, type FunnelRow, funnel } from './funnel/funnel.ts';
export {
  type SuppressedOffer,
  type Suppression,
  type SuppressionFigures,
  suppression,
} from './suppression/suppression.ts';
export { companySize } from './time-to-value/company-size.ts';
export {
  type GoalCurve,
  type GoalFigures,
  type GoalWatch,
  goalCurves,
  goalFigures,
  OTHER_SEGMENTS,
} from './time-to-value/goal-curves.ts';
export { predictHours } from './time-to-value/predict-window.ts';

export { type Funnel, type FunnelFigures, type FunnelMoment, type FunnelRow, funnel } from './funnel/funnel.ts';

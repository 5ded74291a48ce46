import { z } from '@hono/zod-openapi';
import { amount, time } from './parts.ts';

const funnelFigures = {
  eligible: z.int(),
  shown: z.int(),
  clicked: z.int(),
  checkoutStarted: z.int(),
  converted: z.int(),
  dismissed: z.int(),
  impressionRate: z.number().nullable(),
  clickRate: z.number().nullable(),
  conversionRate: z.number().nullable(),
  revenue: amount,
  revenuePerConversion: z.number().nullable(),
  medianHoursToConvert: z.number().nullable(),
};

export const funnelSchema = z
  .object({
    from: time,
    to: time,
    currency: z.string(),
    rows: z.array(z.object({ key: z.string(), ...funnelFigures })).readonly(),
    totals: z.object(funnelFigures),
    notes: z.array(z.string()).readonly(),
  })
  .openapi('Funnel');

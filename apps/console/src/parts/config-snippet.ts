const FIRST_CONFIG = {
  product: { name: 'Your product', currency: 'USD' },
  meters: { invoices: { event: 'Invoice Sent', aggregate: 'count', reset: 'month' } },
  plans: [
    { id: 'free', name: 'Free', prices: [{ interval: 'month', amount: 0 }], entitlements: { invoices: { limit: 10 } } },
    {
      id: 'pro',
      name: 'Pro',
      prices: [{ interval: 'month', amount: 4900 }],
      entitlements: { invoices: { limit: 100 } },
    },
  ],
} as const;

/** A command that puts a small but whole config: two plans, one meter. The secret key is the reader's to fill in. */
export function configSnippet(origin: string): string {
  const { product, meters, plans } = FIRST_CONFIG;
  const lines = [
    `  "product": ${JSON.stringify(product)},`,
    `  "meters": ${JSON.stringify(meters)},`,
    '  "plans": [',
    plans.map((plan) => `    ${JSON.stringify(plan)}`).join(',\n'),
    '  ]',
  ];
  return [
    `curl -X PUT ${origin}/v1/config \\`,
    "  -H 'Authorization: Bearer YOUR_SECRET_KEY' \\",
    "  -H 'Content-Type: application/json' \\",
    "  -d '{",
    ...lines,
    "}'",
  ].join('\n');
}

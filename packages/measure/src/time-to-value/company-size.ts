/** The upper ends of the bands of company size, in employees. */
const BANDS = [10, 50, 200, 1_000] as const;

/** The band of company size that a number of employees falls in: "1-10", "11-50", …, "1001+". null for what is no such number. */
export function companySize(employees: number): string | null {
  if (!Number.isFinite(employees) || employees < 1) return null;
  const index = BANDS.findIndex((end) => employees <= end);
  const from = index === 0 ? 1 : (BANDS.at(index < 0 ? -1 : index - 1) ?? 0) + 1;
  return index < 0 ? `${from}+` : `${from}-${BANDS[index]}`;
}

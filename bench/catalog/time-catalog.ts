import { compile, configWarnings, entitlementOf } from '../../packages/engine/src/index.ts';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { accountWith, type CatalogSize, configOf, FEATURE, METER, NOW, programOf } from './catalog-world.ts';

/** Compiling a config and finding what it is advised against. */
export async function timeCompile(size: CatalogSize, setting: Setting): Promise<Figures> {
  const config = configOf(size);
  return timeCall(() => {
    const compiled = compile(config);
    if (!compiled.ok) throw new Error('the config compiles');
    return configWarnings(compiled.value.catalog);
  }, setting);
}

/** One feature and one meter of an account with so many add-ons. */
export async function timeGranted(size: CatalogSize, addOns: number, setting: Setting): Promise<Figures> {
  const { catalog } = programOf(size);
  const account = accountWith(addOns);
  const check = (feature: string): unknown => entitlementOf(catalog, account, { feature, amount: 1, at: NOW });
  const limit = entitlementOf(catalog, account, { feature: METER, amount: 1, at: NOW }).usage?.limit;
  if (limit !== (addOns > 3 ? 250 : 200)) throw new Error(`a limit of ${limit}`);
  return timeCall(() => [check(FEATURE), check(METER)], setting);
}

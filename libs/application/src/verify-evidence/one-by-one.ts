import { isOutage } from './failure.js';

export interface Outcome<Item, Result> {
  readonly results: readonly Result[];
  readonly failures: readonly { readonly item: Item; readonly error: unknown }[];
}

/** The whole batch at once; when that fails, item by item, so that a poisonous one stands alone. @throws outages as they are */
export async function togetherOrOneByOne<Item, Result>(
  items: readonly Item[],
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<Outcome<Item, Result>> {
  const whole = await attempt(items, work);
  if (whole.failures.length === 0 || items.length === 1) return whole;
  const alone: Outcome<Item, Result>[] = [];
  for (const item of items) alone.push(await attempt([item], work));
  return {
    results: alone.flatMap(({ results }) => results),
    failures: alone.flatMap(({ failures }) => failures),
  };
}

async function attempt<Item, Result>(
  items: readonly Item[],
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<Outcome<Item, Result>> {
  try {
    return { results: items.length === 0 ? [] : await work(items), failures: [] };
  } catch (error) {
    if (isOutage(error)) throw error;
    return { results: [], failures: items.map((item) => ({ item, error })) };
  }
}

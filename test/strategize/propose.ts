/** Proposes for a shop, and looks at one kind of strategy among what comes of it. */

import type { Strategy, StrategyKind } from '../../src/domain/strategy.ts';
import { proposeStrategies } from '../../src/strategize/propose-strategies.ts';
import type { StrategyInput } from '../../src/strategize/strategy-input.ts';
import { buildSummary } from './build-shop.ts';

export function propose(input: StrategyInput, kind: StrategyKind): Strategy | undefined {
  return proposeStrategies(input).strategies.find((strategy) => strategy.kind === kind);
}

export const ids = (strategy: Strategy | undefined) =>
  (strategy?.audience ?? []).map(({ contactId }) => contactId).sort();

export function whySkipped(input: StrategyInput, kind: StrategyKind): string | undefined {
  return proposeStrategies(input).skipped.find((skipped) => skipped.kind === kind)?.why;
}

/** Ordered every ten days, each time something else, and stopped a hundred days ago. */
export const lost = (contactId: string, rest = {}) =>
  buildSummary(
    contactId,
    [120, 110, 100].map((daysAgo) => ({ daysAgo, products: [`${contactId}-${daysAgo}`] })),
    rest,
  );

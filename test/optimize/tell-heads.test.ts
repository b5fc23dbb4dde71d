/** What the morning tells of who foretells leaving, value and the next order. */

import { expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import type { HeadsDecision, ServingHeads } from '../../src/domain/heads-decision.ts';
import type { RungKind } from '../../src/domain/heads-report.ts';
import { tellHeads } from '../../src/optimize/tell-heads.ts';
import { aHeadsDecision } from '../db/a-heads-decision.ts';
import { T0 } from '../db/builders.ts';

const by = (kind: RungKind, night: number) => ({ runId: `night-${night}`, kind });
/** Decisions a day apart, the oldest first, as the trail gives them. */
const trail = (...decisions: readonly (Partial<HeadsDecision> & { readonly serves: ServingHeads })[]) =>
  decisions
    .map(
      (one, day): HeadsDecision => ({ ...aHeadsDecision({ at: T0 + day * DAY, ...one }), number: day + 1 }),
    )
    .reverse();
/** When the night of that day had told what was decided until then. */
const toldOn = (day: number) => T0 + day * DAY;

it('tells another way, one that began and one that ended, and not the same learnt anew', () => {
  const before = { leaves: by('logistic-regression', 1), value: by('heads-network', 1) };
  const told = (serves: ServingHeads) => tellHeads(trail({ serves: before }, { serves }), toldOn(0));
  expect(told({ leaves: by('logistic-regression', 2), value: by('heads-network', 2) })).toBeNull();
  expect(told({ leaves: by('heads-network', 2), 'next order': by('purchase-rhythm', 2) })).toBe(
    'Who leaves is foretold by the network now (before: the logistic regression); what is spent is foretold by nobody any more (before: the network); when the next order comes is foretold by the purchase rhythm from now on. `/model` says why.',
  );
  expect(tellHeads(trail({ serves: before }), 0)).toContain('Who leaves is foretold by the logistic');
  expect(tellHeads([], 0)).toBeNull();
});

it('tells what a night changed that was ended before it could tell, and nothing twice', () => {
  const decisions = trail(
    { serves: { leaves: by('logistic-regression', 1) } },
    { serves: { leaves: by('heads-network', 2) } },
    { serves: { leaves: by('heads-network', 3) } },
  );
  expect(tellHeads(decisions, toldOn(0))).toContain('by the network now (before: the logistic regression)');
  expect(tellHeads(decisions, toldOn(1))).toBeNull();
  expect(tellHeads(decisions, toldOn(2))).toBeNull();
});

it("leaves a person's own decision to what was told then, and tells when nights decide again", () => {
  const chosen = {
    actor: 'U1',
    action: 'roll back',
    backTo: 1,
    serves: { leaves: by('logistic-regression', 1) },
  } as const;
  const decisions = trail(
    { serves: { leaves: by('logistic-regression', 1) } },
    { serves: { leaves: by('heads-network', 2) } },
    chosen,
  );
  expect(tellHeads(decisions, toldOn(1))).toBeNull();
  const ended = trail({ serves: {} }, chosen, { serves: { leaves: by('logistic-regression', 3) } });
  expect(tellHeads(ended, toldOn(1))).toBe(
    'Whom a person chose on 2026-01-06 gives way to what nights learn. `/model` says why.',
  );
});

it('tells another definition of leaving', () => {
  const serves = { leaves: by('logistic-regression', 1) };
  expect(tellHeads(trail({ serves }, { serves, horizonDays: 56 }), toldOn(0))).toBe(
    'Leaving means no order within 56 days from now on (42 before). `/model` says why.',
  );
});

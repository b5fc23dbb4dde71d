/** Every rung of heads, by name. */

import type { RungKind } from '../../domain/heads-report.ts';
import { createByKind } from '../create-by-kind.ts';
import type { Kinds } from '../learner.ts';
import { BASE_RATE } from './base-rate.ts';
import type { HeadsRung } from './heads.ts';
import { HeadsNetwork } from './heads-network.ts';
import { LOGISTIC_REGRESSION } from './logistic-heads.ts';
import { OWN_RHYTHM } from './own-rhythm.ts';
import { PURCHASE_RHYTHM } from './purchase-rhythm.ts';
import { SimpleRung } from './simple-rung.ts';

const KINDS: Kinds<RungKind, HeadsRung> = {
  'base-rate': () => new SimpleRung(BASE_RATE),
  'logistic-regression': () => new SimpleRung(LOGISTIC_REGRESSION),
  'own-rhythm': () => new SimpleRung(OWN_RHYTHM),
  'purchase-rhythm': () => new SimpleRung(PURCHASE_RHYTHM),
  'heads-network': () => new HeadsNetwork(),
};

/** A rung of the kind, knowing nothing yet. Throws `invalid` for a kind that this version does not have. */
export function createRung(kind: string): HeadsRung {
  return createByKind(KINDS, kind);
}

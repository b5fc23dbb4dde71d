/** One customer's life: who it is, how things stand, and what is drawn already but lies ahead. */

import type { Customer } from './customers.ts';
import type { Reaction, ReceivedEmail } from './email.ts';
import type { PlannedMessage } from './segment-message.ts';
import { type CustomerState, createState } from './state.ts';
import type { World } from './world.ts';

export interface Life {
  readonly customer: Customer;
  readonly state: CustomerState;
  planned: PlannedMessage[];
  reactions: Reaction[];
  /** Mails for days that are still to be lived. */
  inbox: ReceivedEmail[];
  /** All mails that were taken in, so that a life can be lived again up to any day. */
  readonly mails: ReceivedEmail[];
}

/** A life that has not begun. */
export function beginLife(world: World, customer: Customer): Life {
  const state = createState(world.seed, customer, world.products);
  return { customer, state, planned: [], reactions: [], inbox: [], mails: [] };
}

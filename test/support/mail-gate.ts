/** Keeps e-mails at the door of a test's mail server, and lets in as many as the test says. */

import { EventEmitter, once } from 'node:events';

export interface MailGate {
  /** Resolves when the first one has to wait. */
  readonly isFull: Promise<unknown>;
  /** Lets in so many more than have been let in so far. */
  letIn(more: number): void;
  /** Lets in all that came and come. */
  open(): void;
  /** For the mail server: resolves when this one may go in. */
  pass(): Promise<null>;
}

export function createMailGate(freely: number): MailGate {
  const bell = new EventEmitter().setMaxListeners(0);
  const isFull = once(bell, 'full');
  let [arrived, allowed] = [0, freely];
  const letIn = (more: number) => {
    allowed += more;
    bell.emit('more');
  };
  return {
    isFull,
    letIn,
    open: () => letIn(Number.POSITIVE_INFINITY),
    async pass() {
      arrived += 1;
      const place = arrived;
      while (place > allowed) {
        bell.emit('full');
        await once(bell, 'more');
      }
      return null;
    },
  };
}

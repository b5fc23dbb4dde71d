/** The other side of `startProcess`: says that it is loaded, and answers each order. */

import type { Reply } from './start-process.ts';

/** Ends when whoever started it is gone. */
export function answerOrders<Order>(carryOut: (order: Order) => Promise<unknown>): void {
  const say = (reply: Reply) => process.send?.(reply);
  process.on('disconnect', () => process.exit(1));
  process.on('message', (order: Order) => {
    carryOut(order).then(
      (answer) => say({ answer }),
      (fault: unknown) =>
        say({ fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) }),
    );
  });
  say({});
}

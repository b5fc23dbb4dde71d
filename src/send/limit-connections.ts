/** Lets as many e-mails be under way as there are connections; those that are written already wait in their order. */

export interface Connections {
  /** Resolves when one is free for the caller, who gives it back. */
  take(): Promise<void>;
  give(): void;
}

export function limitConnections(count: number): Connections {
  const waiting: (() => void)[] = [];
  let free = count;
  return {
    async take() {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    give() {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}

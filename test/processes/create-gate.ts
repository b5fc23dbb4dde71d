/** Keeps whoever passes waiting while it is closed. */

export interface Gate {
  /** Resolves at once, or when it is opened. */
  passed(): Promise<void>;
  open(): void;
  /** The returned promise resolves when somebody stands before it. */
  close(): Promise<void>;
}

export function createGate(): Gate {
  let opened: Promise<void> = Promise.resolve();
  let open: () => void = () => undefined;
  let arrive: () => void = () => undefined;
  return {
    passed() {
      arrive();
      return opened;
    },
    open: () => open(),
    close() {
      opened = new Promise((resolve) => {
        open = resolve;
      });
      return new Promise((resolve) => {
        arrive = resolve;
      });
    },
  };
}
